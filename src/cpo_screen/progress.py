"""How far a run is: what is told of each file while files are read, and what is counted from it.

Nothing here reads the clock: whoever listens gives the seconds of a clock of theirs.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from heapq import heappush, heappushpop
from typing import Literal

from cpo_screen.errors import RefusedFile
from cpo_screen.judgement import review_reason
from cpo_screen.model import CandidateProfile

Outcome = Literal["read", "review", "refused"]
_WINDOW = 30.0  # seconds that the rate is taken over
_BETWEEN = 0.5  # seconds between two samples of the rate


@dataclass(frozen=True, slots=True)
class Listed:
    """The files are found: how many in `total`, and how many of them must be read in this run."""

    total: int
    to_read: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The next file is being read, or waits for its turn in a worker."""

    file: str


@dataclass(frozen=True, slots=True)
class Step:
    """One file is done, the `done`th of `total`.

    `outcome` is what reading made of it (no criteria are known yet), `reason` the stable word for review
    or refusal. `kept`: an earlier run has read it. `stages`: seconds in this run, one entry a stage.
    """

    done: int
    total: int
    file: str
    outcome: Outcome
    reason: str | None = None
    kept: bool = False
    stages: Mapping[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """The time that a worker spent on this file; 0 where nothing was read."""
        return sum(self.stages.values())

    @property
    def slowest_stage(self) -> str | None:
        """The stage that took most of the time, if any time was spent."""
        return max(self.stages, key=lambda stage: self.stages[stage], default=None)


Event = Listed | Waiting | Step
Progress = Callable[[Event], None]


def step_of(
    done: int,
    total: int,
    file: str,
    result: CandidateProfile | RefusedFile,
    stages: Mapping[str, float],
    kept: bool,
) -> Step:
    """Tell of a file that is done: `result` as it was read, `stages` in seconds."""
    if isinstance(result, RefusedFile):
        return Step(done, total, file, "refused", result.reason, kept, stages)
    remark = review_reason(result)
    if remark is not None:
        return Step(done, total, file, "review", remark.code, kept, stages)
    return Step(done, total, file, "read", None, kept, stages)


def time_lost(refused: RefusedFile, limit: float) -> dict[str, float]:
    """Return the seconds spent on a file whose worker was stopped: known where the limit of time did it.

    >>> time_lost(RefusedFile("timed_out", "…"), 20.0), time_lost(RefusedFile("crashed", "…"), 20.0)
    ({'timed_out': 20.0}, {})
    """
    return {"timed_out": limit} if refused.reason == "timed_out" else {}


def ignore(event: Event) -> None:
    """Listen to nothing."""


def tell_all(*listeners: Progress) -> Progress:
    """Return one listener that tells several."""

    def told(event: Event) -> None:
        for listener in listeners:
            listener(event)

    return told


def without_names(listener: Progress) -> Progress:
    """Tell a listener of each file by its number among all: names of files tell who somebody is."""
    done = 0

    def told(event: Event) -> None:
        nonlocal done
        match event:
            case Waiting():
                event = Waiting(f"file {done + 1}")
            case Step():
                done = event.done
                event = replace(event, file=f"file {done}")
        listener(event)

    return told


class Tally:
    """Counts, rate and remaining time of a run. `now` is always the seconds of one and the same clock."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.done = 0
        self.kept = 0
        self.outcomes: Counter[Outcome] = Counter()
        self.reasons: Counter[str] = Counter()
        self._to_read = self._read = 0
        self._waiting: tuple[str, float] | None = None
        self._samples: deque[tuple[float, int]] = deque()

    def add(self, event: Event, now: float) -> None:
        """Count what is told."""
        match event:
            case Listed():
                self.total, self._to_read = event.total, event.to_read
            case Waiting():
                self._begin_reading(event.file, now)
            case Step():
                self._count(event, now)

    def waiting_for(self, now: float) -> tuple[str, float] | None:
        """Return the file that the run waits for, and since how many seconds."""
        waiting = self._waiting
        return None if waiting is None else (waiting[0], max(0.0, now - waiting[1]))

    def rate(self, now: float) -> float | None:
        """Return the files read a second, of late; kept ones do not count. None while it cannot be told."""
        samples = self._samples
        if not samples or self._read == samples[0][1] or now <= samples[0][0]:
            return None
        return (self._read - samples[0][1]) / (now - samples[0][0])

    def remaining(self, now: float) -> float | None:
        """Return the seconds that the files yet to be read will take at the present rate."""
        rate = self.rate(now)
        return None if rate is None else max(0, self._to_read - self._read) / rate

    def _begin_reading(self, file: str, now: float) -> None:
        self._waiting = (file, now)
        if not self._samples:
            self._samples.append((now, 0))

    def _count(self, step: Step, now: float) -> None:
        self.done = step.done
        self.kept += step.kept
        self.outcomes[step.outcome] += 1
        if step.outcome == "refused" and step.reason is not None:
            self.reasons[step.reason] += 1
        if self._waiting is not None:
            self._waiting = None
            self._read += 1
            self._sample(now)

    def _sample(self, now: float) -> None:
        """Remember how many were read by now, for as long as the rate looks back."""
        if now - self._samples[-1][0] >= _BETWEEN:
            self._samples.append((now, self._read))
        while len(self._samples) > 1 and now - self._samples[1][0] >= _WINDOW:
            self._samples.popleft()


class Slowest:
    """The files that took longest, the first `most` of them; told of every file, it keeps no others."""

    def __init__(self, most: int = 10) -> None:
        self._most = most
        self._heap: list[tuple[float, int, Step]] = []

    def add(self, event: Event) -> None:
        """Look at what is told; only files that were read in this run count."""
        if not isinstance(event, Step) or not event.stages:
            return
        push = heappush if len(self._heap) < self._most else heappushpop
        push(self._heap, (event.seconds, -event.done, event))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The slowest first."""
        return tuple(step for _, _, step in sorted(self._heap, key=lambda one: one[:2], reverse=True))
