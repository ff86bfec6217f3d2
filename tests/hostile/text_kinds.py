"""Plain text: encodings that lie, length, words that harm, scripts of the world."""

from __future__ import annotations

from random import Random

from hostile.kinds import READ, kind
from hostile.people import cv_lines, cv_text

BROKEN = f"{READ} damaged empty not_a_cv unsupported"
SLOW = f"{READ} damaged empty too_large timed_out not_a_cv"
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


@kind(".txt", SLOW)
def txt_ten_thousand_jobs(random: Random) -> bytes:
    lines = cv_lines(random)
    jobs = [
        f"Product Manager, Firm{n} Ltd\nMarch {1970 + n % 50} - May {1971 + n % 50}\n"
        for n in range(10_000)
    ]
    return "\n".join([*lines[:5], *jobs]).encode()


@kind(".txt", SLOW)
def txt_one_line(random: Random) -> bytes:
    word = random.choice(
        ("a", "a ", "1 ", "- ", "Product ", ", ", "(", "2019 - ", "a@a.", "é ", "\t", "…", "=", "|")
    )
    return (cv_text(random) + word * (random.choice((50_000, 900_000)) // len(word))).encode()


@kind(".txt", SLOW)
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


@kind(".txt", SLOW)
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
