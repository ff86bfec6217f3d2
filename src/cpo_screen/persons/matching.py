"""Which position or degree of one file is which of another: one to one, the surest pair first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from cpo_screen.extraction.education_schools import is_school_word
from cpo_screen.model import DegreeKind, Education, PartialDate, Position
from cpo_screen.persons.sameness import (
    is_alike,
    is_same_employer,
    is_within,
    months_covered,
    overlap,
    shared_words,
    words_of,
)

Pairs = tuple[tuple[int, int], ...]
R = TypeVar("R")

_SAME_TIME = 0.8  # share of the time of two positions that makes up for the employer's name
_SOME_TIME = 0.3
_NEAR = 24  # months between two statements of one position that do not overlap
_SAME_TITLE = 0.8
_LEAST = 3.0
VAGUE_DEGREES: frozenset[DegreeKind] = frozenset({"master_other", "bachelor_other", "diplom", "other"})
_TELLING = 4  # letters of a word that names a school


def match_positions(one: Sequence[Position], other: Sequence[Position], as_of: PartialDate) -> Pairs:
    """Pair positions by employer, time and title, as (index in the first, index in the second).

    Another employer's name makes a pair only with the same title and time; one employer's roles pair by
    time, and without it by the same title.
    """
    return _match(one, other, lambda a, b: _agreement(a, b, as_of))


def _agreement(one: Position, other: Position, as_of: PartialDate) -> float:
    """Return how surely two positions are the same; below 3 they are not."""
    time = overlap(one.period, other.period, as_of)
    title = shared_words(one.title, other.title)
    points = 2 * title + 3 * time + is_alike(one, other)
    points += one.period.start is not None and one.period.start == other.period.start
    if is_same_employer(one.company, other.company):
        fits = time >= _SOME_TIME or (is_alike(one, other) and _is_near(one, other, as_of))
        return points + _LEAST if fits else 0.0
    same = time >= _SAME_TIME and title >= _SAME_TITLE
    return points if same else 0.0


def _is_near(one: Position, other: Position, as_of: PartialDate) -> bool:
    """Whether the times of two positions lie near each other, or one of them is not said."""
    first, second = months_covered(one.period, as_of), months_covered(other.period, as_of)
    if first is None or second is None:
        return True
    return max(first[0], second[0]) - min(first[1], second[1]) <= _NEAR


def match_degrees(one: Sequence[Education], other: Sequence[Education]) -> Pairs:
    """Pair degrees by kind or level, institution, field and year.

    Another school makes a pair only with the same kind, and no field or year that tells them apart.
    """
    return _match(one, other, _degree_agreement)


def _degree_agreement(one: Education, other: Education) -> float:
    """Return how surely two degrees are the same: 2 for the kind, 1 for the level, 2 for the school."""
    points = 2.0 if one.kind == other.kind else float(one.level == other.level)
    if one.institution and other.institution:
        if not is_same_school(one.institution, other.institution):
            return _LEAST if _is_one_degree(one, other) else 0.0
        points += 2
    if one.field and other.field:
        points += is_within(one.field, other.field)
        if one.level == other.level and not is_within(one.field, other.field, 0.5) and points >= _LEAST:
            points -= 1
    if one.end_year and other.end_year:
        points += 1 if one.end_year == other.end_year else -0.5
    unnamed = not (one.institution and other.institution) and one.level == other.level
    return points + unnamed


def _is_one_degree(one: Education, other: Education) -> bool:
    """Whether two degrees of different schools are still more likely one than two."""
    if one.kind != other.kind or one.kind in VAGUE_DEGREES:
        return False
    fields = one.field is None or other.field is None or is_within(one.field, other.field)
    years = one.end_year is None or other.end_year is None or abs(one.end_year - other.end_year) <= 1
    return fields and years


def is_same_school(one: str, other: str) -> bool:
    """Tell whether two names of schools share a word that tells one, or one is the other's initials."""
    shared = {word for word in words_of(one) & words_of(other) if len(word) >= _TELLING}
    return is_same_employer(one, other) or any(not is_school_word(word) for word in shared)


def _match(one: Sequence[R], other: Sequence[R], agreement: Callable[[R, R], float]) -> Pairs:
    scored = [
        (-points, i, j)
        for i, first in enumerate(one)
        for j, second in enumerate(other)
        if (points := agreement(first, second)) >= _LEAST
    ]
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return tuple(sorted(pairs))
