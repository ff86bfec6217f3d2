"""One degree in a piece of text: the kind, the level, the field, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from cpo_screen.extraction.degree_fields import absorb, find_field, level_of, start_of_degree
from cpo_screen.extraction.degree_forms import find_degrees, strongest
from cpo_screen.model import DegreeKind, DegreeLevel


@dataclass(frozen=True, slots=True)
class ParsedDegree:
    """A degree as written, what it is and in which field; `start` and `end` are those of `degree`."""

    degree: str
    kind: DegreeKind
    level: DegreeLevel
    field: str | None
    start: int
    end: int


def parse_degree(text: str) -> ParsedDegree | None:
    """Return the first degree of a piece of text with its field, or None if it names none.

    >>> parse_degree("M.S., Human-Computer Interaction").field
    'Human-Computer Interaction'
    >>> parse_degree("BSc (Hons) Economics").degree, parse_degree("Diplom-Informatikerin").field
    ('BSc (Hons) Economics', 'Informatik')
    >>> parse_degree("MA (Hons), English Literature").level
    'bachelor'
    """
    matches = strongest(find_degrees(text))
    if not matches:
        return None
    match, end = absorb(text, matches)
    span, field = find_field(text, match, end)
    start = start_of_degree(text, match)
    stop = max(end, span[1])
    return ParsedDegree(text[start:stop], match.kind, level_of(text, match, end), field, start, stop)
