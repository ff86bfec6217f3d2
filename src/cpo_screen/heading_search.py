"""Headings in unknown words: which lines are set like headings, and what they open.

Each line is judged twice: by itself, then with what the first judgement said of the lines set like it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from cpo_screen.heading_features import (
    Page,
    heading_features,
    heading_text,
    names_a_job,
    peer_features,
)
from cpo_screen.heading_kinds import is_by_theme, is_dated, kind_features, lines_below
from cpo_screen.heading_looks import Look
from cpo_screen.heading_model import LineModel, kinds_model, lines_model
from cpo_screen.headings import fold, heading_words, is_document_title, parse_heading, parse_heading_loosely
from cpo_screen.model import Line, SectionKind

_SIBLINGS: tuple[frozenset[SectionKind | None], ...] = (
    frozenset({"education", "programmes", "certifications"}),
    frozenset({"experience", "boards", "volunteering", "projects"}),
)
_TELLING_KINDS: frozenset[SectionKind | None] = frozenset(
    {"summary", "skills", "experience", "education", "programmes", "certifications"}
)  # of which one line does not label a single fact, as 'Nationality' does
_TELLING = 4  # lines that are enough to say what a column holds
_TWICE = 2
_SMALLER = 0.3  # points
_OPEN = re.compile(r"[,;:&–-]$|\b[a-zà-ÿ]{1,4}$")  # a line's end after which a sentence goes on
_LEAST_ALONE = 0.01  # the least chance of a line that is a heading's words and nothing else
_LEAST_ONE_WORD = 0.1  # and if it is a single word
_HOPELESS = 0.02  # the first chance below which a line is not read again


def find_more_headings(
    lines: Sequence[Line], known: Mapping[int, SectionKind], body: float
) -> dict[int, SectionKind]:
    """The headings besides the `known` ones: those that are likely.

    What a heading in known words opens is said by its words, of all others by the model.
    """
    page, model = Page.of(lines, known, body), lines_model()
    chances = page_chances(page, model)
    titles = _looks_of_titles(page)
    said = {index: parse_heading_loosely(heading_text(lines[index])) for index in chances}

    def least(index: int) -> float:
        if said[index] is None:
            if page.look(index) in titles or not lines[index].size:
                return model.least_among
            return model.least_alike if _is_set_alike(page, index) else model.least
        above = max((one for one in known if one < index), default=-1)
        if _are_siblings(said[index], known.get(above)):
            return model.least_among
        if not _says_no_more(lines[index]):
            return model.least_known
        return _LEAST_ALONE if " " in lines[index].text else _LEAST_ONE_WORD

    found = {index for index, chance in chances.items() if chance >= least(index)}
    looks = Counter(page.look(index) for index in found)
    common = {look for look, times in looks.items() if times >= _TWICE and look not in titles}
    found |= {
        index
        for index, chance in chances.items()
        if chance >= model.least_alike and said[index] is None and _is_one_more(page, index, common)
    }
    found |= _stuck_to_prose(lines, {*known.values(), *(said[index] for index in found)})
    every = sorted({*known, *found})
    kinds: dict[int, SectionKind] = {}
    above: SectionKind | None = None
    for index in every:
        if index in found:
            kinds[index] = said.get(index) or tell_kind(lines, index, every, above)
        above = kinds.get(index) or known[index]
    return kinds


def _stuck_to_prose(lines: Sequence[Line], opened: Set[SectionKind | None]) -> set[int]:
    """Headings of kinds not opened yet, set like the prose above and taken for its last line."""
    return {
        index
        for index, (line, after) in enumerate(pairwise(lines))
        if line.continues
        and not after.continues
        and _says_no_more(line)
        and parse_heading(line.text) not in opened
        and not _OPEN.search(lines[index - 1].text)
    }


def _is_one_more(page: Page, index: int, common: Set[Look]) -> bool:
    """Say whether a line has a look of several headings, which sets it apart from running text."""
    line, look = page.lines[index], page.look(index)
    return look in common and line.size > 0 and line.text[:1].isupper() and page.looks.emphasis(look) > 0


def _says_no_more(line: Line) -> bool:
    """Say whether the line is a known heading, word for word, in running type: 'Professional Summary'."""
    text = heading_text(line)
    kind = parse_heading(text)
    return text == line.text and text[0].isupper() and text[-1].isalpha() and kind in _TELLING_KINDS


def _are_siblings(kind: SectionKind | None, above: SectionKind | None) -> bool:
    """Say whether a word of one kind may stand inside the other: 'Certificate' in a list of courses."""
    return kind == above or any(kind in group and above in group for group in _SIBLINGS)


def _looks_of_titles(page: Page) -> frozenset[Look]:
    """The looks that several lines have that name a job."""
    times = Counter(page.look(index) for index in page.able if names_a_job(heading_text(page.lines[index])))
    return frozenset(look for look, count in times.items() if count >= _TWICE)


def _is_set_alike(page: Page, index: int) -> bool:
    """Say whether the line is set like two known headings or more, and like little else."""
    look = page.look(index)
    times = page.known_looks[look.roughly]
    return times >= _TWICE and times * 2 >= page.able_looks[look.roughly] and page.looks.emphasis(look) > 0


def page_chances(page: Page, model: LineModel) -> dict[int, float]:
    """How likely each line that could be a heading is one, by how it is set and what stands around it."""
    last = len(page.lines) - 1
    candidates = [index for index in range(last) if index not in page.known and _may_be(page, index)]
    titles = _titles(page, candidates)
    candidates = [index for index in candidates if index not in titles]
    rows = {index: heading_features(page, index) for index in candidates}
    return judge_again(page, model, {index: model.likelihood(row) for index, row in rows.items()})


def _is_small_print(page: Page, line: Line) -> bool:
    """Smaller than running text, neither bold nor in capitals: a sidebar's lines, whatever their colour."""
    return 0 < line.size < page.body - _SMALLER and not line.bold and not line.text.isupper()


def _titles(page: Page, candidates: Iterable[int]) -> set[int]:
    """The lines that name a job, where several are set alike: one alone may be 'Experiencia docente'."""
    jobs = [index for index in candidates if names_a_job(heading_text(page.lines[index]))]
    times = Counter(page.look(index) for index in jobs)
    return {index for index in jobs if times[page.look(index)] > 1}


def judge_again(page: Page, model: LineModel, first: Mapping[int, float]) -> dict[int, float]:
    """The chances of lines read again: what surely is a heading counts as known, and its peers are seen."""
    page = take_for_known(page, first, model.sure)
    return {
        index: chance
        if chance < _HOPELESS
        else model.second_likelihood(heading_features(page, index) + peer_features(page, index, first))
        for index, chance in first.items()
    }


def take_for_known(page: Page, first: Mapping[int, float], sure: float) -> Page:
    """The page with the sure headings of a first reading among the known ones."""
    found: dict[int, SectionKind] = {index: "other" for index, chance in first.items() if chance >= sure}
    return page.knowing({**page.known, **found})


def _may_be(page: Page, index: int) -> bool:
    """A line that could be a heading, and names neither the document nor the person."""
    line = page.lines[index]
    if index not in page.able or parse_heading_loosely(heading_text(line)) is not None:
        return index in page.able
    first = page.lines[_first_line(page.lines)]
    named = fold(line.text) == fold(first.text) and (line is first or not first.heading)
    if is_document_title(line.text) or _is_small_print(page, line):
        return False
    return not named or not heading_words().isdisjoint(fold(line.text).split())


def _first_line(lines: Sequence[Line]) -> int:
    """The first line that says more than 'Curriculum Vitae': the person's name or title, as a rule."""
    return next((index for index, line in enumerate(lines) if not is_document_title(line.text)), 0)


def tell_kind(
    lines: Sequence[Line], index: int, headings: Sequence[int], above: SectionKind | None
) -> SectionKind:
    """What the heading at `index` opens, by its words, what stands below it, and the section above it.

    Of several parts the first decides, if it is known: 'Boards, teaching, talking'.
    """
    text = heading_text(lines[index])
    first, mark, _ = text.partition(",")
    below = lines_below(lines, index, headings)
    said = parse_heading_loosely(first) if mark else None
    kind = said or kinds_model().best(kind_features(text, below, above), is_dated(below))
    return "summary" if kind == "experience" and is_by_theme(below) else kind


def tell_column(lines: Sequence[Line], index: int, headings: Iterable[int]) -> SectionKind:
    """What a column without a heading at its top holds, by its lines alone; `other` if they do not tell."""
    below = [one for one in lines_below(lines, index - 1, headings) if one.column == lines[index].column]
    return kinds_model().best(kind_features("", below)) if len(below) >= _TELLING else "other"
