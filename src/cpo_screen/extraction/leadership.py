"""What a CV shows of a product leader: the twelve signals, each with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.quantities import Amount
from cpo_screen.extraction.signals import rule_book
from cpo_screen.extraction.signals_clauses import Clause, split_clauses
from cpo_screen.extraction.signals_context import judge_strength
from cpo_screen.model import (
    Document,
    Function,
    LeadershipSignal,
    Line,
    Position,
    Role,
    Section,
    SectionKind,
    Signal,
    Span,
    Strength,
)
from cpo_screen.sections import find_paragraphs

SIGNALS: tuple[Signal, ...] = get_args(Signal)
_SECTIONS: frozenset[SectionKind] = frozenset(
    {"header", "summary", "experience", "boards", "volunteering", "projects", "talks", "publications",
     "network", "awards", "other"}
)  # fmt: skip
_VOICE_TOO: frozenset[SectionKind] = frozenset({"programmes", "certifications", "contact"})
_VOICE: frozenset[SectionKind] = frozenset({"talks", "publications"})
_PUBLIC_TRADES: frozenset[Function] = frozenset(
    {
        "product_management",
        "product_marketing",
        "marketing",
        "design",
        "data",
        "consulting",
        "founder",
        "it",
    }
)
_NOT_DEEDS: frozenset[Role] = frozenset(
    {"name", "headline", "heading", "title", "company", "dates", "location", "degree", "field",
     "institution", "programme", "provider", "contact"}
)  # fmt: skip
_FEWEST_WORDS = 3
_HEAD_WORDS = 16
_MOST_PER_SIGNAL = 8
_MOST_PER_POSITION = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A signal in a clause, before the best are chosen."""

    signal: Signal
    strength: Strength
    clause: Clause
    rule: str
    position: int | None


def extract_signals(
    document: Document, sections: Sequence[Section], positions: Sequence[Position]
) -> tuple[LeadershipSignal, ...]:
    """Extract the leadership signals of a CV, at most a few for each of the twelve, in reading order.

    Read are summaries, positions, boards, talks and publications; skills, courses and what nobody can see
    are not. `strength` tells who led from who took part; denied and wished things are left out.
    """
    found = [
        one
        for section in sections
        if section.kind in _SECTIONS | _VOICE_TOO
        for paragraph in find_paragraphs(_telling_lines(section.lines, positions), document)
        for clause in split_clauses(paragraph.text, paragraph.span.start, document.language)
        for one in _read_clause(clause, section.kind, document.language, positions)
    ]
    return tuple(_record(document, one) for one in _choose(found))


def _telling_lines(lines: Iterable[Line], positions: Sequence[Position]) -> list[Line]:
    """Leave out hidden lines, and those that name a position, a school or an address."""
    return [
        line
        for line in lines
        if not line.hidden
        and line.role not in _NOT_DEEDS
        and not any(_is_head(line, position) for position in positions)
    ]


def _is_head(line: Line, position: Position) -> bool:
    """Whether a short line names the position instead of telling of it."""
    span = position.evidence.span
    if position.title is None or not span.start <= line.span.start < span.end:
        return False
    return position.title in line.text and len(line.text.split()) <= _HEAD_WORDS


def _read_clause(
    clause: Clause, kind: SectionKind, language: str, positions: Sequence[Position]
) -> Iterator[_Found]:
    if len(clause.tokens) < _FEWEST_WORDS:
        return
    position = _position_at(clause.start, positions)
    seen: dict[Signal, tuple[Strength, str]] = {}
    matches, cues = rule_book("signals", language).read(clause)
    for match in matches:
        strength = judge_strength(match, cues, clause)
        signal = cast("Signal", match.name)
        if strength is not None and (signal not in seen or strength == "led"):
            seen[signal] = (strength, match.source)
    if kind in _VOICE and "evangelism" not in seen and _speaks_of_products(clause, positions):
        seen["evangelism"] = ("led", "section")
    if kind in _VOICE_TOO:
        seen = {signal: one for signal, one in seen.items() if signal == "evangelism"}
    for signal, (strength, rule) in seen.items():
        yield _Found(signal, strength, clause, rule, position)


def _speaks_of_products(clause: Clause, positions: Sequence[Position]) -> bool:
    """Whether an entry under talks or publications is a public voice: no date, no scientist's paper."""
    words = [token for token in clause.tokens if token.text.isalpha() and len(token.text) > 1]
    if len(words) < _FEWEST_WORDS or clause.text.startswith("("):
        return False
    return not positions or any(p.is_product or p.function in _PUBLIC_TRADES for p in positions)


def _position_at(offset: int, positions: Sequence[Position]) -> int | None:
    for index, position in enumerate(positions):
        if position.block.start <= offset < position.block.end:
            return index
    return None


def _choose(found: Sequence[_Found]) -> list[_Found]:
    """Keep the most telling of each signal: led before contributed, with a number before without."""
    chosen: list[_Found] = []
    for signal in SIGNALS:
        ranked = sorted((one for one in found if one.signal == signal), key=_weight)
        kept: list[_Found] = []
        for one in ranked:
            same = [other for other in kept if other.position == one.position]
            quote = one.clause.text.casefold()
            if len(same) < _MOST_PER_POSITION and all(
                quote != other.clause.text.casefold() for other in kept
            ):
                kept.append(one)
        chosen.extend(sorted(kept[:_MOST_PER_SIGNAL], key=lambda one: one.clause.start))
    return chosen


def _weight(one: _Found) -> tuple[bool, bool, int]:
    return (one.strength != "led", not one.clause.amounts, one.clause.start)


def _record(document: Document, one: _Found) -> LeadershipSignal:
    span = Span(one.clause.start, one.clause.start + len(one.clause.text))
    evidence = evidence_of(document, span, f"rule:signals.{one.signal}")
    return LeadershipSignal(one.signal, one.strength, _amount_said(one.clause), evidence, one.position)


def _amount_said(clause: Clause) -> str | None:
    """Return the number that the clause names, as said: money first, then percent, multiples, counts."""
    order = ("money", "percent", "multiple", "number")
    ranked: list[Amount] = sorted(
        (amount for amount in clause.amounts if amount.kind in order),
        key=lambda amount: order.index(amount.kind),
    )
    return clause.text[ranked[0].start : ranked[0].end].strip() if ranked else None
