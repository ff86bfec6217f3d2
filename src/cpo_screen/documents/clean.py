"""One cleaning of characters for all readers, so that the same words are the same text everywhere."""

from __future__ import annotations

import re
import unicodedata

_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_DROPPED = dict.fromkeys(
    [
        *(code for code in range(0x20) if code not in (0x09, 0x0A)),
        0x7F,
        0x034F,
        0x061C,
        0x180E,
        *range(0x200B, 0x2010),  # zero width, direction marks
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),  # variation selectors of emoji
        0xFEFF,
        *range(0xFFF9, 0xFFFE),
        *range(0xD800, 0xE000),
        *range(0xE0000, 0xE0080),
    ]
)
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_SYMBOL_BULLETS = dict.fromkeys(  # bullets of Word's Symbol and Wingdings fonts
    [0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF06E, 0xF0A8, 0xF0A0, 0xF075, 0xF06C, 0xF071], "•"
)
_BREAKS = dict.fromkeys([0x0B, 0x2028, 0x2029], "\n")
_WINDOWS = {  # Windows' quotes and dashes, taken for Latin-1 by some program on the way
    code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)
}
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])\xad(?=[^\W\d_A-Z])")
_TABLE = {**_DROPPED, **_SPACES, **_LIGATURES, **_SYMBOL_BULLETS, **_BREAKS, **_WINDOWS, 0xF02D: "-"}
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_NEEDS_TABLE = re.compile(
    "[^\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac\u2122]"
)
_MOJIBAKE = re.compile("â€|ï¼|Ã[\x80-\xbf]|Â[\xa0-\xbf]")  # UTF-8 that was once read as Windows-1252
_RUN_OF_SPACES = re.compile(" {2,}")
_AROUND_TAB = re.compile(" *\t[ \t]*")
_COLON_ALONE = re.compile("\t:[ \t]*")

_MARKERS = "•●○◦▪▫■□◾◽◼◻‣⁃∙·⋅➢➤➔➜►▶▸▹▻❖◆◇♦✓✔✗✘✦✧★☆❑❒❏❐¤→⇒❯▷☛☑◉⦿⚫›・⁌⁍✱✳✴⬥⬦◈➣➥➨➡↳⁕"
_BULLET = re.compile(
    rf"\s*(?:(?:[{_MARKERS}]\s*)+(?=[^\s{_MARKERS}])|(?:[-*–—~]|-->?|->|=>|>|»)\s+(?=\S)|[+o§Øü]\s+(?=[^\W\d_a-z]))"
)


def clean_text(text: str) -> str:
    """Drop what nobody sees (control, zero-width, soft hyphens, icon glyphs), NFC, plain spaces.

    Tabs and newlines stay; ligatures are written out. A soft hyphen within a word goes; elsewhere it is
    what some programs write for a hyphen. The length may change.

    >>> clean_text("Chief\\u00a0Product Of\\ufb01cer\\u200b")
    'Chief Product Officer'
    >>> clean_text("Produkt\\u00adstrategie, P.O\\u00ad103, Bob\\u0092s")
    'Produktstrategie, P.O-103, Bob’s'
    """
    while _NEEDS_TABLE.search(text) or _MOJIBAKE.search(text):
        cleaned = _clean_once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def _clean_once(text: str) -> str:
    """One round: what it drops may uncover more that was read in the wrong encoding."""
    if _MOJIBAKE.search(text):
        from ftfy import fix_encoding

        text = fix_encoding(text)
    text = _SOFT_HYPHEN.sub("", text).replace("\xad", "-")
    text = _PRIVATE.sub("", text.translate(_TABLE))
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Runs of spaces become one, spaces around tabs go, the ends are stripped.

    A colon that stands alone between tabs goes to the label before it.

    >>> squeeze("  Acme  Corp \\t  2019 ")
    'Acme Corp\\t2019'
    >>> squeeze("Client \\t : \\t Acme")
    'Client:\\tAcme'
    """
    squeezed = _AROUND_TAB.sub("\t", _RUN_OF_SPACES.sub(" ", text))
    return _COLON_ALONE.sub(":\t", squeezed).strip()


def parse_bullet(text: str) -> tuple[bool, str]:
    """Split a line into whether it began with a bullet marker, and the rest.

    >>> parse_bullet("• Led a team of 12")
    (True, 'Led a team of 12')
    >>> parse_bullet("- Led a team")
    (True, 'Led a team')
    >>> parse_bullet("› Led a team"), parse_bullet("~ Led a team")
    ((True, 'Led a team'), (True, 'Led a team'))
    >>> parse_bullet("-5 % churn")
    (False, '-5 % churn')
    >>> parse_bullet("o Launched in Iberia"), parse_bullet("o produto principal")
    ((True, 'Launched in Iberia'), (False, 'o produto principal'))
    >>> parse_bullet("★★★☆☆")
    (False, '★★★☆☆')
    """
    match = _BULLET.match(text)
    if match is None:
        return False, text
    return True, text[match.end() :]
