"""What shows a leader: the twelve signals, what they carried, their own hands, their network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpo_screen.model.career import Evidence

Signal = Literal[
    "vision_strategy", "roadmap", "product_process", "lifecycle_delivery", "people_leadership",
    "cross_functional", "evangelism", "customer_research", "outcomes", "commercial",
    "executive_influence", "data_fluency",
]  # fmt: skip


Strength = Literal["led", "contributed"]


Measure = Literal["money", "percent", "multiple", "number"]


@dataclass(frozen=True, slots=True)
class LeadershipSignal:
    """One of the twelve signals (findings L1-L12).

    `amount` is the number that the words name, as said, and `measure` what it counts; None: no number.
    `position` is the index of the position that it belongs to. `confidence`, 0 to 1, is how often such a
    finding is right.
    """

    signal: Signal
    strength: Strength
    amount: str | None
    evidence: Evidence
    position: int | None = None
    confidence: float = 1.0
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class NamedSkill:
    """A signal that a list of skills names ('Roadmaps, OKRs'): weaker than any deed."""

    signal: Signal
    evidence: Evidence


ScopeKind = Literal[
    "people", "product_managers", "hires", "budget", "p_and_l", "revenue", "users", "products", "countries",
    "funding", "exit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScopeEntry:
    """Something that the person says they carried: people, money, users, markets.

    The amount lies between `low` and `high` (equal where one number is said), in people, countries,
    products, users, or units of `currency` (ISO 4217, as said; None where the sign leaves it open).
    `start` is where it grew from ('from 12 to 85': start 12, high 85), `change` a growth said in per cent
    (`by` "percent") or as a factor (`by` "multiple"), over `months`. `is_led` is False for what only
    surrounds the person ('part of a 200-person company'), `is_direct` True for people said to report
    directly. `position` is the index of the position that it belongs to.
    """

    kind: ScopeKind
    low: float | None
    high: float | None
    evidence: Evidence
    currency: str | None = None
    start: float | None = None
    change: float | None = None
    by: Literal["percent", "multiple"] | None = None
    months: int | None = None
    is_led: bool = True
    position: int | None = None
    is_direct: bool = False


HandsOnKind = Literal["technical", "design"]


@dataclass(frozen=True, slots=True)
class HandsOn:
    """Proof of own technical or design work (finding Q7); `is_skill`: only named in a list of skills."""

    kind: HandsOnKind
    evidence: Evidence
    is_skill: bool = False


Grade = Literal["stated", "listed", "mentioned"]


@dataclass(frozen=True, slots=True)
class Network:
    """Stated reach. '500+' connections are 500. `extras` are boards, talks, publications and the like:
    (kind, evidence); `grades`, in the same order, how reliable each is: `stated` with an organisation or
    event and a date, `listed` under a heading of its kind, `mentioned` in passing."""

    connections: int | None = None
    connections_evidence: Evidence | None = None
    followers: int | None = None
    followers_evidence: Evidence | None = None
    extras: tuple[tuple[str, Evidence], ...] = ()
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamSize:
    """The largest number of people that the person says they led."""

    people: int
    evidence: Evidence
