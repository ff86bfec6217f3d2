"""Pages set into sheets of paper: where each text, line and filled box stands, for the PDF producers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cpo_screen.training.rendering.faces import Face, Family, choose_family
from cpo_screen.training.rendering.page import Block, Fragment, Grid, Page, Rail, Row, Style, rows_of
from cpo_screen.training.rendering.wrapping import Line, width, wrap

SIZES = {"a4": (595.28, 841.89), "us-letter": (612.0, 792.0)}
_PAD = 4.0


@dataclass(frozen=True, slots=True)
class Run:
    """Text at (x, y) in points from the top left, y at its base line."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its top left corner, filled with a colour or, without one, drawn as lines."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""


@dataclass(slots=True)
class Sheet:
    """One sheet of paper."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """How far a column has come: the number of the sheet, and y from its top."""

    sheet: int
    y: float


@dataclass(frozen=True, slots=True)
class _Column:
    """Where text runs: from x, how wide, and in which colour."""

    x: float
    width: float
    ink: str = "000000"


def set_page(page: Page) -> list[Sheet]:
    """The page as one or more sheets."""
    return _Setter(page).set()


class _Setter:
    def __init__(self, page: Page) -> None:
        self._page, self._style = page, page.style
        rows = [row for block in (*page.top, *page.side, *page.main) for row in rows_of(block)]
        texts = [one.text for row in rows for one in (*row.left, *row.right)]
        self._family: Family = choose_family(self._style, texts)
        self._sheets: list[Sheet] = []
        self._size = SIZES[self._style.paper]
        self._sheet(0)

    def set(self) -> list[Sheet]:
        style = self._style
        full = _Column(style.margin, self._size[0] - 2 * style.margin)
        place = self._blocks(self._page.top, full, _Place(0, style.top))
        side, main = _columns(style, full) if self._page.side else (full, full)
        if self._page.top and self._page.side:
            place = self._down(place, style.size)
        if style.side_left or not self._page.side:
            self._blocks(self._page.side, side, place)
            self._blocks(self._page.main, main, place)
        else:
            self._blocks(self._page.main, main, place)
            self._blocks(self._page.side, side, place)
        if self._page.side and style.side_colour:
            self._fill_side(side, place)
        self._finish(main)
        return self._sheets

    def _sheet(self, number: int) -> Sheet:
        while len(self._sheets) <= number:
            self._sheets.append(Sheet())
        return self._sheets[number]

    def _fill_side(self, side: _Column, place: _Place) -> None:
        """The sidebar's colour: to the edges of the paper, or below what stands above both columns."""
        left = self._style.side_left
        for number, sheet in enumerate(self._sheets[: 1 if self._style.side_only_first else None]):
            top = place.y - 5 if self._page.top and number == 0 else 0.0
            x = 0.0 if left else side.x - self._style.gutter / 2
            wide = side.x + side.width + self._style.gutter / 2 if left else self._size[0] - x
            sheet.boxes.insert(0, Box(x, top, wide, self._size[1] - top, self._style.side_colour))

    def _finish(self, main: _Column) -> None:
        """Page numbers, and a frame."""
        style, (wide, high) = self._style, self._size
        for number, sheet in enumerate(self._sheets, start=1):
            if style.frame:
                inset = style.margin * 0.6
                sheet.boxes.append(Box(inset, inset, wide - 2 * inset, high - 2 * inset))
            if style.footer:
                text = style.footer_words.format(page=number, pages=len(self._sheets))
                [line] = wrap([Fragment(text, scale=0.9)], self._family, style.size, 999.0)
                x = main.x + (main.width - width(line)) / 2
                self._line(sheet, line, x, high - style.margin * 0.45, "777777")

    # --- blocks -----------------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[Block], column: _Column, place: _Place) -> _Place:
        for block in blocks:
            if isinstance(block, Row):
                place = self._row(block, column, place)
            elif isinstance(block, Rail):
                place = self._rail(block, column, place)
            else:
                place = self._grid(block, column, place)
        return place

    def _rail(self, rail: Rail, column: _Column, place: _Place) -> _Place:
        start = self._down(place, rail.space * self._style.size)
        narrow = column.width * self._style.rail_share
        wide = column.width - narrow
        if rail.narrow_left:
            columns = (
                _Column(column.x, narrow - self._style.gutter, column.ink),
                _Column(column.x + narrow, wide, column.ink),
            )
        else:
            columns = (
                _Column(column.x + wide, narrow, column.ink),
                _Column(column.x, wide - self._style.gutter, column.ink),
            )
        first = self._blocks(rail.narrow, columns[0], start)
        return max(first, self._blocks(rail.wide, columns[1], start))

    def _grid(self, grid: Grid, column: _Column, place: _Place) -> _Place:
        for cells in grid.cells:
            x, end = column.x, place
            start = self._down(place, _PAD)
            columns = []
            for share, cell in zip(grid.widths, cells, strict=True):
                columns.append(_Column(x, column.width * share / sum(grid.widths), column.ink))
                inside = _Column(x + _PAD, columns[-1].width - 2 * _PAD, column.ink)
                end = max(end, self._blocks(cell, inside, start))
                x += columns[-1].width
            end = _Place(end.sheet, end.y + _PAD)
            if grid.ruled:
                for one in columns:
                    self._outline(one, place, end)
            place = end
        return place

    def _outline(self, column: _Column, start: _Place, end: _Place) -> None:
        top, bottom = self._style.top, self._size[1] - self._style.top
        for number in range(start.sheet, end.sheet + 1):
            first = start.y if number == start.sheet else top
            last = end.y if number == end.sheet else bottom
            self._sheet(number).boxes.append(Box(column.x, first, column.width, last - first))

    # --- rows -------------------------------------------------------------------------------------

    def _row(self, row: Row, column: _Column, place: _Place) -> _Place:
        size, leading = self._style.size, row.leading or self._style.leading
        place = self._down(place, row.space * size)
        mark = self._family.mark(row.bullet) if row.bullet else ""
        indent = size * (row.indent + (1.3 if mark else 0.0))
        room = column.width - indent
        right = wrap(row.right, self._family, size, room * 0.6)
        beside = room - max(map(width, right)) - 12.0 if row.right else room
        inside = _Column(column.x + indent, room, column.ink)
        lines = wrap(row.left, self._family, size, beside)
        for number in range(max(len(lines), len(right) if row.right else 0)):
            left = lines[number] if number < len(lines) else []
            other = right[number] if row.right and number < len(right) else []
            place = self._set_line(row, left, other, inside, place)
            if mark and number == 0:
                self._mark(
                    mark,
                    column,
                    row.indent * size,
                    place,
                    height(left, size, leading),
                )
        if row.rule:
            self._sheet(place.sheet).boxes.append(
                Box(column.x, place.y + 1, column.width * row.rule_share, 0.0)
            )
            place = self._down(place, 3.0)
        return place

    def _set_line(self, row: Row, left: Line, right: Line, column: _Column, place: _Place) -> _Place:
        high = height([*left, *right], self._style.size, row.leading or self._style.leading)
        place = self._fit(place, high)
        sheet, base = self._sheet(place.sheet), place.y + high * 0.72
        if row.fill:
            sheet.boxes.append(Box(column.x - 2, place.y, column.width + 4, high, row.fill))
        spare = column.width - width(left)
        shift = {"left": 0.0, "center": spare / 2, "right": spare}[row.align]
        self._line(sheet, left, column.x + shift, base, column.ink)
        self._line(sheet, right, column.x + column.width - width(right), base, column.ink)
        return _Place(place.sheet, place.y + high)

    def _mark(self, mark: str, column: _Column, indent: float, place: _Place, high: float) -> None:
        face, y = self._family.faces[0], place.y - high * 0.28
        run = Run(column.x + indent, y, mark, face, self._style.size, column.ink)
        self._sheet(place.sheet).runs.append(run)

    def _line(self, sheet: Sheet, line: Line, x: float, y: float, ink: str) -> None:
        for piece in line:
            sheet.runs.append(Run(x, y, piece.text, piece.face, piece.size, piece.colour or ink))
            x += piece.width

    def _down(self, place: _Place, by: float) -> _Place:
        at_top = place.y == self._style.top and place.sheet > 0
        return place if at_top else _Place(place.sheet, place.y + by)

    def _fit(self, place: _Place, high: float) -> _Place:
        """The same place, or the top of the next sheet if a line of that height has no room."""
        if place.y + high <= self._size[1] - self._style.top:
            return place
        return _Place(place.sheet + 1, self._style.top)


def height(line: Line, size: float, leading: float) -> float:
    """A line's height with the space to the next one, in points."""
    return max((piece.size for piece in line), default=size) * (0.75 + leading)


def _columns(style: Style, full: _Column) -> tuple[_Column, _Column]:
    """The sidebar and the main column."""
    side = full.width * style.side_share
    main = full.width - side - style.gutter
    ink = style.side_ink or "000000"
    if style.side_left:
        return _Column(full.x, side, ink), _Column(full.x + side + style.gutter, main)
    return _Column(full.x + main + style.gutter, side, ink), _Column(full.x, main)
