"""Which function a job belongs to, by a linear model over its words; trained, and stored as plain arrays.

`models/functions/` holds it: see the card there. Product roles are not its matter: titles decide them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cpo_screen.model import BackgroundField
from cpo_screen.trained_models import load_arrays

FIELDS: tuple[BackgroundField, ...] = (
    "marketing", "it", "sales", "design", "data", "consulting", "finance", "operations",
    "engineering_nonsoftware", "science", "founder", "other",
)  # fmt: skip
COLUMNS = 1 << 14  # of the weights: features are hashed into so many

Floats = NDArray[np.float32]


class FunctionModel(NamedTuple):
    """Weights (columns x fields), bias (fields), and slope and offset that turn shares into confidence."""

    weights: Floats
    bias: Floats
    calibration: Floats


def column_of(feature: str) -> int:
    """The column of a feature's weights."""
    return crc32(feature.encode()) % COLUMNS


def field_likelihoods(features: Mapping[str, float], model: FunctionModel | None = None) -> Floats:
    """How likely a job with these features belongs to each of FIELDS; together 1."""
    weights, bias, _ = model or functions_model()
    amounts = np.fromiter(features.values(), np.float32, len(features))
    scores = amounts @ weights[[column_of(one) for one in features]] + bias
    parts: Floats = np.exp(scores - scores.max())
    parts /= parts.sum()
    return parts


def confidence_of(share: float, model: FunctionModel | None = None) -> float:
    """How often a background that so great a share of the months speaks for is right, 0 to 1."""
    slope, offset = (model or functions_model()).calibration
    return round(1 / (1 + math.exp(-(float(slope) * log_odds(share) + float(offset)))), 3)


def log_odds(share: float) -> float:
    """The log odds of a share, kept off 0 and 1.

    >>> log_odds(0.5)
    0.0
    """
    kept = min(max(share, 0.01), 0.99)
    return math.log(kept / (1 - kept))


@cache
def functions_model() -> FunctionModel:
    """The model of `models/functions/`."""
    arrays = load_arrays("functions")
    return FunctionModel(*(arrays[name].astype(np.float32) for name in FunctionModel._fields))
