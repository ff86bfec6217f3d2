"""Tables of education: a row of column names, and rows whose cells are what the names say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpo_screen.extraction.degree_forms import DegreeMatch
from cpo_screen.extraction.education_cutting import trim
from cpo_screen.extraction.education_labels import label_role
from cpo_screen.extraction.education_pieces import Piece, find_pieces
from cpo_screen.extraction.education_schools import without_mode, words_of
from cpo_screen.extraction.programmes_match import is_course
from cpo_screen.extraction.tokens import find_tokens

Header = tuple[str, ...]

_CELL = re.compile(r"[^\t]+")
_LEAST = 2  # columns of a table


def read_header(text: str) -> Header | None:
    """Return the roles of the columns if every cell of the line is a column's name.

    >>> read_header("Course\\tInstitute / Board\\tYear\\tMarks")
    ('degree', 'institution', 'year', 'note')
    """
    roles = [label_role(cell) for cell in text.split("\t") if cell.strip()]
    if len(roles) < _LEAST or None in roles:
        return None
    return tuple(role for role in roles if role is not None)


def read_row(text: str, offset: int, header: Header) -> tuple[Piece, ...]:
    """Return the pieces of a row by its columns; nothing if it has another number of cells."""
    cells = [match for match in _CELL.finditer(text) if match.group().strip()]
    if len(cells) != len(header) or "degree" not in header:
        return ()
    pieces = [
        piece
        for cell, role in zip(cells, header, strict=True)
        for piece in _cell(text, cell.start(), cell.end(), role, offset)
    ]
    return tuple(sorted(pieces, key=lambda piece: piece.start))


def _cell(text: str, start: int, end: int, role: str, offset: int) -> Iterator[Piece]:
    inside = list(find_pieces(text[start:end], offset + start))
    yield from (one for one in inside if one.kind in ("date", "status") and role in ("year", "degree"))
    start, end = trim(text, start, end)
    cell = text[start:end]
    if not any(map(str.isalpha, cell)):
        return
    place = (offset + start, offset + end)
    if role == "institution" and (cell[:1].isupper() or cell[:1].isdigit()):
        bare = without_mode(cell)
        yield Piece("school", place[0], place[0] + len(bare), bare, "\t", whole=True)
    elif role == "field":
        yield Piece("field", *place, cell, "\t")
    elif role == "degree":
        named = [one for one in inside if one.kind not in ("date", "status")]
        if any(one.kind == "degree" for one in named):
            yield from named
            return
        if is_course(cell):
            yield Piece("course", *place, cell, "\t")
            return
        told = find_tokens(cell)[0].word in words_of("note_begins")
        if told or not cell[:1].isupper() or cell.count("(") != cell.count(")"):
            return
        unknown = DegreeMatch("other", "other", 0, len(cell), cell.casefold())
        yield Piece("degree", *place, cell, "\t", (unknown,), whole=True)
