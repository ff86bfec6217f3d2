"""Points in whole tenths, so that what is shown adds up to the total exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import mul, sub

FULL = 1000
"""All points, in tenths."""


@lru_cache(maxsize=4096)
def apportion_weights(weights: tuple[float, ...]) -> tuple[int, ...]:
    """Bring weights to tenths that add up to 1000 (100.0 points); all 0 where no weight is above 0.

    >>> apportion_weights((1, 1, 1))
    (334, 333, 333)
    >>> apportion_weights((0, 0))
    (0, 0)
    """
    whole = sum(weights)
    if whole <= 0:
        return (0,) * len(weights)
    return _round_to(tuple(weight * FULL / whole for weight in weights), FULL)


def apportion_points(shares: Sequence[float], weights: Sequence[int]) -> tuple[int, ...]:
    """Return each criterion's points in tenths; their sum is the total.

    Each is its exact value rounded down or up, so that full shares earn exactly their weight and no
    share earns nothing.

    >>> apportion_points((0.5, 0.25, 1.0), (333, 333, 334))
    (167, 83, 334)
    """
    exact: list[float] = list(map(mul, shares, weights))
    return _round_to(exact, _total(exact))


@lru_cache(maxsize=FULL + 1)
def say_tenths(tenths: int) -> str:
    """Write tenths as points.

    >>> say_tenths(264), say_tenths(300)
    ('26.4', '30')
    """
    return f"{tenths / 10:g}"


def total_points(shares: Sequence[float], weights: Sequence[int]) -> int:
    """Return the total in tenths, half a tenth rounded up."""
    exact: list[float] = list(map(mul, shares, weights))
    return _total(exact)


def _total(exact: Sequence[float]) -> int:
    return math.floor(sum(exact) + 0.5)


def _round_to(exact: Sequence[float], total: int) -> tuple[int, ...]:
    """Round down, then give what is left to `total` to the largest remainders (the first of equals)."""
    rounded = list(map(int, exact))
    left = total - sum(rounded)
    if left:
        remainders = list(map(sub, rounded, exact))
        by_remainder = sorted(range(len(exact)), key=remainders.__getitem__)
        for index in by_remainder[:left]:
            rounded[index] += 1
    return tuple(rounded)
