"""Executive, leadership and product programmes, wherever a CV names them; degrees are not among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cpo_screen.extraction.degrees import find_tokens
from cpo_screen.extraction.education_drafts import group_lines
from cpo_screen.extraction.education_pieces import find_masks, read_entry_lines
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.programmes_entry import Course, Standing, parse_courses
from cpo_screen.extraction.programmes_match import (
    find_providers,
    find_registered,
    has_phrase,
    is_course,
)
from cpo_screen.headings import parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Programme, Section, SectionKind, Span
from cpo_screen.sections import find_paragraphs

_COURSES: frozenset[SectionKind] = frozenset({"programmes", "certifications"})
_NEVER: frozenset[SectionKind] = frozenset({"skills", "contact", "languages", "references", "interests"})
_PROSE: frozenset[SectionKind] = frozenset(
    {"summary", "header", "experience", "personal", "volunteering", "projects"}
)
_OPEN_END = re.compile(r"(?:[,&:/(–-]|\b(?:of|and|for|in|the|und|et|y|de|für|on|to))$", re.IGNORECASE)
_ITEMS = re.compile(r";|\s\|\s|\s·\s")
_LIST_LABEL = re.compile(r"^(?:Courses|Training|Seminars|Kurse|Cursos|Formations)\s*:\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-zß\d)\]]{2})[.!]\s+(?=[A-ZÄÖÜÉ])")
_LONG_LIST = 4
_NEAR = 60  # characters between a programme and the deed


class _Text(NamedTuple):
    """A stretch of the document, as one line: offset i of `text` is offset `start + i`."""

    text: str
    start: int


def extract_programmes(document: Document, sections: Sequence[Section]) -> tuple[Programme, ...]:
    """Return the programmes of a CV in page order, each once, with how the person stood to it."""
    found: list[tuple[Programme, bool]] = []
    for section in sections:
        for text, default in _texts(document, section):
            for course in parse_courses(text.text, default):
                single = course.registered is not None and course.registered.id in _single()
                found.append((_programme(document, text, course), single))
    return tuple(_merge(found))


def _programme(document: Document, text: _Text, course: Course) -> Programme:
    span = Span(text.start, text.start + len(text.text))
    registry = course.registered.id if course.registered else None
    by = f"rule:programmes.{'registry' if registry else 'pattern'}"
    evidence = evidence_of(document, span, by)
    return Programme(course.name, course.provider, course.year, course.status, evidence, registry)


def _single() -> frozenset[str]:
    return frozenset(one["id"] for one in load_lexicon("programmes")["programmes"] if one.get("single"))


# --- where to look ----------------------------------------------------------------------------------


def _texts(document: Document, section: Section) -> Iterator[tuple[_Text, Standing]]:
    """Yield the stretches of a section that may name a programme, and how it counts if nothing is said."""
    if section.kind == "education":
        yield from ((text, "completed") for text in _education_texts(document, section))
    elif section.kind in _COURSES:
        for text in _groups(_paragraphs(document, section.lines)):
            yield from ((item, "completed") for item in _items(text))
    else:
        yield from _free_texts(document, section)


def _education_texts(document: Document, section: Section) -> Iterator[_Text]:
    """Courses among the degrees: lines that name no degree, and lists under a heading of their own."""
    lines = list(section.lines)
    opened = next((i for i, line in enumerate(lines) if parse_heading(line.text) in _COURSES), len(lines))
    for draft in group_lines(read_entry_lines(document, lines[:opened])):
        if draft.degree is None and draft.courses and draft.lines:
            pieces = [piece for line in draft.lines for piece in line.pieces]
            start, end = min(one.start for one in pieces), max(one.end for one in pieces)
            yield from _items(_Text(document.text[start:end].replace("\n", "\t"), start))
    for text in _groups(_paragraphs(document, lines[opened + 1 :])):
        yield from _items(text)


def _paragraphs(document: Document, lines: Sequence[Line]) -> list[_Text]:
    return [_Text(one.text, one.span.start) for one in find_paragraphs(lines, document)]


def _lines(lines: Sequence[Line]) -> list[_Text]:
    """Each line by itself: what belongs together is told by the words, not by the margin."""
    return [_Text(line.text, line.span.start) for line in lines]


def _groups(paragraphs: Sequence[_Text]) -> Iterator[_Text]:
    """Join lines that are one entry: name, provider and year may stand below one another."""
    current: _Text | None = None
    for text in paragraphs:
        if parse_heading(text.text) not in (None, "education", "programmes", "certifications"):
            break
        if current is not None and _continues(current, text):
            gap = text.start - (current.start + len(current.text))
            bridge = "\t" if _is_provider_line(text.text) or _is_only_date(text.text) else " "
            current = _Text(current.text + bridge * gap + text.text, current.start)
            continue
        if current is not None:
            yield current
        current = text
    if current is not None:
        yield current


def _continues(before: _Text, text: _Text) -> bool:
    """Say whether a line goes on with the entry before it."""
    if _OPEN_END.search(before.text.rstrip()) or text.text[:1].islower() or text.text.startswith("("):
        return True
    words = [token.word for token in find_tokens(text.text)]
    if _is_provider_line(text.text) and (
        not find_providers(before.text) or _extends_provider(before, text)
    ):
        return True
    if all(has_phrase(word, "courses") for word in words) and len(words) <= 2:
        return True
    dated = any(mask.period is not None for mask in find_masks(before.text))
    only_date = _is_only_date(text.text)
    return (only_date and not dated) or _is_only_date(before.text)


def _is_only_date(text: str) -> bool:
    masks = [mask for mask in find_masks(text) if mask.period is not None]
    rest = text
    for mask in masks:
        rest = rest.replace(text[mask.start : mask.end], "")
    return bool(masks) and not any(char.isalpha() for char in rest)


def _is_provider_line(text: str) -> bool:
    found = find_providers(text)
    rest = text
    for one in found:
        rest = rest.replace(text[one.start : one.end], "")
    for mask in find_masks(text):
        rest = rest.replace(text[mask.start : mask.end], "")
    return bool(found) and not any(char.isalpha() for char in rest)


def _extends_provider(before: _Text, text: _Text) -> bool:
    """'Harvard Business School' / 'Executive Education': together one name that the registry knows."""
    joined = find_providers(f"{before.text} {text.text}")
    return any(one.start < len(before.text) < one.end for one in joined)


def _items(text: _Text) -> Iterator[_Text]:
    """Cut an entry that lists several courses."""
    label = _LIST_LABEL.match(text.text)
    start = label.end() if label else 0
    body = text.text[start:]
    commas = body.count(",") >= _LONG_LIST or label is not None
    cuts = [
        (m.start(), m.end())
        for m in (re.compile(r"[;,]|\s\|\s").finditer(body) if commas else _ITEMS.finditer(body))
    ]
    cuts += _repeated_provider(body)
    if not commas:
        cuts += [(m.start() + 1, m.end()) for m in _SENTENCE.finditer(body)]
    at = 0
    for cut_start, cut_end in [*sorted(cuts), (len(body), len(body))]:
        if body[at:cut_start].strip():
            yield _Text(body[at:cut_start], text.start + start + at)
        at = cut_end


def _repeated_provider(body: str) -> list[tuple[int, int]]:
    """'Reforge: Product Leadership Reforge: Growth Series': cut before each further provider."""
    labels = [one for one in find_providers(body) if body[one.end : one.end + 1] == ":"]
    return [(one.start, one.start) for one in labels[1:]] if labels and labels[0].start == 0 else []


def _free_texts(document: Document, section: Section) -> Iterator[tuple[_Text, Standing]]:
    """Sentences outside the sections for courses: only what the registry knows, and only with a deed."""
    default: Standing = "taught" if section.kind == "talks" else "unknown"
    for paragraph in _paragraphs(document, section.lines):
        for sentence in _sentences(paragraph):
            if _is_told(sentence.text, section.kind):
                yield sentence, default


def _sentences(paragraph: _Text) -> Iterator[_Text]:
    cuts = [match.start() + 1 for match in _SENTENCE.finditer(paragraph.text)]
    for start, end in zip([0, *cuts], [*cuts, len(paragraph.text)], strict=True):
        if paragraph.text[start:end].strip():
            lead = len(paragraph.text[start:end]) - len(paragraph.text[start:end].lstrip())
            yield _Text(paragraph.text[start + lead : end], paragraph.start + start + lead)


def _is_told(text: str, kind: SectionKind) -> bool:
    """True if a sentence tells of a known programme: with a deed near it, or as a short line's first words."""
    found = find_registered(text, find_providers(text))
    if not found:
        return False
    start, end = found[0].start, found[0].end
    near = text[max(start - _NEAR, 0) : start] + " | " + text[end : end + _NEAR]
    if has_phrase(near, "participated") or has_phrase(near, "taught") or _has_status(near):
        return True
    if kind in _NEVER:
        return False
    initial = start <= 2 and len(text.split()) <= 10
    dated = any(mask.period is not None for mask in find_masks(text))
    return initial and (dated or kind not in _PROSE) and (is_course(text) or dated)


def _has_status(text: str) -> bool:
    return any(mask.kind == "status" for mask in find_masks(text))


# --- each once ----------------------------------------------------------------------------------------


def _merge(found: Iterable[tuple[Programme, bool]]) -> list[Programme]:
    """Say each programme once; a second mention adds the provider or the year that the first lacks."""
    kept: list[Programme] = []
    for one, single in found:
        at = next((i for i, other in enumerate(kept) if _is_same(one, other, single)), None)
        if at is None:
            kept.append(one)
        else:
            other = kept[at]
            name = other.name if len(other.name) >= len(one.name) else one.name
            provider = max((other.provider or "", one.provider or ""), key=len) or None
            kept[at] = replace(other, name=name, provider=provider, year=other.year or one.year)
    return kept


def _is_same(one: Programme, other: Programme, single: bool) -> bool:
    if (one.status == "taught") != (other.status == "taught"):
        return False
    first, second = ({token.word for token in find_tokens(text.name)} for text in (one, other))
    if single and one.registry == other.registry:
        return ("advanced" in first) == ("advanced" in second)
    same_name = first == second or (min(len(first), len(second)) > 2 and (first < second or second < first))
    years = one.year is None or other.year is None or one.year == other.year
    return same_name and years
