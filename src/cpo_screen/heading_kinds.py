"""What the model of a heading's kind looks at: its words, what stands above it and what stands below it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cpo_screen.heading_features import YEAR, word_kinds, word_lists
from cpo_screen.headings import fold
from cpo_screen.model import Line, SectionKind

_BELOW = 14  # lines under a heading that are looked at
_RANGE = re.compile(r"(?:\b(?:19|20)|['’/.])\d\d\s*(?:[-–—]|to\b|bis\b|à\b|a\b)\s*\S")
_FORMS: tuple[tuple[str, str], ...] = (
    ("year", r"\b(?:19|20)\d\d\b"),
    ("range", r"\d{4}\s*[-–—]|[-–—]\s*\d{4}"),
    ("mail", r"@"),
    ("phone", r"\+?\d[\d ()-]{7,}"),
    ("quote", r"[\"“«‘]"),
    ("percent", r"%"),
    ("colon", r"^\w[^:]{1,20}:"),
    ("level", r"\b[ABC][12]\b"),
    ("commas", r",.*,.*,"),
    ("dots", r"·|\||•"),
    ("first", r"\b(?:I|my|ich|je|mi)\b"),
)


def is_dated(below: Sequence[Line]) -> bool:
    """Say whether the lines hold a period or several dates, as no list of skills or summary does."""
    dated = [line.text for line in below if YEAR.search(line.text)]
    return len(dated) > 1 or any(_RANGE.search(text) for text in dated)


def is_by_theme(below: Sequence[Line]) -> bool:
    """Say whether deeds are listed below names that hardly have dates, titles or firms: no jobs."""
    names = [line.text for line in below if not line.bullet and not line.continues]
    bullets = sum(line.bullet for line in below)
    told = sum(bool(YEAR.search(text) or word_kinds(text)) for text in names)
    return len(names) > 1 and bullets >= 2 * len(names) - 1 and told * 3 <= len(names)


def kind_features(text: str, below: Sequence[Line], above: SectionKind | None = None) -> dict[str, float]:
    """The heading's words and letters, what stands below it, and what the section above it holds.

    The weights of its words have length 1, and so have those of what stands below.
    """
    near = {f"a:{above}": 0.5} if above else {}
    return _weighed(_word_features(text)) | _weighed(_below_features(below)) | near


def lines_below(lines: Sequence[Line], index: int, headings: Iterable[int]) -> list[Line]:
    """The lines between a heading and the next, at most so many."""
    stop = min((one for one in headings if one > index), default=len(lines))
    return list(lines[index + 1 : min(stop, index + 1 + _BELOW)])


def _weighed(names: set[str]) -> dict[str, float]:
    return {name: 1 / math.sqrt(len(names)) for name in sorted(names)}


def _word_features(text: str) -> set[str]:
    words = fold(text).split()
    found = {f"w:{word}" for word in words} | {f"p:{one} {other}" for one, other in pairwise(words)}
    for word in words:
        marked = f"^{word}$"
        found |= {f"c:{marked[i : i + size]}" for size in (3, 4, 5) for i in range(len(marked) - size + 1)}
    return found


def _below_features(below: Sequence[Line]) -> set[str]:
    found = {
        f"b:{word}"
        for line in below
        for word in fold(line.text).split()
        if word.isalpha() and len(word) > 1
    }
    total = max(len(below), 1)
    for name, pattern in _FORMS:
        share = sum(bool(re.search(pattern, line.text)) for line in below) / total
        found.add(f"f:{name}:{math.ceil(share * 3)}")
    for name in word_lists():
        share = sum(name in word_kinds(line.text) for line in below) / total
        found.add(f"l:{name}:{math.ceil(share * 3)}")
    words = sum(len(line.text.split()) for line in below) / total
    bullets = sum(line.bullet for line in below) / total
    shape = {
        f"s:long:{min(int(words // 3), 5)}",
        f"s:bullets:{math.ceil(bullets * 3)}",
        f"s:lines:{min(len(below), 6)}",
    }
    return (found | shape) if below else set()
