"""The twelve leadership signals: who did it, how often, and in which role."""

from __future__ import annotations

from functools import lru_cache

from cpo_screen.criteria.records import SignalRule
from cpo_screen.criteria.schema import LeadershipSettings
from cpo_screen.model import LeadershipSignal
from cpo_screen.scoring.measure import Facts, Measure, known, say_count, unknown


def measure_signal(facts: Facts, rule: SignalRule) -> Measure:
    """Measure one signal by its strongest proofs.

    A CV that describes its jobs at some length and has no word on it has not shown it: no points. A short
    one (a bare list of jobs) has said nothing either way: unknown.
    """
    found = facts.signals.get(rule.signal)
    if not found:
        return _measure_silence(facts, rule)
    share = _proven_share(facts, found, rule.block)
    evidence = tuple([each.evidence for each in found])
    return known(share, share * 100 >= rule.block.must, _say_proofs(found), evidence)


def _measure_silence(facts: Facts, rule: SignalRule) -> Measure:
    """Measure a signal that no deed shows: a list of skills may name it, which says less than any deed."""
    skills = facts.skills.get(rule.signal, [])
    evidence = tuple([each.evidence for each in skills])
    if facts.described_words < rule.block.enough_words:
        named = ", only names it as a skill" if skills else ""
        return unknown(f"The CV describes too little to tell{named}", evidence)
    if not skills:
        return known(0.0, False, "Not shown in the CV")
    share = rule.block.skill / 100
    return known(share, share * 100 >= rule.block.must, "Only named in a list of skills", evidence)


def _proven_share(facts: Facts, found: list[LeadershipSignal], block: LeadershipSettings) -> float:
    """Add up the strongest distinct proofs: `first_proof` for the first, the rest for the others."""
    values: dict[str, float] = {}
    for each in found:
        quote, strength = each.evidence.quote.casefold(), _strength(facts, each, block)
        if strength >= values.get(quote, 0.0):
            values[quote] = strength
    full = block.full_proofs
    best = sorted(values.values(), reverse=True)[:full]
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


def _say_proofs(found: list[LeadershipSignal]) -> str:
    led = len({each.evidence.quote for each in found if each.strength == "led"})
    helped = len({each.evidence.quote for each in found if each.strength != "led"})
    said = _say_strengths(led, helped)
    if found[0].signal != "outcomes":
        return said
    numbered = [each.measure for each in found if each.measure is not None]
    money = numbered.count("money")
    return f"{said}, {len(numbered) or 'none'} with a number{f' ({money} in money)' if money else ''}"


@lru_cache(maxsize=1024)
def _say_strengths(led: int, helped: int) -> str:
    """Write how many proofs there are of leading, and of contributing; one of them is not 0.

    >>> _say_strengths(2, 1), _say_strengths(0, 3)
    ('2 proofs of leading it, 1 proof of contributing to it', '3 proofs of contributing to it')
    """
    parts = [say_count(led, "proof") + " of leading it"] if led else []
    parts += [say_count(helped, "proof") + " of contributing to it"] if helped else []
    return ", ".join(parts)
