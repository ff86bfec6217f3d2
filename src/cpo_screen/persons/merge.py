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
    Doubt,
    Evidence,
    Position,
    Remark,
    SectionKind,
    Trajectory,
    Written,
)
from cpo_screen.persons.disagree import find_disagreements
from cpo_screen.persons.find import find_persons
from cpo_screen.persons.located import located
from cpo_screen.persons.main_source import known_until, order_sources
from cpo_screen.persons.unite import Other, unite_findings, unite_network, unite_traits
from cpo_screen.persons.unite_careers import unite_degrees, unite_positions

_BESIDES: frozenset[SectionKind] = frozenset({"boards", "volunteering", "projects", "education"})
_OF_DATES = frozenset({"undated_positions", "year_only_dates", "overlapping_positions", "gap"})


def merge_persons(profiles: Sequence[CandidateProfile]) -> tuple[CandidateProfile, ...]:
    """Return one profile per person, in the order of their first file; nobody is left out."""
    return tuple(merge_profiles([profiles[at] for at in group]) for group in find_persons(profiles))


def merge_profiles(profiles: Sequence[CandidateProfile]) -> CandidateProfile:
    """Make one profile of a person's files, which must be read as of the same month.

    The main source is the one that says more, unless it is clearly older; facts that only another file has
    are added with its evidence. Months, background and the ladder are measured anew. Raises ValueError
    where there is no profile.
    """
    if not profiles:
        raise ValueError("a person has one file at least")
    if len(profiles) == 1:
        return profiles[0]
    files = [located(profiles[of], at) for at, of in enumerate(order_sources(profiles))]
    united = _united([files[0], *map(without_doubtful, files[1:])])
    return replace(
        united,
        integrity=(*files[0].integrity, *_doubts(files[1:])),
        others=tuple(one.source for one in files[1:]),
        other_contacts=tuple(one.contact for one in files[1:]),
        disagreements=find_disagreements(files),
    )


def _united(profiles: Sequence[CandidateProfile]) -> CandidateProfile:
    main = profiles[0]
    positions, places = unite_positions(profiles)
    education = unite_degrees(profiles)
    others = [Other(one, at) for one, at in zip(profiles[1:], places[1:], strict=True)]
    written = _latest_written(profiles)
    united = unite_findings(main, others)
    profile = replace(
        united,
        contact=_contact([one.contact for one in profiles]),
        positions=positions,
        education=education,
        experience=measure_experience(positions, main.as_of, _claimed(profiles), written),
        background=find_background(positions, education, main.as_of),
        network=unite_network(main.network, others),
        team_size=largest_team(united.scope),
        trajectory=_climbed(unite_traits(main.trajectory, others), positions, main),
        written=written,
    )
    return replace(profile, warnings=tuple(_warnings(profile, profiles)))


def _contact(contacts: Sequence[Contact]) -> Contact:
    """The main file's contact, and of the others what it does not say."""
    found = {}
    for field in fields(Contact):
        said = (getattr(one, field.name) for one in contacts)
        found[field.name] = next((one for one in said if one), None)
    return Contact(**found)


def _latest_written(profiles: Sequence[CandidateProfile]) -> Written | None:
    """When the newest file was written: up to then the present is sure."""
    dated = [one for one in profiles if one.written is not None]
    return max(dated, key=known_until).written if dated else None


def _claimed(profiles: Sequence[CandidateProfile]) -> tuple[int, Evidence] | None:
    """The years that the first file with such a claim names."""
    for one in profiles:
        years, evidence = one.experience.claimed_years, one.experience.claimed_evidence
        if years is not None and evidence is not None:
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


def _doubts(others: Sequence[CandidateProfile]) -> Iterator[Doubt]:
    """What the integrity panel found in other files, under their names."""
    for other in others:
        for one in other.integrity:
            yield replace(one, message=f"{other.source.path}: {one.message}")
