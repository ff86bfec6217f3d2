"""Where a CV names courses: in sections of their own, among the degrees, behind labels, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cpo_screen.extraction.degree_forms import find_degrees
from cpo_screen.extraction.education_schools import find_school, is_place
from cpo_screen.extraction.programmes_apart import is_provider, masks_of, take_apart
from cpo_screen.extraction.programmes_entry import Standing
from cpo_screen.extraction.programmes_items import label_end, split_items, split_sentences
from cpo_screen.extraction.programmes_lines import COURSE_SECTIONS, Stretch
from cpo_screen.extraction.programmes_lists import group_among_degrees, group_entries
from cpo_screen.extraction.programmes_match import (
    find_phrases,
    find_providers,
    find_registered,
    has_phrase,
    is_course,
    may_be_course,
    may_name_programme,
    says_course,
)
from cpo_screen.extraction.programmes_topics import Trust
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.headings import parse_heading
from cpo_screen.model import Document, Line, Paragraph, Section, SectionKind
from cpo_screen.sections import find_paragraphs

_ONLY_TOLD: frozenset[SectionKind] = frozenset(
    {"skills", "contact", "languages", "references", "interests"}
)
_PROSE: frozenset[SectionKind] = frozenset(
    {"summary", "header", "experience", "personal", "volunteering", "projects"}
)
_LOOSE: frozenset[SectionKind] = frozenset({"other", "network", "awards"})
_NEAR = 60  # characters between a programme and the deed
_SHORT_LINE = 10  # words
_LONG_LIST = 4  # items
_LINES = 3  # of one record
_NAME_WORDS = 4  # words of a provider that no list knows
_INITIAL = 2  # characters that may stand before what a line begins with
_LABEL = re.compile(r"(?:^|(?<=[.;!?] ))[^\W\d_][^:.;\t]{2,40}(?::\s|\t)")


class Place(NamedTuple):
    """A stretch that may name programmes, how it counts if nothing is said, and how far to trust it."""

    text: Stretch
    default: Standing
    trust: Trust


def find_places(document: Document, section: Section) -> Iterator[Place]:
    """Yield what may name a programme in a section."""
    listing = section.kind in COURSE_SECTIONS or section.kind == "education"
    if (
        listing
        and not _is_for_leaders(section)
        and not may_be_course("\n".join(one.text for one in section.lines))
    ):
        return
    if section.kind in COURSE_SECTIONS or _is_about_courses(section) or _is_without_degrees(section):
        for entry in group_entries(section.lines):
            yield from _listed(entry, _is_for_leaders(section))
        return
    lines = list(section.lines)
    if section.kind == "education":
        opened = next(
            (i for i, one in enumerate(lines) if parse_heading(one.text) in COURSE_SECTIONS), None
        )
        among, below = (lines, []) if opened is None else (lines[:opened], lines[opened + 1 :])
        yield from _among_degrees(among)
        for entry in group_entries(below):
            yield from _listed(entry)
        return
    paragraphs = find_paragraphs(section.lines, document)
    yield from _labelled(paragraphs)
    yield from _told(paragraphs, section.kind)
    if section.kind in _LOOSE:
        yield from _records_in_lines(lines)


def _records_in_lines(lines: Sequence[Line]) -> Iterator[Place]:
    """A course in one line, its provider and year in the next, between other things."""
    for number, line in enumerate(lines):
        if may_be_course(line.text) and says_course(line.text):
            entry = next(group_entries(lines[number : number + _LINES]), None)
            if entry is not None and _is_record(entry.text):
                yield Place(entry, "completed", "listed")


def _listed(entry: Stretch, leaders: bool = False) -> Iterator[Place]:
    """The items of a list; those of a long one must call themselves courses."""
    if not leaders and not may_be_course(f"{entry.under} {entry.text}"):
        return
    items = list(split_items(entry))
    trust: Trust = "series" if len(items) > _LONG_LIST else "leaders" if leaders else "listed"
    yield from (Place(one, "completed", trust) for one in items)


def _is_about_courses(section: Section) -> bool:
    """'TRAININGS AND SEMINARS ATTENDED': a heading that no list knows, but its words do."""
    if section.kind not in _LOOSE or section.heading is None:
        return False
    heading = section.heading.text.partition("\t")[0]
    return has_phrase(heading, "heading_words") and not has_phrase(heading, "taught")


def _is_for_leaders(section: Section) -> bool:
    """'Executive education', 'Programmes': what is listed there is a programme, whatever its name."""
    heading = section.heading.text.partition("\t")[0] if section.heading else ""
    words = " ".join(one.word for one in find_tokens(heading))
    return words in word_set("leaders_headings", "programmes")


def _is_without_degrees(section: Section) -> bool:
    """'FORMATIONS' with courses alone: what is listed there is no degree."""
    return section.kind == "education" and not any(
        find_degrees(one.text) or find_school(one.text) for one in section.lines
    )


# --- among the degrees ------------------------------------------------------------------------------


def _among_degrees(lines: Sequence[Line]) -> Iterator[Place]:
    """Lines that name no degree; what stands behind a label is a list."""
    for entry in group_among_degrees(lines):
        if any(one.start == 0 for one in find_phrases(entry.text, "modules")):
            continue
        runs = list(_label_runs(entry))
        if runs:
            for run in runs:
                yield from _listed(run)
        elif _is_record(entry.text) or not any(not one.weak for one in find_degrees(entry.text)):
            yield from (Place(one, "completed", "education") for one in split_items(entry))
        else:
            sentences = [one for one in split_items(entry) if one.text != entry.text]
            yield from (Place(one, "completed", "education") for one in sentences)


# --- behind labels ----------------------------------------------------------------------------------


def _labelled(paragraphs: Sequence[Paragraph]) -> Iterator[Place]:
    """'Executive education: Stanford Directors' College (2024). Teaching: ...' in any section."""
    for paragraph in paragraphs:
        for run in _label_runs(Stretch(paragraph.text, paragraph.span.start)):
            yield from _listed(run)


def _label_runs(text: Stretch) -> Iterator[Stretch]:
    """What stands behind each label for courses, up to the next label."""
    labels = list(_LABEL.finditer(text.text))
    ends = [*(label.start() for label in labels[1:]), len(text.text)][: len(labels)]
    for label, end in zip(labels, ends, strict=True):
        run = text.text[label.start() : end]
        if label_end(run):
            yield Stretch(run, text.start + label.start())


# --- in sentences -----------------------------------------------------------------------------------


def _told(paragraphs: Sequence[Paragraph], kind: SectionKind) -> Iterator[Place]:
    """Sentences and short lines outside the sections for courses."""
    default: Standing = "taught" if kind == "talks" else "unknown"
    for one in paragraphs:
        if not may_name_programme(one.text):
            continue
        sentences = list(split_sentences(Stretch(one.text, one.span.start)))
        deeds = [sentence for sentence in sentences if _is_deed(sentence.text)]
        whole = all(line.continues for line in one.lines[1:])
        lines = [] if one.lines[0].bullet or len(one.lines) == 1 else _lines(one)
        listed = [*(sentences if whole else []), *lines]
        short = [text for text in listed if _is_listed(text.text, kind)]
        listing = kind not in _ONLY_TOLD
        records = [
            text for text in sentences if listing and _is_record(text.text) and not _lasts(text.text)
        ]
        seen: set[int] = set()
        for found in [*(deeds or short), *(sentences if records else [])]:
            if found.start not in seen and label_end(one.text) == 0:
                seen.add(found.start)
                trust: Trust = "listed" if records and found not in deeds else "told"
                yield Place(found, _default(found.text, default), trust)


def _default(text: str, default: Standing) -> Standing:
    """Among what somebody teaches, only what they say they took is theirs; and 'PSPO II, Scrum.org'."""
    if default != "taught" or has_phrase(text, "took_part"):
        return "unknown"
    providers = find_providers(text)
    agile = any(one.value.kind == "agile" for one in find_registered(text, providers))
    return "unknown" if agile and providers else default


def _lines(paragraph: Paragraph) -> list[Stretch]:
    return [Stretch(line.text, line.span.start) for line in paragraph.lines]


def _is_deed(text: str) -> bool:
    """True if a sentence says what the person did about a known programme, or that they took a course."""
    if has_phrase(text, "others"):
        return False
    found = find_registered(text, find_providers(text))
    if not found:
        return has_phrase(text, "took_part") and has_phrase(text, "leading") and has_phrase(text, "courses")
    start, end = found[0].start, found[0].end
    near = text[max(start - _NEAR, 0) : start] + " | " + text[end : end + _NEAR]
    told = any(mask.kind == "status" for mask in masks_of(text))
    return told or has_phrase(near, "participated") or has_phrase(near, "taught")


def _is_listed(text: str, kind: SectionKind) -> bool:
    """True for a short line that begins with a known programme ('PSPO II (2019)')."""
    providers = find_providers(text)
    found = find_registered(text, providers)
    if kind in _ONLY_TOLD or not found or len(text.split()) > _SHORT_LINE:
        return False
    if min([one.start for one in found] + [one.start for one in providers]) > _INITIAL:
        return False
    dated = any(mask.period is not None for mask in masks_of(text))
    return (dated or kind not in _PROSE) and (is_course(text) or dated)


def _lasts(text: str) -> bool:
    """True for what went on for years: a position."""
    periods = [mask.period for mask in masks_of(text) if mask.period is not None]
    return any(one.is_current or (one.start and one.end and one.start != one.end) for one in periods)


def _is_record(text: str) -> bool:
    """True for a whole record by itself: a course's name, its provider and a date, and nothing else."""
    if not (has_phrase(text, "courses") and has_phrase(text, "topics")):
        return False
    entry = take_apart(text)
    names = [one for one in entry.parts if not is_provider(entry, one) and not is_place(one.text)]
    dated = any(mask.period is not None or mask.kind == "status" for mask in entry.masks)
    if not dated or not names or len(entry.parts) < 2 or len(names) > 2:
        return False
    name, *others = (one.text for one in names)
    if any(len(one.split()) > _NAME_WORDS or title_likeness(one) >= 0.5 for one in others):
        return False
    return says_course(name) and has_phrase(name, "topics") and title_likeness(name) < 0.5
