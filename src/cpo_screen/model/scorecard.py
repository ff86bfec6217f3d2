"""How a profile scores: points per criterion, must-haves, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpo_screen.model.career import Evidence
from cpo_screen.model.leadership import ScopeKind
from cpo_screen.model.profile import CandidateProfile

Verdict = Literal["met", "not_met", "unknown"]
GateEffect = Literal["flag", "review", "last"]


@dataclass(slots=True, unsafe_hash=True)  # not frozen: made by the 100 000, five times as fast
class CriterionResult:
    """Points out of `weight` for one criterion, with the range that unknowns leave open.

    `counted` is False when the criterion stays out of the total (unknown and neutral). `reason` is a
    sentence for the recruiter; `evidence` the words behind it.
    """

    criterion: str
    label: str
    verdict: Verdict
    weight: float
    points: float
    low: float
    high: float
    counted: bool
    reason: str
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(slots=True, unsafe_hash=True)  # as above
class GateResult:
    """A must-have: outside the points. `effect` of an unmet gate is the recruiter's choice."""

    gate: str
    label: str
    verdict: Verdict
    reason: str
    evidence: tuple[Evidence, ...] = ()
    effect: GateEffect = "flag"


@dataclass(frozen=True, slots=True)
class CarriedMoney:
    """Money that the person led, `low` to `high` in `currency`, by the rates of the criteria."""

    kind: ScopeKind
    currency: str
    low: float
    high: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A candidate's score, 0-100 over the criteria that are known; low-high where something is not.

    `review` says why a person must look before the candidate is ranked; empty: ranked. `total_without`
    is the score without what rests on doubtful words (see `Doubt`); None where nothing is doubtful.
    `money` is what the person led in the currency of the criteria, the largest of each kind.
    """

    profile: CandidateProfile
    results: tuple[CriterionResult, ...]
    gates: tuple[GateResult, ...]
    total: float
    low: float
    high: float
    tier: str
    review: tuple[str, ...] = ()
    total_without: float | None = None
    money: tuple[CarriedMoney, ...] = ()
