"""From rows to lines: tabs for wide gaps, bullets, typography, and which lines go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.clean import clean_text, parse_bullet
from cpo_screen.documents.daterail import is_date_like, is_half_period
from cpo_screen.documents.rows import Row, Segment
from cpo_screen.documents.runs import BLACK, Run, Shape
from cpo_screen.model import Box, Style

_TAB = 1.5  # of the type size: a gap this wide is a tab
_ALIGNED = 4.0  # points
_FULL = 0.8  # share of letters that makes a line bold
_LEADING = 2.2  # of the type size: farther apart is another paragraph
_SLACK = 0.6  # of the type size
_EXTRA = 0.16  # of the type size: more than the usual leading parts paragraphs
_DOT = (0.8, 7.0)  # points


def lines_of(
    rows: Sequence[Row], page: int, column: int, dots: Sequence[Box] = (), room: float | None = None
) -> list[DraftLine]:
    """Draft lines of rows that are read one after the other; `dots` are drawn bullets, and text breaks at
    `room`, where that is known."""
    joined = _join_split_dates(list(rows))
    edge = _right_edge(joined) if room is None else room
    lines: list[DraftLine] = []
    kept: list[Row] = []
    for row in joined:
        line = line_of(row, page, column)
        if line is None:
            continue
        if lines:
            line = replace(line, gap=gap_above(lines[-1], line))
        kept.append(row)
        lines.append(replace(line, bullet=line.bullet or _has_dot(row, dots)))
    leading = _leadings(lines, kept, edge)
    for index in range(1, len(lines)):
        usual = leading.get(lines[index].size, 0.5)
        continues = _continues(lines[index - 1], lines[index], kept[index - 1], kept[index], edge, usual)
        lines[index] = replace(lines[index], continues=continues)
    return lines


def find_dots(shapes: Sequence[Shape]) -> list[Box]:
    """Small filled shapes: bullets that are drawn, not written."""
    return [shape.box for shape in shapes if _is_dot(shape.box)]


def _is_dot(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    return _DOT[0] <= width <= _DOT[1] and _DOT[0] <= height <= _DOT[1] and 0.6 <= width / height <= 1.7


def _has_dot(row: Row, dots: Sequence[Box]) -> bool:
    low, high = row.baseline - 0.9 * row.size, row.baseline + 0.1 * row.size
    return any(
        low <= (dot.top + dot.bottom) / 2 <= high and 0 <= row.x0 - dot.x1 + 1 <= 2.5 * row.size
        for dot in dots
    )


def _leadings(lines: Sequence[DraftLine], rows: Sequence[Row], edge: float) -> dict[float, float]:
    """The usual gap between two lines of one paragraph, by type size: below a full line."""
    gaps: dict[float, list[float]] = {}
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        wraps = _is_full(rows[index - 1], rows[index], edge) and "\t" not in before.text
        if before.size == line.size and not line.bullet and wraps:
            gaps.setdefault(line.size, []).append(line.gap)
    return {size: sorted(own)[len(own) // 4] for size, own in gaps.items()}


def _is_full(above: Row, row: Row, edge: float) -> bool:
    """Say whether the row's first word had no room on the row above."""
    first = row.segments[0].runs[0]
    needed = (first.x1 - first.x0) + (0.25 + _SLACK) * first.size
    return edge - above.x1 < needed


def line_of(row: Row, page: int, column: int, hidden: bool = False) -> DraftLine | None:
    """One row as a line; None if nothing readable is left of it."""
    text, styles = _text_and_styles(row)
    bullet, rest = parse_bullet(text)
    cut = len(text) - len(rest)
    if not rest.strip():
        return None
    styles = tuple(
        replace(one, start=max(one.start - cut, 0), end=one.end - cut) for one in styles if one.end > cut
    )
    runs = [run for one in row.segments for run in one.runs]
    return DraftLine(
        rest,
        page=page,
        box=Box(row.x0, min(r.top for r in runs), row.x1, max(r.bottom for r in runs)),
        size=round(_main_size(runs), 1),
        bold=_share(styles, rest, "bold") >= _FULL,
        italic=_share(styles, rest, "italic") >= _FULL,
        column=column,
        bullet=bullet,
        hidden=hidden,
        styles=styles,
        colour="" if runs[0].colour == BLACK else bytes(runs[0].colour).hex(),
    )


def _text_and_styles(row: Row) -> tuple[str, tuple[Style, ...]]:
    parts: list[str] = []
    styles: list[Style] = []
    length = 0
    before: Run | None = None
    for one in row.segments:
        for run in one.runs:
            text = clean_text(run.text)
            if not text:
                continue
            if before is not None:
                space = _space_between(before, run, run is one.runs[0], parts)
                parts.append(space)
                length += len(space)
            parts.append(text)
            _add_style(styles, length, length + len(text), run)
            length += len(text)
            before = run
    return "".join(parts), tuple(styles)


def _space_between(before: Run, run: Run, is_cell: bool, parts: list[str]) -> str:
    """A tab for a wide gap or after the date of a rail, nothing before a comma, else a space."""
    wide = run.x0 - before.x1 > _TAB * min(run.size, before.size)
    if wide or (is_cell and is_date_like("".join(parts))):
        return "\t"
    return "" if run.text[0] in ",;.:)" and len(run.text) == 1 else " "


def _add_style(styles: list[Style], start: int, end: int, run: Run) -> None:
    size = round(run.size, 1)
    if styles:
        last = styles[-1]
        if (last.bold, last.italic, last.size) == (run.bold, run.italic, size):
            styles[-1] = Style(last.start, end, last.bold, last.italic, last.size)
            return
    styles.append(Style(start, end, run.bold, run.italic, size))


def _share(styles: Sequence[Style], text: str, name: str) -> float:
    letters = sum(map(str.isalnum, text))
    hits = sum(sum(map(str.isalnum, text[one.start : one.end])) for one in styles if getattr(one, name))
    return hits / letters if letters else 0.0


def _main_size(runs: Sequence[Run]) -> float:
    """The size that most letters have."""
    letters: dict[float, int] = {}
    for run in runs:
        letters[run.size] = letters.get(run.size, 0) + len(run.text)
    return max(letters, key=lambda size: letters[size])


# --- a period that a narrow rail breaks in two ------------------------------------------------


def _join_split_dates(rows: list[Row]) -> list[Row]:
    """'03/2021 –' with 'present' below it, in a date rail: both halves on the upper row."""
    for index in range(len(rows) - 1):
        for one in rows[index].segments:
            below = _second_half(one, rows[index], rows[index + 1])
            if below is not None:
                upper = [Segment(one.runs + below.runs) if s is one else s for s in rows[index].segments]
                rows[index] = Row(tuple(upper))
                rows[index + 1] = Row(tuple(s for s in rows[index + 1].segments if s is not below))
    return [row for row in rows if row.segments]


def _second_half(one: Segment, row: Row, below: Row) -> Segment | None:
    if not below.segments:
        return None
    if len(row.segments) == 1 and len(below.segments) > 1 and below.segments[0].x0 > one.x1:
        return None
    if below.baseline - row.baseline > _LEADING * row.size:
        return None
    for other in below.segments:
        near = abs(other.x0 - one.x0) <= _ALIGNED or abs(other.x1 - one.x1) <= _ALIGNED
        if near and is_half_period(one.text, other.text):
            return other
    return None


# --- paragraphs -------------------------------------------------------------------------------


def gap_above(before: DraftLine, line: DraftLine) -> float:
    """White space above the line, in its type size; 0.0 at the top of a page."""
    assert before.box is not None
    assert line.box is not None
    if before.page != line.page or line.box.top < before.box.top:
        return 0.0
    return round(max(line.box.top - before.box.bottom, 0.0) / max(line.size, 1.0), 2)


def _right_edge(rows: Sequence[Row]) -> float:
    """Where running text breaks: the right edge of the rows without a wide gap."""
    plain = [row.x1 for row in rows if len(row.segments) == 1]
    every = [row.x1 for row in rows]
    return max(plain, default=0.0) if len(plain) > 2 else max(every, default=0.0)


def _continues(
    before: DraftLine, line: DraftLine, above: Row, row: Row, edge: float, leading: float
) -> bool:
    """Say whether the line is the same paragraph: its first word had no room on the line before."""
    if line.bullet or "\t" in line.text or not _same_type(before, line):
        return False
    assert before.box is not None
    assert line.box is not None
    if line.gap > min(leading + _EXTRA, _LEADING - 1) or _is_outdented(before, line):
        return False
    if "\t" in before.text:
        return abs(above.segments[-1].x0 - row.x0) <= _ALIGNED and _is_full(above, row, edge)
    room = edge - before.box.x1
    if _is_full(above, row, edge):
        return True
    return _reads_on(before.text, line.text) and room < 0.4 * (edge - before.box.x0)


def _same_type(before: DraftLine, line: DraftLine) -> bool:
    if abs(before.size - line.size) > 0.06 * line.size:
        return False
    last, first = before.styles[-1], line.styles[0]
    return last.bold == first.bold


def _is_outdented(before: DraftLine, line: DraftLine) -> bool:
    assert before.box is not None
    assert line.box is not None
    return line.box.x0 < before.box.x0 - line.size or line.box.x0 > before.box.x0 + 4 * line.size


def _reads_on(before: str, text: str) -> bool:
    return text[:1].islower() and before[-1:] not in ".!?:;"
