"""The records of an evaluation: what a CV says (labelled or found), and what was right."""

from __future__ import annotations

from dataclasses import dataclass, field

Months = tuple[int, int, int]
"""Point, narrowest and widest reading of a number of months."""


@dataclass(frozen=True, slots=True)
class Job:
    """One title at one company; `near` is the text that it was read from, if known."""

    title: str | None = None
    company: str | None = None
    start: str | None = None
    end: str | None = None
    product: bool | None = None
    level: str | None = None
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Degree:
    """One degree; `held` is False where it is in progress, given up, applied for or deferred."""

    degree: str | None = None
    kind: str | None = None
    field: str | None = None
    institution: str | None = None
    end_year: int | None = None
    held: bool = True
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """One executive, product or leadership programme."""

    name: str | None = None
    provider: str | None = None
    held: bool = True
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """A leadership signal and the words that show it."""

    signal: str
    quote: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What one CV says. `values` holds the single values by measure (name, email, background, …)."""

    values: dict[str, str | int | None] = field(default_factory=dict)
    months: dict[str, Months] = field(default_factory=dict)
    jobs: tuple[Job, ...] = ()
    degrees: tuple[Degree, ...] = ()
    courses: tuple[Course, ...] = ()
    leadership: tuple[Led, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled CV; `labelled` names the keys that its row has (a missing key is not measured)."""

    id: str
    file: str
    line: int
    sha256: str | None
    layout: str
    language: str
    scan: bool
    facts: Facts
    labelled: frozenset[str]

    @property
    def format(self) -> str:
        """The file's format by its ending; a LinkedIn data archive is `linkedin_archive`."""
        name = self.file.rsplit("/", 1)[-1]
        if name == "Positions.csv" or name.endswith(".zip"):
            return "linkedin_archive"
        return name.rsplit(".", 1)[-1].lower() if "." in name else "none"


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is wrong: expected but not found, found but not expected, or both."""

    cv: str
    file: str
    measure: str
    expected: str | None
    found: str | None
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one measure in one CV; `found` is None where only recall can be measured."""

    expected: int = 0
    found: int | None = 0
    right: int = 0
    misses: tuple[Miss, ...] = ()
