"""Time per stage, for those who ask where it goes; no result depends on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Stopwatch:
    """Seconds per stage, added up."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, stage: str, step: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call `step` and add its time to `stage`."""
        begun = perf_counter()
        result = step(*args, **kwargs)
        self.add({stage: perf_counter() - begun})
        return result

    def add(self, seconds: Mapping[str, float]) -> None:
        """Add the times of another stopwatch."""
        for stage, spent in seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent
