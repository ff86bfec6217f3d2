"""How well headings are found: the model beside the rules alone and beside a dumb baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cpo_screen.heading_features import heading_text
from cpo_screen.headings import parse_heading_loosely
from cpo_screen.model import Line, SectionKind
from cpo_screen.sections import body_size, cut_sections, find_alike, find_headings, find_known_headings
from cpo_screen.training.heading_data import Sheet

Headings = Mapping[int, SectionKind]
Finder = Callable[[Sequence[Line]], Headings]
_AS: dict[SectionKind, SectionKind] = {
    "certifications": "programmes",
    "boards": "experience",
    "volunteering": "experience",
    "projects": "experience",
}


@dataclass(slots=True)
class Score:
    """Counts over pages: lines in the right kind of section, headings in unknown words, names swallowed."""

    lines: int = 0
    lines_right: int = 0
    unknown: int = 0
    unknown_found: int = 0
    unknown_right: int = 0
    wrong: int = 0
    swallowed: int = 0


def dumb(lines: Sequence[Line]) -> Headings:
    """Every short line in bold or capitals is a heading; it opens what the lexicon says, else `other`."""
    return {
        index: parse_heading_loosely(line.text) or "other"
        for index, line in enumerate(lines)
        if len(line.text.split()) <= 3 and (line.bold or line.text.isupper()) and not line.bullet
    }


def by_rules(lines: Sequence[Line]) -> Headings:
    """The headings in known words, and what is set like them as `other`."""
    body = body_size(lines)
    known = find_known_headings(lines, body)
    return known | dict.fromkeys(find_alike(lines, known, body), "other")


FINDERS: dict[str, Finder] = {"baseline": dumb, "rules": by_rules, "rules and model": find_headings}


def score_sheets(sheets: Iterable[Sheet], find: Finder) -> Score:
    """Compare what is found on pages of known make."""
    score = Score()
    for sheet in sheets:
        found = find(sheet.lines)
        kinds = kinds_of(sheet.lines, found)
        for index, part in sheet.parts.items():
            score.lines += 1
            score.lines_right += _same(kinds.get(sheet.lines[index].span.end), part)
        for index, kind in sheet.headings.items():
            if parse_heading_loosely(heading_text(sheet.lines[index])) is None:
                score.unknown += 1
                score.unknown_found += index in found
                score.unknown_right += _same(found.get(index), kind)
        score.wrong += sum(index not in sheet.headings for index in found)
        score.swallowed += sum(
            index in sheet.names and "\t" not in sheet.lines[index].text for index in found
        )
    return score


def kinds_of(lines: Sequence[Line], headings: Headings) -> dict[int, SectionKind]:
    """The kind of the section that each line stands in, by where the line ends."""
    return {line.span.end: one.kind for one in cut_sections(lines, headings) for line in one.lines}


def _same(found: SectionKind | None, wanted: SectionKind) -> bool:
    return found is not None and _AS.get(found, found) == _AS.get(wanted, wanted)
