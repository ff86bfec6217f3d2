"""Findings of several files as one list: what is said twice stands once, each with the file it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, NamedTuple, TypeVar

from cpo_screen.model import (
    CandidateProfile,
    Evidence,
    Grade,
    HandsOn,
    LeadershipSignal,
    NamedSkill,
    Network,
    Programme,
    ScopeEntry,
    Trait,
    Trajectory,
)
from cpo_screen.persons.records import Added
from cpo_screen.persons.sameness import is_within, shared_words

R = TypeVar("R")
_SAME_WORDS = 0.6  # of two statements of one thing
_MOST = 8  # of each signal, as in one file
_SAME_ENTRY = 0.7  # of the shorter entry's words: a board seat is said in few words or many

Places = dict[int, int]
"""The index of a position in its own file → its index in the merged profile."""


class Other(NamedTuple):
    """A further file: its profile, its index among the sources, and where its positions went."""

    profile: CandidateProfile
    source: int
    places: Places


class Extra(NamedTuple):
    """Something beyond LinkedIn's numbers: its kind, the words and how reliable they are."""

    kind: str
    evidence: Evidence
    grade: Grade


def unite(
    field: str, main: Sequence[R], others: Iterable[tuple[R, int]], same: Callable[[R, R], bool]
) -> tuple[tuple[R, ...], list[Added]]:
    """Add to the main file's findings those of others, as (finding, source), that are not there yet."""
    kept, added = list(main), []
    for one, source in others:
        if not any(same(one, each) for each in kept):
            added.append(Added(field, len(kept), source))
            kept.append(one)
    return tuple(kept), added


def unite_findings(main: CandidateProfile, others: Sequence[Other]) -> tuple[CandidateProfile, list[Added]]:
    """Add what only other files say of signals, skills, statements, scope, own work and courses."""
    leadership, added = _unite_signals(main, others)
    skills, more_skills = unite(
        "leadership_skills", main.leadership_skills, _all("leadership_skills", others), _is_same_skill
    )
    statements, more_statements = unite(
        "statements", main.statements, _all("statements", others), _is_same_quote
    )
    scope, more_scope = unite("scope", main.scope, _all("scope", others), _is_same_scope)
    hands_on, more_hands = unite("hands_on", main.hands_on, _all("hands_on", others), _is_same_work)
    programmes, more_programmes = unite_programmes(main.programmes, _all("programmes", others))
    united = replace(
        main,
        leadership=leadership,
        leadership_skills=skills,
        statements=statements,
        scope=scope,
        hands_on=hands_on,
        programmes=programmes,
    )
    return united, added + more_skills + more_statements + more_scope + more_hands + more_programmes


def _all(field: str, others: Sequence[Other]) -> list[tuple[R, int]]:
    """The findings of other files, their positions counted as in the merged profile."""
    return [
        (moved(one, other.places), other.source)
        for other in others
        for one in getattr(other.profile, field)
    ]


def moved(finding: R, places: Places) -> R:
    """Return a finding with the index of its position in the merged profile; others as they are."""
    at = getattr(finding, "position", None)
    if at is None:
        return finding
    changed: R = replace(finding, position=places.get(at))  # type: ignore[type-var]
    return changed


# --- signals, scope, courses ----------------------------------------------------------------------


def _unite_signals(
    main: CandidateProfile, others: Sequence[Other]
) -> tuple[tuple[LeadershipSignal, ...], list[Added]]:
    """At most eight of each signal; those of other files only as far as there is room."""
    room = {one.signal: _MOST for one in main.leadership}
    for one in main.leadership:
        room[one.signal] -= 1
    fitting: list[tuple[LeadershipSignal, int]] = []
    found: list[tuple[LeadershipSignal, int]] = _all("leadership", others)
    for one, source in found:
        known = [*main.leadership, *(each for each, _ in fitting)]
        if room.setdefault(one.signal, _MOST) > 0 and not any(_is_same_signal(one, each) for each in known):
            room[one.signal] -= 1
            fitting.append((one, source))
    return unite("leadership", main.leadership, fitting, _is_same_signal)


def _is_same_quote(one: Evidence, other: Evidence) -> bool:
    return shared_words(one.quote, other.quote) >= _SAME_WORDS


def _is_same_signal(one: LeadershipSignal, other: LeadershipSignal) -> bool:
    same_amount = one.amount is not None and (one.amount, one.position) == (other.amount, other.position)
    return one.signal == other.signal and (same_amount or _is_same_quote(one.evidence, other.evidence))


def _is_same_skill(one: NamedSkill, other: NamedSkill) -> bool:
    return one.signal == other.signal and is_within(one.evidence.quote, other.evidence.quote)


def _is_same_scope(one: ScopeEntry, other: ScopeEntry) -> bool:
    if (one.kind, one.is_led) != (other.kind, other.is_led):
        return False
    said = (one.low, one.high, one.currency, one.start, one.change)
    same = said == (other.low, other.high, other.currency, other.start, other.change)
    return same or _is_same_quote(one.evidence, other.evidence)


def _is_same_work(one: HandsOn, other: HandsOn) -> bool:
    return (one.kind, one.is_skill) == (other.kind, other.is_skill) and _is_same_quote(
        one.evidence, other.evidence
    )


def unite_programmes(
    main: Sequence[Programme], others: Iterable[tuple[Programme, int]]
) -> tuple[tuple[Programme, ...], list[Added]]:
    """Unite courses; one that another file dates is taken from there."""
    kept = [(one, 0) for one in main]
    for one, source in others:
        at = next((at for at, (each, _) in enumerate(kept) if _is_same_course(one, each)), None)
        if at is None:
            kept.append((one, source))
        elif one.year is not None and kept[at][0].year is None and one.status == kept[at][0].status:
            kept[at] = (one, source)
    return tuple(one for one, _ in kept), sourced("programmes", [source for _, source in kept])


def _is_same_course(one: Programme, other: Programme) -> bool:
    if one.year is not None and other.year is not None and one.year != other.year:
        return False
    listed = one.registry is not None and one.registry == other.registry
    return is_within(one.name, other.name) or (listed and shared_words(one.name, other.name) > 0)


def sourced(field: str, sources: Sequence[int]) -> list[Added]:
    """Say which of a list are of other files, given the source of each."""
    return [Added(field, at, source) for at, source in enumerate(sources) if source]


# --- reach and traits -----------------------------------------------------------------------------


def unite_network(main: Network, others: Sequence[Other]) -> tuple[Network, list[Added]]:
    """Take the larger of each number ('500+' is 500) and every entry that is not there yet."""
    connections = _largest("connections", main, others)
    followers = _largest("followers", main, others)
    found = [(one, other.source) for other in others for one in _extras(other.profile.network)]
    extras, added = unite("network.extras", _extras(main), found, _is_same_extra)
    for name, (_, _, source) in (("connections", connections), ("followers", followers)):
        added += [Added(f"network.{name}", 0, source)] if source else []
    united = Network(
        connections[0], connections[1], followers[0], followers[1],
        tuple((one.kind, one.evidence) for one in extras),
        tuple(one.grade for one in extras),
    )  # fmt: skip
    return united, added


def _largest(name: str, main: Network, others: Sequence[Other]) -> tuple[int | None, Evidence | None, int]:
    networks = [(main, 0), *((other.profile.network, other.source) for other in others)]
    said = [
        (getattr(one, name), getattr(one, f"{name}_evidence"), source)
        for one, source in networks
        if getattr(one, name) is not None
    ]
    return max(said, key=lambda one: (one[0], -one[2]), default=(None, None, 0))


def _extras(network: Network) -> list[Extra]:
    found = zip_longest(network.extras, network.grades[: len(network.extras)], fillvalue=None)
    return [Extra(*entry, grade or "mentioned") for entry, grade in found if entry is not None]


def _is_same_extra(one: Extra, other: Extra) -> bool:
    return one.kind == other.kind and is_within(one.evidence.quote, other.evidence.quote, _SAME_ENTRY)


def unite_traits(main: Trajectory, others: Sequence[Other]) -> tuple[Trajectory, list[Added]]:
    """Add the industries, business models, stages and countries that only other files say."""
    fields: dict[str, Any] = {}
    added: list[Added] = []
    for name in ("industries", "business_models", "stages", "countries"):
        found: list[tuple[Trait, int]] = [
            (moved(one, other.places), other.source)
            for other in others
            for one in getattr(other.profile.trajectory, name)
        ]
        known: tuple[Trait, ...] = getattr(main, name)
        fields[name], more = unite(f"trajectory.{name}", known, found, lambda a, b: a.name == b.name)
        added += more
    return replace(main, **fields), added
