"""The facts beside a scorecard, each with the number of its quote: [heading, [[text, quote], …]]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cpo_screen.exports.career_facts import hands_on_kinds, ladder_summary, name_scope
from cpo_screen.exports.facts import degrees_by_level, name_degree, name_programme, skill_names, years
from cpo_screen.exports.report.wording import Quotes
from cpo_screen.exports.safe_text import one_line
from cpo_screen.model import CandidateProfile, Education, Evidence, ScopeEntry, Trait

Fact = tuple[str, Evidence | None]
_TRAITS = {
    "Industries": "industries",
    "Business models": "business_models",
    "Company stages": "stages",
    "Countries": "countries",
}
_MEASURES = ("money", "percent", "multiple", "number")
_MOST = 6


def facts_of(profile: CandidateProfile, quotes: Quotes) -> list[list[Any]]:
    """Return what a CV tells beyond its positions; headings without a fact are left out."""
    groups: dict[str, Iterable[Fact]] = {
        "Carried": _scope(profile),
        "Results": _results(profile),
        "Degrees": [(_degree(one), one.evidence) for one in degrees_by_level(profile)],
        "Programmes": [(name_programme(one), one.evidence) for one in profile.programmes],
        "Career": _career(profile),
        **{label: _traits(getattr(profile.trajectory, name)) for label, name in _TRAITS.items()},
        "Network": _network(profile),
        "Own work": _own_work(profile),
        "Only listed as skills": _skills(profile),
        "Says of themselves": _claims(profile),
        "Written": _written(profile),
    }
    told = ((label, _numbered(facts, quotes)) for label, facts in groups.items())
    return [[label, facts] for label, facts in told if facts]


def _numbered(facts: Iterable[Fact], quotes: Quotes) -> list[list[Any]]:
    told = [(one_line(text), evidence) for text, evidence in facts if text][:_MOST]
    return [[text, quotes.at(words)] if words else [text] for text, words in told]


def _scope(profile: CandidateProfile) -> Iterator[Fact]:
    """The largest of each kind that the person led."""
    largest: dict[str, ScopeEntry] = {}
    for one in profile.scope:
        best = largest.get(one.kind)
        if one.is_led and one.high is not None and (best is None or one.high > (best.high or 0)):
            largest[one.kind] = one
    for one in largest.values():
        yield name_scope(one), one.evidence


def _results(profile: CandidateProfile) -> list[Fact]:
    """The results that name a number, money first."""
    told = [one for one in profile.leadership if one.signal == "outcomes" and one.measure is not None]
    told.sort(key=lambda one: _MEASURES.index(str(one.measure)))
    found: dict[str, Fact] = {}
    for one in told:
        found.setdefault(str(one.amount), (str(one.amount), one.evidence))
    return list(found.values())


def _skills(profile: CandidateProfile) -> list[Fact]:
    named = {one.signal: one.evidence for one in reversed(profile.leadership_skills)}
    return [(_plain(name), named[name]) for name in skill_names(profile) if name in named]


def _degree(one: Education) -> str:
    told = [name_degree(one), one.institution or "", str(one.end_year or "")]
    return ", ".join(part for part in told if part)


def _career(profile: CandidateProfile) -> Iterator[Fact]:
    came_up = profile.trajectory
    if ladder := ladder_summary(came_up):
        yield f"Product ladder {ladder}", None
    for _, after in came_up.promotions:
        position = profile.positions[after]
        yield f"Promoted to {position.title or _plain(position.level)}", position.evidence
    for rung in came_up.rungs:
        yield f"{_plain(rung.level)}: {years(rung.months):.1f} years", None


def _traits(traits: tuple[Trait, ...]) -> list[Fact]:
    first = {one.name: one.evidence for one in reversed(traits)}
    return [(_plain(name), evidence) for name, evidence in reversed(first.items())]


def _network(profile: CandidateProfile) -> Iterator[Fact]:
    network = profile.network
    if network.connections is not None:
        yield f"{network.connections} connections", network.connections_evidence
    if network.followers is not None:
        yield f"{network.followers} followers", network.followers_evidence
    for kind, evidence in network.extras:
        yield _plain(kind), evidence


def _own_work(profile: CandidateProfile) -> list[Fact]:
    done = [one for one in profile.hands_on if not one.is_skill]
    if not done:
        return [(hands_on_kinds(profile).replace("; ", ", "), None)]
    return [(one.kind, one.evidence) for one in {each.kind: each for each in reversed(done)}.values()]


def _claims(profile: CandidateProfile) -> Iterator[Fact]:
    claimed = profile.experience.claimed_years
    if claimed is not None:
        yield f"{claimed} years of experience", profile.experience.claimed_evidence


def _written(profile: CandidateProfile) -> Iterator[Fact]:
    how = {
        "said": "as it says itself",
        "export": "LinkedIn's own date",
        "metadata": "by the file's properties",
        "latest_date": "not before its latest date",
    }
    if profile.written:
        yield f"{profile.written.date}, {how[profile.written.source]}", profile.written.evidence


def _plain(name: str) -> str:
    """Write an identifier as words.

    >>> _plain("vision_strategy")
    'vision strategy'
    """
    return name.replace("_", " ")
