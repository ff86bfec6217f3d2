"""How well an order agrees with the decisions, honestly: on unseen candidates, with an interval."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cpo_screen.calibration.fitting import Array, Samples, fit_weights, score
from cpo_screen.calibration.records import Agreement

_FOLDS = 5
_REPEATS = 10
_RESAMPLES = 2000
_INTERVAL = (2.5, 97.5)
_BLOCK = 50
_MOST_PAIRS = 2_000_000


class Comparison(NamedTuple):
    """Agreement before, after and the gain; and candidates × candidates, how surely one stands higher.

    `above` is 1 where the row stands above the column in all repeats, 0.5 for equals.
    """

    before: Agreement
    after: Agreement
    gain: Agreement
    above: Array


def stand_above(samples: Samples, scores: Array) -> Array:
    """Compare all candidates (rows with columns): 1 stands above, 0 below, 0.5 equal to a tenth point.

    Who misses a must-have of effect `last` stands below who does not, as in the ranking.
    """
    tenths = np.floor(1000 * scores + 0.5) + np.where(samples.is_last, 0, 2000)
    higher = tenths[:, None] > tenths[None, :]
    equal = tenths[:, None] == tenths[None, :]
    surely: Array = higher + 0.5 * equal
    return surely


def measure_agreement(samples: Samples, above: Array, seed: int) -> Agreement:
    """Return the share of pairs in the order of the decisions, with its bootstrap interval."""
    return _with_interval(*_resampled(samples, above, seed))


def compare(samples: Samples, sides: Array, seed: int) -> Comparison:
    """Compare today's weights with fitted ones by cross-validation (stratified by `sides`, repeated).

    A candidate's score under fitted weights comes from a fit that has not seen their decision.
    """
    today = stand_above(samples, score(samples, samples.weights))
    fitted = cross_validate(samples, sides, seed)
    before, resampled_before = _resampled(samples, today, seed)
    after, resampled_after = _resampled(samples, fitted, seed)
    return Comparison(
        _with_interval(before, resampled_before),
        _with_interval(after, resampled_after),
        _with_interval(after - before, resampled_after - resampled_before),
        fitted,
    )


def cross_validate(samples: Samples, sides: Array, seed: int) -> Array:
    """Return how surely each candidate stands above each other, over all repeats, by unseen scores."""
    from sklearn.model_selection import StratifiedKFold

    folds = int(min(_FOLDS, np.bincount(sides).min()))
    repeats = max(1, min(_REPEATS, _MOST_PAIRS // len(sides) ** 2))  # many candidates need no repeats
    above = np.zeros((len(sides), len(sides)))
    for repeat in range(repeats):
        scores = np.zeros(len(sides))
        splits = StratifiedKFold(folds, shuffle=True, random_state=(seed * _REPEATS + repeat) % 2**32)
        for seen, unseen in splits.split(samples.share, sides):
            scores[unseen] = score(samples, fit_weights(samples, seen))[unseen]
        above += stand_above(samples, scores)
    return above / repeats


def _resampled(samples: Samples, above: Array, seed: int) -> tuple[float, Array]:
    """Return the agreement, and that of resamplings of the candidates, the same for every `above`."""
    better = (samples.mark[:, None] > samples.mark[None, :]).astype(np.float64)
    agreed = better * above
    chances = np.random.Generator(np.random.PCG64(seed))
    number = len(better)
    values = []
    for _ in range(0, _RESAMPLES, _BLOCK):
        times = chances.multinomial(number, np.full(number, 1 / number), size=_BLOCK).astype(np.float64)
        pairs = ((times @ better) * times).sum(axis=1)
        right = ((times @ agreed) * times).sum(axis=1)
        values.append(np.where(pairs > 0, right / np.where(pairs > 0, pairs, 1.0), 0.5))
    return float(agreed.sum() / better.sum()), np.concatenate(values)


def _with_interval(value: float, resampled: Array) -> Agreement:
    low, high = np.percentile(resampled, _INTERVAL)
    return Agreement(round(value, 3), round(float(low), 3), round(float(high), 3))
