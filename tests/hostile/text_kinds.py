"""Text, web pages, rich text, Markdown, JSON: depth, length, encodings that lie, words that harm."""

from __future__ import annotations

import json
from random import Random

from hostile.kinds import READ, kind
from hostile.people import cv_lines, cv_text
from hostile.writers import html_of, rtf_of

_BROKEN = f"{READ} damaged empty not_a_cv unsupported"
_SLOW = f"{READ} damaged empty too_large timed_out not_a_cv"
ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x9b2J \x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\"
FORMULAS = (
    "=cmd|' /C calc'!A1",
    '=HYPERLINK("http://example.com","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
)


def _as_name(name: str, random: Random) -> bytes:
    """A good CV whose name, employer and school are these words."""
    lines = cv_lines(random)
    lines[0] = name
    lines = [f"{one.split(',')[0]}, {name}" if ", " in one and "-" not in one else one for one in lines]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


# --- plain text -------------------------------------------------------------------------------------


@kind(".txt", "empty")
def txt_of_no_bytes(random: Random) -> bytes:  # noqa: ARG001
    return b""


@kind(".txt", "empty no_text not_a_cv")
def txt_of_one_byte(random: Random) -> bytes:
    return bytes([random.randrange(256)])


@kind(".txt", "empty no_text not_a_cv")
def txt_byte_order_mark_only(random: Random) -> bytes:
    marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")
    return random.choice(marks)


@kind(".txt", "empty no_text not_a_cv")
def txt_blank(random: Random) -> bytes:
    return random.choice((b" ", b"\n", b"\0", b"\xc2\xa0", b"\xe2\x80\x8b", b"\x0c")) * random.choice(
        (5, 10**6)
    )


@kind(".txt", READ)
def txt_utf16_without_mark(random: Random) -> bytes:
    return cv_text(random).encode(random.choice(("utf-16-le", "utf-16-be")))


@kind(".txt", READ)
def txt_utf32_without_mark(random: Random) -> bytes:
    return cv_text(random).encode(random.choice(("utf-32-le", "utf-32-be")))


@kind(".txt", f"{READ} not_a_cv")
def txt_mark_that_lies(random: Random) -> bytes:
    mark = random.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"))
    return mark + cv_text(random).encode(
        random.choice(("cp1252", "utf-8", "utf-16-le", "cp1251")), "replace"
    )


@kind(".txt", f"{READ} not_a_cv")
def txt_not_utf8(random: Random) -> bytes:
    return b"".join(
        line.encode() + bytes(random.randrange(128, 256) for _ in range(4)) + b"\n"
        for line in cv_lines(random)
    )


@kind(".txt", f"{READ} not_a_cv")
def txt_zeros_between(random: Random) -> bytes:
    return cv_text(random).encode().replace(b" ", random.choice((b"\0", b" \0\0 ", b"\x08 ", b"\x1a")))


@kind(".txt", f"{READ} timed_out")
def txt_ten_thousand_lines(random: Random) -> bytes:
    more = [f"- {random.choice(cv_lines(random)) or 'Led a team'}" for _ in range(10_000)]
    return "\n".join([*cv_lines(random), *more]).encode()


@kind(".txt", _SLOW)
def txt_ten_thousand_jobs(random: Random) -> bytes:
    lines = cv_lines(random)
    jobs = [
        f"Product Manager, Firm{n} Ltd\nMarch {1970 + n % 50} - May {1971 + n % 50}\n"
        for n in range(10_000)
    ]
    return "\n".join([*lines[:5], *jobs]).encode()


@kind(".txt", _SLOW)
def txt_one_line(random: Random) -> bytes:
    word = random.choice(
        ("a", "a ", "1 ", "- ", "Product ", ", ", "(", "2019 - ", "a@a.", "é ", "\t", "…", "=", "|")
    )
    return (cv_text(random) + word * (random.choice((50_000, 900_000)) // len(word))).encode()


@kind(".txt", _SLOW)
def txt_traps_for_patterns(random: Random) -> bytes:
    """Long runs of what patterns repeat, each with an end that fits none."""
    traps = [
        *("a" * 5000 + "!", " " * 5000 + "x", "1" * 5000 + "x", "-" * 5000 + "x", "a." * 2500 + "@"),
        *(
            one * 1500
            for one in ("a@", "(", "2019 - ", "+1 ", "www.", "A B ", "and, ", "$1,", "Jan ", "/in/")
        ),
        *("\u0301" * 3000, "the " * 999, "'" * 4000),
    ]
    return (cv_text(random) + "\n".join(random.sample(traps, len(traps)))).encode()


@kind(".txt", _SLOW)
def txt_page_breaks(random: Random) -> bytes:
    return (cv_text(random) + "\f" * random.choice((100, 500_000)) + cv_text(random)).encode()


@kind(".txt", READ)
def txt_escape_sequences(random: Random) -> bytes:
    return _as_name(f"Alva {ESCAPES} Birk{random.randrange(999)}", random)


@kind(".txt", READ)
def txt_formula_as_name(random: Random) -> bytes:
    return _as_name(random.choice(FORMULAS), random)


@kind(".txt", READ)
def txt_html_as_name(random: Random) -> bytes:
    return _as_name(
        random.choice(("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]></x>")), random
    )


@kind(".txt", READ)
def txt_markup_of_the_terminal(random: Random) -> bytes:
    return _as_name(
        random.choice(("[bold red]Alva[/] Birk", "[link=http://example.com]x", "[/nothing]")), random
    )


@kind(".txt", READ)
def txt_right_to_left(random: Random) -> bytes:
    name = random.choice(("محمد عبد الله", "דוד כהן", "\u202eAlva Birk\u202c", "\u2067Birk"))
    more = "\n".join(("خبرة", "مدير المنتج", "רקע תעסוקתי", "مارس ٢٠١٩ - حتى الآن"))
    return _as_name(name, random) + more.encode()


@kind(".txt", READ)
def txt_chinese_japanese_korean(random: Random) -> bytes:
    lines = (
        "王小明",
        "工作经历",
        "产品总监, 示例公司",
        "2019年3月 - 至今",
        "職務経歴",
        "경력",
        "최고제품책임자",
    )
    return ("\n".join(lines * random.choice((1, 500))) + "\n" + cv_text(random)).encode()


@kind(".txt", READ)
def txt_heaps_of_accents(random: Random) -> bytes:
    heap = "".join(chr(random.randrange(0x300, 0x36F)) for _ in range(200))
    return _as_name("".join(char + heap for char in "Alva Birk"), random)


@kind(".txt", f"{READ} garbled_text not_a_cv")
def txt_odd_characters(random: Random) -> bytes:
    odd = "\ufffe\uffff\ufffd\ue000\U000f0000\u2028\u2029\u0085\u200b\ufeff\U000e0041\u00ad"
    return (cv_text(random).replace(" ", f" {random.choice(odd)}") + odd * 50).encode()


# --- web pages and Markdown -------------------------------------------------------------------------


@kind(".html", _SLOW)
def html_nested_deeply(random: Random) -> bytes:
    name = random.choice(("div", "table><tr><td", "ul><li", "b", "span", "font", "blockquote", "a"))
    depth = random.choice((100, 250, 100_000))
    return f"<!doctype html><html>{f'<{name}>' * depth}".encode() + html_of(cv_lines(random))


@kind(".html", _SLOW)
def html_table_without_bounds(random: Random) -> bytes:
    cell = "<td colspan=1000000000 rowspan=1000000000>a</td>"
    table = f"<table>{f'<tr>{cell * 200}</tr>' * 200}</table>"
    return html_of(cv_lines(random)) + table.encode()


@kind(".html", _SLOW)
def html_many_elements(random: Random) -> bytes:
    part = random.choice(("<b>a </b>", "<p>a", "<br>", "<td>a", "<li>", "<i></i>", "a&nbsp;"))
    return html_of(cv_lines(random)) + (part * 200_000).encode()


@kind(".html", _SLOW)
def html_styles_without_end(random: Random) -> bytes:
    rules = "".join(f".c{n} p > b + i ~ u, #i{n}{{color:#fff;display:none}}" for n in range(20_000))
    return f"<!doctype html><style>{rules}{'{' * 9999}</style>".encode() + html_of(cv_lines(random)) * 50


@kind(".html", _BROKEN)
def html_that_acts(random: Random) -> bytes:
    more = (
        "<script>while(1);</script><iframe src=file:///etc/passwd></iframe><img src=http://127.0.0.1:9/x>"
        "<object data=x></object><base href=//x><meta http-equiv=refresh content='0;url=http://127.0.0.1:9'>"
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;<svg onload=alert(1)>"
    )
    return more.encode() + html_of(cv_lines(random))


@kind(".html", _BROKEN)
def html_broken_off(random: Random) -> bytes:
    data = html_of(cv_lines(random)) + b"<p style='color:white'>x"
    at = random.randrange(20, len(data))
    return (
        data[:at]
        + random.choice((b"<", b"&#x110000;", b"&#0;", b"<!--", b"<![CDATA[", b"</", b"<p a='"))
        + data[at:]
    )


@kind(".html", _BROKEN)
def html_lies_about_encoding(random: Random) -> bytes:
    name = random.choice(
        ("utf-16", "utf-7", "x-nothing", "big5", "unicode_escape", "hex", "idna", "zlib", "punycode")
    )
    head = f'<html><meta charset="{name}"><body>'.encode()
    return head + html_of([f"{one} \xe9\x81" for one in cv_lines(random)]).replace(b"\xc3", b"\xff")


@kind(".mht", f"{_BROKEN} timed_out")
def mht_in_itself(random: Random) -> bytes:
    head = b'MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/related; boundary="b"\n\n'
    depth = random.choice((1, 90, 2000))
    inner = b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!!====\n--b--\n"
    return (head + b"--b\n") * depth + inner + html_of(cv_lines(random))


@kind(".md", _SLOW)
def md_nested_deeply(random: Random) -> bytes:
    opening = random.choice(
        (">", "- ", "[", "*a ", "![", "`", "<div>", "**", "|", "((", "_a ", "&", "1. ", "\\")
    )
    many = random.choice((200, 50_000))
    return f"# {cv_text(random)}\n## B\n**x** [a](b)\n\n{opening * many}\n".encode()


@kind(".md", _SLOW)
def md_front_matter_without_end(random: Random) -> bytes:
    return ("---\nname: *a\n" + "a: &a [*a, *a]\n" * random.choice((5, 50_000)) + cv_text(random)).encode()


# --- rich text --------------------------------------------------------------------------------------


@kind(".rtf", _SLOW)
def rtf_nested_deeply(random: Random) -> bytes:
    depth = random.choice((100, 3000, 300_000))
    return b"{\\rtf1" + b"{" * depth + rtf_of(cv_lines(random)) + b"}" * random.choice((0, depth))


@kind(".rtf", _BROKEN)
def rtf_binary_that_lies(random: Random) -> bytes:
    data = rtf_of(cv_lines(random))
    at = random.randrange(10, len(data))
    lie = random.choice(
        (b"\\bin9999999999 ", b"\\bin-5 ", b"{\\pict\\bin100 ", b"{\\object{\\objdata ", b"\\'", b"\\'zz")
    )
    return data[:at] + lie + data[at:]


@kind(".rtf", _BROKEN)
def rtf_numbers_without_measure(random: Random) -> bytes:
    number = random.choice((b"-99999999", b"9999999999", b"1114112", b"55296", b"-1", b"0"))
    words = b"\\u%s? \\uc%s \\fs%s \\ansicpg%s \\outlinelevel%s \\fcharset%s " % ((number,) * 6)
    return rtf_of(cv_lines(random)).replace(b"\\par", words + b"\\par")


@kind(".rtf", _SLOW)
def rtf_many_looks(random: Random) -> bytes:
    many = random.choice((1000, 100_000))
    looks = b"".join(b"\\fs%d a%d " % (n, n) for n in range(many))
    return rtf_of(cv_lines(random))[:-1] + looks + b"}"


@kind(".rtf", _SLOW)
def rtf_table_without_end(random: Random) -> bytes:
    return (
        rtf_of(cv_lines(random))[:-1]
        + b"\\trowd "
        + b"\\intbl a\\cell " * random.choice((100, 100_000))
        + b"\\row}"
    )


@kind(".rtf", _BROKEN)
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


@kind(".pdf", f"{_BROKEN} encrypted")
def names_that_lie(random: Random) -> bytes:
    """A file whose ending says PDF and whose content is something else."""
    return random.choice((cv_text(random).encode(), html_of(cv_lines(random)), rtf_of(cv_lines(random)),
                          b"\x7fELF" + random.randbytes(99), b"\x89PNG\r\n\x1a\n" + random.randbytes(99),
                          b"MZ\0\0" + random.randbytes(99), b"GIF89a" + random.randbytes(20)))  # fmt: skip


@kind("", f"{_BROKEN} encrypted too_large")
def bytes_by_chance(random: Random) -> bytes:
    return random.randbytes(random.choice((3, 100, 10_000)))
