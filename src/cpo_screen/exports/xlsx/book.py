"""A workbook whose texts stay texts: no formula, no link, never too long, nothing that XML forbids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cpo_screen.exports.safe_text import cell, one_line
from cpo_screen.exports.xlsx.styles import STYLES, TIERS

if TYPE_CHECKING:
    import io

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | float | None
_LONGEST = 32_767  # UTF-16 units in a cell
_HEADER_HEIGHT = 48
_NARROWEST, _WIDEST = 7.0, 44.0
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
        sheet.write_url(row, column, target, look, string=shown, tip="To the words behind the score")

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
        """Write a heading at row `top` and the rows below, set the widths, and return the row behind."""
        lengths = [max(map(len, one.title.split()), default=0) + 3 for one in columns]
        sheet.set_row(top, _HEADER_HEIGHT)
        for at, column in enumerate(columns):
            self.put(sheet, top, at, column.title, "header")
        row = top + 1
        for record in rows:
            for at, column in enumerate(columns):
                value = record.get(column.key)
                self.put(sheet, row, at, value, column.style)
                if value is not None:
                    lengths[at] = max(lengths[at], len(str(value)) + 1)
            row += 1
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width or min(max(lengths[at], _NARROWEST), _WIDEST))
        return row

    def filter(self, sheet: Worksheet, top: int, behind: int, columns: int, frozen: int) -> None:
        """Keep the heading and the first columns in view, repeat the heading in print, and add filters."""
        sheet.freeze_panes(top + 1, frozen)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, max(behind - 1, top), columns - 1)


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
