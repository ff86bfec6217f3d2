"""Tables without drawn lines: a strip of dates tells where each of their rows begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cpo_screen.documents.daterail import is_date_like, is_half_period
from cpo_screen.documents.rows import Band, BandCell, Row, Segment, row_of
from cpo_screen.documents.strips import Gap, aligned_share, gutters_beside
from cpo_screen.headings import parse_heading

_STRIPS = 3  # fewer are dates beside text, read row by row
_LEAST_ROWS = 2
_DATED = 0.6
_ON_ROW = 0.7  # share of a strip's cells that begin on the row of their date
_NEXT_LINE = 1.8  # of the type size
_ENTRY_LINES, _FULL, _TIGHT = 2, 0.85, 1.15
_FAR = 3.0  # of the type size: white space below a table


@dataclass(frozen=True, slots=True)
class LooseTable:
    """The rows [start, end) of a page's rows are a table with these bands."""

    start: int
    end: int
    bands: tuple[Band, ...]


def find_loose_table(rows: Sequence[Row], gutters: Sequence[Gap]) -> LooseTable | None:
    """The first table of three columns or more, one of them dates, whose rows' cells begin side by side."""
    for gutter in gutters:
        beside = [gutter, *gutters_beside(gutter, gutters)]
        start, end = max(one.start for one in beside), min(one.end for one in beside)
        mids = _apart(sorted(one.mid for one in beside), rows[start:end])
        if len(mids) + 1 < _STRIPS:
            continue
        table = _table(rows, start, end, mids)
        if table is not None:
            return table
    return None


def _apart(mids: list[float], rows: Sequence[Row]) -> list[float]:
    """Gutters that have words on their left; bullets and colons go to the text on their right."""
    kept: list[float] = []
    for mid in mids:
        low = kept[-1] if kept else float("-inf")
        held = (one.text for row in rows for one in row.segments if low <= _middle(one) < mid)
        if any(char.isalnum() for text in held for char in text):
            kept.append(mid)
    return kept


def _middle(one: Segment) -> float:
    return (one.x0 + one.x1) / 2


def _table(rows: Sequence[Row], start: int, end: int, mids: list[float]) -> LooseTable | None:
    edges = list(pairwise([float("-inf"), *mids, float("inf")]))
    for low, high in edges:
        begins = _begins(rows, start, end, low, high)
        if len(begins) < _LEAST_ROWS:
            continue
        last = _last(rows, begins, end, mids[0])
        begins = [one for one in begins if one < last]
        held = [edge for edge in edges if _first(rows[begins[0] : last], *edge) is not None]
        if len(begins) >= _LEAST_ROWS and _begin_together(rows, begins, last, held, (low, high)):
            return LooseTable(begins[0], last, tuple(_bands(rows, begins, last, held)))
    return None


def _begins(rows: Sequence[Row], start: int, end: int, low: float, high: float) -> list[int]:
    """Rows on which the strip has a date that is not the rest of another; none if it has other text."""
    begins: list[int] = []
    above: Segment | None = None
    cells = dated = 0
    for index in range(start, end):
        for one in rows[index].segments:
            if one.band is not None or not low <= _middle(one) < high:
                continue
            near = above is not None and one.baseline - above.baseline <= _NEXT_LINE * one.size
            if is_date_like(one.text):
                rest = above is not None and near and is_half_period(above.text, one.text)
                dated += 1
                begins += [] if rest or index in begins else [index]
            cells += not near or is_date_like(one.text)
            above = one
    return begins if dated >= _DATED * cells else []


def _last(rows: Sequence[Row], begins: Sequence[int], end: int, first_mid: float) -> int:
    """Where the table ends: at a heading, at much white space, or with the gutters."""
    for index in range(begins[0] + 1, end):
        row = rows[index]
        if row.segments[0].band is not None:
            return index
        lone = len(row.segments) == 1 and row.x0 < first_mid and index not in begins
        if lone and parse_heading(row.segments[0].text) is not None:
            return index
        if row.baseline - rows[index - 1].baseline > _FAR * row.size + row.size and index not in begins:
            return index
    return end


def _begin_together(
    rows: Sequence[Row],
    begins: Sequence[int],
    last: int,
    edges: Sequence[tuple[float, float]],
    dates: tuple[float, float],
) -> bool:
    strips = 0
    for low, high in edges:
        if (low, high) == dates:
            continue
        firsts = [_first(rows[a:b], low, high) for a, b in pairwise([*begins, last])]
        held = [(one, rows[a]) for one, a in zip(firsts, begins, strict=True) if one is not None]
        on_row = sum(aligned_share([one], row.segments) > 0 for one, row in held)
        if on_row < _ON_ROW * len(held) or _runs_on(rows, begins, last, (low, high)):
            return False
        strips += 2 * len(held) >= len(begins)
    return strips >= _STRIPS - 1


def _runs_on(rows: Sequence[Row], begins: Sequence[int], last: int, strip: tuple[float, float]) -> bool:
    """Whether the strip is a text of its own, as a sidebar: short lines, no space between the rows."""
    own = [
        [one for one in row.segments if strip[0] <= _middle(one) < strip[1]]
        for row in rows[begins[0] : last]
    ]
    lines = [(index, found[0]) for index, found in enumerate(own, begins[0]) if found]
    if len(lines) <= _ENTRY_LINES * len(begins):
        return False
    widths = sorted(found[-1].x1 - found[0].x0 for found in own if found)
    if widths[len(widths) // 2] > _FULL * widths[-1]:
        return False
    steps = [(index, one.baseline - above.baseline) for (_, above), (index, one) in pairwise(lines)]
    least = min(step for _, step in steps)
    bound = [step for index, step in steps if index in begins]
    return 2 * sum(step <= _TIGHT * least for step in bound) >= len(bound)


def _first(rows: Sequence[Row], low: float, high: float) -> Segment | None:
    return next((one for row in rows for one in row.segments if low <= _middle(one) < high), None)


def _bands(
    rows: Sequence[Row], begins: Sequence[int], last: int, edges: Sequence[tuple[float, float]]
) -> list[Band]:
    own = [one for row in rows[begins[0] : last] for one in row.segments]
    columns = [[one for one in own if low <= _middle(one) < high] for low, high in edges]
    lefts = [min(one.x0 for one in column) for column in columns]
    rights = [*lefts[1:], max(one.x1 for one in own)]
    bands = []
    for a, b in pairwise([*begins, last]):
        cells = []
        for number, (low, high) in enumerate(edges):
            held = [[one for one in row.segments if low <= _middle(one) < high] for row in rows[a:b]]
            lines = tuple(row_of(one) for one in held if one)
            if lines:
                cells.append(BandCell(number, 1, lines, lefts[number], rights[number]))
        bands.append(Band(rows[begins[0]].baseline, tuple(cells)))
    return bands
