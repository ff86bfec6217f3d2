"""Weights that put candidates in the order of the decisions, as near to today's as the data let them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cpo_screen.calibration.matching import Decided
from cpo_screen.criteria.records import Criteria
from cpo_screen.scoring.stability_draws import read_sheet

Array = np.ndarray

_SPREAD = 0.5
_SLOPE = 11.0
_LARGEST = 5.0


class Samples(NamedTuple):
    """Candidates × criteria: `share` (0 to 1) and `counted` (0 or 1); and `mark` and `is_last` of each.

    `weights` are today's, one a criterion, brought to a sum of 1.
    """

    share: Array
    counted: Array
    mark: Array
    is_last: Array
    weights: Array


def read_samples(decided: Sequence[Decided], criteria: Criteria) -> Samples:
    """Read what the fit may see: the criteria's own shares and the marks, and nothing else of anybody."""
    sheet = read_sheet([one.card for one in decided], criteria)
    counted = np.ascontiguousarray(sheet.counted.T, dtype=np.float64)
    share = np.ascontiguousarray(sheet.share.T) * counted
    mark = np.array([one.mark for one in decided], dtype=np.float64)
    return Samples(share, counted, mark, sheet.is_last, sheet.weights / sheet.weights.sum())


def score(samples: Samples, weights: Array) -> Array:
    """Return each candidate's score (0 to 1), what is unknown left out, exactly as scoring does it."""
    whole = samples.counted @ weights
    points: Array = (samples.share @ weights) / np.where(whole > 0, whole, 1.0)
    return points


def fit_weights(samples: Samples, rows: Array) -> Array:
    """Fit non-negative weights (sum 1) to the decisions of some candidates (their row numbers).

    Pairwise logistic regression: the chance that the better decided of two scores higher grows with the
    distance of their scores. It takes yes/no and marks alike, and needs no threshold. Pairs that a
    must-have of effect `last` orders already teach nothing about weights. What is unknown is left out of
    a score, as in the ranking: to put a mean there would invent an answer, and would fit a score that
    nobody is ranked by.

    Today's weights are the prior: each may move by a factor (log-normal, one standard deviation is a
    factor of 1.6), so halving costs as much as doubling, whatever the size, and none turns negative. A
    weight of 0 stays 0: the recruiter has taken that criterion out. The slope has a prior, too (ten
    points apart: odds of 3 to 1), so that decisions without any contradiction do not run away.
    """
    from scipy.optimize import minimize

    part = Samples(
        samples.share[rows],
        samples.counted[rows],
        samples.mark[rows],
        samples.is_last[rows],
        samples.weights,
    )
    free = np.flatnonzero(part.weights > 0)
    better = (part.mark[:, None] > part.mark[None, :]) & (part.is_last[:, None] == part.is_last[None, :])
    pairs = np.nonzero(better)
    if not len(pairs[0]):
        return part.weights
    bounds = [(-_LARGEST, _LARGEST)] * (len(free) + 1)
    start = np.zeros(len(free) + 1)
    how = {"jac": True, "method": "L-BFGS-B", "bounds": bounds, "options": {"ftol": 1e-7}}
    found = minimize(_loss, start, args=(part, pairs, free), **how)
    return _moved(part.weights, free, found.x[1:])


def _moved(weights: Array, free: Array, logs: Array) -> Array:
    moved: Array = weights.copy()
    moved[free] *= np.exp(logs)
    moved /= moved.sum()
    return moved


def _loss(values: Array, samples: Samples, pairs: tuple[Array, Array], free: Array) -> tuple[float, Array]:
    """Loss and gradient; `values` are the slope's logarithm and those of the weights' factors.

    `pairs` are row numbers, the better decided first. Their mean loss counts as often as there are
    candidates, not pairs: pairs of the same candidate are not independent.
    """
    slope, weights = _SLOPE * np.exp(values[0]), samples.weights.copy()
    weights[free] *= np.exp(values[1:])
    whole = samples.counted @ weights
    whole = np.where(whole > 0, whole, 1.0)
    scores = (samples.share @ weights) / whole
    number, (better, worse) = len(scores), pairs
    apart = slope * (scores[better] - scores[worse])
    scale = number / len(better)
    losses = np.logaddexp(0.0, -apart)
    pull = -scale * np.exp(-apart - losses)
    by_score = slope * (np.bincount(better, pull, number) - np.bincount(worse, pull, number))
    by_share = (by_score / whole)[:, None] * (samples.share - samples.counted * scores[:, None])
    slopes = np.concatenate([[(pull * apart).sum()], (by_share.sum(axis=0) * weights)[free]])
    prior = np.concatenate([[1.0], np.full(len(free), _SPREAD**-2)])
    return float(scale * losses.sum() + 0.5 * (prior * values**2).sum()), slopes + prior * values
