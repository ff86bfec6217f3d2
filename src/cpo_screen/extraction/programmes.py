"""Executive, leadership and product programmes, wherever a CV names them; degrees are not among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cpo_screen.extraction.education_cutting import find_masks
from cpo_screen.extraction.education_groups import group_lines
from cpo_screen.extraction.education_lines import read_entry_lines
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.programmes_entry import Course, Standing, parse_courses
from cpo_screen.extraction.programmes_lists import (
    COURSE_SECTIONS,
    Stretch,
    group_entries,
    split_items,
    split_sentences,
)
from cpo_screen.extraction.programmes_match import (
    find_providers,
    find_registered,
    has_phrase,
    is_course,
    may_name_programme,
)
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.headings import parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Paragraph, Programme, Section, SectionKind, Span
from cpo_screen.sections import find_paragraphs

_ONLY_TOLD: frozenset[SectionKind] = frozenset(
    {"skills", "contact", "languages", "references", "interests"}
)
_PROSE: frozenset[SectionKind] = frozenset(
    {"summary", "header", "experience", "personal", "volunteering", "projects"}
)
_NEAR = 60  # characters between a programme and the deed
_SHORT_LINE = 10  # words
_INITIAL = 2  # characters that may stand before what a line begins with


def extract_programmes(document: Document, sections: Sequence[Section]) -> tuple[Programme, ...]:
    """Return the programmes of a CV in page order, each once, with how the person stood to it."""
    found: list[tuple[Programme, bool]] = []
    for section in sections:
        for text, default in _stretches(document, section):
            named = f"{text.under}: {text.text}" if text.under else text.text
            for course in parse_courses(named, default):
                single = course.registered is not None and course.registered.id in _single()
                found.append((_programme(document, text, course), single))
    return tuple(_merge(found))


def _programme(document: Document, text: Stretch, course: Course) -> Programme:
    span = Span(text.start, text.start + len(text.text))
    registry = course.registered.id if course.registered else None
    by = f"rule:programmes.{'registry' if registry else 'pattern'}"
    evidence = evidence_of(document, span, by)
    return Programme(course.name, course.provider, course.year, course.status, evidence, registry)


def _single() -> frozenset[str]:
    return frozenset(one["id"] for one in load_lexicon("programmes")["programmes"] if one.get("single"))


# --- where to look ----------------------------------------------------------------------------------


def _stretches(document: Document, section: Section) -> Iterator[tuple[Stretch, Standing]]:
    """Yield what may name a programme in a section, and how it counts if nothing is said."""
    if section.kind == "education":
        yield from ((text, "completed") for text in _among_degrees(document, section))
    elif section.kind in COURSE_SECTIONS:
        for entry in group_entries(section.lines):
            yield from ((item, "completed") for item in split_items(entry))
    else:
        yield from _told(document, section)


def _among_degrees(document: Document, section: Section) -> Iterator[Stretch]:
    """Courses among the degrees: lines that name no degree, and lists under a heading of their own."""
    lines = list(section.lines)
    opened = next(
        (i for i, one in enumerate(lines) if parse_heading(one.text) in COURSE_SECTIONS), len(lines)
    )
    for draft in group_lines(read_entry_lines(document, lines[:opened])):
        if draft.degree is None and draft.courses and draft.lines:
            pieces = [piece for line in draft.lines for piece in line.pieces]
            start, end = min(one.start for one in pieces), max(one.end for one in pieces)
            yield from split_items(Stretch(document.text[start:end].replace("\n", "\t"), start))
    for entry in group_entries(lines[opened + 1 :]):
        yield from split_items(entry)


def _told(document: Document, section: Section) -> Iterator[tuple[Stretch, Standing]]:
    """Sentences and short lines outside the sections for courses: only what the registry knows."""
    if not may_name_programme("\n".join(line.text for line in section.lines)):
        return
    default: Standing = "taught" if section.kind == "talks" else "unknown"
    for one in find_paragraphs(section.lines, document):
        if not may_name_programme(one.text):
            continue
        sentences = list(split_sentences(Stretch(one.text, one.span.start)))
        deeds = [sentence for sentence in sentences if _is_deed(sentence.text)]
        listed = sentences if len(one.lines) == 1 else [] if one.lines[0].bullet else _lines(one)
        for found in deeds or [text for text in listed if _is_listed(text.text, section.kind)]:
            yield found, default


def _lines(paragraph: Paragraph) -> list[Stretch]:
    return [Stretch(line.text, line.span.start) for line in paragraph.lines]


def _is_deed(text: str) -> bool:
    """True if a sentence says what the person did about a known programme."""
    found = find_registered(text, find_providers(text))
    if not found:
        return False
    start, end = found[0].start, found[0].end
    near = text[max(start - _NEAR, 0) : start] + " | " + text[end : end + _NEAR]
    told = any(mask.kind == "status" for mask in find_masks(text))
    return told or has_phrase(near, "participated") or has_phrase(near, "taught")


def _is_listed(text: str, kind: SectionKind) -> bool:
    """True for a short line that begins with a known programme ('PSPO II (2019)')."""
    providers = find_providers(text)
    found = find_registered(text, providers)
    if kind in _ONLY_TOLD or not found or len(text.split()) > _SHORT_LINE:
        return False
    if min([one.start for one in found] + [one.start for one in providers]) > _INITIAL:
        return False
    dated = any(mask.period is not None for mask in find_masks(text))
    return (dated or kind not in _PROSE) and (is_course(text) or dated)


# --- each once ----------------------------------------------------------------------------------------


def _merge(found: Iterable[tuple[Programme, bool]]) -> list[Programme]:
    """Say each programme once; a second mention adds the provider or the year that the first lacks."""
    kept: list[Programme] = []
    for one, single in found:
        at = next((i for i, other in enumerate(kept) if _is_same(one, other, single)), None)
        if at is None:
            kept.append(one)
            continue
        kept[at] = _together(kept[at], one)
    return kept


def _together(first: Programme, second: Programme) -> Programme:
    """Both mentions in one: a year shows that it was completed, else 'enrolled' weighs more than a list."""
    name = max(first.name, second.name, key=len)
    provider = max((first.provider or "", second.provider or ""), key=len) or None
    year = first.year or second.year
    status = first.status
    if first.status != second.status:
        open_ = year is None and "enrolled" in (first.status, second.status)
        status = "enrolled" if open_ else "completed"
    return replace(first, name=name, provider=provider, year=year, status=status)


def _is_same(one: Programme, other: Programme, single: bool) -> bool:
    if (one.status == "taught") != (other.status == "taught"):
        return False
    first, second = ({token.word for token in find_tokens(text.name)} for text in (one, other))
    if single and one.registry == other.registry:
        return ("advanced" in first) == ("advanced" in second)
    within = min(len(first), len(second)) > 2 and (first < second or second < first)
    years = one.year is None or other.year is None or one.year == other.year
    return (first == second or within) and years
