"""One degree in a piece of text: the kind, the level, the field, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpo_screen.extraction.degree_fields import (
    absorb,
    closing_degree,
    find_field,
    level_of,
    start_of_degree,
)
from cpo_screen.extraction.degree_forms import DegreeMatch, find_degrees, strongest
from cpo_screen.model import DegreeKind, DegreeLevel

_OPENED = re.compile(r"\s*\(\s*")
_EXECUTIVE = re.compile(r"\(executive\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^\W*([A-Z][\w.]{1,8})\s*\($")


@dataclass(frozen=True, slots=True)
class ParsedDegree:
    """A degree as written, what it is and in which field; `start` and `end` are those of `degree`.

    `named_end` is where its own name ends, without the field.
    """

    degree: str
    kind: DegreeKind
    level: DegreeLevel
    field: str | None
    start: int
    end: int
    named_end: int


def parse_degree(text: str) -> ParsedDegree | None:
    """Return the first degree of a piece of text with its field, or None if it names none.

    >>> parse_degree("M.S., Human-Computer Interaction").field
    'Human-Computer Interaction'
    >>> parse_degree("BSc (Hons) Economics").degree, parse_degree("Diplom-Informatikerin").field
    ('BSc (Hons) Economics', 'Informatik')
    >>> parse_degree("MA (Hons), English Literature").level
    'bachelor'
    >>> parse_degree("Maestría en Administración (MBA)").kind
    'MBA'
    >>> parse_degree("Magister (MSc) in Physics").degree
    'Magister (MSc) in Physics'
    """
    known = find_degrees(text)
    matches = strongest(known)
    if not matches:
        return None
    return read_degree(text, _with_weak_before(text, known, matches))


def read_degree(text: str, matches: tuple[DegreeMatch, ...]) -> ParsedDegree:
    """Return the first of these degrees with what belongs to it."""
    match, end = absorb(text, matches)
    span, field = find_field(text, match, end)
    start = _start(text, match)
    stop = max(end, span[1])
    closing = closing_degree(text, matches, match, stop)
    if closing is not None:
        stop, match = closing.end + 1, _sharper(match, closing)
        field = re.sub(r"\s*\([^()]*\)?$", "", field) if field else None
    level = level_of(text, match, end)
    if match.kind == "MBA" and _EXECUTIVE.search(text, match.start, end):
        match = match._replace(kind="EMBA")
    return ParsedDegree(text[start:stop], match.kind, level, field or None, start, stop, end)


def _with_weak_before(
    text: str, known: tuple[DegreeMatch, ...], strong: tuple[DegreeMatch, ...]
) -> tuple[DegreeMatch, ...]:
    """'Magister (MSc)': the loose word is the degree's name where the strong one explains it."""
    for one in known:
        explains = _OPENED.fullmatch(text, one.end, strong[0].start) is not None
        closes = not text[: one.start].strip() and text[: strong[0].start].rstrip().endswith("(")
        if one.end <= strong[0].start and (explains or closes):
            return (one, *strong)
    return strong


def _sharper(match: DegreeMatch, closing: DegreeMatch) -> DegreeMatch:
    return match._replace(kind=closing.kind, level=closing.level)


def _start(text: str, match: DegreeMatch) -> int:
    """Where the degree begins; 'S.Kom. (Bachelor of Computer Science)' begins with its abbreviation."""
    short = _ABBREVIATION.match(text[: match.start])
    return short.start(1) if short else start_of_degree(text, match)
