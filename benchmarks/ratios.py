"""Ratios of times: measured in turns, so that the machine's load falls on both sides, with an interval."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeVar

T = TypeVar("T")

_DRAWS = 2000  # of the bootstrap
_SEED = 6
_STABLE = 0.02  # half the interval's width, as a share of the ratio
_FEWEST = 7  # rounds, before anything is called stable


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, from `samples` repetitions, files or runs."""

    value: float
    low: float
    high: float
    samples: int

    @property
    def is_stable(self) -> bool:
        """Whether the interval is narrow enough to stop."""
        return (self.high - self.low) / 2 <= _STABLE * abs(self.value)


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table: `asked` is the bound, `detail` says what the ratio was made of."""

    name: str
    asked: float
    bound: Literal["at most", "at least"]
    got: Estimate
    detail: str

    @property
    def reached(self) -> bool:
        """Whether the figure keeps to the bound."""
        return self.got.value <= self.asked if self.bound == "at most" else self.got.value >= self.asked

    @property
    def used(self) -> float:
        """How much of what is allowed is used: 1 is the bound itself, more is too much."""
        return self.got.value / self.asked if self.bound == "at most" else self.asked / self.got.value


def ratio_by_file(own: Sequence[float], base: Sequence[float]) -> Estimate:
    """The median over files of each file's own ratio.

    >>> ratio_by_file([2.0, 6.0, 4.0], [1.0, 2.0, 1.0]).value
    3.0
    """
    return _bootstrap([a / b for a, b in zip(own, base, strict=True)], median)


def ratio_of_medians(own: Sequence[float], base: Sequence[float]) -> Estimate:
    """The ratio of the medians of repetitions that were taken in turns.

    >>> ratio_of_medians([2.0, 2.2, 2.1], [1.0, 1.0, 1.1]).value
    2.1
    """
    pairs = list(zip(own, base, strict=True))
    return _bootstrap(pairs, lambda drawn: median(a for a, _ in drawn) / median(b for _, b in drawn))


def _bootstrap(values: Sequence[T], figure: Callable[[Sequence[T]], float]) -> Estimate:
    draw = random.Random(_SEED)
    drawn = sorted(figure(draw.choices(values, k=len(values))) for _ in range(_DRAWS))
    low, high = drawn[int(0.025 * _DRAWS)], drawn[int(0.975 * _DRAWS) - 1]
    return Estimate(figure(values), low, high, len(values))


def in_turns(
    takes: Sequence[Callable[[], float]], most: int, *, pairs: Sequence[tuple[int, int]]
) -> list[list[float]]:
    """Call each of `takes` in turn until the ratios of the `pairs` are stable, at most `most` rounds.

    Each returns its seconds; the order is turned round every other round. Returns the seconds of each.
    """
    taken: list[list[float]] = [[] for _ in takes]
    for number in range(most):
        for index in _order(len(takes), number):
            taken[index].append(takes[index]())
        ratios = [ratio_of_medians(taken[own], taken[base]) for own, base in pairs]
        if number + 1 >= _FEWEST and all(one.is_stable for one in ratios):
            break
    return taken


def _order(length: int, number: int) -> Iterator[int]:
    return iter(range(length)) if number % 2 == 0 else reversed(range(length))
