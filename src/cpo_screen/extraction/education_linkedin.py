"""LinkedIn's form of education: the school, below it 'degree, field · (years)', however wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpo_screen.extraction.degree_forms import find_degrees, strongest
from cpo_screen.extraction.education_pieces import Piece, find_pieces, is_taught
from cpo_screen.extraction.education_schools import is_only_field, words_of
from cpo_screen.extraction.programmes_match import is_course
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.model import Document, Line

_ENDS = re.compile(r"\s*·\s*\(([^()]*\d{4}[^()]*)\)\s*$")
_YEARS_ONLY = re.compile(r"^\(?(?:\w+ )?\d{4}(?:\s*[-–]\s*(?:\w+ )?\d{4})?\)?$")
_WIDE = 0.6
_SMALLER = 0.4  # points by which the degree is set smaller than the school


class LinkedInEntry(NamedTuple):
    """The school's line and the degree's, each with its pieces."""

    lines: tuple[tuple[Line, tuple[Piece, ...]], ...]


def find_entries(document: Document, lines: Sequence[Line]) -> tuple[LinkedInEntry, ...]:
    """Return the entries of a section in LinkedIn's form, none if it has another."""
    joined = [f"{line.text} {below.text}" for line, below in pairwise(lines)]
    if not any(_ENDS.search(text) for text in [*joined, *(line.text for line in lines)]):
        return ()
    return tuple(_entry(document, group) for group in _groups(lines))


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """A group ends behind its years, or above a line set apart or larger than the one before."""
    group: list[Line] = []
    for line in lines:
        if group and (_is_over(group) or _stands_apart(line, group)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_over(group: Sequence[Line]) -> bool:
    return _ENDS.search(" ".join(line.text for line in group)) is not None


def _stands_apart(line: Line, group: Sequence[Line]) -> bool:
    larger = line.size and group[-1].size and line.size - group[-1].size > _SMALLER
    return line.gap > _WIDE or bool(larger)


def _entry(document: Document, group: Sequence[Line]) -> LinkedInEntry:
    split = 1
    while split < len(group) and abs(group[split].size - group[0].size) < _SMALLER and group[0].size:
        split += 1
    split = split if split < len(group) else 1
    above, below = group[:split], group[split:]
    start, end = above[0].span.start, above[-1].span.end
    school = Piece("school", start, end, _flat(document.text[start:end]), whole=True)
    found: list[tuple[Line, tuple[Piece, ...]]] = [(above[0], (school,))]
    if below:
        found.append((below[0], tuple(_below(document, below[0].span.start, below[-1].span.end, school))))
    return LinkedInEntry(tuple(found))


def _folded(text: str) -> str:
    return " ".join(token.word for token in find_tokens(text))


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _below(document: Document, start: int, end: int, school: Piece) -> Iterator[Piece]:
    text = _flat(document.text[start:end])
    dates = _ENDS.search(text)
    said = text[: dates.start()] if dates else text
    if _YEARS_ONLY.fullmatch(said):
        dates, said = re.match(r"(.*)", text), ""
    if said.strip():
        yield from _named(said, start, school)
    if dates:
        offset = start + dates.start(1)
        yield from (one for one in find_pieces(dates.group(1), offset) if one.kind in ("date", "status"))


def _named(said: str, start: int, school: Piece) -> Iterator[Piece]:
    """The degree before the first comma outside brackets, the field behind it; or a course."""
    cut = next(
        (i for i, char in enumerate(said) if char == "," and said[:i].count("(") == said[:i].count(")")),
        len(said),
    )
    degree, field = said[:cut].rstrip(), said[cut + 1 :].strip()
    at = start + said.find(field, cut + 1) if field else start
    degrees = strongest(find_degrees(degree))
    if degrees and not (degrees[0].weak and is_taught(degree, degrees[0])):
        yield from (one for one in find_pieces(said, start) if one.kind == "status")
        yield Piece("degree", start, start + len(degree), degree, "", degrees, whole=True)
        if field and _folded(field) not in words_of("modes"):
            yield Piece("field", at, at + len(field), field, ",", whole=True)
    elif is_only_field(said) and not is_course(said) and not is_course(school.text):
        yield Piece("field", start, start + len(said), said, whole=True)
    else:
        yield Piece("course", start, start + len(said), said)
