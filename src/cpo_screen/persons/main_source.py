"""Which of a person's files says most, and what kind of file each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cpo_screen.extraction.experience import counts_until, month_number
from cpo_screen.model import CandidateProfile, Source

SourceKind = Literal["cv", "linkedin", "linkedin_archive"]

_ORDER: tuple[SourceKind, ...] = ("cv", "linkedin", "linkedin_archive")
_OLDER = 12  # months that make a file clearly older than the newest
_THIN = 0.5  # a file with fewer described positions than this share of the fullest says little


def source_kind(source: Source) -> SourceKind:
    """Tell a CV from LinkedIn's own PDF and archive."""
    return "linkedin_archive" if source.format == "linkedin_archive" else source.form


def known_until(profile: CandidateProfile) -> int:
    """Return the month, counted from the year 0, up to which what the file says of the present is sure."""
    return month_number(counts_until(profile.written, profile.as_of))


def order_sources(profiles: Sequence[CandidateProfile]) -> list[int]:
    """Return the indices, the main source first: readable, not clearly older, saying much.

    Of those a CV comes before LinkedIn's PDF and that before its archive, then the one with more positions
    that it describes, then the newer one.
    """
    newest = max(map(known_until, profiles))
    fullest = max(map(_described, profiles))

    def standing(at: int) -> tuple[bool, bool, bool, int, int, int, str, int]:
        one = profiles[at]
        return (
            one.status != "ok" or not one.positions,
            newest - known_until(one) >= _OLDER,
            _described(one) < _THIN * fullest,
            _ORDER.index(source_kind(one.source)),
            -_described(one),
            -known_until(one),
            one.source.path,
            at,
        )

    return sorted(range(len(profiles)), key=standing)


def _described(profile: CandidateProfile) -> int:
    return sum(bool(one.highlights) for one in profile.positions)
