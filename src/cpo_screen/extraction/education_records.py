"""From the pieces of one record to an `Education`: degree as written, field, school, year, standing."""

from __future__ import annotations

import re
from typing import NamedTuple

from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.degree_fields import absorb, find_field, level_of, start_of_degree
from cpo_screen.extraction.degree_forms import find_degrees
from cpo_screen.extraction.education_drafts import Draft
from cpo_screen.extraction.education_pieces import Piece
from cpo_screen.extraction.education_schools import is_field, is_place, without_bracket, words_of
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.headings import parse_heading
from cpo_screen.model import DegreeKind, DegreeLevel, Document, Education, Period, Span

_LINKEDIN = re.compile(r"\s·\s*\($")
_GLUED = re.compile(r"\b([oO]f|in|and|for)(?=[A-Z][a-z])")
_BRACKET = re.compile(r" ?\([^()\n]{2,30}\)")
_DOUBLED = re.compile(r"^(.{4,}?)\s+\1\b.*$")
_TRAILING_NUMBER = re.compile(r"\s+\d{1,2}$")
_AROUND = re.compile(r"^(.{4,40}?) (.{6,}) \1$")
_NOT_HELD = ("not_completed", "deferred", "applied", "enrolled", "in_progress")
_LONGEST_FIELD, _LONGEST_SCHOOL = 8, 8  # words


class _Named(NamedTuple):
    """What a record says, without its year."""

    degree: str | None
    kind: DegreeKind
    level: DegreeLevel
    field: str | None
    school: str | None


class _Own(NamedTuple):
    """A degree's own words at [start, end), the field among them, and whether it stands behind them."""

    start: int
    end: int
    field: str | None
    behind: bool
    level: DegreeLevel


def make_record(document: Document, draft: Draft, today: int) -> Education | None:
    """Return the education record of a draft, or None if it is a course or nothing at all.

    `today` is the year that tells whether 'expected 2024' is over.
    """
    if draft.degree is None and draft.courses:
        return None
    named = _with_degree(document, draft) if draft.degree is not None else _without_degree(document, draft)
    if named is None:
        return None
    status, year = _standing(draft, today)
    completed = False if status else (True if year is not None or draft.done else None)
    evidence = evidence_of(document, _span(draft), "rule:education.entry")
    degree, field, school = _mend(named.degree), _mend(named.field), _mend(named.school)
    return Education(degree, named.kind, named.level, field, school, year, completed, evidence, status)


def _mend(text: str | None) -> str | None:
    """Part words that a PDF glued together: 'Bachelor ofArts'."""
    return None if text is None else _GLUED.sub(r"\1 ", text)


def _span(draft: Draft) -> Span:
    pieces = [draft.degree, draft.school, *draft.dates, *draft.fields]
    found = [piece for piece in pieces if piece is not None]
    return Span(min(piece.start for piece in found), max(piece.end for piece in found))


def _written(document: Document, start: int, end: int) -> str:
    return document.text[start:end].replace("\n", " ").replace("\t", " ")


# --- degree and field -----------------------------------------------------------------------------


def _with_degree(document: Document, draft: Draft) -> _Named:
    own = _own_words(draft)
    assert draft.match is not None
    beside = _linkedin_field(document, draft) or _field_beside(draft)
    end = own.end
    if beside is not None and beside.before == " ·":
        end = _with_bracket(document, end)
    if beside is not None and not own.behind and _is_one_phrase(draft, beside, document):
        end = beside.end
    field = own.field if own.behind or beside is None else beside.text
    if draft.fields:
        field = draft.fields[0].text
    field = _TRAILING_NUMBER.sub("", _DOUBLED.sub(r"\1", field)) if field else None
    school = _school(document, draft, beside, field)
    return _Named(_written(document, own.start, end), draft.match.kind, own.level, field, school)


def _with_bracket(document: Document, end: int) -> int:
    """LinkedIn's degree is one field, brackets and all: 'Executive MBA (in progress)'."""
    bracket = _BRACKET.match(document.text, end)
    return bracket.end() if bracket else end


def _own_words(draft: Draft) -> _Own:
    piece, match = draft.degree, draft.match
    assert piece is not None
    assert match is not None
    text = piece.text
    known = find_degrees(text)
    match = match if match in known else next(iter(known), match)
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


def _field_beside(draft: Draft) -> Piece | None:
    """Return the piece next to the degree that names its field, if there is one."""
    degree = draft.degree
    assert degree is not None
    line = draft.line_of(degree)
    for piece in draft.texts:
        words = len(piece.text.split())
        if piece.kind != "text" or is_place(piece.text) or words > _LONGEST_FIELD:
            continue
        if line is not None and piece in line.pieces:
            if _is_behind(piece, draft) and (is_field(piece.text) or draft.school is not None):
                return _with_next_fields(piece, draft)
        elif is_field(piece.text) and piece.text[:1].isupper() and words <= _LONGEST_FIELD - 2:
            return piece
    return None


def _with_next_fields(first: Piece, draft: Draft) -> Piece:
    """'Soil, Water and Environmental Science' is one field."""
    whole = first
    for piece in draft.texts:
        near = piece.start - whole.end in (1, 2) and piece.before.strip() == ","
        if near and piece.kind == "text" and is_field(piece.text) and not is_place(piece.text):
            whole = whole._replace(end=piece.end, text=f"{whole.text}, {piece.text}")
    return whole


def _is_behind(piece: Piece, draft: Draft) -> bool:
    """True where the piece stands behind the degree and not behind its school."""
    degree, school = draft.degree, draft.school
    assert degree is not None
    return piece.start >= degree.end and (school is None or not degree.end <= school.start < piece.start)


def _is_one_phrase(draft: Draft, field: Piece, document: Document) -> bool:
    """'B.A., Elementary Education' on a line of its own is one phrase; before ', MIT, 2006' it is not."""
    degree = draft.degree
    if degree is None or document.form == "linkedin" or field.before == " ·":
        return False
    line = draft.line_of(degree)
    within = line is not None and line.pieces and field.start < line.pieces[-1].end
    if line is None or not within or draft.school in line.pieces:
        return False
    return document.text[degree.end : field.start].strip() == ","


# --- school -----------------------------------------------------------------------------------------


def _school(document: Document, draft: Draft, beside: Piece | None, field: str | None) -> str | None:
    """Return the school: as recognised, else the last name that stands where a school would."""
    if draft.school is not None:
        written = without_bracket(_written(document, draft.school.start, draft.school.end))
        return _without_field(written, field)
    others = [one for one in draft.texts if one is not beside and _could_be_school(one, draft)]
    names = [one for one in others if not is_place(one.text)]
    return without_bracket((names or others)[0].text) if others else None


def _without_field(school: str, field: str | None) -> str:
    """'Western Governors University Management': some forms print the field again behind the school."""
    rest = school.removesuffix(f" {field}") if field else school
    last = find_tokens(rest)[-1:]
    return rest if last and last[0].word not in words_of("inside") else school


def _could_be_school(piece: Piece, draft: Draft) -> bool:
    """A name beside the degree, or alone on the line above or below it."""
    degree = draft.degree
    words = piece.text.split()
    if degree is None or not piece.text[:1].isupper() or len(words) > _LONGEST_SCHOOL:
        return False
    if _is_heading_like(piece.text):
        return False
    line = draft.line_of(degree)
    if line is not None and piece in line.pieces:
        return piece.start < degree.start or piece.before.strip() != ""
    own = draft.line_of(piece)
    if own is None or line is None or abs(draft.lines.index(own) - draft.lines.index(line)) > 2:
        return False
    alone = [one for one in own.pieces if one.kind not in ("date", "place", "grade", "status", "done")]
    return (
        alone == [piece]
        and all(word[:1].isupper() for word in words if len(word) > 3)
        and "." not in piece.text
    )


def _is_heading_like(text: str) -> bool:
    """'Experience in India', 'Area of Interest', 'State Board': no school."""
    first = find_tokens(text)[:1]
    kind = parse_heading(first[0].raw) if first else None
    if any(match.period.end and match.period.end.month for match in find_periods(f"{text} 2000")):
        return True  # a month left over from a date
    return "board" in text.casefold().split() or kind not in (None, "education", "programmes")


def _without_degree(document: Document, draft: Draft) -> _Named | None:
    """A school without a degree: of a school for children, or with what was studied there."""
    school = draft.school
    if school is None:
        return None
    subject = next((one for one in [*draft.fields, *draft.texts] if _is_subject(one)), None)
    field = _bare_subject(subject.text) if subject else None
    name = _without_field(without_bracket(_written(document, school.start, school.end)), field)
    name = name.removeprefix(f"{field} ") if field else name
    around = _AROUND.match(name)
    if around is not None and field is None:  # some forms print the field on both sides
        field, name = around.group(1), around.group(2)
    if any(one.level == "secondary" for one in find_degrees(school.text)):
        return _Named(None, "secondary", "secondary", None, name)
    if subject is None and not draft.dates:
        return None
    degree = subject.text if subject and subject.start < school.start else None
    return _Named(degree, "other", "other", field, name)


def _is_subject(piece: Piece) -> bool:
    return (
        piece.kind in ("text", "field")
        and is_field(piece.text)
        and len(piece.text.split()) <= _LONGEST_FIELD
    )


def _bare_subject(text: str) -> str:
    return re.sub(r"\s+(?:coursework|courses|studies)$", "", text, flags=re.IGNORECASE)


def is_repeat(one: Education, other: Education) -> bool:
    """True if two records say the same; CVs print their education twice."""
    same = one.kind == other.kind and _agree(one.field, other.field)
    same = same and _agree(one.institution, other.institution)
    years = one.end_year is None or other.end_year is None or one.end_year == other.end_year
    bare = one.institution is None and one.field is None and one.end_year is None
    known = one.institution is not None or one.field is not None or one.degree == other.degree or bare
    return same and years and known


def _agree(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    first, second = ({token.word for token in find_tokens(text)} for text in (one, other))
    return first <= second or second <= first


# --- year and standing ------------------------------------------------------------------------------


def _standing(draft: Draft, today: int) -> tuple[str | None, int | None]:
    """Return why the degree is not held (or None), and its year: one that is not held has none."""
    periods = [piece.period for piece in draft.dates if piece.period is not None]
    year = max((year for one in periods for year in _years(one)), default=None)
    is_open = any(one.is_current for one in periods)
    said = {piece.status for piece in draft.statuses}
    status = next((one for one in _NOT_HELD if one in said), "in_progress" if is_open else None)
    if status in ("in_progress", "enrolled") and year is not None and not is_open and year < today:
        return None, year
    if status is None and year is not None and today and year > today:
        status = "in_progress"
    return (status, None) if status else (None, year)


def _years(period: Period) -> list[int]:
    return [date.year for date in (period.end, period.start) if date is not None]
