"""Education records of a CV: degree, field, school, year, and whether the degree is held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from cpo_screen.extraction.degree_forms import find_degrees, strongest
from cpo_screen.extraction.education_groups import Entry, group_lines
from cpo_screen.extraction.education_lines import EntryLine, read_entry_lines
from cpo_screen.extraction.education_records import make_records
from cpo_screen.extraction.education_standing import is_repeat
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.headings import parse_heading
from cpo_screen.model import Document, Education, Line, PartialDate, Section, SectionKind

_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
_NEVER: frozenset[SectionKind] = frozenset(
    {"summary", "skills", "contact", "languages", "interests", "references", "network", "publications"}
)
_UNSURE: frozenset[SectionKind] = frozenset({"summary", "skills"})  # may go on below a heading nobody knows
_JOBS: frozenset[SectionKind] = frozenset({"experience", "volunteering"})
_FAR, _FAR_END = 40, 120  # characters at the beginning of a line that may hold dates and a degree
_BELOW = 4  # lines below a degree that may say more of it
_SHORT = 10  # words of a line that is a degree with nothing but a year
_NEAR = 12  # characters that may stand before a degree at the beginning of its line


def extract_education(
    document: Document, sections: Sequence[Section], as_of: PartialDate | None = None
) -> tuple[Education, ...]:
    """Return the degrees of a CV in page order; courses and certificates are no education.

    `as_of` tells whether 'expected 2024' is over; without it the latest year in the document does.
    """
    today = as_of.year if as_of else _latest_year(document)
    has_section = any(_is_education(section) for section in sections)
    found: list[Education] = []
    for section in _with_headed_degrees(sections):
        above: Entry | None = None
        for entry in group_lines(_lines_of(document, section, has_section)):
            for record in make_records(document, entry, above, today):
                if not any(is_repeat(record, other) for other in found):
                    found.append(record)
            above = entry
    return tuple(found)


def _is_education(section: Section) -> bool:
    """True also under headings that no lexicon knows whole: 'ACADAMIC QUALIFICATION', 'DIPLOMAS'."""
    if section.kind != "other" or section.heading is None:
        return section.kind == "education"
    words = {token.word for token in find_tokens(section.heading.text)}
    return bool(words & word_set("heading_words", "institutions"))


def _with_headed_degrees(sections: Sequence[Section]) -> Iterator[Section]:
    """Below education a degree that is set like a heading heads no section: it is the next entry."""
    before = False
    for section in sections:
        heading = section.heading
        named = (
            strongest(find_degrees(heading.text)) if before and heading and section.kind == "other" else ()
        )
        if heading is not None and named and not named[0].weak and named[0].start <= _NEAR:
            section = replace(section, kind="education", lines=(heading, *section.lines))
        before = _is_education(section)
        yield section


def _latest_year(document: Document) -> int:
    years = [int(year) for line in document.visible for year in _YEAR.findall(line.text)]
    return max(years, default=0)


def _lines_of(document: Document, section: Section, has_section: bool) -> Iterable[EntryLine]:
    if _is_education(section):
        return takewhile(_is_still_education, read_entry_lines(document, section.lines))
    if section.kind in (_NEVER if has_section else _NEVER - _UNSURE):
        return ()
    return (
        line
        for window in _windows(section)
        for line in _stray_lines(read_entry_lines(document, window), section.kind, has_section)
    )


def _windows(section: Section) -> Iterator[Sequence[Line]]:
    """Yield the few lines around each that could begin with a degree: most sections have none."""
    lines = section.lines
    hits = [at for at, line in enumerate(lines) if _may_begin(line, section.kind)]
    while hits:
        first = last = hits.pop(0)
        while hits and hits[0] <= last + _BELOW + 1:
            last = hits.pop(0)
        yield lines[max(first - 1, 0) : last + _BELOW + 1]


def _may_begin(line: Line, kind: SectionKind) -> bool:
    if line.continues or (line.bullet and kind in _JOBS):
        return False
    return any(one.start <= _FAR for one in find_degrees(line.text[:_FAR_END]))


def _is_still_education(line: EntryLine) -> bool:
    """False at a line that is another section's heading, and so at everything below it."""
    text = line.first.text
    run_in = parse_heading(text.split(":", 1)[0]) if ":" in text else None
    kinds = (None, "education", "programmes", "certifications")
    return parse_heading(text) in kinds and run_in not in _JOBS


# --- education outside its section ------------------------------------------------------------------


def _stray_lines(lines: Sequence[EntryLine], kind: SectionKind, has_section: bool) -> Iterator[EntryLine]:
    """Lines that begin with a degree, with the school or dates above, or the school and dates below."""
    used = 0
    for at, line in enumerate(lines):
        below = list(takewhile(partial(_only_adds, kind), lines[at + 1 : at + _BELOW]))
        dated = line.has("date") or (bool(below) and _is_only_date(below[0]))
        above = [one for one in lines[max(at - 1, used) : at] if _leads(one, dated)]
        if not _is_stray(line, [*above, *below], kind, has_section):
            continue
        said = {piece.kind for one in above for piece in one.pieces} & {"date", "school"}
        kept = [one for one in below if not (said and one.has(*said))]
        used = at + 1 + (len(below) if kept == below else 0)
        for number, one in enumerate([*above, line, *kept]):
            yield replace(one, bullet=False, gap=one.gap if number else 1.0)


def _leads(line: EntryLine, dated: bool) -> bool:
    """True for the dates of a degree below, and for its school."""
    kinds = {piece.kind for piece in line.pieces}
    return (kinds == {"date"} and not dated) or ("school" in kinds and kinds <= {"school", "date", "place"})


def _is_only_date(line: EntryLine) -> bool:
    return {piece.kind for piece in line.pieces} == {"date"}


def _only_adds(kind: SectionKind, line: EntryLine) -> bool:
    """A line of school, dates and places, or a short name alone; outside jobs its town may follow."""
    towns = kind not in _JOBS
    pieces = [one for one in line.pieces if not (towns and one.kind == "text" and is_place(one.text))]
    kinds = {piece.kind for piece in pieces}
    name = kinds == {"text"} and len(pieces) == 1 and len(pieces[0].text.split()) <= 4
    return (bool(kinds) and kinds <= {"school", "date", "place", "status", "done", "grade"}) or name


def _is_stray(line: EntryLine, below: list[EntryLine], kind: SectionKind, has_section: bool) -> bool:
    """A degree at the line's beginning with a school or a date; among jobs only apprenticeships."""
    first = next((piece for piece in line.pieces if piece.kind != "date"), None)
    if first is None or first.kind != "degree" or first.degrees[0].start > _NEAR:
        return False
    if first.degrees[0].words in word_set("apprenticeships"):
        return True
    if first.degrees[0].weak or (line.bullet and kind in _JOBS):
        return False
    if has_section:
        return kind != "experience" and line.has("school")
    near_school = any(one.has("school") for one in [line, *below[:2]])
    short = len(line.first.text.split()) <= _SHORT
    return near_school or (kind != "experience" and line.has("date") and short)
