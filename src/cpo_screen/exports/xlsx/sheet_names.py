"""Names for sheets as Excel allows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from cpo_screen.exports.safe_text import one_line
from cpo_screen.exports.xlsx.book import shorten

_LONGEST = 31  # UTF-16 units
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]+")
_RESERVED = ("History",)
_NAMELESS = "Candidate"


def sheet_names(wanted: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Return a name for each of `wanted`: allowed, and unlike all others and `taken`, whatever the case.

    >>> sheet_names(["Ann Lee", "ANN LEE", "a/b: [c]", "history", ""])
    ['Ann Lee', 'ANN LEE (2)', 'a b c', 'history (2)', 'Candidate']
    """
    used = {_fold(name) for name in (*_RESERVED, *taken)}
    return [_take(_allowed(name), used) for name in wanted]


def _allowed(name: str) -> str:
    """Leave out what Excel forbids: some signs anywhere, an apostrophe at either end."""
    plain = " ".join(_FORBIDDEN.sub(" ", one_line(name)).split())
    return shorten(plain, _LONGEST).strip("' ") or _NAMELESS


def _take(name: str, used: set[str]) -> str:
    tried, number = name, 1
    while _fold(tried) in used:
        number += 1
        behind = f" ({number})"
        tried = shorten(name, _LONGEST - len(behind)) + behind
    used.add(_fold(tried))
    return tried


def _fold(name: str) -> str:
    """Make names equal that a spreadsheet could take for equal."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
