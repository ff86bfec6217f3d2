"""From one entry of the section to `Education`: degree as written, field, school, year, standing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cpo_screen.extraction.degree_ends import cut_tail, without_minor
from cpo_screen.extraction.degrees import ParsedDegree, parse_degree, read_degree
from cpo_screen.extraction.education_degrees import Part, split_degrees
from cpo_screen.extraction.education_groups import Entry
from cpo_screen.extraction.education_institutions import institution_spans
from cpo_screen.extraction.education_names import Named, choose_names
from cpo_screen.extraction.education_pieces import Piece
from cpo_screen.extraction.education_schools import (
    is_field,
    is_mode,
    is_only_field,
    is_subject,
    without_coursework,
    words_of,
)
from cpo_screen.extraction.education_standing import is_done, standing_of
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.model import Document, Education, Span

_GLUED = re.compile(r"\b([oO]f|in|and|for)(?=[A-Z][a-z])")
_BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])")
_LAST = re.compile(r"\s(?:and|und|et|y|e|&)\s")
_DOUBLED = re.compile(r"^(.{4,}?)\s+\1\b.*$")
_TRAILING_NUMBER = re.compile(r"\s+\d{1,2}$")


@dataclass(frozen=True, slots=True)
class _Degree:
    """A degree's words at [start, end) of the document."""

    start: int
    end: int
    parsed: ParsedDegree


def make_records(document: Document, entry: Entry, above: Entry | None, today: int) -> Iterator[Education]:
    """Yield the degrees of an entry; none if it is a course or says nothing.

    A degree without a school has that of the entry `above` it if that begins with its school. `today` is
    the year that tells whether 'expected 2024' is over.
    """
    parts = split_degrees(entry)
    if not parts and not entry.courses:
        record = _without_degree(document, entry, today)
        if record is not None:
            yield record
    for part in parts:
        if entry.courses and part.degree.degrees[0].words in word_set("plain_diplomas"):
            continue  # of a provider of courses
        yield _with_degree(document, entry, part, above, today)


def _written(document: Document, *spans: Span) -> str:
    """The words at these places, on one line; words that a PDF glued together are parted."""
    texts = []
    for span in spans:
        text = document.text[span.start : span.end]
        if _BROKEN.search(text):  # the word was whole when the end was found
            text += re.match(r"\w*", document.text[span.end :]).group()  # type: ignore[union-attr]
        text = _BROKEN.sub("", text)
        texts.append(re.sub(r"\s+", " ", _GLUED.sub(r"\1 ", text)).strip())
    return ", ".join(texts)


# --- with a degree ----------------------------------------------------------------------------------


def _with_degree(
    document: Document, entry: Entry, part: Part, above: Entry | None, today: int
) -> Education:
    degree = _degree_of(part.degree)
    parsed = _of_high_school(degree.parsed, part)
    behind = parsed.field is not None and parsed.end > parsed.named_end
    named = choose_names(entry, part.degree, part.pieces, behind or parsed.level == "secondary")
    end = degree.end
    field = parsed.field if named.field is None or behind else _field_text(document, named.field, part)
    if named.field is not None and named.field.kind != "field" and not behind:
        end = _with_phrase(document, part, named, end)
    if named.field is not None and named.field.whole:
        field = _field_text(document, named.field, part)
    elif behind and field is not None:
        dash = _behind_sign(document, part, named, end)
        field, end = field + document.text[end:dash], dash
    end = _with_tail(document, part, named, end)
    if parsed.level == "secondary" and (named.field is None or named.field.kind != "field"):
        field = parsed.field
    spans = _school_spans(document, entry, above, named)
    field = _TRAILING_NUMBER.sub("", _DOUBLED.sub(r"\1", field)) if field else None
    status, year = standing_of(part.pieces, part.notes, today)
    completed = False if status else (True if year is not None or is_done(part.pieces) else None)
    near = spans[:1] if named.school else ()
    places = [Span(part.degree.start, part.degree.end), *near, *_spans_of(part.pieces, "date", "field")]
    whole = Span(min(one.start for one in places), max(one.end for one in places))
    evidence = evidence_of(document, whole, "rule:education.entry")
    written = _written(document, Span(degree.start, end))
    school = _without_repeat(_written(document, *spans), field) if spans else None
    return Education(written, parsed.kind, parsed.level, field, school, year, completed, evidence, status)


def _without_repeat(school: str, field: str | None) -> str:
    """Some forms print the school twice, or the field behind it too."""
    school = _DOUBLED.sub(r"\1", school)
    bare = school.removesuffix(f" {field}") if field else school
    last = find_tokens(bare)[-1:]
    return school if last and last[0].word in words_of("inside") else bare


def _of_high_school(parsed: ParsedDegree, part: Part) -> ParsedDegree:
    """A high school's diploma is a school certificate; a university's 'Bachiller' is a first degree."""
    school = next((one for one in part.pieces if one.kind == "school"), None)
    known = parse_degree(school.text) if school else None
    plain = part.degree.degrees[0].words in word_set("plain_diplomas") and parsed.field is None
    if plain and known is not None and known.level == "secondary":
        return replace(parsed, kind="secondary", level="secondary")
    first = part.degree.degrees[0]
    words = {token.word for token in find_tokens(school.text)} if school else set()
    if first.words in word_set("first_degrees") and words & words_of("universities"):
        return read_degree(part.degree.text, (first._replace(kind="bachelor_other", level="bachelor"),))
    return parsed


def _degree_of(piece: Piece) -> _Degree:
    parsed = (read_degree(piece.text, piece.degrees) if not parse_degree(piece.text) else None) or (
        parse_degree(piece.text)
    )
    assert parsed is not None
    if piece.whole:
        return _Degree(piece.start, piece.end, parsed)
    return _Degree(piece.start + parsed.start, piece.start + parsed.end, parsed)


def _field_text(document: Document, field: Piece, part: Part) -> str:
    """'Soil, Water and Environmental Science' is one field, 'Publicidade – Propaganda' too."""
    if field.whole or field.kind == "field":
        return _written(document, Span(field.start, field.end))
    written = _written(document, Span(_field_start(field, part), _field_end(field, part)))
    return cut_tail(without_minor(written)) or written


def _field_start(field: Piece, part: Part) -> int:
    """Where the words between degree and field are one list with it."""
    start = field.start
    for piece in reversed(part.pieces):
        near = 0 < start - piece.end <= 3 and part.degree.end <= piece.start
        if near and piece.kind == "text" and piece != field and not is_mode(piece.text):
            start = piece.start
    return start


def _field_end(field: Piece, part: Part) -> int:
    end = field.end
    for piece in part.pieces:
        near = 0 < piece.start - end <= 3 and piece.before.strip() in (",", "/")
        if near and piece.kind == "text" and is_field(piece.text) and not is_mode(piece.text):
            end = piece.end
    return end


def _with_phrase(document: Document, part: Part, named: Named, end: int) -> int:
    """'B.A., Elementary Education' is one phrase; behind a colon or a bar the field is not."""
    field = named.field
    assert field is not None
    bridge = document.text[part.degree.end : field.start]
    joined = bridge.lstrip(".").strip() in (",", "-", "–") and "\n" not in bridge.strip(" ")
    return _field_end(field, part) if joined else end


def _behind_sign(document: Document, part: Part, named: Named, end: int) -> int:
    """'Comunicação Social – Publicidade', 'Philosophy, Politics and Economics': one field."""
    for piece in part.pieces:
        dash = document.text[end : piece.start].strip() in ("–", "-") and document.text[end - 1] != ")"
        near = piece.start >= end and dash
        listed = piece.start >= end and document.text[end : piece.start].strip() == ","
        listed = listed and (is_only_field(piece.text) or _closes_list(piece.text))
        alone = all(
            one.start > piece.end + 1 or one.start < piece.start for one in part.pieces if one != piece
        )
        if piece.kind == "text" and named.school not in (None, piece) and (listed or (near and alone)):
            end = piece.end
    return end


def _closes_list(text: str) -> bool:
    """'Trade and Finance' behind 'Shipping,'."""
    return _LAST.search(text) is not None and is_field(text)


def _with_tail(document: Document, part: Part, named: Named, end: int) -> int:
    """'BTS Commerce, option vente', 'MBA, Professional Program': how the degree's name ends."""
    secondary = part.degree.degrees[0].level == "secondary"
    for piece in part.pieces:
        bridge = document.text[end : piece.start].strip() if piece.start >= end else ""
        words = [token.word for token in find_tokens(piece.text)]
        if not words or piece in (named.field, named.school):
            continue
        tail = words[0] in words_of("degree_tails") or (secondary and is_only_field(piece.text))
        mode = " ".join(words) in words_of("modes") and piece.text[:1].isupper()
        stream = secondary and words[-1] in words_of("streams") and bridge in ("-", "–")
        if stream or (bridge == "," and (tail or mode)):
            end = piece.end
    return end


def _school_spans(document: Document, entry: Entry, above: Entry | None, named: Named) -> tuple[Span, ...]:
    if named.school is not None:
        return institution_spans(document.text, entry, named.school)
    shared = _school_above(above, entry)
    if above is None or shared is None:
        return ()
    return institution_spans(document.text, above, shared)


def _school_above(above: Entry | None, entry: Entry) -> Piece | None:
    """The school that an entry shares with the one above: 'Stanford', 'M.S. 2010', 'B.S. 2008'."""
    if above is None or above.degree is None or entry.lines[0].gap > 0.9 or entry.lines[0].opens:
        return None
    school = next((one for one in above.pieces if one.kind == "school"), None)
    return school if school is not None and school.start < above.degree.start else None


def _spans_of(pieces: tuple[Piece, ...], *kinds: str) -> list[Span]:
    return [Span(one.start, one.end) for one in pieces if one.kind in kinds]


# --- without one ------------------------------------------------------------------------------------


def _without_degree(document: Document, entry: Entry, today: int) -> Education | None:
    """A school without a degree: of a school for children, or with what was studied there."""
    pieces = entry.pieces
    school = next((one for one in pieces if one.kind == "school"), None)
    if school is None or is_only_field(school.text):
        return None
    dates = _spans_of(pieces, "date")
    level: Literal["secondary", "other"] = "secondary" if _is_for_children(school, dates) else "other"
    degree, field = (
        _certificate_of(school, pieces) if level == "secondary" else _studied(document, pieces, school)
    )
    if level == "other" and (field is None or not dates):
        return None
    spans = institution_spans(document.text, entry, school)
    status, year = standing_of(pieces, (), today)
    completed = False if status else (True if year is not None else None)
    places = [*spans[:1], *dates]
    whole = Span(min(one.start for one in places), max(one.end for one in places))
    evidence = evidence_of(document, whole, "rule:education.entry")
    name = _written(document, *spans)
    return Education(degree, level, level, field, name, year, completed, evidence, status)


def _is_for_children(school: Piece, dates: list[Span]) -> bool:
    parsed = parse_degree(school.text)
    if parsed is not None and parsed.level == "secondary":
        return True
    words = {token.word for token in find_tokens(school.text)}
    return bool(words & words_of("secondary_alone")) and bool(dates)


def _certificate_of(school: Piece, pieces: tuple[Piece, ...]) -> tuple[str | None, str | None]:
    """The certificate that a school is called by, and its subject: 'SMK Negeri 4, Teknik Mesin'."""
    first = find_tokens(school.text)[0]
    if first.word not in words_of("certificate_schools"):
        return None, None
    subject = next((one.text for one in pieces if one.kind == "text" and one.start > school.end), None)
    return first.raw, subject


def _studied(document: Document, pieces: tuple[Piece, ...], school: Piece) -> tuple[str | None, str | None]:
    """What was studied, and the words for it if they stand where a degree would."""
    found = (one for one in pieces if one.kind == "field" or (one.kind == "text" and is_subject(one.text)))
    subject = next(found, None)
    if subject is None:
        return None, None
    end = subject.end
    for one in pieces:
        listed = 0 < one.start - end <= 3 and one.kind == "text" and one.before.strip() == ","
        end = one.end if listed and is_field(one.text) else end
    said = _written(document, Span(subject.start, end))
    return (said if subject.start < school.start else None), without_coursework(said)
