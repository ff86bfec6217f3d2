"""Where the files of one person say different things, each with the words of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from cpo_screen.extraction.experience import month_number, months_of
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import (
    CandidateProfile,
    Disagreement,
    DisagreementKind,
    Evidence,
    PartialDate,
    Position,
    SectionKind,
)
from cpo_screen.persons.disagree_degrees import degree_differences
from cpo_screen.persons.main_source import known_until
from cpo_screen.persons.matching import match_positions
from cpo_screen.persons.sameness import (
    is_same_employer,
    is_within,
    months_apart,
    months_covered,
    overlap,
    words_of,
)
from cpo_screen.persons.wording import (
    name_sources,
    say_months,
    say_period,
    say_position,
    sentence,
)

_BESIDES: frozenset[SectionKind] = frozenset({"boards", "volunteering", "projects", "education"})
_TOLERATED = 1  # month: a job that ended 'in June' began its successor in June or July
_SHORTEST = 6  # months of a role whose absence means something
_COVERED = 0.5  # of the role's months must lie in the time that the other file tells of
_CLAIM = 2  # years by which two claims differ


class Side(NamedTuple):
    """A file and what a sentence calls it."""

    profile: CandidateProfile
    name: str


def find_disagreements(profiles: Sequence[CandidateProfile]) -> tuple[Disagreement, ...]:
    """Compare each two files of a person, whose words name their file.

    What is compared: dates, titles and employers of the same position, roles and degrees that one of them
    leaves out, degrees, claimed years.

    Dates differ where they are further apart than they are precise; what an older file calls present is
    no contradiction to a later end.
    """
    sides = [Side(*one) for one in zip(profiles, name_sources(profiles), strict=True)]
    return tuple(found for one, other in combinations(sides, 2) for found in _compare(one, other))


def _compare(one: Side, other: Side) -> Iterator[Disagreement]:
    mine, theirs = one.profile.positions, other.profile.positions
    pairs = match_positions(mine, theirs, one.profile.as_of)
    for a, b in pairs:
        yield from _of_position(one, other, mine[a], theirs[b])
    matched = {a for a, _ in pairs}, {b for _, b in pairs}
    yield from (
        found for at, p in enumerate(mine) if at not in matched[0] for found in _missing(one, other, p)
    )
    yield from (
        found for at, p in enumerate(theirs) if at not in matched[1] for found in _missing(other, one, p)
    )
    for each in degree_differences(one.profile, other.profile, one.name, other.name):
        yield _disagreement(each.kind, each.message, each.first, each.second)
    yield from _claims(one, other)


def _disagreement(kind: DisagreementKind, message: str, a: Evidence, b: Evidence) -> Disagreement:
    return Disagreement(kind, sentence(message), (a, b))


# --- one position ---------------------------------------------------------------------------------


def _of_position(one: Side, other: Side, a: Position, b: Position) -> Iterator[Disagreement]:
    """Yield how two statements of one position differ."""
    cited = a.evidence, b.evidence
    apart = [part for part in (_starts(a, b), _ends(one, other, a, b)) if part]
    if apart:
        message = (
            f"{one.name} dates {say_position(a)} from {say_period(a.period)}, "
            f"{other.name} from {say_period(b.period)}: {' and '.join(apart)}."
        )
        yield _disagreement("dates", message, *cited)
    what = _title_difference(a, b)
    if what:
        employer = f" at {a.company}" if a.company else ""
        message = f"{one.name} says {a.title}{employer}, {other.name} says {b.title}: {what}."
        yield _disagreement("title", message, *cited)
    if a.company and b.company and not is_same_employer(a.company, b.company):
        message = (
            f"For {a.title or 'a position'} ({say_period(a.period)}) {one.name} names the employer "
            f"{a.company}, {other.name} names {b.company}."
        )
        yield _disagreement("employer", message, *cited)


def _starts(a: Position, b: Position) -> str:
    return _apart("starts", a.period.start, b.period.start)


def _ends(one: Side, other: Side, a: Position, b: Position) -> str:
    if not (a.period.is_current or b.period.is_current):
        return _apart("ends", a.period.end, b.period.end)
    if a.period.is_current and b.period.is_current:
        return ""
    current, end = (one, b.period.end) if a.period.is_current else (other, a.period.end)
    if end is None or known_until(current.profile) - month_number(end, 12) <= _TOLERATED:
        return ""
    written = current.profile.written
    unsure = written is None or written.source == "latest_date"
    return f"in {current.name} it still runs" + (", unless that file is older" if unsure else "")


def _apart(which: str, one: PartialDate | None, other: PartialDate | None) -> str:
    """Say that two dates differ, and by how much where both name a month."""
    if one is None or other is None or one == other:
        return ""
    if one.month is not None and other.month is not None:
        months = months_apart(one, other)
        return f"the {which} are {say_months(months)} apart" if months > _TOLERATED else ""
    years_only = one.month is None and other.month is None
    return f"the {which} differ" if years_only or months_apart(one, other) > _TOLERATED else ""


def _title_difference(a: Position, b: Position) -> str:
    """Say whether two titles differ in level or function; a vaguer title of the same level does not."""
    if a.title is None or b.title is None or words_of(a.title) == words_of(b.title):
        return ""
    functions = {a.function, b.function}
    vague = "other" in functions and (is_within(a.title, b.title) or not (a.is_product or b.is_product))
    differences = []
    if a.level != b.level:
        names = load_lexicon("persons")["level_names"]
        differences.append(f"another level ({names[a.level]}, {names[b.level]})")
    if len(functions) > 1 and not vague:
        names = load_lexicon("persons")["function_names"]
        differences.append(f"another function ({names[a.function]}, {names[b.function]})")
    return " and ".join(differences)


# --- roles that one leaves out --------------------------------------------------------------------


def _missing(has: Side, lacks: Side, role: Position) -> Iterator[Disagreement]:
    """Yield a role of half a year or more that the other file leaves out of a time that it tells of."""
    months = months_of(role.period, has.profile.as_of)
    instead = _instead(lacks, role)
    if role.section in _BESIDES or months is None or months < _SHORTEST or instead is None:
        return
    if not _covers(lacks.profile, role):
        return
    runs = overlap(role.period, instead.period, has.profile.as_of) > 0
    same = runs and is_same_employer(role.company, instead.company)
    told = f", and gives that time to {say_position(instead)}" if same else ""
    message = (
        f"{has.name} lists {say_position(role)} ({say_period(role.period)}); {lacks.name} covers that time "
        f"but does not name the role{told}."
    )
    yield _disagreement("missing_role", message, role.evidence, instead.evidence)


def _covers(profile: CandidateProfile, role: Position) -> bool:
    """Whether at least half of the role's months lie between a file's first and last."""
    spans = [
        span for one in profile.positions if (span := months_covered(one.period, profile.as_of)) is not None
    ]
    span = months_covered(role.period, profile.as_of)
    if span is None or not spans:
        return False
    first = min(one[0] for one in spans)
    last = min(max(one[1] for one in spans), known_until(profile))
    both = min(span[1], last) - max(span[0], first) + 1
    return both >= max(_SHORTEST, _COVERED * (span[1] - span[0] + 1))


def _instead(side: Side, role: Position) -> Position | None:
    """The position of a file that shares most time with the role, else the nearest before it."""
    as_of, span = side.profile.as_of, months_covered(role.period, side.profile.as_of)
    dated = [(months_covered(one.period, as_of), one) for one in side.profile.positions]
    known = [(months, one) for months, one in dated if months is not None]
    if span is None or not known:
        return None

    def nearness(found: tuple[tuple[int, int], Position]) -> tuple[bool, float, int]:
        months, one = found
        same = is_same_employer(one.company, role.company)
        shared = overlap(one.period, role.period, as_of)
        return same and shared > 0, shared, -abs(span[0] - months[1])

    return max(known, key=nearness)[1]


# --- claims ---------------------------------------------------------------------------------------


def _claims(one: Side, other: Side) -> Iterator[Disagreement]:
    """Yield two claims of years of experience that differ by more than the time between the files."""
    mine, theirs = one.profile.experience, other.profile.experience
    if mine.claimed_years is None or theirs.claimed_years is None:
        return
    if mine.claimed_evidence is None or theirs.claimed_evidence is None:
        return
    older = (known_until(one.profile) - known_until(other.profile)) / 12
    apart = mine.claimed_years - theirs.claimed_years
    if abs(apart) < _CLAIM or abs(apart - older) < _CLAIM:
        return
    message = (
        f"{one.name} claims {mine.claimed_years} years of experience, "
        f"{other.name} {theirs.claimed_years} years."
    )
    yield _disagreement("claimed_years", message, mine.claimed_evidence, theirs.claimed_evidence)
