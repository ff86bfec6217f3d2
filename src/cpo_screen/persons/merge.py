"""One profile of several files: the main source's, with what only the others say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from cpo_screen.extraction.background import find_background
from cpo_screen.extraction.doubtful import without_doubtful
from cpo_screen.extraction.experience import measure_experience
from cpo_screen.extraction.integrity_dates import date_remarks
from cpo_screen.extraction.team import largest_team
from cpo_screen.extraction.trajectory import find_promotions, find_rungs, judge_path
from cpo_screen.model import (
    CandidateProfile,
    Contact,
    Evidence,
    Position,
    Remark,
    SectionKind,
    Trajectory,
    Written,
)
from cpo_screen.persons.disagree import find_disagreements
from cpo_screen.persons.find import find_persons
from cpo_screen.persons.main_source import known_until, order_sources
from cpo_screen.persons.records import Added, Merged
from cpo_screen.persons.unite import Other, unite_findings, unite_network, unite_traits
from cpo_screen.persons.unite_careers import unite_degrees, unite_positions

_BESIDES: frozenset[SectionKind] = frozenset({"boards", "volunteering", "projects", "education"})
_OF_DATES = frozenset({"undated_positions", "year_only_dates", "overlapping_positions", "gap"})


def merge_persons(profiles: Sequence[CandidateProfile]) -> tuple[Merged, ...]:
    """Return one record per person, in the order of their first file; nobody is left out."""
    return tuple(merge_profiles([profiles[at] for at in group]) for group in find_persons(profiles))


def merge_profiles(profiles: Sequence[CandidateProfile]) -> Merged:
    """Make one profile of a person's files, which must be read as of the same month.

    The main source is the one that says more, unless it is clearly older; facts that only another file has
    are added with its evidence. Months, background and the ladder are measured anew. Raises ValueError
    where there is no profile.
    """
    if not profiles:
        raise ValueError("a person has one file at least")
    ordered = [profiles[at] for at in order_sources(profiles)]
    sources = tuple(one.source.path for one in ordered)
    if len(ordered) == 1:
        return Merged(ordered[0], sources)
    profile, added = _united([ordered[0], *map(without_doubtful, ordered[1:])])
    doubts = tuple((at, doubt) for at, one in enumerate(ordered[1:], 1) for doubt in one.integrity)
    return Merged(profile, sources, find_disagreements(ordered), tuple(added), doubts)


def _united(profiles: Sequence[CandidateProfile]) -> tuple[CandidateProfile, list[Added]]:
    main = profiles[0]
    positions, places, added = unite_positions(profiles)
    education, more = unite_degrees(profiles)
    added += more
    others = [Other(one, at, places[at]) for at, one in enumerate(profiles) if at]
    written, claimed = _latest_written(profiles, added), _claimed(profiles, added)
    experience = measure_experience(positions, main.as_of, claimed, written)
    network, more = unite_network(main.network, others)
    added += more
    trajectory, more = unite_traits(main.trajectory, others)
    added += more
    united, more = unite_findings(main, others)
    profile = replace(
        united,
        contact=_contact([one.contact for one in profiles]),
        positions=positions,
        education=education,
        experience=experience,
        background=find_background(positions, education, main.as_of),
        network=network,
        team_size=largest_team(united.scope),
        trajectory=_climbed(trajectory, positions, main),
        written=written,
    )
    return replace(profile, warnings=tuple(_warnings(profile, profiles))), added + more


def _contact(contacts: Sequence[Contact]) -> Contact:
    """The main file's contact, and of the others what it does not say."""
    found = {}
    for field in fields(Contact):
        said = (getattr(one, field.name) for one in contacts)
        found[field.name] = next((one for one in said if one), None)
    return Contact(**found)


def _latest_written(profiles: Sequence[CandidateProfile], added: list[Added]) -> Written | None:
    """When the newest file was written: up to then the present is sure."""
    dated = [(known_until(one), -at) for at, one in enumerate(profiles) if one.written is not None]
    at = -max(dated, default=(0, 0))[1]
    if at:
        added.append(Added("written", 0, at))
    return profiles[at].written


def _claimed(profiles: Sequence[CandidateProfile], added: list[Added]) -> tuple[int, Evidence] | None:
    """The years that the first file with such a claim names."""
    for at, one in enumerate(profiles):
        years, evidence = one.experience.claimed_years, one.experience.claimed_evidence
        if years is not None and evidence is not None:
            if at:
                added.append(Added("experience.claimed_evidence", 0, at))
            return years, evidence
    return None


def _climbed(trajectory: Trajectory, positions: Sequence[Position], main: CandidateProfile) -> Trajectory:
    """The ladder of all positions, with the traits that were united."""
    product = [one for one in positions if one.is_product and one.section not in _BESIDES]
    rungs = find_rungs(product, main.as_of)
    path, missing = judge_path([rung.level for rung in rungs])
    promotions = tuple(find_promotions(positions))
    return replace(trajectory, rungs=rungs, promotions=promotions, path=path, missing=missing)


def _warnings(united: CandidateProfile, profiles: Sequence[CandidateProfile]) -> Iterator[Remark]:
    """The main file's remarks, those on dates anew, and those of other files under their names."""
    yield from (one for one in united.warnings if one.code not in _OF_DATES)
    yield from date_remarks(united.positions, united.education, united.experience, united.as_of)
    for other in profiles[1:]:
        for one in other.warnings:
            if one.code not in _OF_DATES:
                yield Remark("other_source", f"{other.source.path}: {one.message}")
