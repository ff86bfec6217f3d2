"""Tables of education: a row of column names, and rows whose cells are what the names say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cpo_screen.extraction.degree_forms import DegreeMatch
from cpo_screen.extraction.education_cutting import trim
from cpo_screen.extraction.education_labels import label_role
from cpo_screen.extraction.education_pieces import Piece, find_pieces
from cpo_screen.extraction.education_schools import without_mode, words_of
from cpo_screen.extraction.education_towns import without_town
from cpo_screen.extraction.programmes_match import is_course
from cpo_screen.extraction.tokens import find_tokens, word_set

Header = tuple[str, ...]

_CELL = re.compile(r"[^\t]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|[’']\d\d\b")
_LEAST = 2  # columns of a table
_SAYS = {"date": ("year", "degree"), "status": ("year", "degree", "note")}  # where which is said
_TRIPLE = 3  # columns of a table that has no names: dates, degree, school
_SURE = 4  # columns of a table whose names may be unknown


def read_header(text: str) -> Header | None:
    """Return the roles of the columns if the cells of the line are columns' names.

    One unknown name in three is a note if degree and institution are known.

    >>> read_header("Course\\tInstitute / Board\\tYear\\tMarks\\tMedium")
    ('degree', 'institution', 'year', 'note', 'note')
    """
    cells = [cell for cell in text.split("\t") if cell.strip()]
    roles = [label_role(cell) for cell in cells]
    unknown = roles.count(None)
    if len(roles) < _LEAST or 3 * unknown > len(roles):
        return None
    sure = {"degree", "level"} & set(roles) and {"institution", "board"} & set(roles)
    if unknown and (len(roles) < _SURE or not sure):
        return None
    renamed: dict[str | None, str] = {None: "note"}
    if "institution" not in roles:
        renamed["board"] = "institution"
    if "degree" not in roles:
        renamed["level"] = "degree"
    named = [renamed.get(role, str(role)) for role in roles]
    first = named.index("degree") if "degree" in named else 0  # 'Award ... Class' has one degree
    return tuple("note" if one == "degree" and at > first else one for at, one in enumerate(named))


def infer_header(texts: Sequence[str]) -> Header | None:
    """Return the columns of a table without names: in each row dates, a degree and a school, or none.

    >>> infer_header(["2010\\tMBA\\tHarvard University", "2004\\tB.A.\\tYale University", "1999\\tX\\tY"])
    ('year', 'award', 'school')
    """
    rows = [[cell for cell in text.split("\t") if cell.strip()] for text in texts]
    rows = [row for row in rows if len(row) == _TRIPLE]
    known = [roles for row in rows if None not in (roles := tuple(map(_role_of, row)))]
    if len(known) < _LEAST or set(known[0]) != {"year", "award", "school"} or len({*known}) > 1:
        return None
    return tuple(map(str, known[0]))


def _role_of(cell: str) -> str | None:
    """What the one piece of a cell is; a degree may have its field beside it."""
    kinds = {piece.kind for piece in find_pieces(cell)} - {"grade", "status", "done", "place", "note"}
    if "degree" in kinds and not kinds & {"school", "date"}:
        return "award"
    if "school" in kinds and kinds <= {"school", "text"}:
        return "school"
    return "year" if kinds == {"date"} else None


def read_row(text: str, offset: int, header: Header) -> tuple[Piece, ...]:
    """Return the pieces of a row by its columns; nothing if they cannot be told apart."""
    cells = [match for match in _CELL.finditer(text) if match.group().strip()]
    roles = _roles_of([cell.group() for cell in cells], header)
    if not {"degree", "award"} & set(roles):
        return ()
    pieces = _pieces_of(text, cells, roles, offset)
    if all(piece.kind != "school" for piece in pieces):
        roles = tuple("institution" if role == "board" else role for role in roles)
        pieces = _pieces_of(text, cells, roles, offset)
    return tuple(sorted(pieces, key=lambda piece: piece.start))


def _pieces_of(text: str, cells: Sequence[re.Match[str]], roles: Header, offset: int) -> list[Piece]:
    return [
        piece
        for cell, role in zip(cells, roles, strict=True)
        for piece in _cell(text, cell.start(), cell.end(), role, offset)
    ]


def _roles_of(cells: Sequence[str], header: Header) -> Header:
    """The columns of a row; the one that may be empty is a mark's or, where no year is said, the year's."""
    if len(header) - len(cells) != 1:
        return header if len(cells) == len(header) else ()
    dated = any(_YEAR.search(cell) for cell in cells)
    for role in ("note",) if dated else ("note", "year"):
        for at in reversed([i for i, one in enumerate(header) if one == role]):
            left = header[:at] + header[at + 1 :]
            years = [cell for cell, one in zip(cells, left, strict=True) if one == "year"]
            if all(_YEAR.search(cell) for cell in years):
                return left
    return ()


def _cell(text: str, start: int, end: int, role: str, offset: int) -> Iterator[Piece]:
    inside = list(find_pieces(text[start:end], offset + start))
    yield from (one for one in inside if role in _SAYS.get(one.kind, ()))
    start, end = trim(text, start, end)
    cell = text[start:end]
    if not any(map(str.isalpha, cell)):
        return
    place = (offset + start, offset + end)
    if role in ("institution", "school") and (cell[:1].isupper() or cell[:1].isdigit()):
        bare = without_mode(cell)
        bare = without_town(bare, keep=role == "institution")
        yield Piece("school", place[0], place[0] + len(bare), bare, "\t", whole=True)
    elif role == "field":
        yield Piece("field", *place, cell, "\t")
    elif role in ("degree", "award"):
        named = [one for one in inside if one.kind not in ("date", "status")]
        yield from _degree_cell(cell, place, named, role == "degree")


def _degree_cell(
    cell: str, place: tuple[int, int], inside: Sequence[Piece], named: bool
) -> Iterator[Piece]:
    """A degree with what stands beside it; unknown words count only in a `named` column."""
    if any(one.kind == "degree" for one in inside):
        yield from inside
        return
    first = find_tokens(cell)[0]
    told = first.word in words_of("note_begins")
    if is_course(cell):
        yield Piece("course", *place, cell, "\t")
    elif first.word in word_set("cell_classes"):
        school = DegreeMatch("secondary", "secondary", 0, first.end, first.word)
        yield Piece("degree", *place, cell, "\t", (school,))
    elif not named:
        yield Piece("text", *place, cell, "\t")
    elif not told and cell[:1].isupper() and cell.count("(") == cell.count(")"):
        unknown = DegreeMatch("other", "other", 0, len(cell), cell.casefold())
        yield Piece("degree", *place, cell, "\t", (unknown,), whole=True)
