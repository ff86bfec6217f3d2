"""What learning from decisions takes in and gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UnusedReason = Literal["open", "unknown", "several", "contradictory", "repeated", "unread"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a recruiter's table: who (`file`, else `name`) and what was decided.

    `mark` is 1.0 for yes and 0.0 for no, or 1.0 to 5.0 (5 is the best); None where the cell is empty.
    `said` is the cell's own text, `line` counts from 1.
    """

    line: int
    file: str | None
    name: str | None
    mark: float | None
    said: str

    @property
    def who(self) -> str:
        """The file or the name, as the table has it."""
        return self.file or self.name or ""


@dataclass(frozen=True, slots=True)
class Unused:
    """A decision that nothing was learnt from, and why, in a sentence."""

    decision: Decision
    reason: UnusedReason
    message: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The share of pairs (0 to 1) in the order of the decisions, and where 95 % of resamplings put it.

    0.5 is what tossing a coin gives. As a gain (after less before) it runs from -1 to 1.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WeightChange:
    """A criterion's weight, as the criteria file writes it, today and as proposed."""

    criterion: str
    label: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Misfit:
    """A decision that the criteria do not explain.

    `share` (0 to 1) of the candidates who were decided otherwise stand on the wrong side of this one.
    """

    decision: Decision
    file: str
    share: float
    message: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the decisions teach; `changes` is empty where nothing is proposed, `reason` says why or what.

    `before` is the agreement of today's order; `after` that of fitted weights with candidates that the
    fit had not seen; `gain` their difference. None where there were too few decisions to tell.
    `better` and `worse` count the decisions used on either side (yes and no, high and low marks).
    `criteria_sha256` is that of the criteria file that all this is about.
    """

    reason: str
    criteria_sha256: str
    better: int = 0
    worse: int = 0
    before: Agreement | None = None
    after: Agreement | None = None
    gain: Agreement | None = None
    changes: tuple[WeightChange, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    unused: tuple[Unused, ...] = ()
