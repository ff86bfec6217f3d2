"""Where two files of one person differ about degrees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cpo_screen.exports.facts import academic_degrees, degree_state
from cpo_screen.model import CandidateProfile, DisagreementKind, Education, Evidence
from cpo_screen.persons.matching import VAGUE_DEGREES, is_same_school, match_degrees
from cpo_screen.persons.wording import say_degree

_YEARS = 2  # by which the end of a degree differs
_STATES = {"yes": "completed", "in progress": "in progress", "not finished": "not finished"}


class Difference(NamedTuple):
    """A sentence, and the words of the first and of the second file."""

    kind: DisagreementKind
    message: str
    first: Evidence
    second: Evidence


def degree_differences(
    one: CandidateProfile, other: CandidateProfile, name: str, other_name: str
) -> Iterator[Difference]:
    """Compare the degrees of universities and colleges; a file that names none at all is only silent."""
    mine, theirs = academic_degrees(one), academic_degrees(other)
    if not mine or not theirs:
        return
    pairs = match_degrees(mine, theirs)
    for a, b in pairs:
        for message in _messages(mine[a], theirs[b], name, other_name):
            yield Difference("degree", message, mine[a].evidence, theirs[b].evidence)
    for at, degree in enumerate(mine):
        if all(at != a for a, _ in pairs):
            message = _missing(degree, name, other_name)
            yield Difference("missing_degree", message, degree.evidence, theirs[0].evidence)
    for at, degree in enumerate(theirs):
        if all(at != b for _, b in pairs):
            message = _missing(degree, other_name, name)
            yield Difference("missing_degree", message, mine[0].evidence, degree.evidence)


def _messages(a: Education, b: Education, name: str, other_name: str) -> Iterator[str]:
    if _differs_in_kind(a, b) or _differs_in_school(a, b):
        yield f"{name} says {say_degree(a)}, {other_name} says {say_degree(b)}."
    states = degree_state(a), degree_state(b)
    if states[0] != states[1] and all(one in _STATES for one in states):
        yield (
            f"{name} gives {say_degree(a)} as {_STATES[states[0]]}, {other_name} as {_STATES[states[1]]}."
        )
    if a.end_year and b.end_year and abs(a.end_year - b.end_year) >= _YEARS:
        yield f"{name} dates {say_degree(a)} to {a.end_year}, {other_name} to {b.end_year}."


def _differs_in_kind(a: Education, b: Education) -> bool:
    """Whether the level differs, or two kinds do that both say more than the level."""
    return a.level != b.level or (a.kind != b.kind and VAGUE_DEGREES.isdisjoint((a.kind, b.kind)))


def _differs_in_school(a: Education, b: Education) -> bool:
    named = a.institution and b.institution
    return bool(named) and not is_same_school(str(a.institution), str(b.institution))


def _missing(degree: Education, has: str, lacks: str) -> str:
    return f"{has} lists {say_degree(degree)}; {lacks} lists other degrees but not this one."
