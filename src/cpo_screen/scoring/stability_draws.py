"""Scorecards as arrays, and the ranks they would have under other weights and other answers.

Every sum is added up criterion by criterion, element for element: no library that orders additions by the
processor takes part, so the figures are the same to the last bit everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cpo_screen.criteria.records import Criteria
from cpo_screen.model import CriterionResult, Scorecard
from cpo_screen.scoring.points import FULL

_MOVE = 0.2
_BLOCK = 2_000_000
_ROUNDING = 0.15
_LEVELS = 2 * (FULL + 1)

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Sheet:
    """Criteria × candidates: `share` of the points, its `low` and `high`, and whether it is `counted`.

    Shares run from 0 to 1. `weights` are those of the criteria file, one a criterion; `is_last` marks the
    candidates behind all others.
    """

    share: Array
    low: Array
    high: Array
    counted: Array
    weights: Array
    is_last: Array


class Ranks(NamedTuple):
    """Draws × candidates: `ranks`; and for each but the last, how often the next one stood before it."""

    ranks: Array
    turned: Array


def read_sheet(cards: Sequence[Scorecard], criteria: Criteria) -> Sheet:
    """Read the shares off the scorecards; raises ValueError where they are of other criteria."""
    names = tuple([each.id for each in criteria.criteria])
    rows = []
    for card in cards:
        if tuple([result.criterion for result in card.results]) != names:
            raise ValueError(f"the scorecard of {card.profile.source.path} is of other criteria")
        rows.append([_shares(result) for result in card.results])
    values = np.array(rows, dtype=np.float64).reshape(len(cards), len(names), 4).transpose(2, 1, 0)
    weights = np.array([each.weight for each in criteria.criteria], dtype=np.float64)
    is_last = np.array([is_ranked_last(card) for card in cards], dtype=bool)
    return Sheet(values[0].copy(), values[1].copy(), values[2].copy(), values[3] > 0, weights, is_last)


def is_ranked_last(card: Scorecard) -> bool:
    """Tell whether a candidate misses a must-have of effect `last`, as `rank_scorecards` does."""
    return any(gate.effect == "last" and gate.verdict == "not_met" for gate in card.gates)


def draw_ranks(sheet: Sheet, seed: int, draws: int) -> Ranks:
    """Rank the candidates anew in every draw; equal totals (to a tenth) share a rank: 1, 2, 2, 4."""
    criteria, candidates = sheet.share.shape
    source = np.random.PCG64(seed)
    factors = 1 - _MOVE + 2 * _MOVE * _uniform(source, draws, criteria)
    ranks = np.empty((draws, candidates), dtype=np.int32)
    turned = np.zeros(max(candidates - 1, 0), dtype=np.int64)
    block = max(1, _BLOCK // max(candidates, 1))
    for start in range(0, draws, block):
        part = factors[start : start + block]
        tenths = _total_tenths(sheet, part * sheet.weights, _uniform(source, len(part), candidates))
        standing = tenths + np.where(sheet.is_last, 0, FULL + 1)
        ranks[start : start + block] = _rank(standing)
        turned += 2 * (standing[:, 1:] > standing[:, :-1]).sum(axis=0)
        turned += (standing[:, 1:] == standing[:, :-1]).sum(axis=0)
    return Ranks(ranks, turned / (2 * draws))


def _shares(result: CriterionResult) -> tuple[float, float, float, bool]:
    """Return share, low, high and whether it counts; a range within the rounding of points is none."""
    if result.weight <= 0:
        return 0.0, 0.0, 0.0, result.counted
    share = result.points / result.weight
    if result.high - result.low < _ROUNDING and result.counted:
        return share, share, share, True
    return share, result.low / result.weight, min(result.high / result.weight, 1.0), result.counted


def _uniform(source: np.random.PCG64, rows: int, columns: int) -> Array:
    """Draw numbers from 0 to 1 off the raw stream, which no version of numpy changes."""
    raw = np.asarray(source.random_raw(rows * columns), dtype=np.uint64) >> np.uint64(11)
    return (raw * 2.0**-53).reshape(rows, columns)


def _total_tenths(sheet: Sheet, weights: Array, luck: Array) -> Array:
    """Total points in tenths (draws × candidates) for weights (draws × criteria) and luck from 0 to 1."""
    least = np.zeros_like(luck)
    doubt = np.zeros_like(luck)
    whole = np.zeros((len(weights), 1))
    for at in range(weights.shape[1]):
        column = weights[:, at : at + 1]
        whole += column
        least += column * sheet.low[at]
        span = sheet.high[at] - sheet.low[at]
        if span.any():
            doubt += column * span
    doubt *= luck
    least += doubt
    least *= FULL / np.where(whole > 0, whole, 1.0)
    return np.floor(least + 0.5).astype(np.int64)


def _rank(standing: Array) -> Array:
    """Rank by standing (0 up to some 2,000), the highest first: one more than stand higher."""
    draws = len(standing)
    rows = np.arange(draws, dtype=np.int64)[:, None] * _LEVELS
    counts = np.bincount((rows + standing).ravel(), minlength=draws * _LEVELS).reshape(draws, _LEVELS)
    at_most = np.cumsum(counts, axis=1)
    ranks: Array = standing.shape[1] - np.take_along_axis(at_most, standing, axis=1) + 1
    return ranks
