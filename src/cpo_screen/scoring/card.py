"""Profile × criteria → Scorecard: pure, and the same to the last digit on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from cpo_screen.criteria.records import Criteria, Criterion, ReviewRules, Rule, SignalRule
from cpo_screen.criteria.schema import (
    BackgroundSettings,
    CareerSettings,
    DegreesSettings,
    ExperienceSettings,
    LadderSettings,
    MarketSettings,
    NetworkSettings,
    PathSettings,
    ProgrammesSettings,
    ScopeSettings,
    TeamSettings,
    TechnicalSettings,
)
from cpo_screen.model import CandidateProfile, CriterionResult, GateResult, Scorecard
from cpo_screen.scoring.career import measure_career, measure_market, measure_path
from cpo_screen.scoring.experience import measure_experience, measure_ladder
from cpo_screen.scoring.learning import measure_degrees, measure_programmes, measure_technical
from cpo_screen.scoring.measure import Facts, Measure, month_of, say_years
from cpo_screen.scoring.points import apportion_points, apportion_weights, say_tenths, total_points
from cpo_screen.scoring.reach import measure_background, measure_network, measure_team
from cpo_screen.scoring.scope import carried_money, measure_scope
from cpo_screen.scoring.signals import measure_signal

_MEASURES: dict[type, Callable[[Facts, Any], Measure]] = {
    ExperienceSettings: measure_experience,
    LadderSettings: measure_ladder,
    DegreesSettings: measure_degrees,
    BackgroundSettings: measure_background,
    NetworkSettings: measure_network,
    ProgrammesSettings: measure_programmes,
    TechnicalSettings: measure_technical,
    TeamSettings: measure_team,
    ScopeSettings: measure_scope,
    CareerSettings: measure_career,
    PathSettings: measure_path,
    MarketSettings: measure_market,
    SignalRule: measure_signal,
}


def score_profile(profile: CandidateProfile, criteria: Criteria) -> Scorecard:
    """Score one candidate.

    The points of the counted criteria add up to `total` exactly. `low` and `high` take every unknown as
    nothing and as everything, and inexact dates in their narrowest and widest reading.
    """
    facts = Facts(profile, criteria.money)
    measures = _measure_all(facts, criteria)
    nominal = apportion_weights(tuple([each.weight for each in criteria.criteria]))
    results, total = _weigh(measures, criteria.criteria, nominal)
    low = total_points([measure.low for measure in measures], nominal)
    high = total_points([measure.high for measure in measures], nominal)
    gates = _judge_must_haves(facts, measures, criteria)
    return Scorecard(
        profile=profile,
        results=results,
        gates=gates,
        total=total / 10,
        low=min(low, total) / 10,
        high=max(high, total) / 10,
        tier=_find_tier(total / 10, gates, criteria),
        review=tuple(_review_reasons(facts, measures, gates, criteria)),
        money=carried_money(facts),
    )


def score_total(profile: CandidateProfile, criteria: Criteria) -> float:
    """Return the `total` of `score_profile` without what leads to it, in half the time."""
    measures = _measure_all(Facts(profile, criteria.money), criteria)
    weights = _weights_of(_what_counts(measures, criteria.criteria), criteria.criteria)
    return total_points([measure.share for measure in measures], weights) / 10


def _measure_all(facts: Facts, criteria: Criteria) -> list[Measure]:
    return [_MEASURES[type(each.rule)](facts, each.rule) for each in criteria.criteria]


def measure_criterion(facts: Facts, rule: Rule) -> Measure:
    """Measure a profile by one rule, before any weight."""
    return _MEASURES[type(rule)](facts, rule)


def _weigh(
    measures: Sequence[Measure], criteria: Sequence[Criterion], nominal: Sequence[int]
) -> tuple[tuple[CriterionResult, ...], int]:
    """Return the results and the total in tenths; the weights of what counts are brought to 100."""
    counts = _what_counts(measures, criteria)
    weights = _weights_of(counts, criteria)
    points = apportion_points([measure.share for measure in measures], weights)
    shown = [now if counted else full for now, full, counted in zip(weights, nominal, counts, strict=True)]
    return tuple(map(_result, criteria, measures, counts, shown, points)), sum(points)


def _what_counts(measures: Sequence[Measure], criteria: Sequence[Criterion]) -> list[bool]:
    return [m.known or c.unknown == "zero" for m, c in zip(measures, criteria, strict=True)]


def _weights_of(counts: Sequence[bool], criteria: Sequence[Criterion]) -> tuple[int, ...]:
    """Return the weights in tenths, 0 for what does not count."""
    told = [c.weight if counted else 0.0 for c, counted in zip(criteria, counts, strict=True)]
    return apportion_weights(tuple(told))


def _result(
    criterion: Criterion, measure: Measure, counted: bool, weight: int, earned: int
) -> CriterionResult:
    _, low_share, high_share, verdict, _, reason, evidence = measure
    low, high = int(low_share * weight), round(high_share * weight)
    end = _say_points(earned, weight) if counted else "not counted"
    return CriterionResult(
        criterion.id,
        criterion.label,
        verdict,
        weight / 10,
        earned / 10,
        (low if low < earned else earned) / 10,
        (high if high > earned else earned) / 10,
        counted,
        f"{reason}: {end}",
        evidence,
        criterion.source,
    )


@lru_cache(maxsize=65536)
def _say_points(earned: int, weight: int) -> str:
    """Write points in tenths: '26.4 of 30'."""
    return f"{say_tenths(earned)} of {say_tenths(weight)}"


def _judge_must_haves(
    facts: Facts, measures: Sequence[Measure], criteria: Criteria
) -> tuple[GateResult, ...]:
    ids = [each.id for each in criteria.criteria]
    results = []
    for each in criteria.must_haves:
        rule = each.rule
        measure = measures[ids.index(each.criterion)] if rule is None else measure_criterion(facts, rule)
        found = (each.id, each.label, measure.verdict, measure.reason, measure.evidence, each.effect)
        results.append(GateResult(*found))
    return tuple(results)


def _find_tier(total: float, gates: Sequence[GateResult], criteria: Criteria) -> str:
    """Return the first tier that the score reaches and whose must-haves are not unmet; '' without tiers."""
    unmet = {gate.gate for gate in gates if gate.verdict == "not_met"}
    fitting = (tier.name for tier in criteria.tiers if total >= tier.lowest and not unmet & set(tier.needs))
    return next(fitting, "")


def _review_reasons(
    facts: Facts, measures: Sequence[Measure], gates: Sequence[GateResult], criteria: Criteria
) -> Iterator[str]:
    """Say why a person has to look before this candidate is ranked."""
    told = 0.0
    for criterion, measure in zip(criteria.criteria, measures, strict=True):
        if measure.known:
            told += criterion.weight
        elif criterion.unknown == "review":
            yield f"{criterion.label}: {measure.reason}"
    for gate in gates:
        if gate.effect == "review" and gate.verdict != "met":
            yield f"{gate.label}: {gate.reason}"
    whole = sum([criterion.weight for criterion in criteria.criteria])
    if told * 100 < criteria.review.known_below * whole:
        yield f"Only {100 * told / whole:.0f} % of the weights could be judged"
    yield from _document_reasons(facts.profile, criteria.review)


def _document_reasons(profile: CandidateProfile, rules: ReviewRules) -> Iterator[str]:
    """What the document itself makes a person look at: its age, words that were not meant to be seen."""
    if rules.older_than is not None and profile.written is not None:
        age = month_of(profile.as_of, 12) - month_of(profile.written.date, 12)
        if age > rules.older_than:
            yield f"The CV was written {say_years(age)} ago"
    if rules.doubtful:
        yield from [one.message for one in profile.integrity if one.severity == "serious"][:1]
