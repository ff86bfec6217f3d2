"""The scope ledger: what somebody says that they carried, per position and over the career."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.scope_clauses import Told, telling_clauses
from cpo_screen.extraction.scope_figures import months_in
from cpo_screen.extraction.scope_people import Carried, read_people
from cpo_screen.extraction.scope_values import read_values
from cpo_screen.extraction.scope_words import Words
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
    people = list(read_people(told.words, position, told.is_remark or told.is_aside))
    is_remark = told.is_remark or (_is_of_company(told.words) and any(not one.is_led for one in people))
    found = _merged([*people, *read_values(told.words, position, is_remark)])
    months = months_in(told.words)
    for one in found:
        grew = one.start is not None or one.change is not None or one.kind == "hires"
        yield replace(one, months=months) if grew else one


def _is_of_company(words: Words) -> bool:
    """Whether nothing in a clause says that somebody did it: 'B2B SaaS, 140 employees, €18m ARR'."""
    return not words.has("lead", "form", "hire", "own", "other", "growth", "factor")


def _merged(found: Sequence[Carried]) -> Iterator[Carried]:
    """Give a growth in per cent to the amount of its kind that stands beside it: 'ARR up 40% to $12M'."""
    changes = {one.kind: one for one in found if one.change is not None}
    taken: set[str] = set()
    for one in found:
        change = changes.get(one.kind)
        if one.change is None and one.high is not None and change is not None and one.kind not in taken:
            taken.add(one.kind)
            yield replace(one, change=change.change, by=change.by)
        elif one.change is None or one.kind not in taken:
            yield one


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
