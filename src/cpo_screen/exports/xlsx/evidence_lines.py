"""A scorecard as lines: one for each quote of each criterion, one where a criterion has no quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cpo_screen.model import CriterionResult, Evidence, GateResult, Scorecard, Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion or must-have with one of its quotes; `points` and `of` None where none count.

    `is_first` is True for the first line of each criterion.
    """

    criterion: str
    verdict: Verdict
    points: float | None
    of: float | None
    reason: str
    quote: Evidence | None
    is_first: bool


def evidence_lines(card: Scorecard, *, with_points: bool = True) -> Iterator[Line]:
    """Yield the must-haves, then the criteria; without points for whom a person must look at first."""
    for gate in card.gates:
        yield from _lines(f"Must-have: {gate.label}", gate, None, None)
    for result in card.results:
        points = round(result.points, 1) if with_points and result.counted else None
        yield from _lines(result.label, result, points, result.weight)


def _lines(
    label: str, one: GateResult | CriterionResult, points: float | None, of: float | None
) -> Iterator[Line]:
    for at, quote in enumerate(one.evidence or (None,)):
        yield Line(label, one.verdict, points, of, one.reason, quote, at == 0)
