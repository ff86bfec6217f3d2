"""Signals by the recruiter's own phrases, held against the statements of a profile that was read before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from cpo_screen.extraction.leadership import amount_said
from cpo_screen.extraction.signals import RuleBook, read_cues
from cpo_screen.extraction.signals_clauses import Clause, split_clauses
from cpo_screen.extraction.signals_context import judge_strength
from cpo_screen.model import CandidateProfile, Evidence, LeadershipSignal, Signal, Strength
from cpo_screen.phrases import NamedRule

NEVER = "never"  # the way of a rule that takes a signal away
_MOST = 8  # of each signal


def add_own_signals(profile: CandidateProfile, rules: tuple[NamedRule, ...]) -> CandidateProfile:
    """Add what the recruiter's phrases find, and take away what they say is none.

    A rule's `name` is its signal, its `way` `led`, `contributed` or `never`. Helping, denying and wishing
    words around a phrase count as they do for the shipped ones. At most eight of each signal are kept, led
    before contributed.
    """
    if not rules:
        return profile
    book = _book(rules, profile.source.language)
    found: list[LeadershipSignal] = []
    never: set[tuple[str, str]] = set()
    for statement in profile.statements:
        for one in _judge(statement, book, profile):
            if isinstance(one, LeadershipSignal):
                found.append(one)
            else:
                never.add((one, statement.quote))
    own = _add_to(profile.leadership, found)
    kept = tuple(one for one in own if (one.signal, one.evidence.quote) not in never)
    return profile if kept == profile.leadership else replace(profile, leadership=kept)


def shares_of_statements(
    statements: Iterable[tuple[str, str]], rules: Sequence[NamedRule]
) -> tuple[int, list[float]]:
    """Return how many statements, as (text, language), there are and the share that each rule matches."""
    book = RuleBook([replace(rule, name=str(at)) for at, rule in enumerate(rules)], {})
    counts, total = [0] * len(rules), 0
    for text, language in statements:
        total += 1
        hit = {m.name for clause in split_clauses(text, 0, language) for m in book.read(clause)[0]}
        for name in hit:
            counts[int(name)] += 1
    return total, [count / total if total else 0.0 for count in counts]


@lru_cache(maxsize=64)
def _book(rules: tuple[NamedRule, ...], language: str) -> RuleBook:
    return RuleBook(rules, read_cues("signals", language))


def _judge(
    statement: Evidence, book: RuleBook, profile: CandidateProfile
) -> Iterator[LeadershipSignal | str]:
    """Yield what a statement shows by the rules; of a signal that it must never show, the name alone."""
    text = statement.quote.replace("\n", " ")
    for clause in split_clauses(text, statement.span.start, profile.source.language):
        matches, cues = book.read(clause)
        strengths: dict[str, Strength] = {}
        for match in matches:
            if match.way == NEVER:
                yield match.name
            elif strength := judge_strength(match, cues, clause):
                led = "led" in (strength, strengths.get(match.name))
                strengths[match.name] = "led" if led else "contributed"
        for name, strength in strengths.items():
            yield _record(cast("Signal", name), strength, statement, clause, profile)


def _record(
    signal: Signal, strength: Strength, statement: Evidence, clause: Clause, profile: CandidateProfile
) -> LeadershipSignal:
    amount, measure = amount_said(clause)
    evidence = replace(statement, found_by=f"criteria:leadership.{signal}")
    position = next((at for at, one in enumerate(profile.positions) if one.holds(statement)), None)
    return LeadershipSignal(signal, strength, amount, evidence, position, measure=measure)


def _add_to(
    old: Sequence[LeadershipSignal], new: Sequence[LeadershipSignal]
) -> tuple[LeadershipSignal, ...]:
    """Join both, the stronger of those that rest on the same words, in the order of signals and places."""
    best: dict[tuple[str, str], LeadershipSignal] = {}
    for one in (*old, *new):
        key = (one.signal, one.evidence.quote)
        if key not in best or (one.strength == "led" and best[key].strength != "led"):
            best[key] = one
    chosen: list[LeadershipSignal] = []
    for signal in dict.fromkeys(one.signal for one in best.values()):
        same = [one for one in best.values() if one.signal == signal]
        same.sort(key=lambda one: (one.strength != "led", *_place(one)))
        chosen.extend(sorted(same[:_MOST], key=_place))
    return tuple(chosen)


def _place(signal: LeadershipSignal) -> tuple[int, int]:
    return signal.evidence.source, signal.evidence.span.start
