"""The smallest change of one weight that puts the next candidate before this one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from cpo_screen.criteria.records import Criteria
from cpo_screen.model import Scorecard
from cpo_screen.scoring.card import score_profile
from cpo_screen.scoring.points import FULL
from cpo_screen.scoring.stability_draws import Array, Sheet

_MARGIN = 1 / FULL
_HIGHEST = 1000.0
_MOST_CRITERIA = 4
_FURTHER = (0, 1, 2, 4, 8)
_TINY = 1e-12

FoundSwap = tuple[str, float, float]


def find_swaps(sheet: Sheet, cards: Sequence[Scorecard], criteria: Criteria) -> list[FoundSwap | None]:
    """Return (criterion, weight, new weight) for each of `cards`, best first; None where nothing swaps.

    What is open stays as it is today. The new weight is rounded away from today's to a thousandth of all
    weights (0.1 where they add up to 100). Points are told in tenths, so the sheet only says where to
    look: each swap is proven by scoring both profiles anew.
    """
    changes = _needed_changes(sheet)
    found: list[FoundSwap | None] = []
    for pair, (above, below) in enumerate(pairwise(cards)):
        same_group = sheet.is_last[pair] == sheet.is_last[pair + 1]
        found.append(_smallest(changes[:, pair], above, below, criteria) if same_group else None)
    return [*found, None]


def weight_step(whole: float) -> float:
    """The steps in which weights are written.

    >>> weight_step(100.0), weight_step(40.0)
    (0.1, 0.01)
    """
    return 10.0 ** math.floor(math.log10(round(whole, 6) / FULL)) if whole > 0 else 0.1


def _needed_changes(sheet: Sheet) -> Array:
    """The change of each weight (criteria × pairs) from which on the next one leads; inf where none.

    With δ added to one weight a total is (N + δ·n) / (D + δ·c): N points and D weight today, n the share
    and c whether the criterion counts. "The next leads by the margin" is a quadratic equation in δ.
    """
    count = sheet.counted.astype(np.float64)
    share = sheet.share * count
    weights = sheet.weights[:, None]
    points, whole = (weights * share).sum(axis=0), (weights * count).sum(axis=0)
    n_a, n_b, c_a, c_b = share[:, :-1], share[:, 1:], count[:, :-1], count[:, 1:]
    p_a, p_b, d_a, d_b = points[:-1], points[1:], whole[:-1], whole[1:]
    square = n_b * c_a - n_a * c_b - _MARGIN * c_a * c_b
    linear = p_b * c_a + n_b * d_a - p_a * c_b - n_a * d_b - _MARGIN * (d_a * c_b + d_b * c_a)
    constant = np.broadcast_to(p_b * d_a - p_a * d_b - _MARGIN * d_a * d_b, square.shape)
    best = np.full(square.shape, np.inf)
    for root in _roots(square, linear, constant):
        fits = (weights + root >= 0) & (weights + root <= _HIGHEST) & (np.abs(root) < np.abs(best))
        best = np.where(fits, root, best)
    return best


def _roots(square: Array, linear: Array, constant: Array) -> tuple[Array, Array]:
    """Both roots of each quadratic equation, nan where there is none; the stable form of the formula."""
    inside = linear * linear - 4 * square * constant
    half = -0.5 * (linear + np.copysign(np.sqrt(np.where(inside >= 0, inside, np.nan)), linear))
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.where(np.abs(square) > _TINY, half / square, np.nan)
        second = np.where(np.abs(half) > _TINY, constant / half, np.nan)
    return first, second


def _smallest(changes: Array, above: Scorecard, below: Scorecard, criteria: Criteria) -> FoundSwap | None:
    """Take the smallest change that, written in steps, really swaps the pair; of equals the first one."""
    step = weight_step(sum(each.weight for each in criteria.criteria))
    for at in np.argsort(np.abs(changes), kind="stable")[:_MOST_CRITERIA]:
        change = float(changes[at])
        if not math.isfinite(change):
            return None
        criterion = criteria.criteria[at]
        nearest = _round_away(criterion.weight, change, step)
        for further in _FURTHER:
            to = round(nearest + math.copysign(further * step, change), 9)
            if 0 <= to <= _HIGHEST and _swaps(above, below, with_weight(criteria, int(at), to)):
                return criterion.id, criterion.weight, to
    return None


def _round_away(weight: float, change: float, step: float) -> float:
    """Round a changed weight to the steps, away from today's weight.

    >>> _round_away(12.0, 2.43, 0.1), _round_away(12.0, -2.43, 0.1), _round_away(12.0, 0.0, 0.1)
    (14.5, 9.5, 12.1)
    """
    exact = (weight + change) / step
    steps = math.ceil(exact - 1e-9) if change >= 0 else math.floor(exact + 1e-9)
    if abs(steps * step - weight) < step / 2:
        steps += 1 if change >= 0 else -1
    return round(steps * step, 9)


def with_weight(criteria: Criteria, at: int, weight: float) -> Criteria:
    """Return the criteria with another weight for the criterion at place `at`."""
    each = criteria.criteria
    return replace(criteria, criteria=(*each[:at], replace(each[at], weight=weight), *each[at + 1 :]))


def _swaps(above: Scorecard, below: Scorecard, criteria: Criteria) -> bool:
    return score_profile(below.profile, criteria).total > score_profile(above.profile, criteria).total
