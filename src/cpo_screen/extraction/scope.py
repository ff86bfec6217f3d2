"""The scope ledger: what somebody says that they carried, per position and over the career."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.scope_clauses import Told, telling_clauses
from cpo_screen.extraction.scope_people import Carried, read_people
from cpo_screen.model import Document, Position, ScopeEntry, Section, Span


def find_scope(
    document: Document, sections: Sequence[Section], positions: Sequence[Position]
) -> tuple[ScopeEntry, ...]:
    """Find the people, money, users, products and countries that a CV says the person carried.

    In reading order, each with its clause. Skills, courses and what nobody can see are not read.
    """
    entries: list[ScopeEntry] = []
    for told in telling_clauses(document, sections, positions):
        entries.extend(_record(document, told, one) for one in _carried(told, positions))
    return tuple(entries)


def _carried(told: Told, positions: Sequence[Position]) -> Iterator[Carried]:
    position = _job(told, positions)
    yield from read_people(told.words, position, told.is_remark)


def _job(told: Told, positions: Sequence[Position]) -> Position | None:
    """The position that a clause tells of; a summary tells of the latest."""
    if told.position is not None:
        return positions[told.position]
    return positions[0] if positions and told.is_summary else None


def _record(document: Document, told: Told, one: Carried) -> ScopeEntry:
    clause = told.words.clause
    evidence = evidence_of(
        document, Span(clause.start, clause.start + len(clause.text)), f"rule:scope.{one.kind}.{one.way}"
    )
    return ScopeEntry(
        one.kind,
        one.low,
        one.high,
        evidence,
        currency=one.currency,
        start=one.start,
        change=one.change,
        by=one.by,
        months=one.months,
        is_led=one.is_led,
        position=told.position,
        is_direct=one.is_direct,
    )
