"""Criteria as scoring sees them: frozen, in the file's order, each with its rule."""

from __future__ import annotations

from dataclasses import dataclass

from cpo_screen.criteria.mistakes import Mistake
from cpo_screen.criteria.patterns import Wildcard
from cpo_screen.criteria.schema import (
    BackgroundSettings,
    DegreesSettings,
    ExperienceSettings,
    LadderSettings,
    LeadershipSettings,
    NetworkSettings,
    ProgrammesSettings,
    TeamSettings,
    TechnicalSettings,
    UnknownRule,
)
from cpo_screen.model import GateEffect, Signal


@dataclass(frozen=True, slots=True)
class SignalRule:
    """One of the twelve signals, with the settings of its block."""

    signal: Signal
    block: LeadershipSettings


Rule = (
    ExperienceSettings
    | LadderSettings
    | DegreesSettings
    | BackgroundSettings
    | NetworkSettings
    | ProgrammesSettings
    | TechnicalSettings
    | TeamSettings
    | SignalRule
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the scorecard. A signal's id is `leadership.<signal>`."""

    id: str
    label: str
    weight: float
    unknown: UnknownRule
    source: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class MustHave:
    """A criterion that has to be met. `rule` is set where it is asked more or less than for the points."""

    id: str
    label: str
    criterion: str
    effect: GateEffect
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Tier:
    """Candidates with at least `lowest` points and none of `needs` unmet."""

    name: str
    lowest: float
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductTitles:
    """Titles that the recruiter counts as product roles, or does not."""

    include: tuple[Wildcard, ...] = ()
    exclude: tuple[Wildcard, ...] = ()


@dataclass(frozen=True, slots=True)
class Criteria:
    """A whole criteria file without what is switched off; `sha256` is that of its text."""

    title: str
    criteria: tuple[Criterion, ...]
    must_haves: tuple[MustHave, ...]
    tiers: tuple[Tier, ...]
    product_titles: ProductTitles
    review_if_known_below: float
    sha256: str
    warnings: tuple[Mistake, ...] = ()
