"""A workbook whose texts stay texts: no formula, no link, never too long, nothing that XML forbids."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

from cpo_screen.exports.safe_text import cell, one_line
from cpo_screen.exports.xlsx.styles import STYLES, TIERS

if TYPE_CHECKING:
    import io

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | float | None
_LONGEST = 32_767  # UTF-16 units in a cell
_NARROWEST, _WIDEST = 7.0, 44.0  # letters
_LINE_HEIGHT, _HIGHEST = 15.0, 405.0  # points
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Column(NamedTuple):
    """A column of a table: the key of its values, its heading, how they look, and its width in letters."""

    key: str
    title: str
    style: str = "text"
    width: float | None = None


class Styled(NamedTuple):
    """A value that looks otherwise than its column; `to` names the sheet that it leads to."""

    value: Value
    style: str
    to: str | None = None


@dataclass(slots=True)
class Book:
    """A workbook with its formats, each made once."""

    workbook: Workbook
    _formats: dict[tuple[str, bool], Format] = field(default_factory=dict)

    @classmethod
    def create(cls, target: io.BytesIO) -> Book:
        """Begin a workbook that is written to `target` when it is closed."""
        from xlsxwriter import Workbook

        return cls(Workbook(target, dict(_OPTIONS)))

    def sheet(self, name: str, *, landscape: bool = True) -> Worksheet:
        """Add a sheet that prints on A4 with its page's number."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        if landscape:
            sheet.set_landscape()
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, style: str = "text") -> None:
        """Write one value as what it is; None leaves the cell empty, with its style."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.look(style))
        elif isinstance(value, str):
            text = self.clean(value)
            sheet.write_string(row, column, text, self.look(style, quoted=cell(text) != text))
        else:
            sheet.write_number(row, column, value, self.look(style))

    def link(self, sheet: Worksheet, row: int, column: int, text: str, to: str) -> None:
        """Write a text that leads to a sheet of this workbook."""
        shown = self.clean(text)
        target = "internal:'{}'!A1".format(to.replace("'", "''"))
        look = self.look("link", quoted=cell(shown) != shown)
        sheet.write_url(row, column, target, look, string=shown)

    def look(self, style: str, *, quoted: bool = False) -> Format:
        """Return a style's format; `quoted` keeps a text a text, even when somebody edits its cell."""
        known = self._formats.get((style, quoted))
        if known is None:
            properties: dict[str, Any] = dict(STYLES[style])
            if quoted:
                properties |= {"quote_prefix": True, "num_format": "@"}
            known = self._formats[style, quoted] = self.workbook.add_format(properties)
        return known

    @staticmethod
    def clean(text: str) -> str:
        """Return one line of printable characters that fits into a cell; what is cut is marked."""
        return shorten(one_line(text), _LONGEST)

    def table(
        self, sheet: Worksheet, top: int, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]
    ) -> int:
        """Write a heading at row `top` and the rows below, set the sizes, and return the row behind.

        A value may be a Styled one, which looks otherwise than its column or leads to another sheet.
        """
        lengths = [0.0] * len(columns)
        row = top
        for row, record in enumerate(rows, top + 1):
            values = [record.get(column.key) for column in columns]
            self._write_row(sheet, row, columns, values)
            for at, value in enumerate(values):
                if value is not None:
                    shown = value.value if isinstance(value, Styled) else value
                    lengths[at] = max(lengths[at], len(str(shown)))
        widths = [one.width or _width(one, length) for one, length in zip(columns, lengths, strict=True)]
        titles = [(one.title, width - 2) for one, width in zip(columns, widths, strict=True)]
        sheet.set_row(top, _height(titles) + 6)
        for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
            self.put(sheet, top, at, column.title, "header")
            sheet.set_column(at, at, width)
        return row + 1

    def _write_row(
        self, sheet: Worksheet, row: int, columns: Sequence[Column], values: Sequence[Any]
    ) -> None:
        wrapped: list[tuple[str, float]] = []
        for at, (column, value) in enumerate(zip(columns, values, strict=True)):
            one = value if isinstance(value, Styled) else Styled(value, column.style)
            if one.to is not None:
                self.link(sheet, row, at, str(one.value), one.to)
            else:
                self.put(sheet, row, at, one.value, one.style)
            if isinstance(one.value, str) and STYLES[one.style].get("text_wrap"):
                wrapped.append((one.value, column.width or _WIDEST))
        self.fit(sheet, row, wrapped)

    def fit(self, sheet: Worksheet, row: int, wrapped: Iterable[tuple[str, float]]) -> None:
        """Make a row high enough for texts, each in a column of so many letters."""
        sheet.set_row(row, _height(wrapped))

    def filter(self, sheet: Worksheet, top: int, behind: int, columns: int, frozen: int) -> None:
        """Keep the heading and the first columns in view, repeat the heading in print, and add filters."""
        sheet.freeze_panes(top + 1, frozen)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, max(behind - 1, top), columns - 1)


def _width(column: Column, longest: float) -> float:
    """Return a width in which the values fit, up to a limit, and each word of the heading."""
    words = max(map(len, column.title.split()), default=0)
    return min(max(longest * 1.05 + 2, words + 4, _NARROWEST), _WIDEST)


def _height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row that shows texts, each wrapped in so many letters, in points.

    No program is asked to measure: not all of them do when they open a file.
    """
    lines = max((math.ceil(_letters(text) / max(width - 2, 1)) for text, width in texts), default=1)
    return min(max(lines, 1) * _LINE_HEIGHT, _HIGHEST)


def _letters(text: str) -> float:
    """Return how wide a text is: prose is narrower than digits, capitals and East Asian signs are wider."""
    wide = 0 if text.isascii() else sum(east_asian_width(sign) in "WF" for sign in text)
    return 0.9 * len(text) + 0.3 * sum(map(str.isupper, text)) + 1.1 * wide + 2


def shorten(text: str, most: int) -> str:
    """Cut a text to `most` UTF-16 units, as Excel counts.

    >>> shorten("abcdef", 4), shorten("ab🙂cd", 4), shorten("abc", 4)
    ('abc…', 'ab…', 'abc')
    """
    if len(text) * 2 <= most or len(text.encode("utf-16-le", "surrogatepass")) <= most * 2:
        return text
    cut = text.encode("utf-16-le", "surrogatepass")[: (most - 1) * 2]
    return cut.decode("utf-16-le", "ignore").rstrip() + "…"


def tier_style(at: int, tiers: int) -> str:
    """Name the style of a tier, the best one being 0; the last one is grey."""
    return f"tier_{TIERS - 1 if at == tiers - 1 else min(at, TIERS - 2)}"
