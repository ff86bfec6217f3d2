"""Everything the program knows of one candidate; the only thing that scoring sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpo_screen.model.career import (
    Background,
    Education,
    Evidence,
    Experience,
    PartialDate,
    Position,
    Programme,
    Trajectory,
)
from cpo_screen.model.document import Format, Remark
from cpo_screen.model.leadership import HandsOn, LeadershipSignal, NamedSkill, Network, ScopeEntry, TeamSize


@dataclass(frozen=True, slots=True)
class Contact:
    """Who the CV is of; every field None where it does not say."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    linkedin: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The month when the document was written, and how that is known, surest first: `said` on a page ('last
    updated March 2024'), `export` (LinkedIn's own date), `metadata` of the file, `latest_date` of all
    that it names (it cannot be older). `evidence` is None for metadata."""

    date: PartialDate
    source: Literal["said", "export", "metadata", "latest_date"]
    evidence: Evidence | None = None


Severity = Literal["serious", "notice"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding of the integrity panel: shown, never scored. `code` as that of a Remark."""

    code: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a profile was read from; `form` is `linkedin` for LinkedIn's own exports."""

    path: str
    sha256: str
    format: Format
    pages: int
    language: str
    form: Literal["cv", "linkedin"] = "cv"


DisagreementKind = Literal[
    "dates", "title", "employer", "missing_role", "degree", "missing_degree", "claimed_years"
]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that two files of one person say differently, in a sentence, with the words of both.

    Where one file is silent (missing_role, missing_degree), its quote is what stands there instead.
    """

    kind: DisagreementKind
    message: str
    evidence: tuple[Evidence, Evidence]


Status = Literal["ok", "partial", "unreadable"]


@dataclass(frozen=True, slots=True)
class CandidateProfile:
    """Everything the program knows of one candidate; the only thing that scoring sees.

    `statements` are the clauses that tell what the person did: a recruiter's own phrases are held against
    them. `leadership_skills` are signals only named in a list of skills. `others` are further files of the
    same person, `other_contacts` what each of them says of who it is, `disagreements` where they differ.
    """

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
    leadership_skills: tuple[NamedSkill, ...] = ()
    statements: tuple[Evidence, ...] = ()
    scope: tuple[ScopeEntry, ...] = ()
    trajectory: Trajectory = Trajectory()
    hands_on: tuple[HandsOn, ...] = ()
    written: Written | None = None
    integrity: tuple[Doubt, ...] = ()
    others: tuple[Source, ...] = ()
    other_contacts: tuple[Contact, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files of the person, in the order that `Evidence.source` counts."""
        return (self.source, *self.others)
