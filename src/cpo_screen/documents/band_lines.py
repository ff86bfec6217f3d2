"""From rows to lines where some rows stand for rows of a table: their cells are read each for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.lines import gap_above, lines_of
from cpo_screen.documents.rows import Band, BandCell, Row, Segment
from cpo_screen.documents.tables import Cell, arrange_table, join_lines
from cpo_screen.model import Box

_WRAPPED = 6  # lines: a longer cell is no entry
_ROOM = 0.3  # of the type size
_NARROW = 200.0  # points


def all_lines_of(rows: Sequence[Row], page: int, column: int, dots: Sequence[Box] = ()) -> list[DraftLine]:
    """Draft lines of rows that are read one after the other, tables among them."""
    lines: list[DraftLine] = []
    for table, group in groupby(rows, key=_table_of):
        part = list(group)
        if table is None:
            found = lines_of(part, page, column, dots)
        else:
            bands = [band for row in part for one in row.segments if (band := one.band) is not None]
            found = _table_lines(bands, page, column, dots)
        if lines and found and found[0].box is not None:
            found[0] = replace(found[0], gap=gap_above(lines[-1], found[0]))
        lines += found
    return lines


def _table_of(row: Row) -> float | None:
    band = row.segments[0].band
    return None if band is None else band.table


def _table_lines(bands: Sequence[Band], page: int, column: int, dots: Sequence[Box]) -> list[DraftLine]:
    padding = _padding(bands)
    table = [[_cell(cell, padding, page, column, dots) for cell in band.cells] for band in bands]
    return arrange_table(table, lambda: column)


def _padding(bands: Sequence[Band]) -> float:
    """White space between a cell's line and its text, as on its left."""
    return min(
        (row.x0 - cell.x0 for band in bands for cell in band.cells for row in cell.rows), default=0.0
    )


def _cell(cell: BandCell, padding: float, page: int, column: int, dots: Sequence[Box]) -> Cell:
    if cell.x1 - cell.x0 <= _NARROW:
        cell = replace(cell, rows=tuple(_in_one(row) for row in cell.rows))
    lines = lines_of(cell.rows, page, column, dots, cell.x1 - padding)
    if len(lines) <= _WRAPPED and len(lines) == len(cell.rows):
        lines = _unwrapped(lines, cell, cell.x1 - cell.x0 - 2 * padding)
    return Cell(cell.column, tuple(lines), cell.span)


def _in_one(row: Row) -> Row:
    """A row of a narrow cell: its wide gaps are justified text."""
    return Row((Segment(tuple(run for one in row.segments for run in one.runs)),))


def _unwrapped(lines: Sequence[DraftLine], cell: BandCell, room: float) -> list[DraftLine]:
    """Lines that go on in the next one for want of room, as one; centred ones too."""
    whole: list[DraftLine] = []
    for index, (line, row) in enumerate(zip(lines, cell.rows, strict=True)):
        above = cell.rows[index - 1] if index else None
        if above is not None and not line.bullet and _had_no_room(above, row, room):
            whole[-1] = join_lines(whole[-1], line, " ")
        else:
            whole.append(line)
    return whole


def _had_no_room(above: Row, row: Row, room: float) -> bool:
    first, last = row.segments[0].runs[0], above.segments[-1].runs[-1]
    if abs(first.size - last.size) > 0.06 * first.size or first.bold != last.bold:
        return False
    return room - (above.x1 - above.x0) < first.x1 - first.x0 + _ROOM * first.size
