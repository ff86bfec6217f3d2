"""How well headings are found: the model beside the rules alone and beside a dumb baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cpo_screen.heading_features import Page, heading_text, may_be_heading
from cpo_screen.heading_looks import look_of
from cpo_screen.heading_model import lines_model
from cpo_screen.heading_search import page_chances
from cpo_screen.headings import parse_heading_loosely
from cpo_screen.model import Line, SectionKind
from cpo_screen.sections import body_size, cut_sections, find_headings, find_known_headings
from cpo_screen.training.heading_data import Sheet

Headings = Mapping[int, SectionKind]
_TWICE = 2
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
    """The headings in known words, and as `other` what is set like two of them and like nothing else."""
    body = body_size(lines)
    known = find_known_headings(lines, body)
    looks = [look_of(line) for line in lines]
    every, own = Counter(looks), Counter(looks[index] for index in known)
    trusted = {look for look, times in own.items() if times >= _TWICE and times * 2 >= every[look]}
    alike = (index for index, line in enumerate(lines) if looks[index] in trusted and may_be_heading(line))
    found: dict[int, SectionKind] = dict.fromkeys(alike, "other")
    return found | known


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


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """From one least chance on: the share of unknown headings found, lines and names taken wrongly."""

    least: float
    found: float
    wrong: int
    swallowed: int


def curve(sheets: Iterable[Sheet], chances: Sequence[float]) -> list[CurvePoint]:
    """What other least chances of a heading in unknown words would find."""
    judged = [one for sheet in sheets for one in _judged(sheet)]
    every = max(sum(heading for _, heading, _ in judged), 1)
    points = []
    for least in chances:
        taken = [(heading, name) for chance, heading, name in judged if chance >= least]
        found, names = sum(heading for heading, _ in taken), sum(name for _, name in taken)
        points.append(CurvePoint(least, found / every, len(taken) - found, names))
    return points


def _judged(sheet: Sheet) -> list[tuple[float, bool, bool]]:
    """The chance of each line in unknown words, whether it is a heading, and whether it names something."""
    page = Page.of(
        sheet.lines, find_known_headings(sheet.lines, body_size(sheet.lines)), body_size(sheet.lines)
    )
    return [
        (chance, index in sheet.headings, index in sheet.names and index not in sheet.headings)
        for index, chance in page_chances(page, lines_model()).items()
        if parse_heading_loosely(heading_text(sheet.lines[index])) is None
    ]


def kinds_of(lines: Sequence[Line], headings: Headings) -> dict[int, SectionKind]:
    """The kind of the section that each line stands in, by where the line ends."""
    return {line.span.end: one.kind for one in cut_sections(lines, headings) for line in one.lines}


def _same(found: SectionKind | None, wanted: SectionKind) -> bool:
    return found is not None and _AS.get(found, found) == _AS.get(wanted, wanted)
