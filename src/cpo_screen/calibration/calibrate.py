"""Decisions × scorecards → what they teach about the weights; nothing is applied by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cpo_screen.calibration.decisions import is_yes_or_no
from cpo_screen.calibration.matching import Decided, match_decisions
from cpo_screen.calibration.records import Agreement, Calibration, Decision, Misfit, WeightChange
from cpo_screen.criteria.records import Criteria
from cpo_screen.exports.safe_text import one_line
from cpo_screen.model import Scorecard

if TYPE_CHECKING:
    from cpo_screen.calibration.fitting import Array, Samples

FEWEST = 12
"""Fewer decisions than this teach nothing that chance could not."""
FEWEST_OF_A_SIDE = 4
"""Nor do fewer than this of yes or of no."""

_MOST_MISFITS = 10
_UNEXPLAINED = 0.5
_CHANCE = 0.5
_LEAST_GAIN = 0.01


def calibrate(
    decisions: Iterable[Decision], cards: Sequence[Scorecard], criteria: Criteria, *, seed: int = 0
) -> Calibration:
    """Learn weights from decisions; `criteria` are those that the cards were scored by.

    Weights are proposed only where the decisions are enough (`FEWEST`, `FEWEST_OF_A_SIDE`), where the
    95 % interval of the gain on unseen candidates lies above 0, where the gain is a point of agreement
    at least, and where that agreement is better than chance. Only the criteria's own shares are looked
    at. The same input, in any order of its lines, gives the same result.
    """
    decided, unused = match_decisions(decisions, cards)
    decided.sort(key=lambda one: (one.card.profile.source.sha256, one.card.profile.source.path))
    base = Calibration("", criteria.sha256, unused=tuple(unused))
    if len({one.mark for one in decided}) < 2 or not any(each.weight > 0 for each in criteria.criteria):
        counts = f"{len(decided)} usable decisions" if len(decided) != 1 else "1 usable decision"
        return replace(base, reason=f"{counts}, not two different ones: there is nothing to learn from")
    from threadpoolctl import threadpool_limits

    from cpo_screen.calibration.fitting import read_samples

    samples = read_samples(decided, criteria)
    sides = _sides([one.mark for one in decided])
    base = replace(base, better=sum(sides), worse=len(sides) - sum(sides))
    shortage = _say_shortage(base, decided)
    with threadpool_limits(1):  # small matrices: threads only wait, and would order sums by chance
        if shortage:
            return _without_fit(replace(base, reason=shortage), samples, decided, seed)
        return _with_fit(base, samples, decided, criteria, sides, seed)


def _sides(marks: Sequence[float]) -> list[int]:
    """Tell the better (1) from the worse (0) half: cut between two marks, as evenly as can be."""
    cuts = sorted(set(marks))[1:]
    cut = min(cuts, key=lambda at: abs(2 * sum(mark >= at for mark in marks) - len(marks)))
    return [int(mark >= cut) for mark in marks]


def _say_shortage(found: Calibration, decided: Sequence[Decided]) -> str:
    """Say why there are too few decisions to learn from; '' where there are enough."""
    number, side = len(decided), min(found.better, found.worse)
    better, worse = ("yes", "no") if is_yes_or_no(decided[0].decision) else ("higher", "lower")
    told = f"{found.better} {better}, {found.worse} {worse}"
    if number < FEWEST:
        return f"{number} usable decisions ({told}); at least {FEWEST} are needed to learn weights from"
    if side < FEWEST_OF_A_SIDE:
        return f"The decisions are one-sided ({told}); at least {FEWEST_OF_A_SIDE} of either are needed"
    return ""


def _without_fit(
    found: Calibration, samples: Samples, decided: Sequence[Decided], seed: int
) -> Calibration:
    """Say how well today's order agrees, without learning anything."""
    from cpo_screen.calibration.agreement import measure_agreement, stand_above
    from cpo_screen.calibration.fitting import score

    above = stand_above(samples, score(samples, samples.weights))
    before = measure_agreement(samples, above, seed)
    return replace(found, before=before, misfits=_misfits(samples, above, decided))


def _with_fit(
    found: Calibration,
    samples: Samples,
    decided: Sequence[Decided],
    criteria: Criteria,
    sides: Sequence[int],
    seed: int,
) -> Calibration:
    import numpy as np

    from cpo_screen.calibration.agreement import compare
    from cpo_screen.calibration.fitting import fit_weights

    before, after, gain, above = compare(samples, np.array(sides), seed)
    found = replace(found, before=before, after=after, gain=gain, misfits=_misfits(samples, above, decided))
    if gain.low <= 0 or gain.value < _LEAST_GAIN or after.low <= _CHANCE:
        return replace(found, reason=_say_no_gain(before, after))
    changes = _changes(criteria, fit_weights(samples, np.arange(len(decided))))
    return replace(found, changes=changes, reason=_say_gain(before, after, gain))


def _changes(criteria: Criteria, weights: Array) -> tuple[WeightChange, ...]:
    """Bring fitted weights to today's sum, in steps as swaps have; the largest changes first."""
    from cpo_screen.scoring.stability_swaps import weight_step

    whole = sum(each.weight for each in criteria.criteria)
    step = weight_step(whole)
    exact = [float(weight) * whole / step for weight in weights]
    steps = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: steps[at] - exact[at])
    for at in by_remainder[: round(whole / step) - sum(steps)]:
        steps[at] += 1
    changes = [
        WeightChange(each.id, each.label, each.weight, round(number * step, 9))
        for each, number in zip(criteria.criteria, steps, strict=True)
    ]
    moved = [one for one in changes if abs(one.new - one.old) > step / 2]
    return tuple(sorted(moved, key=lambda one: -abs(one.new - one.old)))


def _misfits(samples: Samples, above: Array, decided: Sequence[Decided]) -> tuple[Misfit, ...]:
    """List the decisions against which more than half of the others' places speak, the worst first."""
    found = []
    for at, one in enumerate(decided):
        worse, better = samples.mark < one.mark, samples.mark > one.mark
        wrong = float(above[worse, at].sum() + above[at, better].sum())
        share = wrong / int(worse.sum() + better.sum())
        if share > _UNEXPLAINED:
            found.append(_misfit(one, share, float(above[worse, at].sum()) * 2 >= wrong))
    ordered = sorted(found, key=lambda one: (-one.share, one.decision.line))
    return tuple(ordered[:_MOST_MISFITS])


def _misfit(decided: Decided, share: float, is_low: bool) -> Misfit:
    """Put a misfit into words; `is_low` where the candidate stands too low for the decision."""
    file, decision = one_line(decided.card.profile.source.path), decided.decision
    if is_yes_or_no(decision):
        told = f"stands {'below' if is_low else 'above'} {share:.0%} of those decided otherwise"
    else:
        wrong = f"out of order with {share:.0%} of those decided otherwise"
        told = f"stands too {'low' if is_low else 'high'}, {wrong}"
    message = f'{file} (line {decision.line}): decided "{decision.said}", but {told}'
    return Misfit(decision, file, round(share, 3), message)


def _say_gain(before: Agreement, after: Agreement, gain: Agreement) -> str:
    return (
        f"With the proposed weights {after.value:.1%} of the pairs stand in the order of the decisions, "
        f"with today's {before.value:.1%}: a gain of {100 * gain.value:.1f} points "
        f"(between {100 * gain.low:.1f} and {100 * gain.high:.1f}), measured on candidates not learnt from"
    )


def _say_no_gain(before: Agreement, after: Agreement) -> str:
    told = (
        f"Today's weights put {before.value:.1%} of the pairs in the order of the decisions, fitted ones "
        f"{after.value:.1%} (candidates not learnt from): no gain beyond chance, so nothing is proposed"
    )
    if before.high < _CHANCE:
        told += "; the decisions run against the score: is yes, or 5, the best in your table?"
    return told
