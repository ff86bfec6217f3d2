"""Rich text (.rtf) into lines: striprtf decodes the words, marks of our own carry look, lists and cells."""

from __future__ import annotations

import re
from dataclasses import replace

from cpo_screen.documents.build import Draft, DraftLine
from cpo_screen.documents.docx_lines import split_lines
from cpo_screen.documents.docx_paragraph import Chunk
from cpo_screen.documents.docx_styles import Look
from cpo_screen.documents.properties import rtf_stamps
from cpo_screen.documents.rtf_marks import (
    BREAK,
    BULLET,
    CELL,
    HEADING,
    IN_CELL,
    LOOK,
    PAGE,
    ROW,
    Marked,
    mark_rtf,
)
from cpo_screen.documents.tables import Cell, arrange_table
from cpo_screen.documents.wrapped import mark_wrapped
from cpo_screen.errors import RefusedFile

_MOST_CHARS = 20_000_000  # of markup, pictures left out
_MARK = re.compile(f"([{CELL}{ROW}{BULLET}{PAGE}{IN_CELL}{BREAK}]|{LOOK}\\d+;|{HEADING}\\d)")


def read_rtf(data: bytes) -> Draft:
    """Read rich text: headers, paragraphs, lists, tables, text boxes, footers.

    Raises RefusedFile if the file is damaged or holds more than a CV can.
    """
    marked = mark_rtf(data.decode("latin-1"))
    if len(marked.text) > _MOST_CHARS:
        raise RefusedFile("too_large", "The rich text holds more than a CV can.")
    reading = _Reading(marked)
    for paragraph in _plain(marked.text).split("\n"):
        reading.add_paragraph(paragraph)
    reading.end_table()
    return Draft(tuple(mark_wrapped(reading.lines)), pages=reading.page, stamps=rtf_stamps(data))


def _plain(markup: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        return str(rtf_to_text(markup, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise RefusedFile("damaged", "The rich text is damaged and cannot be read.") from error


class _Reading:
    """The lines so far, and the table at hand."""

    def __init__(self, marked: Marked) -> None:
        self.looks = marked.looks
        self.lines: list[DraftLine] = []
        self.rows: list[list[Cell]] = []
        self.row: list[Cell] = []
        self.cell: list[DraftLine] = []
        self.page = 1
        self.blank = 0.0
        self.columns = 0
        self.look = Look()

    def add_paragraph(self, text: str) -> None:
        """Add the lines of one paragraph, to the text or to the cell at hand."""
        chunks: list[Chunk] = []
        bullet, heading = False, 0
        for part in _MARK.split(text):
            if part in (CELL, IN_CELL):
                self._add_lines(chunks, bullet, heading, in_cell=True)
                if part == CELL:
                    self._end_cell()
                chunks, bullet, heading = [], False, 0
            elif part == ROW:
                self.rows.append(self.row)
                self.row = []
            elif part == PAGE:
                self.page += 1
            elif part == BULLET:
                bullet = True
            elif part.startswith(HEADING):
                heading = int(part[1:])
            elif part.startswith(LOOK):
                self.look = self.looks[int(part[1:-1])]
            elif part == BREAK:
                chunks.append(Chunk("break"))
            elif part:
                chunks.append(Chunk("text", part.upper() if self.look.caps else part, self.look))
        self._add_lines(chunks, bullet, heading, in_cell=False)

    def _add_lines(self, chunks: list[Chunk], bullet: bool, heading: int, in_cell: bool) -> None:
        look = chunks[0].look if chunks else self.look
        read = split_lines(chunks, self.page, False, look, rendered=False)
        if not read.lines:
            self.blank += 0.0 if in_cell else 1.0
            return
        if not in_cell:
            self.end_table()
        first = replace(
            read.lines[0],
            bullet=(bullet or read.lines[0].bullet) and not heading,
            heading=heading,
            gap=min(self.blank, 3.0),
        )
        self.blank = 0.0
        (self.cell if in_cell else self.lines).extend([first, *read.lines[1:]])

    def _end_cell(self) -> None:
        self.row.append(Cell(len(self.row), tuple(self.cell)))
        self.cell = []

    def end_table(self) -> None:
        """Put the rows of the table at hand into lines."""
        rest = [self.row] if self.row else []
        self.lines.extend(arrange_table([*self.rows, *rest], self._next_column))
        self.lines.extend(self.cell)
        self.rows, self.row, self.cell = [], [], []

    def _next_column(self) -> int:
        self.columns += 1
        return self.columns
