"""Findings of several files as one list: what is said twice stands once."""

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
from cpo_screen.persons.sameness import is_within, shared_words

R = TypeVar("R")
_SAME_WORDS = 0.6  # of two statements of one thing
_MOST = 8  # of each signal, as in one file
_SAME_ENTRY = 0.7  # of the shorter entry's words: a board seat is said in few words or many

Places = dict[int, int]
"""The index of a position in its own file → its index in the merged profile."""


class Other(NamedTuple):
    """A further file: its profile, and where its positions went."""

    profile: CandidateProfile
    places: Places


class Extra(NamedTuple):
    """Something beyond LinkedIn's numbers: its kind, the words and how reliable they are."""

    kind: str
    evidence: Evidence
    grade: Grade


def unite(main: Sequence[R], others: Iterable[R], same: Callable[[R, R], bool]) -> tuple[R, ...]:
    """Add to the main file's findings those of others that are not there yet."""
    kept = list(main)
    for one in others:
        if not any(same(one, each) for each in kept):
            kept.append(one)
    return tuple(kept)


def unite_findings(main: CandidateProfile, others: Sequence[Other]) -> CandidateProfile:
    """Add what only other files say of signals, skills, statements, scope, own work and courses."""
    return replace(
        main,
        leadership=_unite_signals(main, others),
        leadership_skills=unite(main.leadership_skills, _all("leadership_skills", others), _is_same_skill),
        statements=unite(main.statements, _all("statements", others), _is_same_quote),
        scope=unite(main.scope, _all("scope", others), _is_same_scope),
        hands_on=unite(main.hands_on, _all("hands_on", others), _is_same_work),
        programmes=unite_programmes(main.programmes, _all("programmes", others)),
    )


def _all(field: str, others: Sequence[Other]) -> list[Any]:
    """The findings of other files, their positions counted as in the merged profile."""
    return [moved(one, other.places) for other in others for one in getattr(other.profile, field)]


def moved(finding: R, places: Places) -> R:
    """Return a finding with the index of its position in the merged profile; others as they are."""
    at = getattr(finding, "position", None)
    if at is None:
        return finding
    changed: R = replace(finding, position=places.get(at))  # type: ignore[type-var]
    return changed


# --- signals, scope, courses ----------------------------------------------------------------------


def _unite_signals(main: CandidateProfile, others: Sequence[Other]) -> tuple[LeadershipSignal, ...]:
    """At most eight of each signal; those of other files only as far as there is room."""
    room = {one.signal: _MOST for one in main.leadership}
    for one in main.leadership:
        room[one.signal] -= 1
    kept = list(main.leadership)
    for one in _all("leadership", others):
        if room.setdefault(one.signal, _MOST) > 0 and not any(_is_same_signal(one, each) for each in kept):
            room[one.signal] -= 1
            kept.append(one)
    return tuple(kept)


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


def unite_programmes(main: Sequence[Programme], others: Iterable[Programme]) -> tuple[Programme, ...]:
    """Unite courses; one that another file dates is taken from there."""
    kept = list(main)
    for one in others:
        at = next((at for at, each in enumerate(kept) if _is_same_course(one, each)), None)
        if at is None:
            kept.append(one)
        elif one.year is not None and kept[at].year is None and one.status == kept[at].status:
            kept[at] = one
    return tuple(kept)


def _is_same_course(one: Programme, other: Programme) -> bool:
    if one.year is not None and other.year is not None and one.year != other.year:
        return False
    listed = one.registry is not None and one.registry == other.registry
    return is_within(one.name, other.name) or (listed and shared_words(one.name, other.name) > 0)


# --- reach and traits -----------------------------------------------------------------------------


def unite_network(main: Network, others: Sequence[Other]) -> Network:
    """Take the larger of each number ('500+' is 500) and every entry that is not there yet."""
    networks = [main, *(other.profile.network for other in others)]
    found = [one for network in networks[1:] for one in _extras(network)]
    extras = unite(_extras(main), found, _is_same_extra)
    return Network(
        *_largest((one.connections, one.connections_evidence) for one in networks),
        *_largest((one.followers, one.followers_evidence) for one in networks),
        tuple((one.kind, one.evidence) for one in extras),
        tuple(one.grade for one in extras),
    )


def _largest(said: Iterable[tuple[int | None, Evidence | None]]) -> tuple[int | None, Evidence | None]:
    return max(said, key=lambda one: -1 if one[0] is None else one[0])


def _extras(network: Network) -> list[Extra]:
    found = zip_longest(network.extras, network.grades[: len(network.extras)], fillvalue=None)
    return [Extra(*entry, grade or "mentioned") for entry, grade in found if entry is not None]


def _is_same_extra(one: Extra, other: Extra) -> bool:
    return one.kind == other.kind and is_within(one.evidence.quote, other.evidence.quote, _SAME_ENTRY)


def unite_traits(main: Trajectory, others: Sequence[Other]) -> Trajectory:
    """Add the industries, business models, stages and countries that only other files say."""
    fields: dict[str, Any] = {}
    for name in ("industries", "business_models", "stages", "countries"):
        found: list[Trait] = [
            moved(one, other.places) for other in others for one in getattr(other.profile.trajectory, name)
        ]
        known: tuple[Trait, ...] = getattr(main, name)
        fields[name] = unite(known, found, lambda a, b: a.name == b.name)
    return replace(main, **fields)
