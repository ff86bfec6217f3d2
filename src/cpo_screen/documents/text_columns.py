"""Two columns drawn with spaces in a plain text, as programs write them that keep a page's layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from cpo_screen.documents.clean import parse_bullet
from cpo_screen.documents.daterail import is_date_like
from cpo_screen.headings import fold, parse_heading
from cpo_screen.lexicons import load_lexicon

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_BULLET = re.compile(r"([•●▪■➢✓*-])( {2,})(?=\S)")  # a bullet goes to the words that it belongs to
_WORDS = re.compile(r"[^\W\d_]{3}")
_ROWS = 6  # rows with text on both sides
_ALIGNED = 0.6  # share of the gaps that must end where the right column begins
_BELONG = 0.25  # share of rows with a date or a label on one side, from which the sides belong together
_INDENT = 5
_AT_EDGE = 0.8  # share of the right side's lines that begin near its edge
_SLACK = 1  # characters by which a line may start off its column


def split_columns(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Lines with their column: 0 for the whole width, then the left column (1) whole, then the right (2).

    Columns are only parted where each has a section heading of its own: dates beside positions and
    labels beside values stay row by row.
    """
    lines = [_BULLET.sub(r"\2\1 ", line) for line in lines]
    edge = _right_edge(lines)
    if not edge:
        return [(0, line) for line in lines]
    start, end = _region(lines, edge)
    sides = [_cut(line, edge) for line in lines[start:end]]
    left, right = [one for one, _ in sides], [other for _, other in sides]
    if not _are_columns(sides):
        return [(0, line) for line in lines]
    above, below = lines[:start], lines[end:]
    return (
        [(0, line) for line in above]
        + [(1, line) for line in left]
        + [(2, line) for line in right]
        + [(0, line) for line in below]
    )


def _are_columns(sides: Sequence[tuple[str, str]]) -> bool:
    """Whether two sides are texts of their own, not dates or labels beside what they belong to."""
    rows = [(left.strip(), right.strip()) for left, right in sides if _WORDS.search(left) and right.strip()]
    belong = sum(1 for row in rows if _is_label(row[0]) or any(is_date_like(cell) for cell in row))
    if len(rows) < _ROWS or belong > _BELONG * len(rows):
        return False
    starts = [len(right) - len(right.lstrip()) for _, right in sides if right.strip()]
    if sum(1 for start in starts if start <= _INDENT) < _AT_EDGE * len(starts):
        return False
    return _has_heading([left for left, _ in sides]) and _has_heading([right for _, right in sides])


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(fold, load_lexicon("layout")["labels"]))


def _is_label(text: str) -> bool:
    return text.endswith(":") or fold(text) in _labels()


def _right_edge(lines: Sequence[str]) -> int:
    """The character at which a right column begins, 0 if no place is common enough."""
    ends = Counter(match.end() for line in lines for match in _GAP.finditer(line))
    if not ends:
        return 0
    edge, times = max(ends.items(), key=lambda item: (item[1], item[0]))
    with_gap = sum(1 for line in lines if _GAP.search(line))
    return edge if times >= _ROWS and times >= _ALIGNED * with_gap else 0


def _region(lines: Sequence[str], edge: int) -> tuple[int, int]:
    """The longest stretch of lines that keep the gutter free, from its first row with a right side on."""
    best = (0, 0)
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or not _keeps_free(lines[index], edge):
            rows = [at for at in range(start, index) if len(lines[at].rstrip()) > edge]
            if rows and rows[-1] + 1 - rows[0] > best[1] - best[0]:
                best = (rows[0], rows[-1] + 1)
            start = index + 1
    return best[0], _with_rest_of_left(lines, best[1], edge)


def _with_rest_of_left(lines: Sequence[str], end: int, edge: int) -> int:
    while end < len(lines) and lines[end].strip() and len(lines[end].rstrip()) < edge - 1:
        end += 1
    return end


def _keeps_free(line: str, edge: int) -> bool:
    return len(line.rstrip()) < edge - 1 or not line[edge - 2 - _SLACK : edge - _SLACK].strip()


def _cut(line: str, edge: int) -> tuple[str, str]:
    return line[: edge - _SLACK].rstrip(), line[edge - _SLACK :].rstrip()


def _has_heading(side: Sequence[str]) -> bool:
    return any(parse_heading(parse_bullet(line)[1].strip()) is not None for line in side if line.strip())
