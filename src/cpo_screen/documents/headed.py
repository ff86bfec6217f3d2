"""Texts side by side without boxes: each stands below a heading, and the headings stand on one row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cpo_screen.documents.cards import Slab
from cpo_screen.documents.daterail import is_date_like
from cpo_screen.documents.rows import Row, Segment
from cpo_screen.documents.runs import Colour
from cpo_screen.headings import parse_heading

_WORDS = 6
_LARGER = 1.08  # times the size of the text below
_LEFT, _INDENT = 4.0, 24.0  # points: how far left and right of its heading a line may begin
_BELOW = 0.8  # share of a text's lines that begin so
_DATED = 0.6
_GUTTER = 6.0  # points

Look = tuple[float, bool, Colour]


def find_headed(rows: Sequence[Row]) -> list[Slab]:
    """Rows of texts side by side, each below its heading, top to bottom."""
    heads = _heads(rows)
    slabs: list[Slab] = []
    for index in sorted(heads):
        if slabs and index < slabs[-1].end:
            continue
        lefts = [one.x0 for one in rows[index].segments]
        follows = bool(slabs) and slabs[-1].end == index
        if not follows and _begins_above(rows[:index], lefts[1]):
            continue
        slab = _slab(rows, index, heads, lefts)
        if slab is not None:
            slabs.append(slab)
    return slabs


def _heads(rows: Sequence[Row]) -> set[int]:
    """The rows that hold headings only, all set alike and unlike the text below."""
    alike = {index: look for index in range(len(rows) - 1) if (look := _look_of_heads(rows[index]))}
    if not alike:
        return set()
    known = {_look(one) for row in rows for one in row.segments if _is_known(one)}
    return {
        index
        for index, look in alike.items()
        if all(map(_is_known, rows[index].segments))
        or _is_apart(look, rows[index + 1], look in known and _is_upper(rows[index]))
    }


def _look_of_heads(row: Row) -> Look | None:
    """How the row's words are set, if they may be headings side by side: all alike, short, no dates."""
    if len(row.segments) < 2 or not all(map(_may_be_heading, row.segments)):
        return None
    return _look(Segment(tuple(run for one in row.segments for run in one.runs)))


def _may_be_heading(one: Segment) -> bool:
    if one.band is not None or len(one.runs) > 2 * _WORDS:
        return False
    text = one.text
    words = sum(any(map(str.isalpha, run.text)) for run in one.runs)
    whole = text[0].isalnum() and text[-1] not in ":,"
    return whole and 0 < words <= _WORDS and not is_date_like(text)


def _is_apart(look: Look, below: Row, is_heading: bool) -> bool:
    """Whether headings are set so that they stand out from the text below them."""
    if look in map(_look, below.segments):
        return False
    plain = {(run.bold, run.colour) for one in below.segments for run in one.runs}
    return is_heading or (look[0] >= _LARGER * below.size and plain != {look[1:]})


def _is_upper(row: Row) -> bool:
    return all(one.text.isupper() for one in row.segments)


def _is_known(one: Segment) -> bool:
    return one.band is None and parse_heading(one.text) is not None


def _look(one: Segment) -> Look | None:
    """Size, weight and colour, where all its words have the same."""
    first = one.runs[0]
    if any(run.colour != first.colour or run.bold != first.bold for run in one.runs):
        return None
    size = round(first.size, 1)
    return (size, first.bold, first.colour) if all(round(run.size, 1) == size for run in one.runs) else None


def _begins_above(rows: Sequence[Row], left: float) -> bool:
    """Whether the columns that these headings stand in begin above them already."""
    for row in reversed(rows):
        if any(one.x0 < left - _GUTTER and one.x1 > left for one in row.segments):
            return False
        if any(one.x0 >= left - _LEFT for one in row.segments):
            return True
    return False


def _slab(rows: Sequence[Row], start: int, heads: set[int], lefts: list[float]) -> Slab | None:
    """What stands below the headings of one row; None if it is no text of their own."""
    end = _end(rows, start, heads, lefts)
    bounds = [*(left - _LEFT for left in lefts), float("inf")]
    columns = tuple(_between(rows[start:end], low, high) for low, high in pairwise([0.0, *bounds[1:]]))
    if not all(_is_text(column, left) for column, left in zip(columns, lefts, strict=True)):
        return None
    return Slab(start, end, columns, tuple(bounds[1:-1]))


def _end(rows: Sequence[Row], start: int, heads: set[int], lefts: list[float]) -> int:
    """Where the texts end: at words that stand in two of them, or at the headings of the next ones."""
    look = _look(rows[start].segments[0])
    own: list[int] = []
    end = len(rows)
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if any(_crosses(one, lefts) for one in row.segments):
            end = index
            break
        if index in heads and [round(one.x0) for one in row.segments] != [round(x) for x in lefts]:
            end = index
            break
        if index not in heads and any(_look(one) == look or _is_known(one) for one in row.segments):
            own.append(index)
    while own and end < len(rows) and own[-1] == end - 1 and rows[end - 1].x1 < lefts[1]:
        end = own.pop()  # the heading of what follows
    later = [index for index in heads if start < index < end]
    return end if own or not later else min(later)


def _crosses(one: Segment, lefts: list[float]) -> bool:
    return any(one.x0 < left - _LEFT and one.x1 > left - _GUTTER for left in lefts[1:])


def _between(rows: Sequence[Row], low: float, high: float) -> list[Row]:
    held = [tuple(one for one in row.segments if low <= one.x0 < high) for row in rows]
    return [Row(own) for own in held if own]


def _is_text(column: Sequence[Row], left: float) -> bool:
    """Whether lines begin below their heading, and are not all dates."""
    below = column[1:]
    if not below or sum(is_date_like(row.segments[0].text) for row in below) > _DATED * len(below):
        return False
    return sum(-_LEFT <= row.x0 - left <= _INDENT for row in below) >= _BELOW * len(below)
