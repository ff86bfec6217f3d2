"""What a run makes of the files it found: each ends in exactly one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cpo_screen.model import CandidateProfile, PartialDate, Remark, Scorecard

if TYPE_CHECKING:
    from cpo_screen.scoring.stability import Stability


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with a place in the ranking; equal scores share a rank. `stability`: how firm it is."""

    rank: int
    card: Scorecard
    stability: Stability | None = None


@dataclass(frozen=True, slots=True)
class ForReview:
    """A file that was read badly, or that the criteria hand to a person: `reason` says why."""

    card: Scorecard
    reason: Remark


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read as a CV; `sha256` is None where it could not even be opened."""

    file: str
    sha256: str | None
    reason: Remark


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file that equals another one, byte for byte."""

    file: str
    sha256: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A further file of somebody whose main file is `into`: what it says stands in that row."""

    file: str
    sha256: str
    into: str


class Counts(NamedTuple):
    """How many files ended where; `found` is the sum of the others."""

    found: int
    ranked: int
    review: int
    refused: int
    duplicates: int
    merged: int = 0

    def __str__(self) -> str:
        """Say it in one line.

        >>> str(Counts(43, 39, 2, 1, 1)), str(Counts(4, 2, 0, 0, 0, 2))[-22:]
        ('43 files: 39 ranked, 2 for review, 1 refused, 1 duplicate', '0 duplicates, 2 merged')
        """
        files = "1 file" if self.found == 1 else f"{self.found} files"
        copies = "1 duplicate" if self.duplicates == 1 else f"{self.duplicates} duplicates"
        merged = f", {self.merged} merged" if self.merged else ""
        return (
            f"{files}: {self.ranked} ranked, {self.review} for review, {self.refused} refused, "
            f"{copies}{merged}"
        )


@dataclass(frozen=True, slots=True)
class Screening:
    """The result of a run; `seconds` (time per stage, all workers added) is no part of its equality.

    `notes` say what of the criteria does perhaps not do what was meant, seen on these files.
    """

    ranked: tuple[Ranked, ...]
    review: tuple[ForReview, ...]
    refused: tuple[Refused, ...]
    duplicates: tuple[Duplicate, ...]
    as_of: PartialDate
    version: str
    criteria_sha256: str
    criteria_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def counts(self) -> Counts:
        """How many files ended where."""
        parts = (
            len(self.ranked), len(self.review), len(self.refused), len(self.duplicates), len(self.merged)
        )  # fmt: skip
        return Counts(sum(parts), *parts)

    @property
    def merged(self) -> tuple[Merged, ...]:
        """The further files of people with several."""
        return tuple(
            Merged(one.path, one.sha256, profile.source.path)
            for profile in self.profiles
            for one in profile.others
        )

    @property
    def profiles(self) -> tuple[CandidateProfile, ...]:
        """Every profile that was read, the ranked ones first."""
        cards = [one.card for one in self.ranked] + [one.card for one in self.review]
        return tuple(card.profile for card in cards)
