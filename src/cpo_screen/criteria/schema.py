"""What may stand in criteria.yaml: one frozen model per kind of criterion."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from cpo_screen.criteria.values import (
    Amount,
    LargeRamp,
    Pattern,
    Percent,
    Phrases,
    Ramp,
    Rate,
    Settings,
    Switch,
    Text,
    Texts,
    Weight,
    Whole,
    refuse,
)
from cpo_screen.model import (
    BackgroundField,
    DegreeKind,
    Function,
    GateEffect,
    Grade,
    Level,
    Measure,
    ScopeKind,
    Signal,
)

UnknownRule = Literal["neutral", "zero", "review"]
ExtraKind = Literal[
    "board", "advisory", "investor", "mentoring", "community", "talk", "publication", "language"
]  # fmt: skip
ProgrammeStatus = Literal["completed", "enrolled", "taught", "unknown"]


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
            raise refuse(f'"must" names the level {self.must}, which is not among "levels"')
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
    grades: dict[Grade, Percent] = Field(default_factory=dict)
    must: Percent = 50.0


class ProgrammesSettings(CriterionSettings):
    """Executive, leadership and product courses."""

    kind: Literal["programmes"]
    courses: dict[Pattern, Percent] = Field(default_factory=dict)
    other_courses: Percent = 0.0
    status: dict[ProgrammeStatus, Percent] = Field(default_factory=dict)
    must: Percent = 50.0


class TechnicalSettings(CriterionSettings):
    """Technical or design judgement, from degrees, from positions and from own work."""

    kind: Literal["technical_design"]
    degree: Percent
    position: Percent
    hands_on: Percent = 0.0
    skill: Percent = 0.0
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


class ScopeSettings(CriterionSettings):
    """The largest amount of one kind that the person led: a budget, users, product managers."""

    kind: Literal["scope"]
    of: ScopeKind
    amount: LargeRamp
    outside_product_roles: Percent = 100.0


class CareerSettings(CriterionSettings):
    """How somebody came up and where: promotions, or countries worked in, by their number."""

    kind: Literal["promotions", "countries"]
    number: Ramp


class PathSettings(CriterionSettings):
    """Whether the product ladder was walked rung by rung, or rungs were jumped."""

    kind: Literal["ladder_path"]
    walked: Percent
    jumped: Percent
    must: Percent = 50.0


class MarketSettings(CriterionSettings):
    """Industries, business models or stages of companies that somebody worked in; the best one counts."""

    kind: Literal["industries", "business_models", "stages"]
    values: dict[Pattern, Percent] = Field(min_length=1)
    others: Percent = 0.0
    must: Percent = 50.0


class PhraseSettings(Settings):
    """A recruiter's own phrases for a signal; `never` are those that do not show it."""

    led: Phrases = ()
    contributed: Phrases = ()
    never: Phrases = ()


class SignalSettings(Settings):
    """One of the twelve leadership signals."""

    weight: Weight
    label: Text | None = None
    source: Texts = ()
    enabled: Switch = True
    phrases: PhraseSettings = PhraseSettings()


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
    skill: Percent = 0.0
    outside_product_roles: Percent = 100.0
    results: dict[Measure | Literal["none"], Percent] = Field(default_factory=dict)
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
    | ScopeSettings
    | CareerSettings
    | PathSettings
    | MarketSettings
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


def _read_currency(value: object) -> str:
    code = value.strip().upper() if isinstance(value, str) else ""
    if len(code) != 3 or not code.isalpha() or not code.isascii():
        raise refuse("expected a currency's three letters, such as EUR or USD")
    return code


Currency = Annotated[str, PlainValidator(_read_currency)]


class MoneySettings(Settings):
    """The currency in which money is shown and scored; `rates`: what one unit of another is worth in it."""

    currency: Currency
    rates: dict[Currency, Rate] = Field(default_factory=dict)


class CriteriaFile(Settings):
    """The whole file."""

    schema_: Literal["cpo-screen/criteria/1"] = Field("cpo-screen/criteria/1", alias="schema")
    title: Text = "Chief Product Officer"
    unknown: UnknownRule = "neutral"
    review_if_known_below: Percent = 0.0
    review_if_older_than: Whole | None = None
    review_if_doubtful: Switch = False
    product_titles: TitleSettings = TitleSettings()
    money: MoneySettings | None = None
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
