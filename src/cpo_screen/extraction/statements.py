"""What a CV says that somebody did: the clauses of summaries, positions, boards, talks, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.signals_clauses import Clause, split_clauses
from cpo_screen.model import Document, Evidence, Line, Position, Role, Section, SectionKind, Span
from cpo_screen.sections import find_paragraphs

_OF_DEEDS: frozenset[SectionKind] = frozenset(
    {"header", "summary", "experience", "boards", "volunteering", "projects", "talks", "publications",
     "network", "awards", "other"}
)  # fmt: skip
_OF_TALKS_TOO: frozenset[SectionKind] = frozenset({"programmes", "certifications", "contact"})
_HEADS: frozenset[SectionKind] = frozenset({"header", "contact"})
_NO_STATEMENT: frozenset[Role] = frozenset(
    {"name", "headline", "heading", "title", "company", "dates", "location", "degree", "field",
     "institution", "programme", "provider", "contact"}
)  # fmt: skip
_ADDRESS = re.compile(
    r"\S@\S|https?:|www\.|linkedin\.|\+?\d[\d ()/.-]{7,}\d"  # e-mail, link, phone
    r"|\b(?!19|20)\d{4,6}\b,? [A-Z]|[a-z],? \d{5,6}$"  # a postcode before or behind its town
)
_HEAD_WORDS = 16


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that tells something, the section that it stands in and the index of its position.

    `is_deed` is False among courses and contacts, where only a talk is worth reading.
    """

    clause: Clause
    section: SectionKind
    position: int | None
    is_deed: bool


def find_statements(
    document: Document, sections: Sequence[Section], positions: Sequence[Position]
) -> tuple[Statement, ...]:
    """Find the clauses that tell of the person, in reading order.

    Skills, degrees, what nobody can see and what only names a position, a place or an address are none.
    """
    return tuple(
        Statement(clause, section.kind, position_at(clause.start, positions), section.kind in _OF_DEEDS)
        for section in sections
        if section.kind in _OF_DEEDS | _OF_TALKS_TOO
        for paragraph in find_paragraphs(tuple(_telling_lines(section, positions)), document)
        for clause in split_clauses(paragraph.text, paragraph.span.start, document.language)
    )


def quote_statements(document: Document, statements: Sequence[Statement]) -> tuple[Evidence, ...]:
    """Return the words of what was done, each at its place: what criteria are held against later."""
    return tuple(
        evidence_of(document, Span(clause.start, clause.start + len(clause.text)), "rule:statements")
        for clause in (one.clause for one in statements if one.is_deed)
    )


def position_at(offset: int, positions: Sequence[Position]) -> int | None:
    """Return the index of the position in whose block `offset` lies."""
    at = (index for index, one in enumerate(positions) if one.block.start <= offset < one.block.end)
    return next(at, None)


def _telling_lines(section: Section, positions: Sequence[Position]) -> Iterator[Line]:
    """Leave out hidden lines, and those that name a position, a school, a place or an address."""
    for line in section.lines:
        if line.hidden or line.role in _NO_STATEMENT:
            continue
        if section.kind in _HEADS and _is_address(line.text):
            continue
        if not any(_is_head(line, position) for position in positions):
            yield line


def _is_address(text: str) -> bool:
    """'Bahnhofstraße 12, 8001 Zürich', 'Leeds, UK', 'ann@example.com' at the top of a CV."""
    return _ADDRESS.search(text) is not None or is_place(text)


def _is_head(line: Line, position: Position) -> bool:
    """Whether a short line names the position instead of telling of it."""
    span = position.evidence.span
    if position.title is None or not span.start <= line.span.start < span.end:
        return False
    return position.title in line.text and len(line.text.split()) <= _HEAD_WORDS
