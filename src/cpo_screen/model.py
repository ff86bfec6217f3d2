"""The records that every stage passes on: frozen, slotted, and free of any library.

Offsets are characters of `Document.text`; boxes are PDF points from the page's top left corner;
pages and lines count from 1. `Evidence.quote == document.text[span.start:span.end]`, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

# --- a file, read -----------------------------------------------------------------------------


class Span(NamedTuple):
    """Half-open character range in `Document.text`."""

    start: int
    end: int


class Box(NamedTuple):
    """Rectangle in points; (0, 0) is the page's top left corner and y grows downwards."""

    x0: float
    top: float
    x1: float
    bottom: float


Role = Literal[
    "name", "headline", "heading", "title", "company", "dates", "location", "highlight",
    "degree", "field", "institution", "programme", "provider", "contact", "network", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """Typography of the characters [start, end) of a line's own text."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page in reading order, its bullet marker removed.

    A tab in `text` stands for a wide gap (table cell, right-aligned date). `continues` says that the
    line goes on with the paragraph of the line before it. `heading` is the level that the format
    itself states (Word style, h1-h6, #), 0 if none. `role` is set only where the source is structured
    (JSON Resume, LinkedIn) and says what the line is. `size` is 0.0 and `box` None where the format
    has no geometry. `gap` is the white space above, in line heights. `colour` is that of its first
    letters, rrggbb; empty for black and where the format does not say it.
    """

    text: str
    page: int
    number: int
    span: Span
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    column: int = 0
    gap: float = 0.0
    bullet: bool = False
    continues: bool = False
    heading: int = 0
    hidden: bool = False
    role: Role | None = None
    styles: tuple[Style, ...] = ()
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know: a stable `code` and a sentence."""

    code: str
    message: str


Format = Literal[
    "pdf", "docx", "doc", "odt", "rtf", "html", "txt", "md", "json", "linkedin_archive"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text: `text` is the lines joined by newlines, visible lines first, hidden ones last.

    `form` is `linkedin` for LinkedIn's own exports.
    """

    path: str
    sha256: str
    format: Format
    pages: int
    text: str
    lines: tuple[Line, ...]
    warnings: tuple[Remark, ...] = ()
    form: Literal["cv", "linkedin"] = "cv"
    language: str = "en"

    @property
    def visible(self) -> tuple[Line, ...]:
        """The lines a person can see, in reading order."""
        return tuple(line for line in self.lines if not line.hidden)


SectionKind = Literal[
    "header", "contact", "personal", "summary", "experience", "boards", "volunteering", "projects",
    "education", "programmes", "certifications", "skills", "languages", "talks", "publications",
    "awards", "network", "interests", "references", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first one) and the lines below it, up to the next heading."""

    kind: SectionKind
    heading: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; `text` has a space for each line break, so that offset i of `text`
    is offset `span.start + i` of the document."""

    text: str
    span: Span
    lines: tuple[Line, ...]


# --- what was found in it ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on a page, and the rule or model that found them (`rule:dates.range`)."""

    page: int
    line: int
    span: Span
    quote: str
    found_by: str


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


@dataclass(frozen=True, slots=True)
class Position:
    """One title at one company. `block` covers its header and highlights in the document's text."""

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


Signal = Literal[
    "vision_strategy", "roadmap", "product_process", "lifecycle_delivery", "people_leadership",
    "cross_functional", "evangelism", "customer_research", "outcomes", "commercial",
    "executive_influence", "data_fluency",
]  # fmt: skip
Strength = Literal["led", "contributed"]


@dataclass(frozen=True, slots=True)
class LeadershipSignal:
    """One of the twelve signals (findings L1-L12). `amount` is the number that the words name, as
    said; `position` the index of the position that it belongs to."""

    signal: Signal
    strength: Strength
    amount: str | None
    evidence: Evidence
    position: int | None = None


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
    """The function before the first product role; None where the CV does not tell."""

    field: BackgroundField | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Stated reach. '500+' connections are 500. `extras` are boards, talks, publications and the
    like: (kind, evidence)."""

    connections: int | None = None
    connections_evidence: Evidence | None = None
    followers: int | None = None
    followers_evidence: Evidence | None = None
    extras: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Who the CV is of; every field None where it does not say."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    linkedin: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class TeamSize:
    """The largest number of people that the person says they led."""

    people: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a profile was read from."""

    path: str
    sha256: str
    format: Format
    pages: int
    language: str


Status = Literal["ok", "partial", "unreadable"]


@dataclass(frozen=True, slots=True)
class CandidateProfile:
    """Everything the program knows of one candidate; the only thing that scoring sees."""

    as_of: PartialDate
    source: Source
    status: Status
    warnings: tuple[Remark, ...] = ()
    contact: Contact = Contact()
    positions: tuple[Position, ...] = ()
    education: tuple[Education, ...] = ()
    programmes: tuple[Programme, ...] = ()
    experience: Experience = Experience()
    background: Background = Background()
    network: Network = Network()
    team_size: TeamSize | None = None
    leadership: tuple[LeadershipSignal, ...] = ()


# --- how it scores ----------------------------------------------------------------------------

Verdict = Literal["met", "not_met", "unknown"]
GateEffect = Literal["flag", "review", "last"]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class GateResult:
    """A must-have: outside the points. `effect` of an unmet gate is the recruiter's choice."""

    gate: str
    label: str
    verdict: Verdict
    reason: str
    evidence: tuple[Evidence, ...] = ()
    effect: GateEffect = "flag"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A candidate's score, 0-100 over the criteria that are known; low-high where something is not.

    `review` says why a person must look before the candidate is ranked; empty: ranked.
    """

    profile: CandidateProfile
    results: tuple[CriterionResult, ...]
    gates: tuple[GateResult, ...]
    total: float
    low: float
    high: float
    tier: str
    review: tuple[str, ...] = ()
