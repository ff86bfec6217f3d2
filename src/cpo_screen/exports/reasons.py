"""Why a candidate stands where they stand, in one sentence: from the same points that make the score."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from cpo_screen.model import CriterionResult, Scorecard

_NAMED = 3
_Amount = Callable[[CriterionResult], float]
_earned: _Amount = attrgetter("points")
_weight: _Amount = attrgetter("weight")


def reason_sentence(card: Scorecard) -> str:
    """Name the criteria that gave most, those that cost most, and what is unknown."""
    gave = _largest([one for one in card.results if one.counted and one.points > 0], _earned)
    named = {one.criterion for one in gave}
    lost = [one for one in card.results if one.weight > one.points and one.verdict != "unknown"]
    cost = _largest([one for one in lost if one.counted and one.criterion not in named], _lost)
    unknown = sorted([one for one in card.results if one.verdict == "unknown"], key=_weight, reverse=True)
    parts = [
        _part("Most points for", [f"{one.label} ({_points(one)})" for one in gave]),
        _part("fewest for", [f"{one.label} ({_points(one)})" for one in cost]),
        _part("not said:", [one.label for one in unknown[:_NAMED]], more=len(unknown) - _NAMED),
    ]
    told = "; ".join(part for part in parts if part)
    return f"{told[:1].upper()}{told[1:]}." if told else "The file says nothing about any criterion."


def _largest(results: list[CriterionResult], amount: _Amount) -> list[CriterionResult]:
    """Return the first few by an amount; equals in the order of the criteria."""
    return sorted(results, key=amount, reverse=True)[:_NAMED]


def _lost(result: CriterionResult) -> float:
    return result.weight - result.points


def _points(result: CriterionResult) -> str:
    return f"{result.points:.1f} of {result.weight:g}"


def _part(begin: str, named: list[str], more: int = 0) -> str:
    if not named:
        return ""
    return f"{begin} {', '.join(named)}{f' and {more} more' if more > 0 else ''}"
