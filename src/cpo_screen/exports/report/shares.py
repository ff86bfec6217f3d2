"""The exact share of each criterion behind a scorecard, so that the page can weigh them anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cpo_screen.criteria import Criteria
from cpo_screen.model import CriterionResult, Scorecard
from cpo_screen.scoring.card import measure_criterion
from cpo_screen.scoring.measure import Facts, Measure
from cpo_screen.scoring.points import apportion_points, apportion_weights


class Share(NamedTuple):
    """What a criterion gives of its weight, 0 to 1; `known` is False where the CV does not tell."""

    share: float
    low: float
    high: float
    known: bool


def shares_of(card: Scorecard, criteria: Criteria) -> tuple[Share, ...]:
    """Return the share of each criterion, in the order of `criteria`.

    They are exact where measuring the profile again gives the card's points; where it does not (a card
    whose profile was changed after scoring), they are worked out from the points, which are rounded to
    tenths. Raises ValueError where the card was scored by other criteria.
    """
    if [one.criterion for one in card.results] != [one.id for one in criteria.criteria]:
        raise ValueError("the scorecards are not of these criteria")
    facts = Facts(card.profile, criteria.money)
    measures = [measure_criterion(facts, one.rule) for one in criteria.criteria]
    if _gives_the_points(card, criteria, measures):
        return tuple(Share(one.share, one.low, one.high, one.known) for one in measures)
    return tuple(_from_points(one) for one in card.results)


def _gives_the_points(card: Scorecard, criteria: Criteria, measures: Sequence[Measure]) -> bool:
    counts = [m.known or c.unknown == "zero" for m, c in zip(measures, criteria.criteria, strict=True)]
    told = [c.weight if one else 0.0 for c, one in zip(criteria.criteria, counts, strict=True)]
    points = apportion_points([one.share for one in measures], apportion_weights(tuple(told)))
    return counts == [one.counted for one in card.results] and list(points) == [
        round(one.points * 10) for one in card.results
    ]


def _from_points(result: CriterionResult) -> Share:
    weight = result.weight or 1.0
    silent = not result.counted or (
        result.verdict == "unknown" and not result.points and result.high >= weight
    )
    if silent:
        return Share(0.0, 0.0, 1.0, False)
    low, share, high = (min(one / weight, 1.0) for one in (result.low, result.points, result.high))
    return Share(share, low, high, True)
