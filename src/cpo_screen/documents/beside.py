"""Headings in a strip of their own beside the text: each is read before what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cpo_screen.documents.rows import Row, Segment, row_of
from cpo_screen.headings import parse_heading

_HEADINGS = 0.7  # share of the strip's cells
_LEAST = 2
_NEXT_LINE = 1.7  # of the type size: a heading's second line
_HIGHER, _LOWER = 2.0, 0.8  # of the type size: how far from its heading the text may begin

Part = tuple[Row | None, list[Row]]


def part_by_headings(rows: Sequence[Row], mid: float) -> list[Part] | None:
    """Rows as (heading, rows beside it), where little but headings stands left of `mid`; None where not."""
    cells = _cells([one for row in rows for one in row.segments if one.x0 < mid])
    known = [cell for cell in cells if parse_heading(_text(cell)) is not None]
    if len(known) < _LEAST or len(known) < _HEADINGS * len(cells):
        return None
    text = [row_of(beside) for row in rows if (beside := [one for one in row.segments if one.x0 >= mid])]
    if not text or sum(parse_heading(one.text) is not None for row in text for one in row.segments) > len(
        known
    ):
        return None
    tops = [_top(cell[0], text) for cell in cells]
    parts: list[Part] = [(None, [row for row in text if row.baseline < tops[0]])]
    for cell, (top, end) in zip(cells, pairwise([*tops, float("inf")]), strict=True):
        parts.append((_one_row(cell), [row for row in text if top <= row.baseline < end]))
    return parts


def _top(heading: Segment, text: Sequence[Row]) -> float:
    """Where the text beside a heading begins: on the row near it with the most white space above."""
    high, low = heading.baseline - _HIGHER * heading.size, heading.baseline + _LOWER * heading.size
    spaces = [
        (row.baseline - above, row.baseline)
        for above, row in zip([0.0, *(one.baseline for one in text)], text, strict=False)
        if high <= row.baseline <= low
    ]
    return max(spaces)[1] - 1 if spaces else heading.baseline - heading.size


def _cells(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments one below the other as cells: a heading's lines together."""
    cells: list[list[Segment]] = []
    for one in segments:
        last = cells[-1][-1] if cells else None
        if last is not None and 0 <= one.baseline - last.baseline <= _NEXT_LINE * last.size:
            cells[-1].append(one)
        else:
            cells.append([one])
    return cells


def _text(cell: Sequence[Segment]) -> str:
    return " ".join(one.text for one in cell)


def _one_row(cell: Sequence[Segment]) -> Row:
    return Row((Segment(tuple(run for one in cell for run in one.runs)),))
