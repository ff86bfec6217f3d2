"""Criteria as scoring sees them: frozen, in the file's order, each with its rule."""

from __future__ import annotations

from dataclasses import dataclass

from cpo_screen.criteria.mistakes import Mistake
from cpo_screen.criteria.patterns import Wildcard
from cpo_screen.criteria.schema import (
    BackgroundSettings,
    CareerSettings,
    DegreesSettings,
    ExperienceSettings,
    LadderSettings,
    LeadershipSettings,
    MarketSettings,
    MoneySettings,
    NetworkSettings,
    PathSettings,
    ProgrammesSettings,
    ScopeSettings,
    TeamSettings,
    TechnicalSettings,
    UnknownRule,
)
from cpo_screen.model import GateEffect, Signal
from cpo_screen.phrases import NamedRule


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
    | ScopeSettings
    | CareerSettings
    | PathSettings
    | MarketSettings
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
class OwnPhrase:
    """A recruiter's phrase for a signal, and where it stands (line and column from 1)."""

    rule: NamedRule
    file: str
    line: int
    column: int
    where: str


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What sends a candidate to the review list, whatever the points; None or False: it does not.

    `known_below` in per cent of the weights, `older_than` the age of the document in months.
    """

    known_below: float = 0.0
    older_than: int | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """A whole criteria file without what is switched off.

    `sha256` is that of its text with the `changes` that were set from outside ("ladder.weight=20").
    """

    title: str
    criteria: tuple[Criterion, ...]
    must_haves: tuple[MustHave, ...]
    tiers: tuple[Tier, ...]
    product_titles: ProductTitles
    review: ReviewRules
    sha256: str
    phrases: tuple[OwnPhrase, ...] = ()
    money: MoneySettings | None = None
    warnings: tuple[Mistake, ...] = ()
    name: str = "criteria.yaml"
    text: str = ""
    changes: tuple[str, ...] = ()

    @property
    def phrase_rules(self) -> tuple[NamedRule, ...]:
        """The rules of the recruiter's own phrases."""
        return tuple([one.rule for one in self.phrases])
