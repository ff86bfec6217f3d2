"""What each line of a CV is for: a linear model over typography and neighbours, decoded as a sequence.

The model is trained with scikit-learn and stored as plain arrays; see `models/line_roles/card.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cpo_screen.trained_models import load_arrays

LINE_ROLES = (
    "heading", "title", "company", "title-and-company", "dates", "location", "highlight", "degree",
    "institution", "contact", "other",
)  # fmt: skip
COLUMNS = 1 << 14  # of the weights: features are hashed into so many

Floats = NDArray[np.float32]


class LineRoleModel(NamedTuple):
    """Weights (columns x roles), bias (roles), log transitions (roles x roles) and starts (roles)."""

    weights: Floats
    bias: Floats
    transitions: Floats
    starts: Floats


def find_line_roles(features: Sequence[Sequence[str]], model: LineRoleModel | None = None) -> list[str]:
    """The most likely sequence of roles for lines with these features (by Viterbi)."""
    if not features:
        return []
    used = model or _model()
    return [LINE_ROLES[index] for index in _best_path(_scores(features, used), used)]


def columns_of(features: Sequence[str]) -> list[int]:
    """The columns of a line's features."""
    return [crc32(one.encode()) % COLUMNS for one in features]


def _scores(features: Sequence[Sequence[str]], model: LineRoleModel) -> Floats:
    """Log probabilities, lines x roles."""
    scores = np.stack([model.weights[columns_of(one)].sum(axis=0) for one in features]) + model.bias
    top = scores.max(axis=1, keepdims=True)
    result: Floats = scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
    return result


def _best_path(scores: Floats, model: LineRoleModel) -> list[int]:
    best = model.starts + scores[0]
    back = np.zeros(scores.shape, dtype=np.int32)
    for row in range(1, len(scores)):
        through = best[:, None] + model.transitions
        back[row] = through.argmax(axis=0)
        best = through.max(axis=0) + scores[row]
    path = [int(best.argmax())]
    for row in range(len(scores) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return path[::-1]


@cache
def _model() -> LineRoleModel:
    arrays = load_arrays("line_roles")
    return LineRoleModel(*(arrays[name].astype(np.float32) for name in LineRoleModel._fields))
