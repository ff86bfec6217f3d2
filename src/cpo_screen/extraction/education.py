"""Education records: degree, field, school, year, and whether the degree is held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from cpo_screen.extraction.degrees import (
    absorb,
    find_degrees,
    find_field,
    find_tokens,
    level_of,
    start_of_degree,
    word_set,
)
from cpo_screen.extraction.education_drafts import Draft, group_lines
from cpo_screen.extraction.education_pieces import EntryLine, Piece, read_entry_lines
from cpo_screen.extraction.education_schools import is_field, is_place, without_bracket
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.headings import parse_heading
from cpo_screen.model import (
    DegreeKind,
    DegreeLevel,
    Document,
    Education,
    PartialDate,
    Section,
    SectionKind,
    Span,
)

_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
_LINKEDIN = re.compile(r"\s·\s*\($")
_NEVER: frozenset[SectionKind] = frozenset(
    {"summary", "skills", "contact", "languages", "interests", "references", "network", "publications"}
)
_NOT_HELD = ("not_completed", "deferred", "applied", "enrolled", "in_progress")


def extract_education(
    document: Document, sections: Sequence[Section], as_of: PartialDate | None = None
) -> tuple[Education, ...]:
    """Return the degrees of a CV in page order; courses and certificates are no education.

    `as_of` tells whether 'expected 2024' is over; without it the latest year in the document does.
    """
    today = as_of.year if as_of else _latest_year(document)
    has_section = any(section.kind == "education" for section in sections)
    found: list[Education] = []
    for section in sections:
        lines = read_entry_lines(document, section.lines) if section.kind not in _NEVER else ()
        if section.kind != "education":
            lines = tuple(_stray_lines(lines, section.kind, has_section))
        else:
            lines = tuple(takewhile(_is_still_education, lines))
        found.extend(_records(document, group_lines(lines), today))
    return tuple(_without_repeats(found))


def _is_still_education(line: EntryLine) -> bool:
    """False at a line that is another section's heading, and at everything below it."""
    return parse_heading(line.first.text) in (None, "education", "programmes", "certifications")


def _stray_lines(lines: Sequence[EntryLine], kind: SectionKind, has_section: bool) -> Iterable[EntryLine]:
    """Education outside its section: lines that begin with a degree, and the school or dates below."""
    for at, line in enumerate(lines):
        above = [
            one for one in lines[max(at - 1, 0) : at] if {piece.kind for piece in one.pieces} == {"date"}
        ]
        below = list(takewhile(_only_adds, lines[at + 1 : at + 4]))
        if _is_stray(line, below, kind, has_section):
            yield from above
            yield line if above else replace(line, gap=1.0)
            yield from (replace(one, bullet=False) for one in below if not (above and one.has("date")))


def _only_adds(line: EntryLine) -> bool:
    kinds = {piece.kind for piece in line.pieces}
    name = kinds == {"text"} and len(line.pieces) == 1 and len(line.pieces[0].text.split()) <= 4
    return (bool(kinds) and kinds <= {"school", "date", "place", "status", "done", "grade"}) or name


def _is_stray(line: EntryLine, below: list[EntryLine], kind: SectionKind, has_section: bool) -> bool:
    """A degree at the line's beginning with a school or a date; in jobs only apprenticeships."""
    first = next((piece for piece in line.pieces if piece.kind != "date"), None)
    if first is None or first.kind != "degree" or first.degrees[0].start > 12:
        return False
    if first.degrees[0].words in word_set("apprenticeships"):
        return True
    if first.degrees[0].weak or (line.bullet and kind in ("experience", "volunteering")):
        return False
    near = [line, *below[:2]]
    school = any(one.has("school") for one in near)
    if has_section:
        return kind != "experience" and line.has("school")
    return school or (kind != "experience" and line.has("date"))


def _latest_year(document: Document) -> int:
    years = [int(year) for line in document.visible for year in _YEAR.findall(line.text)]
    return max(years, default=0)


def _records(document: Document, drafts: Iterable[Draft], today: int) -> Iterable[Education]:
    for draft in drafts:
        record = _record(document, draft, today)
        if record is not None:
            yield record


def _record(document: Document, draft: Draft, today: int) -> Education | None:
    if draft.degree is None and draft.courses:
        return None
    status, year = _status_and_year(draft, today)
    named = _named(document, draft)
    if named is None:
        return None
    degree, kind, level, field, school = named
    completed = False if status else (True if year is not None or draft.done else None)
    evidence = evidence_of(document, _span(draft), "rule:education.entry")
    return Education(degree, kind, level, field, school, year, completed, evidence, status)


_Named = tuple[str | None, DegreeKind, DegreeLevel, str | None, str | None]


def _named(document: Document, draft: Draft) -> _Named | None:
    """Return degree, kind, level, field and school of a draft; None if it is no record."""
    if draft.degree is None or draft.match is None:
        return _without_degree(draft)
    own = _own_words(draft)
    beside = _linkedin_field(document, draft) or _field_beside(draft)
    degree = document.text[own.start : own.end].replace("\n", " ")
    if beside is not None and not own.behind and _is_one_phrase(draft, beside, document):
        degree = document.text[own.start : beside.end].replace("\n", " ")
    field = own.field if own.behind or beside is None else beside.text
    if draft.fields:
        field = draft.fields[0].text
    return degree, draft.match.kind, own.level, field, _school(draft, beside)


def _linkedin_field(document: Document, draft: Draft) -> Piece | None:
    """LinkedIn writes 'degree, field · (dates)': whatever stands between is the field."""
    degree = draft.degree
    assert degree is not None
    date = next((piece for piece in draft.dates if piece.start > degree.end), None)
    if date is None or not _LINKEDIN.search(document.text[degree.end : date.start + 1]):
        return None
    comma = document.text.find(",", degree.end, date.start)
    stop = document.text.rfind("·", degree.end, date.start)
    text = document.text[comma + 1 : stop].strip() if 0 <= comma < stop else ""
    start = document.text.find(text, comma + 1)
    return Piece("field", start, start + len(text), text.replace("\n", " "), " ·") if text else None


class _Own(NamedTuple):
    """A degree's own words, the field among them, and whether it stands behind them."""

    start: int
    end: int
    field: str | None
    behind: bool
    level: DegreeLevel


def _own_words(draft: Draft) -> _Own:
    piece = draft.degree
    assert piece is not None
    assert draft.match is not None
    text = piece.text
    known = find_degrees(text)
    match = draft.match if draft.match in known else next(iter(known), draft.match)
    following = tuple(one for one in known if one.start >= match.start)
    first, end = absorb(text, following or (match,))
    span, own_field = find_field(text, first, end)
    start = start_of_degree(text, first)
    head = text[:start].strip(" ,:(-–")
    level = level_of(text, first, end)
    if own_field is None and head and is_field(head):
        return _Own(piece.start, piece.start + end, head, True, level)
    behind = own_field is not None and span[1] > end
    return _Own(piece.start + start, piece.start + max(end, span[1]), own_field, behind, level)


def _field_beside(draft: Draft) -> Piece | None:
    """Return the piece next to the degree that names its field, if there is one."""
    degree = draft.degree
    assert degree is not None
    for piece in draft.texts:
        same_line = any(degree in line.pieces and piece in line.pieces for line in draft.lines)
        behind = piece.start >= degree.end and (
            draft.school is None or not degree.end <= draft.school.start < piece.start
        )
        if piece.kind != "text" or is_place(piece.text) or len(piece.text.split()) > 8:
            continue
        if same_line and behind and (is_field(piece.text) or draft.school is not None):
            return piece
        if (
            not same_line
            and is_field(piece.text)
            and piece.text[:1].isupper()
            and len(piece.text.split()) <= 6
        ):
            return piece
    return None


def _is_one_phrase(draft: Draft, field: Piece, document: Document) -> bool:
    """'B.A., Elementary Education' on a line of its own is one phrase; before ', MIT, 2006' it is not."""
    degree = draft.degree
    if degree is None or document.form == "linkedin" or field.before.strip() not in (",", "\x00,"):
        return False
    line = next((one for one in draft.lines if degree in one.pieces), None)
    if line is None or field not in line.pieces or draft.school in line.pieces:
        return False
    return document.text[degree.end : field.start].strip() == ","


def _school(draft: Draft, field: Piece | None) -> str | None:
    """Return the school: as recognised, else the last name that stands where a school would."""
    if draft.school is not None:
        return without_bracket(draft.school.text)
    others = [one for one in draft.texts if one is not field and _could_be_school(one, draft)]
    if not others:
        return None
    names = [one for one in others if not is_place(one.text)]
    return without_bracket((names or others)[0].text)


def _could_be_school(piece: Piece, draft: Draft) -> bool:
    degree = draft.degree
    if degree is None or not piece.text[:1].isupper() or len(piece.text.split()) > 8:
        return False
    line = next((one for one in draft.lines if degree in one.pieces), None)
    beside = line is not None and piece in line.pieces and piece.start > degree.end
    next_line = len(draft.lines) > 1 and any(piece in one.pieces for one in draft.lines[:3])
    return (beside and piece.before.strip() != "") or (next_line and not beside)


def _without_degree(draft: Draft) -> _Named | None:
    """A school without a degree: of a school for children, or with what was studied there."""
    school = draft.school
    if school is None:
        return None
    lower = [one for one in find_degrees(school.text) if one.level == "secondary"]
    subject = next((one for one in [*draft.fields, *draft.texts] if _is_subject(one)), None)
    if lower:
        return None, "secondary", "secondary", None, without_bracket(school.text)
    if subject is None and not draft.dates:
        return None
    field = _bare_subject(subject.text) if subject else None
    degree = subject.text if subject and subject.start < school.start else None
    return degree, "other", "other", field, without_bracket(school.text)


def _is_subject(piece: Piece) -> bool:
    return piece.kind in ("text", "field") and is_field(piece.text) and len(piece.text.split()) <= 8


def _bare_subject(text: str) -> str:
    return re.sub(r"\s+(?:coursework|courses|studies)$", "", text, flags=re.IGNORECASE)


# --- years and standing ---------------------------------------------------------------------------


def _status_and_year(draft: Draft, today: int) -> tuple[str | None, int | None]:
    """Return why the degree is not held (or None) and its year; without a degree held there is no year."""
    periods = [piece.period for piece in draft.dates if piece.period is not None]
    years = [date.year for one in periods for date in (one.end, one.start) if date is not None]
    year = max(years, default=None)
    said = {piece.status for piece in draft.statuses}
    status = next((one for one in _NOT_HELD if one in said), None)
    if status is None and any(one.is_current for one in periods):
        status = "in_progress"
    if (
        status in ("in_progress", "enrolled")
        and year is not None
        and not _is_open(periods)
        and year < today
    ):
        return None, year
    if status is None and year is not None and today and year > today:
        status = "in_progress"
    return (status, None) if status else (None, year)


def _is_open(periods: Iterable[object]) -> bool:
    return any(getattr(one, "is_current", False) for one in periods)


# --- the whole ------------------------------------------------------------------------------------


def _span(draft: Draft) -> Span:
    pieces = [draft.degree, draft.school, *draft.dates, *draft.fields]
    found = [piece for piece in pieces if piece is not None]
    return Span(min(piece.start for piece in found), max(piece.end for piece in found))


def _without_repeats(records: Iterable[Education]) -> list[Education]:
    """Drop a record that says nothing but what another said: CVs print their education twice."""
    kept: list[Education] = []
    for one in records:
        if not any(_is_repeat(one, other) for other in kept):
            kept.append(one)
    return kept


def _is_repeat(one: Education, other: Education) -> bool:
    same = (
        one.kind == other.kind
        and _agree(one.field, other.field)
        and _agree(one.institution, other.institution)
    )
    years = one.end_year is None or other.end_year is None or one.end_year == other.end_year
    return (
        same
        and years
        and (one.institution is not None or one.field is not None or one.degree == other.degree)
    )


def _agree(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    first, second = ({token.word for token in find_tokens(text)} for text in (one, other))
    return first <= second or second <= first
