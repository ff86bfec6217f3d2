"""Web pages, Markdown, rich text, JSON and old Word: depth, length, encodings that lie, files that lie."""

from __future__ import annotations

import json
from random import Random

from hostile.kinds import READ, kind
from hostile.people import cv_lines, cv_text
from hostile.text_kinds import BROKEN, SLOW
from hostile.writers import html_of, rtf_of

# --- web pages and Markdown -------------------------------------------------------------------------


@kind(".html", SLOW)
def html_nested_deeply(random: Random) -> bytes:
    name = random.choice(("div", "table><tr><td", "ul><li", "b", "span", "font", "blockquote", "a"))
    depth = random.choice((100, 250, 100_000))
    return f"<!doctype html><html>{f'<{name}>' * depth}".encode() + html_of(cv_lines(random))


@kind(".html", SLOW)
def html_table_without_bounds(random: Random) -> bytes:
    cell = "<td colspan=1000000000 rowspan=1000000000>a</td>"
    table = f"<table>{f'<tr>{cell * 200}</tr>' * 200}</table>"
    return html_of(cv_lines(random)) + table.encode()


@kind(".html", SLOW)
def html_many_elements(random: Random) -> bytes:
    part = random.choice(("<b>a </b>", "<p>a", "<br>", "<td>a", "<li>", "<i></i>", "a&nbsp;"))
    return html_of(cv_lines(random)) + (part * 200_000).encode()


@kind(".html", SLOW)
def html_styles_without_end(random: Random) -> bytes:
    rules = "".join(f".c{n} p > b + i ~ u, #i{n}{{color:#fff;display:none}}" for n in range(20_000))
    return f"<!doctype html><style>{rules}{'{' * 9999}</style>".encode() + html_of(cv_lines(random)) * 50


@kind(".html", BROKEN)
def html_that_acts(random: Random) -> bytes:
    more = (
        "<script>while(1);</script><iframe src=file:///etc/passwd></iframe><img src=http://127.0.0.1:9/x>"
        "<object data=x></object><base href=//x><meta http-equiv=refresh content='0;url=http://127.0.0.1:9'>"
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;<svg onload=alert(1)>"
    )
    return more.encode() + html_of(cv_lines(random))


@kind(".html", BROKEN)
def html_broken_off(random: Random) -> bytes:
    data = html_of(cv_lines(random)) + b"<p style='color:white'>x"
    at = random.randrange(20, len(data))
    return (
        data[:at]
        + random.choice((b"<", b"&#x110000;", b"&#0;", b"<!--", b"<![CDATA[", b"</", b"<p a='"))
        + data[at:]
    )


@kind(".html", BROKEN)
def html_lies_about_encoding(random: Random) -> bytes:
    name = random.choice(
        ("utf-16", "utf-7", "x-nothing", "big5", "unicode_escape", "hex", "idna", "zlib", "punycode")
    )
    head = f'<html><meta charset="{name}"><body>'.encode()
    return head + html_of([f"{one} \xe9\x81" for one in cv_lines(random)]).replace(b"\xc3", b"\xff")


@kind(".mht", f"{BROKEN} timed_out")
def mht_in_itself(random: Random) -> bytes:
    head = b'MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/related; boundary="b"\n\n'
    depth = random.choice((1, 90, 2000))
    inner = b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!!====\n--b--\n"
    return (head + b"--b\n") * depth + inner + html_of(cv_lines(random))


@kind(".md", SLOW)
def md_nested_deeply(random: Random) -> bytes:
    opening = random.choice(
        (">", "- ", "[", "*a ", "![", "`", "<div>", "**", "|", "((", "_a ", "&", "1. ", "\\")
    )
    many = random.choice((200, 50_000))
    return f"# {cv_text(random)}\n## B\n**x** [a](b)\n\n{opening * many}\n".encode()


@kind(".md", SLOW)
def md_front_matter_without_end(random: Random) -> bytes:
    return ("---\nname: *a\n" + "a: &a [*a, *a]\n" * random.choice((5, 50_000)) + cv_text(random)).encode()


# --- rich text --------------------------------------------------------------------------------------


@kind(".rtf", SLOW)
def rtf_nested_deeply(random: Random) -> bytes:
    depth = random.choice((100, 3000, 300_000))
    return b"{\\rtf1" + b"{" * depth + rtf_of(cv_lines(random)) + b"}" * random.choice((0, depth))


@kind(".rtf", BROKEN)
def rtf_binary_that_lies(random: Random) -> bytes:
    data = rtf_of(cv_lines(random))
    at = random.randrange(10, len(data))
    lie = random.choice(
        (b"\\bin9999999999 ", b"\\bin-5 ", b"{\\pict\\bin100 ", b"{\\object{\\objdata ", b"\\'", b"\\'zz")
    )
    return data[:at] + lie + data[at:]


@kind(".rtf", BROKEN)
def rtf_numbers_without_measure(random: Random) -> bytes:
    number = random.choice((b"-99999999", b"9999999999", b"1114112", b"55296", b"-1", b"0"))
    words = b"\\u%s? \\uc%s \\fs%s \\ansicpg%s \\outlinelevel%s \\fcharset%s " % ((number,) * 6)
    return rtf_of(cv_lines(random)).replace(b"\\par", words + b"\\par")


@kind(".rtf", SLOW)
def rtf_many_looks(random: Random) -> bytes:
    many = random.choice((1000, 100_000))
    looks = b"".join(b"\\fs%d a%d " % (n, n) for n in range(many))
    return rtf_of(cv_lines(random))[:-1] + looks + b"}"


@kind(".rtf", SLOW)
def rtf_table_without_end(random: Random) -> bytes:
    return (
        rtf_of(cv_lines(random))[:-1]
        + b"\\trowd "
        + b"\\intbl a\\cell " * random.choice((100, 100_000))
        + b"\\row}"
    )


@kind(".rtf", BROKEN)
def rtf_flipped(random: Random) -> bytes:
    data = bytearray(rtf_of(cv_lines(random)))
    for _ in range(random.choice((1, 10, 100))):
        data[random.randrange(6, len(data))] = random.choice(b"{}\\'\x00\xff u0")
    return bytes(data)


# --- JSON and old Word ------------------------------------------------------------------------------


def _resume(random: Random, **more: object) -> dict[str, object]:
    lines = cv_lines(random)
    work = [
        {"position": "Head of Product", "name": "Copperline", "startDate": "2015-03", "endDate": "2020-01"}
    ]
    return {"basics": {"name": lines[0], "email": lines[1]}, "work": work} | more


@kind(".json", "damaged not_a_cv too_large")
def json_nested_deeply(random: Random) -> bytes:
    opening = random.choice((b"[", b'{"basics":', b'{"work":['))
    return opening * random.choice((2000, 500_000))


@kind(".json", f"{READ} damaged not_a_cv")
def json_nested_within(random: Random) -> bytes:
    deep = "[" * 900 + "]" * 900
    return json.dumps(_resume(random)).replace('"basics"', f'"skills": {deep}, "basics"').encode()


@kind(".json", f"{READ} damaged not_a_cv empty")
def json_of_wrong_kinds(random: Random) -> bytes:
    odd = random.choice(
        (None, 5, 1.5e308, True, "x", [], [[]], {}, [None], {"a": {"b": []}}, [{"name": 5}], ["a", 5])
    )
    keys = (
        "basics",
        "work",
        "education",
        "volunteer",
        "skills",
        "languages",
        "certificates",
        "meta",
        "awards",
    )
    wrong = dict.fromkeys(random.sample(keys, 5), odd)
    return json.dumps(_resume(random) | wrong).encode()


@kind(".json", f"{READ} damaged not_a_cv")
def json_odd_values(random: Random) -> bytes:
    odd = random.choice(
        ("9" * 10_000, "1e999", "NaN", "-Infinity", '"\\ud800"', '"\\u0000\\u001b[31m"', "-0")
    )
    return json.dumps(_resume(random)).replace('"2015-03"', odd).replace('"Copperline"', odd).encode()


@kind(".json", f"{READ} too_large timed_out")
def json_many_jobs(random: Random) -> bytes:
    job = {
        "position": "Product Manager",
        "name": "X",
        "startDate": "2015",
        "highlights": ["Led 5 people"] * 3,
    }
    return json.dumps(_resume(random, work=[job] * random.choice((300, 20_000)))).encode()


@kind(
    ".doc",
    "damaged unsupported encrypted not_a_cv timed_out no_text no_positions garbled_text empty ranked",
)
def doc_of_chance(random: Random) -> bytes:
    streams = "".join(random.sample(("WordDocument", "1Table", "Workbook", "EncryptionInfo"), 2))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + streams.encode("utf-16-le") + random.randbytes(5000)


@kind(".pdf", f"{BROKEN} encrypted")
def names_that_lie(random: Random) -> bytes:
    """A file whose ending says PDF and whose content is something else."""
    return random.choice((cv_text(random).encode(), html_of(cv_lines(random)), rtf_of(cv_lines(random)),
                          b"\x7fELF" + random.randbytes(99), b"\x89PNG\r\n\x1a\n" + random.randbytes(99),
                          b"MZ\0\0" + random.randbytes(99), b"GIF89a" + random.randbytes(20)))  # fmt: skip


@kind("", f"{BROKEN} encrypted too_large")
def bytes_by_chance(random: Random) -> bytes:
    return random.randbytes(random.choice((3, 100, 10_000)))
