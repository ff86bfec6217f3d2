"""Why a candidate stands where they stand, in one sentence: from the same points that make the score."""

from __future__ import annotations

from cpo_screen.model import CriterionResult, Scorecard

_NAMED = 3


def reason_sentence(card: Scorecard) -> str:
    """Name the criteria that gave most, those that cost most, and what is unknown."""
    counted = [one for one in card.results if one.counted]
    gave = sorted((one for one in counted if one.points > 0), key=lambda one: -one.points)[:_NAMED]
    named = {one.criterion for one in gave}
    known = [one for one in counted if one.criterion not in named and one.verdict != "unknown"]
    cost = sorted((one for one in known if _lost(one) > 0), key=lambda one: -_lost(one))[:_NAMED]
    unknown = sorted((one for one in card.results if one.verdict == "unknown"), key=lambda one: -one.weight)
    parts = [
        _part("Most points for", [f"{one.label} ({_points(one)})" for one in gave]),
        _part("fewest for", [f"{one.label} ({_points(one)})" for one in cost]),
        _part("not said:", [one.label for one in unknown[:_NAMED]], more=len(unknown) - _NAMED),
    ]
    told = "; ".join(part for part in parts if part)
    return f"{told[:1].upper()}{told[1:]}." if told else "The file says nothing about any criterion."


def _lost(result: CriterionResult) -> float:
    return result.weight - result.points


def _points(result: CriterionResult) -> str:
    return f"{result.points:.1f} of {result.weight:g}"


def _part(begin: str, named: list[str], more: int = 0) -> str:
    if not named:
        return ""
    return f"{begin} {', '.join(named)}{f' and {more} more' if more > 0 else ''}"
