"""What tables tell of a candidate: a profile's records as a few words or a number each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from cpo_screen.model import (
    CandidateProfile,
    DegreeKind,
    DegreeLevel,
    Education,
    PartialDate,
    Position,
    Programme,
)

Held = Literal["yes", "in progress", "not finished", "no", "unknown"]

_LEVELS: tuple[DegreeLevel, ...] = ("doctorate", "master", "bachelor", "associate", "secondary", "other")
_GRADUATE: frozenset[DegreeLevel] = frozenset({"doctorate", "master"})
_MBAS: frozenset[DegreeKind] = frozenset({"MBA", "EMBA"})
_UNDERWAY = frozenset({"in_progress", "enrolled"})


@lru_cache(maxsize=4096)
def years(months: int) -> float:
    """Turn months into years, to one decimal.

    >>> years(100)
    8.3
    """
    return round(months / 12, 1)


def current_position(profile: CandidateProfile) -> Position | None:
    """Return the main present position: a job before a board seat, product before others, latest first."""
    current = [one for one in profile.positions if one.period.is_current]
    return max(current, key=_standing, default=None)


def _standing(position: Position) -> tuple[bool, bool, PartialDate]:
    start = position.period.start or PartialDate(0)
    return position.section == "experience", position.is_product, PartialDate(start.year, start.month or 0)


def degrees_by_level(profile: CandidateProfile) -> list[Education]:
    """Return the degrees, highest level first, those held before those not held, page order within."""
    degrees = [one for one in profile.education if one.kind != "certificate"]
    return sorted(degrees, key=_degree_standing)


def _degree_standing(degree: Education) -> tuple[bool, int]:
    return degree.completed is False, _LEVELS.index(degree.level)


def academic_degrees(profile: CandidateProfile) -> list[Education]:
    """Return the degrees of universities and colleges, in the same order; no school certificates."""
    return [one for one in degrees_by_level(profile) if one.level not in ("secondary", "other")]


def short_degree(degree: Education) -> str:
    """Name a degree by its kind, or in the CV's words where no kind says more."""
    own_words = degree.kind.endswith("_other") or degree.kind in ("other", "diplom")
    return (degree.degree if own_words else None) or degree.kind.removesuffix("_other")


def name_degree(degree: Education) -> str:
    """Name a degree in a few words: as above, with its field, and why it is not held."""
    title = short_degree(degree)
    field = degree.field if degree.field and degree.field.casefold() not in title.casefold() else None
    named = f"{title}, {field}" if field else title
    state = degree_state(degree)
    return named if state == "yes" else f"{named} ({state})"


def degree_state(degree: Education) -> Held:
    """Tell whether a degree is held; a CV that lists one without a word about its end is believed."""
    if degree.completed is not False:
        return "yes"
    return "in progress" if degree.status in _UNDERWAY else "not finished"


def holds(profile: CandidateProfile, kinds: Iterable[DegreeKind]) -> Held:
    """Tell whether a degree of these kinds is held; unknown where the CV lists no education at all."""
    if not profile.education:
        return "unknown"
    wanted = frozenset(kinds)
    states: set[Held] = {degree_state(one) for one in profile.education if one.kind in wanted}
    order: tuple[Held, ...] = ("yes", "in progress", "not finished")
    return next((state for state in order if state in states), "no")


def holds_mba(profile: CandidateProfile) -> Held:
    """Tell whether an MBA or executive MBA is held."""
    return holds(profile, _MBAS)


def graduate_degrees(profile: CandidateProfile) -> list[Education]:
    """Return the degrees held above bachelor's level."""
    return [one for one in profile.education if one.level in _GRADUATE and degree_state(one) == "yes"]


def name_programme(programme: Programme) -> str:
    """Name a course with its provider and year, and say when it was not completed."""
    provider = programme.provider
    known = provider is None or provider.casefold() in programme.name.casefold()
    named = programme.name if known else f"{programme.name}, {provider}"
    told = [str(programme.year)] if programme.year else []
    told += [programme.status] if programme.status in ("enrolled", "taught") else []
    return f"{named} ({', '.join(told)})" if told else named


def skill_names(profile: CandidateProfile) -> list[str]:
    """Name the leadership signals that lists of skills name and no deed shows, once each."""
    shown = {one.signal for one in profile.leadership}
    return list(dict.fromkeys(one.signal for one in profile.leadership_skills if one.signal not in shown))


def signal_names(profile: CandidateProfile) -> list[str]:
    """Name the leadership signals found, once each, marking those that the person only contributed to."""
    led = {one.signal for one in profile.leadership if one.strength == "led"}
    found = dict.fromkeys(one.signal for one in profile.leadership)
    return [name if name in led else f"{name} (contributed)" for name in found]
