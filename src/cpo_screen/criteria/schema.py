"""What may stand in criteria.yaml: one frozen model per kind of criterion."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from cpo_screen.criteria.fairness import find_protected_pattern
from cpo_screen.criteria.patterns import Wildcard, parse_wildcard
from cpo_screen.model import BackgroundField, DegreeKind, Function, GateEffect, Level, Signal

UnknownRule = Literal["neutral", "zero", "review"]
ExtraKind = Literal[
    "board", "advisory", "investor", "mentoring", "community", "talk", "publication", "language"
]  # fmt: skip
ProgrammeStatus = Literal["completed", "enrolled", "taught", "unknown"]


def _refuse(message: str) -> PydanticCustomError:
    """Make an error whose text is shown to the recruiter as it is."""
    return PydanticCustomError("in_our_words", "{text}", {"text": message})


def _read_pattern(value: object) -> Wildcard:
    if not isinstance(value, str):
        raise _refuse("expected words, such as: head of * growth")
    if reason := find_protected_pattern(value):
        raise _refuse(f"a pattern cannot use these words: {reason}")
    pattern = parse_wildcard(value)
    if pattern is None:
        raise _refuse("there is no word in this pattern, so it would match everything")
    return pattern


def _read_steps(value: object) -> object:
    """Turn the keys of `steps` into numbers; what is no number is left for the next check to refuse."""
    if not isinstance(value, dict):
        return value
    try:
        return {float(key): percent for key, percent in value.items()}
    except ValueError:
        raise _refuse("expected steps such as {5: 30, 20: 70}: a number, then its per cent") from None


Percent = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
Amount = Annotated[float, Field(strict=True, ge=0, le=1_000_000, allow_inf_nan=False)]
Weight = Annotated[float, Field(strict=True, ge=0, le=1_000, allow_inf_nan=False)]
Whole = Annotated[int, Field(strict=True, ge=1, le=1_000)]
Text = Annotated[str, Field(strict=True, min_length=1, max_length=200)]
Switch = Annotated[bool, Field(strict=True)]
Pattern = Annotated[Wildcard, PlainValidator(_read_pattern)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]


class Settings(BaseModel):
    """A group of settings: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Ramp(Settings):
    """From an amount to a share of the points: rising evenly from `from` to `full`, or in `steps`.

    `must` is the amount from which the criterion counts as met.
    """

    from_: Amount = Field(0.0, alias="from")
    full: Amount | None = None
    steps: Annotated[dict[float, Percent], BeforeValidator(_read_steps)] | None = None
    must: Amount | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Ramp:
        if (self.full is None) == (self.steps is None):
            raise _refuse('expected either "full" (where all points are reached) or "steps"')
        if self.full is not None and self.full < self.from_:
            raise _refuse('"full" must not be lower than "from": more can never count less')
        amounts = sorted(self.steps or {})
        shares = [(self.steps or {})[amount] for amount in amounts]
        if shares != sorted(shares):
            raise _refuse("a higher step must not give less than a lower one: more can never count less")
        return self

    def share_of(self, amount: float) -> float:
        """Return the share of the points, 0 to 1, that `amount` earns."""
        if self.steps is not None:
            return (
                max((percent for step, percent in self.steps.items() if amount >= step), default=0.0) / 100
            )
        if self.full is None or amount >= self.full:
            return 1.0
        return (amount - self.from_) / (self.full - self.from_) if amount > self.from_ else 0.0


class CriterionSettings(Settings):
    """What every criterion has."""

    label: Text | None = None
    source: Texts = ()
    weight: Weight
    enabled: Switch = True
    unknown: UnknownRule | None = None


class ExperienceSettings(CriterionSettings):
    """Years in product roles, in product leadership, or in all."""

    kind: Literal["product_experience", "product_leadership", "total_experience"]
    years: Ramp


class LadderSettings(CriterionSettings):
    """Highest level reached in a product role; full after `settled_after` years at it or above."""

    kind: Literal["ladder"]
    levels: dict[Level, Percent]
    settled_after: Amount = 0.0
    former: Percent = 100.0
    must: Level | None = None

    @model_validator(mode="after")
    def _check_must(self) -> LadderSettings:
        if self.must is not None and self.must not in self.levels:
            raise _refuse(f'"must" names the level {self.must}, which is not among "levels"')
        return self


class DegreesSettings(CriterionSettings):
    """Best degree held, by kind or by field, and a bonus for each further graduate degree."""

    kind: Literal["graduate_degrees"]
    degrees: dict[DegreeKind, Percent]
    fields: dict[Pattern, Percent] = Field(default_factory=dict)
    further: Percent = 0.0
    unfinished: Percent = 0.0
    must: Whole = 1


class BackgroundSettings(CriterionSettings):
    """The function before the first product role."""

    kind: Literal["background"]
    fields: dict[BackgroundField, Percent]
    must: Percent = 50.0


class NetworkSettings(CriterionSettings):
    """Connections or followers, whichever says more; failing those, boards, talks and the like."""

    kind: Literal["network"]
    connections: Ramp | None = None
    followers: Ramp | None = None
    extras: Ramp | None = None
    extra_kinds: tuple[ExtraKind, ...] = (
        "board",
        "advisory",
        "investor",
        "mentoring",
        "community",
        "talk",
        "publication",
    )
    extras_at_most: Percent = 100.0
    must: Percent = 50.0


class ProgrammesSettings(CriterionSettings):
    """Executive, leadership and product courses."""

    kind: Literal["programmes"]
    courses: dict[Pattern, Percent] = Field(default_factory=dict)
    other_courses: Percent = 0.0
    status: dict[ProgrammeStatus, Percent] = Field(default_factory=dict)
    must: Percent = 50.0


class TechnicalSettings(CriterionSettings):
    """Technical or design judgement, from degrees and from positions."""

    kind: Literal["technical_design"]
    degree: Percent
    position: Percent
    degree_kinds: tuple[DegreeKind, ...] = ()
    degree_fields: tuple[Pattern, ...] = ()
    functions: tuple[Function, ...] = ()
    titles: tuple[Pattern, ...] = ()
    must: Percent = 50.0


class TeamSettings(CriterionSettings):
    """The largest number of people led."""

    kind: Literal["team_size"]
    people: Ramp
    outside_product_roles: Percent = 100.0


class SignalSettings(Settings):
    """One of the twelve leadership signals."""

    weight: Weight
    label: Text | None = None
    source: Texts = ()
    enabled: Switch = True


def _read_signal(value: object) -> object:
    return {"weight": value} if isinstance(value, int | float | str) else value


class LeadershipSettings(Settings):
    """The twelve signals, and what one proof of a signal is worth."""

    kind: Literal["leadership"]
    label: Text | None = None
    source: Texts = ()
    enabled: Switch = True
    unknown: UnknownRule | None = None
    led: Percent = 100.0
    contributed: Percent = 40.0
    outside_product_roles: Percent = 100.0
    first_proof: Percent = 100.0
    full_proofs: Whole = 1
    enough_words: Annotated[int, Field(strict=True, ge=0, le=10_000)] = 1
    must: Percent = 50.0
    signals: dict[Signal, Annotated[SignalSettings, BeforeValidator(_read_signal)]]


Rule = (
    ExperienceSettings
    | LadderSettings
    | DegreesSettings
    | BackgroundSettings
    | NetworkSettings
    | ProgrammesSettings
    | TechnicalSettings
    | TeamSettings
    | LeadershipSettings
)


class MustHaveSettings(Settings):
    """A must-have: a criterion that has to be met, whatever its points."""

    label: Text | None = None
    criterion: Text
    at_least: Amount | None = None
    effect: GateEffect = "flag"


class TierSettings(Settings):
    """A tier: its lowest score, and the must-haves that may not be unmet in it."""

    name: Text
    from_: Percent = Field(alias="from")
    needs: Texts = ()


class TitleSettings(Settings):
    """Titles that count as product roles, or do not, whatever the shipped rules say."""

    include: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()


class CriteriaFile(Settings):
    """The whole file."""

    schema_: Literal["cpo-screen/criteria/1"] = Field("cpo-screen/criteria/1", alias="schema")
    title: Text = "Chief Product Officer"
    unknown: UnknownRule = "neutral"
    review_if_known_below: Percent = 0.0
    product_titles: TitleSettings = TitleSettings()
    criteria: dict[str, Annotated[Rule, Field(discriminator="kind")]] = Field(min_length=1)
    must_haves: dict[str, MustHaveSettings] = Field(default_factory=dict)
    tiers: tuple[TierSettings, ...] = ()


KINDS: dict[str, type[Settings]] = {
    kind: model
    for model in Rule.__args__
    for kind in model.model_fields["kind"].annotation.__args__
}  # fmt: skip


def parse_criteria_file(data: Any) -> CriteriaFile:
    """Check plain data against the schema; raises pydantic's ValidationError."""
    return CriteriaFile.model_validate(data)
