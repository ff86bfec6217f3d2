"""What a CV shows of a product leader: the twelve signals, each with the words that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from cpo_screen.extraction.dates import is_date_line
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.sentence_features import sentence_features
from cpo_screen.extraction.sentence_model import sentence_model
from cpo_screen.extraction.signals import rule_book
from cpo_screen.extraction.signals_clauses import Clause
from cpo_screen.extraction.signals_context import begins_with_deed, is_bare_list, judge_strength
from cpo_screen.extraction.statements import Statement
from cpo_screen.model import (
    Document,
    Function,
    LeadershipSignal,
    Measure,
    Position,
    SectionKind,
    Signal,
    Span,
    Strength,
)

SIGNALS: tuple[Signal, ...] = get_args(Signal)
_VOICE: frozenset[SectionKind] = frozenset({"talks", "publications"})
_WRITING_TRADES: frozenset[Function] = frozenset(
    {"product_management", "product_marketing", "marketing", "founder"}
)
_PUBLIC_TRADES: frozenset[Function] = _WRITING_TRADES | {"design", "data", "consulting", "it"}
_FEWEST_WORDS = 3
_SURE = 0.65
_MOST_PER_SIGNAL = 8
_MOST_PER_POSITION = 3
# Probability from which it was led, by what a rule says.
_LED: dict[Strength | None, float] = {"led": 0.3, "contributed": 0.8, None: 0.5}


@dataclass(frozen=True, slots=True)
class _Trust:
    """Confidence from which a signal is found: by the rules' word, and which ones by the model's alone."""

    by_rule: Mapping[Strength, float]
    alone: Mapping[Signal, float]


_ALONE: dict[Strength, float] = {"led": 0.55, "contributed": 0.85}
# Somebody who has worked in product; people in other trades, of whom, read by eye, two of three findings of
# the model alone were wrong (not sure results), and rules that the model denies too; CVs without positions.
_IN_PRODUCT = _Trust(
    {"led": 0.0, "contributed": 0.4},
    {**dict.fromkeys(SIGNALS, 0.0), "cross_functional": 0.6, "outcomes": 0.65},
)
_ELSEWHERE = _Trust({"led": 0.25, "contributed": 0.4}, {"outcomes": 0.65})
_NOWHERE = _Trust(_ELSEWHERE.by_rule, {})


@dataclass(frozen=True, slots=True)
class _Found:
    """A signal in a clause, before the best are chosen."""

    signal: Signal
    strength: Strength
    clause: Clause
    rule: str
    position: int | None
    confidence: float


def extract_signals(
    document: Document, statements: Sequence[Statement], positions: Sequence[Position]
) -> tuple[LeadershipSignal, ...]:
    """Extract the leadership signals of a CV, at most a few for each of the twelve, in reading order.

    `strength` tells who led from who took part; denied and wished things are left out.
    """
    found = [one for statement in statements for one in _read_statement(statement, document, positions)]
    return tuple(_record(document, one) for one in _choose(found))


def _read_statement(
    statement: Statement, document: Document, positions: Sequence[Position]
) -> Iterator[_Found]:
    clause, kind = statement.clause, statement.section
    if len(clause.tokens) < _FEWEST_WORDS or is_date_line(clause.text):
        return
    seen = judge_clause(clause, document.language, _trust(positions))
    if kind in _VOICE and "evangelism" not in seen and _speaks_of_products(clause, kind, positions):
        seen["evangelism"] = ("led", "rule:signals.section", 1.0)
    if len(clause.tokens) <= _FEWEST_WORDS:
        seen = {signal: one for signal, one in seen.items() if _is_sure(*one)}
    if not statement.is_deed:
        seen = {signal: one for signal, one in seen.items() if signal == "evangelism"}
    for signal, (strength, found_by, confidence) in seen.items():
        yield _Found(signal, strength, clause, found_by, statement.position, confidence)


def _is_sure(_: Strength, found_by: str, confidence: float) -> bool:
    """Whether three words are enough: a rule's, or what the model is sure of."""
    return found_by.startswith("rule:") or confidence >= _SURE


def _trust(positions: Sequence[Position]) -> _Trust:
    if any(one.is_product for one in positions):
        return _IN_PRODUCT
    return _ELSEWHERE if positions else _NOWHERE


def judge_clause(
    clause: Clause, language: str, trust: _Trust = _IN_PRODUCT
) -> dict[Signal, tuple[Strength, str, float]]:
    """The signals that a clause shows: how strongly, found by what, how sure.

    Rules and the model decide together: what the model is sure of, and what a rule says and the model does
    not deny.
    """
    matches, cues = rule_book("signals", language).read(clause)
    if is_bare_list(clause) and not begins_with_deed(clause, cues.get("deed", ())):
        return {}
    said: dict[str, Strength | None] = {}
    for match in matches:
        strength = judge_strength(match, cues, clause)
        if said.get(match.name) != "led":
            said[match.name] = strength or said.get(match.name)
    shown = sentence_model().judge(sentence_features(clause, language, matches, cues))
    seen: dict[Signal, tuple[Strength, str, float]] = {}
    for signal, sure in zip(SIGNALS, shown.signals, strict=True):
        by_rule = said.get(signal)
        if signal in said and by_rule is None:  # denied, wished for or only a skill
            continue
        if by_rule is None and signal not in trust.alone:
            continue
        own: Strength = "led" if shown.led >= _LED[by_rule] else "contributed"
        if sure >= (trust.by_rule[by_rule] if by_rule else max(trust.alone[signal], _ALONE[own])):
            found_by = "rule:signals" if by_rule else "model:sentences"
            seen[signal] = (own, f"{found_by}.{signal}", sure)
    return seen


def _speaks_of_products(clause: Clause, kind: SectionKind, positions: Sequence[Position]) -> bool:
    """Whether an entry under talks or publications is a public voice: no date, no scientist's paper."""
    words = [token for token in clause.tokens if token.text.isalpha() and len(token.text) > 1]
    if len(words) < _FEWEST_WORDS or clause.text.startswith("("):
        return False
    trades = _PUBLIC_TRADES if kind == "talks" else _WRITING_TRADES
    return any(one.is_product or one.function in trades for one in positions)


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
    evidence = evidence_of(document, span, one.rule)
    amount, measure = amount_said(one.clause)
    sure = round(one.confidence, 3)
    return LeadershipSignal(one.signal, one.strength, amount, evidence, one.position, sure, measure)


def amount_said(clause: Clause) -> tuple[str, Measure] | tuple[None, None]:
    """Return the number that a clause names, as said: money first, then percent, multiples, counts."""
    order: tuple[Measure, ...] = get_args(Measure)
    known = [(order.index(one.kind), one) for one in clause.amounts if one.kind in order]
    if not known:
        return None, None
    rank, amount = min(known, key=lambda one: one[0])
    return clause.text[amount.start : amount.end].strip(), order[rank]
