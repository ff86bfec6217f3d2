"""The recruiter's own list of product titles, applied to a profile that was read before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from cpo_screen.criteria.patterns import matches_any
from cpo_screen.criteria.records import Criteria
from cpo_screen.model import (
    Background,
    CandidateProfile,
    Evidence,
    Experience,
    PartialDate,
    Position,
    Written,
)

Measuring = Callable[
    [Sequence[Position], PartialDate, tuple[int, Evidence] | None, Written | None], Experience
]


def is_product_title(title: str | None, default: bool, criteria: Criteria) -> bool:
    """Tell whether a title is a product role: `exclude` first, then `include`, then `default`."""
    if title is None:
        return default
    if matches_any(criteria.product_titles.exclude, title):
        return False
    return default or matches_any(criteria.product_titles.include, title)


def retitle(
    profile: CandidateProfile,
    criteria: Criteria,
    measure: Measuring,
    find_background: Callable[[CandidateProfile], Background] | None = None,
) -> CandidateProfile:
    """Apply the recruiter's product titles; where a role changes, measure the clocks anew with `measure`.

    The very same profile comes back where nothing changes.
    """
    if not (criteria.product_titles.include or criteria.product_titles.exclude):
        return profile
    positions = tuple(_retitle_position(each, criteria) for each in profile.positions)
    if positions == profile.positions:
        return profile
    old = profile.experience
    claimed = None
    if old.claimed_years is not None and old.claimed_evidence is not None:
        claimed = (old.claimed_years, old.claimed_evidence)
    experience = measure(positions, profile.as_of, claimed, profile.written)
    changed = replace(profile, positions=positions, experience=experience)
    return replace(changed, background=find_background(changed)) if find_background else changed


def _retitle_position(position: Position, criteria: Criteria) -> Position:
    is_product = is_product_title(position.title, position.is_product, criteria)
    return position if is_product == position.is_product else replace(position, is_product=is_product)
