"""Which found record stands for which labelled one: one-to-one, the order on the page does not matter.

The pair that agrees best is taken first, then the best of those left, and so on; between pairs that
agree equally the one earlier on the page wins. A pair that agrees in too little is no pair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from cpo_screen.training.evaluation.folding import fold
from cpo_screen.training.evaluation.records import Course, Degree, Job

Pairs = tuple[tuple[int, int], ...]
"""(index of the labelled record, index of the found one), in the labels' order."""

R = TypeVar("R")


def align_jobs(labelled: Sequence[Job], found: Sequence[Job]) -> Pairs:
    """Pair positions: title 3, company 2, start 2 and end 1 points where equal; 3 points make a pair."""
    return _align(labelled, found, _job_agreement, 3.0)


def align_degrees(labelled: Sequence[Degree], found: Sequence[Degree]) -> Pairs:
    """Pair degrees: kind 2, institution 2, degree 1, field 1, year 1 where equal; 2 points make a pair."""
    return _align(labelled, found, _degree_agreement, 2.0)


def align_courses(labelled: Sequence[Course], found: Sequence[Course]) -> Pairs:
    """Pair programmes whose names are equal or one of which contains the other in whole words."""
    return _align(labelled, found, _course_agreement, 1.0)


def is_within(one: str | None, other: str | None) -> bool:
    """Tell whether one folded text contains the other as a run of whole words."""
    first, second = fold(one), fold(other)
    if first is None or second is None:
        return False
    return f" {first} " in f" {second} " or f" {second} " in f" {first} "


def shared_words(one: str | None, other: str | None) -> float:
    """Return the share of words that two texts have in common: 0 none, 1 all."""
    first, second = set((fold(one) or "").split()), set((fold(other) or "").split())
    return len(first & second) / len(first | second) if first and second else 0.0


def _align(
    labelled: Sequence[R], found: Sequence[R], agreement: Callable[[R, R], float], least: float
) -> Pairs:
    scored = [
        (-points, i, j)
        for i, one in enumerate(labelled)
        for j, other in enumerate(found)
        if (points := agreement(one, other)) >= least
    ]
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return tuple(sorted(pairs))


def _job_agreement(one: Job, other: Job) -> float:
    points = 3 * _same(one.title, other.title) + 2 * _same(one.company, other.company)
    points += 2 * (one.start is not None and one.start == other.start)
    points += one.end is not None and one.end == other.end
    return (
        points + 0.4 * shared_words(one.title, other.title) + 0.4 * shared_words(one.company, other.company)
    )


def _degree_agreement(one: Degree, other: Degree) -> float:
    points = 2 * (one.kind is not None and one.kind == other.kind)
    points += 2 * _same(one.institution, other.institution)
    points += _same(one.degree, other.degree) + _same(one.field, other.field)
    points += one.end_year is not None and one.end_year == other.end_year
    return points + 0.4 * shared_words(one.institution, other.institution)


def _course_agreement(one: Course, other: Course) -> float:
    if not is_within(one.name, other.name):
        return 0.0
    return 1.0 + _same(one.name, other.name) + shared_words(one.provider, other.provider)


def _same(one: str | None, other: str | None) -> int:
    first = fold(one)
    return int(first is not None and first == fold(other))
