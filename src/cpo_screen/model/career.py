"""What somebody has done and learned: positions, degrees, courses, and what they add up to.

`Evidence.quote == document.text[span.start:span.end]`, always, in the document of its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from cpo_screen.model.document import SectionKind, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on a page, and the rule or model that found them (`rule:dates.range`).

    `source` counts the files of the person: 0 is `CandidateProfile.source`, k the k-th of `others`.
    """

    page: int
    line: int
    span: Span
    quote: str
    found_by: str
    source: int = 0


class PartialDate(NamedTuple):
    """A year, or a year and a month (1-12)."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Period:
    """Start and end as said; `is_current` for 'present'. Both None: undated."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    is_current: bool = False


Function = Literal[
    "product_management", "product_marketing", "marketing", "it", "sales", "design", "data",
    "consulting", "finance", "operations", "engineering_nonsoftware", "science", "founder", "other",
]  # fmt: skip


Level = Literal[
    "c_level", "vp", "head", "director", "principal", "senior", "manager", "junior", "founder",
    "other",
]  # fmt: skip


LEADERSHIP_LEVELS: frozenset[Level] = frozenset({"c_level", "vp", "head", "director"})


@dataclass(frozen=True, slots=True)
class TitleClass:
    """What a job title says: function, level, and whether it is a product role."""

    function: Function
    level: Level
    is_product: bool


class Block(NamedTuple):
    """A passage of one of a person's files; `source` as in Evidence."""

    source: int
    span: Span


@dataclass(frozen=True, slots=True)
class Position:
    """One title at one company. `block` covers its header and highlights in the text of its evidence's
    file; `elsewhere` is where other files of the person tell of it."""

    title: str | None
    company: str | None
    period: Period
    location: str | None
    function: Function
    level: Level
    is_product: bool
    highlights: tuple[Evidence, ...]
    evidence: Evidence
    block: Span
    section: SectionKind = "experience"
    elsewhere: tuple[Block, ...] = ()

    def holds(self, words: Evidence) -> bool:
        """Tell whether words begin in what a file says of this position."""
        at = words.span.start
        if words.source == self.evidence.source and self.block.start <= at < self.block.end:
            return True
        return any(words.source == file and span.start <= at < span.end for file, span in self.elsewhere)


DegreeKind = Literal[
    "MBA", "EMBA", "MS", "MA", "MEng", "MPhil", "master_other", "PhD", "JD", "MD", "BS", "BA",
    "BEng", "BBA", "bachelor_other", "diplom", "associate", "secondary", "certificate", "other",
]  # fmt: skip


DegreeLevel = Literal["doctorate", "master", "bachelor", "associate", "secondary", "other"]


@dataclass(frozen=True, slots=True)
class Education:
    """A degree. `completed` is None where the CV leaves it open; `status` names why it is not held
    (in_progress, not_completed, enrolled, applied, deferred)."""

    degree: str | None
    kind: DegreeKind
    level: DegreeLevel
    field: str | None
    institution: str | None
    end_year: int | None
    completed: bool | None
    evidence: Evidence
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """An executive, product or leadership course: not a degree. `registry` is its key there, if any."""

    name: str
    provider: str | None
    year: int | None
    status: Literal["completed", "enrolled", "taught", "unknown"]
    evidence: Evidence
    registry: str | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    """The product clocks, in months; overlaps count once, both end months count.

    Low and high are the narrowest and the widest reading of dates without a month; `claimed_years` is
    what the person says of themselves.
    """

    months_total: int = 0
    months_total_low: int = 0
    months_total_high: int = 0
    months_product: int = 0
    months_product_low: int = 0
    months_product_high: int = 0
    months_product_leadership: int = 0
    months_product_leadership_low: int = 0
    months_product_leadership_high: int = 0
    claimed_years: int | None = None
    claimed_evidence: Evidence | None = None


BackgroundField = Literal[
    "marketing", "it", "sales", "design", "data", "consulting", "finance", "operations",
    "engineering_nonsoftware", "science", "founder", "product", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Background:
    """The function before the first product role; None where the CV does not tell.

    `positions` are the indices of those that decided it; `confidence`, 0 to 1, is how sure it is.
    """

    field: BackgroundField | None = None
    evidence: Evidence | None = None
    positions: tuple[int, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the product ladder: months at it, and the month of the first position there."""

    level: Level
    months: int
    since: PartialDate | None


@dataclass(frozen=True, slots=True)
class Trait:
    """A word for where somebody worked: an industry, a business model, a stage, a country (ISO 3166)."""

    name: str
    evidence: Evidence
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Trajectory:
    """How somebody came up: rungs from the lowest, promotions as pairs of position indices.

    `path` says whether the ladder from product manager to today's level was `walked` or `jumped`; None
    where there are no two rungs. `missing` are the rungs jumped over.
    """

    rungs: tuple[Rung, ...] = ()
    promotions: tuple[tuple[int, int], ...] = ()
    path: Literal["walked", "jumped"] | None = None
    missing: tuple[Level, ...] = ()
    industries: tuple[Trait, ...] = ()
    business_models: tuple[Trait, ...] = ()
    stages: tuple[Trait, ...] = ()
    countries: tuple[Trait, ...] = ()
