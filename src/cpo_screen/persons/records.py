"""What several files of one person make together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpo_screen.model import CandidateProfile, Doubt, Evidence

DisagreementKind = Literal[
    "dates", "title", "employer", "missing_role", "degree", "missing_degree", "claimed_years"
]


@dataclass(frozen=True, slots=True)
class Cited:
    """Words on a page, and the path of the file that they stand in."""

    file: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that two files of one person say differently, in a sentence, with the words of both.

    Where one file is silent (missing_role, missing_degree), its quote is what stands there instead.
    """

    kind: DisagreementKind
    message: str
    evidence_a: Cited
    evidence_b: Cited


@dataclass(frozen=True, slots=True)
class Added:
    """A finding of the merged profile that another file than the main one states.

    `field` is that of CandidateProfile or, after a dot, of its part ('network.extras',
    'positions.highlights'); `at` its index there, 0 where it is single; `source` counts in
    `Merged.sources` and is never 0.
    """

    field: str
    at: int
    source: int


@dataclass(frozen=True, slots=True)
class Merged:
    """One person: a profile of all their files, the paths (the main source first), what disagrees.

    `added` tells which findings come from other files than the main one, whose pages and lines are those
    of that file. `doubts` are what the integrity panel found in the others, each with its source.
    """

    profile: CandidateProfile
    sources: tuple[str, ...]
    disagreements: tuple[Disagreement, ...] = ()
    added: tuple[Added, ...] = ()
    doubts: tuple[tuple[int, Doubt], ...] = ()

    def source_of(self, field: str, at: int = 0) -> int:
        """Return the index in `sources` of the file that a finding stands in."""
        return next((one.source for one in self.added if one.field == field and one.at == at), 0)
