"""A CV's text, or job lines 'title | company | dates', in; the ladder and the words about employers out.

`line` is one highlight of an invented job, `place` the place of one. Traits are sorted names; with
`at: true` each with its position.
"""

from __future__ import annotations

from areas.background import read_job
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.positions import extract_positions
from cpo_screen.extraction.trajectory import find_trajectory
from cpo_screen.extraction.trajectory_places import parse_countries
from cpo_screen.model import PartialDate, Trait
from cpo_screen.sections import find_sections

AS_OF = PartialDate(2026, 11)
JOB = "Ann Lee\n\nExperience\n\nProduct Manager\nZyx Ltd\n2015-01 - 2018-12\n- {}\n- Wrote the backlog\n"


def run(case: dict) -> object:
    if "place" in case:
        return list(parse_countries(case["place"]))
    text = JOB.format(case["line"]) if "line" in case else case.get("text", "")
    document = document_from_text(text)
    positions = extract_positions(document, find_sections(document))
    positions = tuple(read_job(line) for line in case.get("jobs", "").splitlines() if line) or positions
    found = find_trajectory(document, positions, AS_OF)
    traits = (*found.industries, *found.business_models, *found.stages, *found.countries)
    for one in traits:
        span = one.evidence.span
        assert document.text[span.start : span.end] == one.evidence.quote
    at = case.get("at", False)
    return {
        "rungs": [f"{one.level} {one.months} {one.since}" for one in found.rungs],
        "promotions": [f"{one} {other}" for one, other in found.promotions],
        "path": found.path,
        "missing": list(found.missing),
        "industries": names(found.industries, at),
        "models": names(found.business_models, at),
        "stages": names(found.stages, at),
        "countries": names(found.countries, at),
        "quotes": sorted(one.evidence.quote for one in traits),
    }


def names(traits: tuple[Trait, ...], at: bool) -> list[str]:
    return sorted(f"{one.name} {one.position}" if at else one.name for one in traits)
