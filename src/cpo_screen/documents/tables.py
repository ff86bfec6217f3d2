"""Tables into lines in the order that a person reads: records row by row, columns of prose one by one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.daterail import is_date_like, is_half_period
from cpo_screen.headings import parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Box, Style

_LONG_LINES, _LONG_CHARS = 4, 250  # from here a cell is a text of its own
_SHORT = 100  # characters of a cell's line that can stand beside another
_RAIL_LINES, _RAIL_CHARS = 4, 45
_RECORD_LINES, _RECORD_CHARS = 5, 120
_MANY_ROWS, _ENTRY_LINES = 3, 6
_PROSE_WORDS = 5
_LARGER = 1.08  # times the size of the text below a heading


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its lines; `column` counts the grid's columns from 0."""

    column: int
    lines: tuple[DraftLine, ...]
    span: int = 1

    @property
    def chars(self) -> int:
        """Characters of all lines."""
        return sum(len(line.text) for line in self.lines)

    @property
    def is_long(self) -> bool:
        """Whether the cell holds a text of its own rather than an entry."""
        return len(self.lines) >= _LONG_LINES or self.chars >= _LONG_CHARS


Row = tuple[Cell, ...]


def arrange_table(rows: Sequence[Sequence[Cell]], next_column: Callable[[], int]) -> list[DraftLine]:
    """Lines of a table in reading order, hidden ones last.

    Rows of entries (dates | position, label | value, records) come row by row; texts that stand side by
    side (sidebar | main) come one after the other, each with a column number from `next_column`.
    """
    hidden = [line for row in rows for cell in row for line in cell.lines if line.hidden]
    filled = [_visible(row) for row in rows]
    lines: list[DraftLine] = []
    for band in _bands([row for row in filled if row]):
        lines.extend(_flows(band, next_column) if _is_flows(band) else _rows(band))
    return lines + hidden


def _visible(row: Sequence[Cell]) -> Row:
    shown = [replace(cell, lines=tuple(line for line in cell.lines if not line.hidden)) for cell in row]
    return tuple(cell for cell in shown if any(line.text.strip() for line in cell.lines))


def _bands(rows: list[Row]) -> list[list[Row]]:
    """Stretches of rows between those whose cell spans several columns that hold text."""
    columns = sorted({cell.column for row in rows for cell in row})
    bands: list[list[Row]] = [[]]
    for row in rows:
        if any(_spanned(cell, columns) > 1 for cell in row):
            bands.extend([[row], []])
        else:
            bands[-1].append(row)
    return [band for band in bands if band]


def _spanned(cell: Cell, columns: list[int]) -> int:  # how many of the columns a cell stands over
    return bisect_left(columns, cell.column + cell.span) - bisect_left(columns, cell.column)


# --- texts side by side -------------------------------------------------------------------------


def _is_flows(band: list[Row]) -> bool:
    """Whether most of a band is texts side by side, rather than entries of which a few are long."""
    side_by_side = sum(
        _chars(row) for row in band if sum(cell.is_long for cell in row) > 1 and not _is_list(row)
    )
    if side_by_side * 2 < sum(_chars(row) for row in band) or not side_by_side:
        return False
    return not any(_is_rail(column) for column in _columns(band).values())


def _chars(row: Row) -> int:
    return sum(cell.chars for cell in row)


def _columns(band: list[Row]) -> dict[int, list[Cell]]:
    columns: dict[int, list[Cell]] = {}
    for row in band:
        for cell in row:
            columns.setdefault(cell.column, []).append(cell)
    return dict(sorted(columns.items()))


def _is_rail(cells: list[Cell]) -> bool:
    """Whether a column holds dates beside what they belong to; of many rows, in longer cells, too."""
    many = len(cells) >= _MANY_ROWS
    dated = [cell for cell in cells if _has_date(cell)]
    kept = [cell for cell in dated if _is_rail_cell(cell) or (many and len(cell.lines) <= _ENTRY_LINES)]
    return len(cells) > 1 and len(kept) * 2 >= len(cells)


def _is_rail_cell(cell: Cell) -> bool:
    short = all(len(line.text) <= _RAIL_CHARS and not line.bullet for line in cell.lines)
    return short and len(cell.lines) <= _RAIL_LINES


def _has_date(cell: Cell) -> bool:
    return any(is_date_like(line.text) for line in cell.lines)


def _flows(band: list[Row], next_column: Callable[[], int]) -> list[DraftLine]:
    lines = []
    for cells in _columns(band).values():
        number = next_column()
        lines += [
            line if line.column else replace(line, column=number) for cell in cells for line in cell.lines
        ]
    return lines


# --- row by row ---------------------------------------------------------------------------------


def _rows(band: list[Row]) -> list[DraftLine]:
    return [line for row in band for line in _row(row)]


def _row(row: Row) -> list[DraftLine]:
    if len(row) == 1:
        return list(row[0].lines)
    entry = [cell for at, cell in enumerate(row) if at == 0 or not _is_prose_cell(cell)]
    if len(row) > 2 and 1 < len(entry) < len(row):
        return _row(tuple(entry)) + [line for cell in row if cell not in entry for line in cell.lines]
    if (len(row) == 2 and _is_label_of_section(row)) or all(map(_is_headed, row)):
        return [line for cell in row for line in cell.lines]
    if all(len(cell.lines) == 1 and len(cell.lines[0].text) <= _SHORT for cell in row):
        return [_beside([cell.lines[0] for cell in row])]
    if _is_list(row):
        return _line_by_line(row)
    if len(row) > 2 and all(_is_record_cell(cell) for cell in row):
        return [_beside([_one_line(cell) for cell in row])]
    if any(_has_date(cell) and _is_rail_cell(cell) for cell in row) and _one_is_main(row):
        return _line_by_line(row)
    return [line for cell in row for line in cell.lines]


def _is_prose_cell(cell: Cell) -> bool:
    """Whether a cell holds sentences or bullets: what was done, beside who did it where and when."""
    first = cell.lines[0]
    words = [word for word in first.text.split() if word[0].isalpha()]
    lower = sum(word[0].islower() for word in words)
    more = len(cell.lines) > 1
    whole = first.text.endswith(".") or (more and cell.lines[1].continues)
    is_text = whole and len(words) >= _PROSE_WORDS and 2 * lower >= len(words)
    return first.bullet or is_text or (more and first.text.endswith(":"))


def _is_list(row: Row) -> bool:
    """Whether the cells of one row hold several records, one a line."""
    count = len(row[0].lines)
    if count < 2 or any(len(cell.lines) != count for cell in row):
        return False
    if any(line.bullet or len(line.text) > _SHORT for cell in row for line in cell.lines):
        return False
    dated = any(all(is_date_like(line.text) for line in _join_ranges(list(cell.lines))) for cell in row)
    return dated if len(row) == 2 else len(row) > 2 and not any(_is_one_entry(cell) for cell in row)


def _is_one_entry(cell: Cell) -> bool:
    """Whether a cell's lines are one entry broken over them."""
    texts = [line.text for line in cell.lines]
    return len(_join_ranges(list(cell.lines))) < len(texts) or any(
        text[:1].islower() or text[:1] == "(" for text in texts
    )


def _is_label_of_section(row: Row) -> bool:
    """Whether the first cell is a section's heading beside its content."""
    label = row[0].lines[0]
    if len(row[0].lines) > 1 or len(row[1].lines) == 1 or label.bullet:
        return False
    return label.heading > 0 or label.text.isupper() or parse_heading(label.text) is not None


def _is_headed(cell: Cell) -> bool:
    """Whether the cell is a card: a heading, marked as one or in larger type, over its text."""
    first, *rest = cell.lines
    size = max((line.size for line in rest), default=0.0)
    return bool(rest) and (first.heading > 0 or first.size >= _LARGER * size > 0)


def _is_record_cell(cell: Cell) -> bool:
    return len(cell.lines) <= _RECORD_LINES and cell.chars <= _RECORD_CHARS and not cell.lines[0].bullet


def _one_is_main(row: Row) -> bool:
    return sum(not _is_rail_cell(cell) for cell in row) <= 1


def _line_by_line(row: Row) -> list[DraftLine]:
    """Dates beside what they belong to: line by line as far as that is short, then what is left."""
    cells = [_join_ranges(list(cell.lines)) if _has_date(cell) else list(cell.lines) for cell in row]
    lines: list[DraftLine] = []
    while sum(bool(cell) for cell in cells) > 1:
        heads = [cell[0] for cell in cells if cell]
        if any(head.bullet for head in heads) or (lines and any(len(head.text) > _SHORT for head in heads)):
            cells.sort(key=_is_prose)
            break
        lines.append(_beside(heads))
        cells = [cell[1:] for cell in cells]
    return lines + [line for cell in cells for line in cell]


def _is_prose(cell: list[DraftLine]) -> bool:
    return bool(cell) and (len(cell[0].text) > _SHORT or cell[0].bullet)


@cache
def _open_range() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends, and what begins, half a range of dates."""
    words = "|".join(map(re.escape, load_lexicon("tables")["range_words"]))
    return re.compile(rf"(?:[-–—]|\b(?:{words}))\s*$", re.I), re.compile(
        rf"\s*(?:[-–—]|(?:{words})\b)", re.I
    )


def _join_ranges(lines: list[DraftLine]) -> list[DraftLine]:
    """Put a range of dates that is broken after or before its dash back on one line."""
    ends, begins = _open_range()
    joined: list[DraftLine] = []
    for line in lines:
        broken = joined and (
            ends.search(joined[-1].text)
            or begins.match(line.text)
            or is_half_period(joined[-1].text, line.text)
        )
        if broken and is_date_like(f"{joined[-1].text} {line.text}"):
            joined[-1] = join_lines(joined[-1], line, " ")
        else:
            joined.append(line)
    return joined


def _one_line(cell: Cell) -> DraftLine:
    line = cell.lines[0]
    for other in cell.lines[1:]:
        line = join_lines(line, other, " ")
    return line


def _beside(lines: Sequence[DraftLine]) -> DraftLine:
    joined = lines[0]
    for other in lines[1:]:
        joined = join_lines(joined, other, "" if other.text.startswith(":") else "\t")
    return joined


def join_lines(left: DraftLine, right: DraftLine, between: str) -> DraftLine:
    """Two lines as one, each part in its own type."""
    at = len(left.text) + len(between)
    styles = _own_styles(left)
    styles += tuple(replace(one, start=one.start + at, end=one.end + at) for one in _own_styles(right))
    alike = len({(one.bold, one.italic, one.size) for one in styles}) == 1
    return replace(
        left,
        text=left.text + between + right.text,
        bold=left.bold and right.bold,
        italic=left.italic and right.italic,
        size=max(left.size, right.size),
        heading=left.heading if right.heading else 0,
        gap=max(left.gap, right.gap),
        box=_around(left.box, right.box),
        styles=() if alike and left.box is None else styles,
    )


def _around(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one or other
    return Box(
        min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom)
    )


def _own_styles(line: DraftLine) -> tuple[Style, ...]:
    return line.styles or (Style(0, len(line.text), line.bold, line.italic, line.size),)
