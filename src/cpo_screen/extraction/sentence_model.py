"""Which leadership signals a clause shows, by the linear model in `models/sentences/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cpo_screen.trained_models import load_arrays

Floats = NDArray[np.float32]


class SentenceArrays(NamedTuple):
    """The model as plain arrays, read without scikit-learn.

    `names`: the features' names, joined by newlines, as UTF-8 bytes, uint8 [b]. `weights` [features, 13]
    and `bias` [13]: one column a signal, in the order of `Signal`, the last one `led`. `knots` [13, k, 2]:
    raw probability and how often it is right, rising.
    """

    names: NDArray[np.uint8]
    weights: Floats
    bias: Floats
    knots: Floats


@dataclass(frozen=True, slots=True)
class Shown:
    """Calibrated probabilities: one for each signal, in the order of `Signal`, and that of `led`."""

    signals: tuple[float, ...]
    led: float


class SentenceModel:
    """The model and the row of each feature."""

    def __init__(self, arrays: SentenceArrays) -> None:
        self._arrays = arrays
        names = bytes(arrays.names).decode("utf-8").split("\n")
        self._rows = {name: row for row, name in enumerate(names)}

    def judge(self, features: Sequence[str]) -> Shown:
        """Say what a clause with these features shows."""
        known = [row for name in features if (row := self._rows.get(name)) is not None]
        scores = self._arrays.weights[known].sum(axis=0) + self._arrays.bias
        raw = 1 / (1 + np.exp(-scores))
        sure = [
            float(np.interp(one, knots[:, 0], knots[:, 1]))
            for one, knots in zip(raw, self._arrays.knots, strict=True)
        ]
        return Shown(tuple(sure[:-1]), sure[-1])


@cache
def sentence_model() -> SentenceModel:
    """The model, read when first needed."""
    arrays = load_arrays("sentences")
    names = arrays["names"].astype(np.uint8)
    rest = (arrays[name].astype(np.float32) for name in ("weights", "bias", "knots"))
    return SentenceModel(SentenceArrays(names, *rest))
