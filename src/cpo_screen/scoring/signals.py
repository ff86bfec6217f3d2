"""The twelve leadership signals: who did it, how often, and in which role."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from cpo_screen.criteria.records import SignalRule
from cpo_screen.criteria.schema import LeadershipSettings
from cpo_screen.model import LeadershipSignal
from cpo_screen.scoring.measure import Facts, Measure, known, say_count, unknown

_NOT_SHOWN = known(0.0, False, "Not shown in the CV")
_TOO_SHORT = unknown("The CV describes too little to tell")


class _Proofs(NamedTuple):
    """The strength of each different proof (0 to 1), and how many are of leading and of contributing."""

    strengths: Collection[float]
    led: int
    helped: int


def measure_signal(facts: Facts, rule: SignalRule) -> Measure:
    """Measure one signal by its strongest proofs.

    A CV that describes its jobs at some length and has no word on it has not shown it: no points. A short
    one (a bare list of jobs) has said nothing either way: unknown.
    """
    found = facts.signals.get(rule.signal)
    if not found:
        return _measure_silence(facts, rule)
    proofs = _read_proofs(facts, found, rule.block)
    share = _proven_share(proofs.strengths, rule.block)
    reason = _say_proofs(proofs.led, proofs.helped)
    if rule.signal == "outcomes":
        reason += _say_results(found)
    evidence = tuple([each.evidence for each in found])
    return known(share, share * 100 >= rule.block.must, reason, evidence)


def _measure_silence(facts: Facts, rule: SignalRule) -> Measure:
    """Measure a signal that no deed shows: a list of skills may name it, which says less than any deed."""
    skills = facts.skills.get(rule.signal)
    says_enough = facts.describes(rule.block.enough_words)
    if not skills:
        return _NOT_SHOWN if says_enough else _TOO_SHORT
    evidence = tuple([each.evidence for each in skills])
    if not says_enough:
        return unknown(f"{_TOO_SHORT.reason}, only names it as a skill", evidence)
    share = rule.block.skill / 100
    return known(share, share * 100 >= rule.block.must, "Only named in a list of skills", evidence)


def _read_proofs(facts: Facts, found: list[LeadershipSignal], block: LeadershipSettings) -> _Proofs:
    """Tell different proofs by their words: what is said twice, whatever its case, is one."""
    if len(found) == 1:
        (only,) = found
        is_led = only.strength == "led"
        return _Proofs((_strength(facts, only, block),), int(is_led), int(not is_led))
    strengths: dict[str, float] = {}
    led: set[str] = set()
    helped: set[str] = set()
    for each in found:
        quote = each.evidence.quote
        (led if each.strength == "led" else helped).add(quote)
        folded, strength = quote.casefold(), _strength(facts, each, block)
        if strength >= strengths.get(folded, 0.0):
            strengths[folded] = strength
    return _Proofs(strengths.values(), len(led), len(helped))


def _proven_share(strengths: Collection[float], block: LeadershipSettings) -> float:
    """Add up the strongest proofs: `first_proof` for the first, the rest for the others."""
    full = block.full_proofs
    best = sorted(strengths, reverse=True)[:full]
    if full == 1:
        return best[0]
    first = block.first_proof / 100
    rest = (1 - first) / (full - 1)
    return best[0] * first + sum(best[1:]) * rest


def _strength(facts: Facts, signal: LeadershipSignal, block: LeadershipSettings) -> float:
    percent = block.led if signal.strength == "led" else block.contributed
    if signal.signal == "outcomes":
        percent *= block.results.get(signal.measure or "none", 100.0) / 100
    at, positions = signal.position, facts.profile.positions
    if at is not None and at < len(positions) and not positions[at].is_product:
        percent *= block.outside_product_roles / 100
    return percent / 100


def _say_results(found: list[LeadershipSignal]) -> str:
    numbered = [each.measure for each in found if each.measure is not None]
    money = numbered.count("money")
    return f", {len(numbered) or 'none'} with a number{f' ({money} in money)' if money else ''}"


@lru_cache(maxsize=1024)
def _say_proofs(led: int, helped: int) -> str:
    """Write how many proofs there are of leading, and of contributing; one of them is not 0.

    >>> _say_proofs(2, 1), _say_proofs(0, 3)
    ('2 proofs of leading it, 1 proof of contributing to it', '3 proofs of contributing to it')
    """
    parts = [say_count(led, "proof") + " of leading it"] if led else []
    parts += [say_count(helped, "proof") + " of contributing to it"] if helped else []
    return ", ".join(parts)
