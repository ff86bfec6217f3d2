"""A line of an education section in pieces: degree, school, field, date, place, status, course."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal, NamedTuple

from cpo_screen.extraction.degree_forms import DegreeMatch, find_degrees, find_shaped
from cpo_screen.extraction.education_cutting import (
    MaskKind,
    blank_out,
    find_bounds,
    find_masks,
    open_brackets,
    trim,
)
from cpo_screen.extraction.education_held import held_degrees, leading_degrees, within_degrees
from cpo_screen.extraction.education_labels import label_role
from cpo_screen.extraction.education_schools import (
    begins_with_field,
    find_school,
    is_only_field,
    is_place,
    is_school_word,
    is_wide_place,
    words_of,
)
from cpo_screen.extraction.places import is_place as is_any_place
from cpo_screen.extraction.programmes_match import has_phrase, is_course
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.headings import parse_heading
from cpo_screen.model import Period

_BRACKET = re.compile(r"\([^()]*\)")
_BEHIND = re.compile(r"([^()]+?)\s+\(([^()]+)\)$")
_LOOSE_START = re.compile(r"(?:in|of|en|em|im)\s+(?=[A-ZÀ-Þ])")
_LOOSE_END = re.compile(
    r"\s+(?:in (?:the )?(?:year|month)(?: of)?|in|on|of|at|from|with|and|und|im|en|em|the|since|during)$"
)
PieceKind = Literal[MaskKind, "degree", "school", "field", "course", "text", "label", "note"]


class Piece(NamedTuple):
    """A piece of a line at [start, end) of the document; `before` is the separator in front of it.

    `whole`: its source says what it is, and that nothing else belongs to it.
    """

    kind: PieceKind
    start: int
    end: int
    text: str
    before: str = ""
    degrees: tuple[DegreeMatch, ...] = ()
    period: Period | None = None
    status: str = ""
    whole: bool = False


def find_pieces(text: str, offset: int = 0) -> Iterator[Piece]:
    """Yield the pieces of a text from left to right; `offset` is the text's place in the document."""
    masks = find_masks(text)
    masked = open_brackets(blank_out(text, masks))
    pieces = [
        piece
        for bounds in find_bounds(masked)
        for piece in _pieces_of(text, *bounds, held_degrees(text, *bounds[:2]))
    ]
    pieces += [
        Piece(m.kind, m.start, m.end, text[m.start : m.end], "", (), m.period, m.status) for m in masks
    ]
    pieces.sort(key=lambda piece: piece.start)
    for piece in _placed(_labelled(pieces)):
        yield piece._replace(start=piece.start + offset, end=piece.end + offset)


def _pieces_of(
    text: str, start: int, end: int, before: str, held: tuple[DegreeMatch, ...]
) -> Iterator[Piece]:
    start, end = trim(text, start, end)
    lead = _LOOSE_START.match(text[start:end])
    start = start + lead.end() if lead else start
    loose = _LOOSE_END.search(text[start:end])
    end = start + loose.start() if loose else end
    part = text[start:end]
    if not any(char.isalnum() for char in part):
        return
    degrees = leading_degrees(part, held, start, end)
    if any(one.end <= start for one in held) and _is_initials(part, degrees):
        degrees = ()  # 'BMS College of Engineering' behind 'B.E.'
    if not degrees and find_school(part) is None and not is_course(part):
        degrees = find_shaped(part)
    if field := _field_before(part, degrees):
        yield Piece("field", start, start + field, part[:field], before)
        yield from _pieces_of(text, start + field, end, " ", held)
        return
    school = _school_in(part, degrees, before)
    if degrees and school and not _apart(degrees, school):
        degrees = ()  # 'Lincoln High School' is a school
    if school is None or _is_label(part):
        yield Piece(_kind_of(part, degrees), start, end, part, before, degrees)
        return
    if find_tokens(part)[0].word in words_of("told_begins"):
        yield Piece("note", start, end, part, before)
        return
    yield from _around_school(text, start, end, before, school, held)


def _field_before(part: str, degrees: tuple[DegreeMatch, ...]) -> int:
    """Where the field in front of its degree ends: 'Wirtschaftsinformatik (Diplom)'; 0 if it is none."""
    found = _BEHIND.match(part)
    if found is None or not degrees or degrees[0].start != found.start(2):
        return 0
    return found.end(1) if is_only_field(found.group(1)) else 0


def _is_initials(part: str, degrees: tuple[DegreeMatch, ...]) -> bool:
    """True where what looks like a degree is the beginning of a school's name."""
    named = find_school(part)
    return bool(degrees and named and degrees[0].start == named[0] == 0 and degrees[0].end <= 5)


def _school_in(part: str, degrees: tuple[DegreeMatch, ...], before: str) -> tuple[int, int] | None:
    """The school in a piece: behind its degree or before it; 'High School Diploma' is none."""
    behind_field = before.startswith(":") or begins_with_field(part)
    if not degrees:
        return find_school(part, after_field=behind_field)
    named = find_school(part, after_field=behind_field)
    inside = named is not None and named[0] < degrees[0].start < named[1]
    if named and inside and degrees[0].level == "secondary":
        return named
    longer = named is not None and named[1] - named[0] > degrees[0].end - degrees[0].start + 1
    own = any(is_school_word(word) for word in degrees[0].words.split())
    linked = degrees[0].words.endswith((" of", " in"))
    begins = named is not None and named[0] == degrees[0].start and not own and not linked
    if named and degrees[0].weak and longer and (inside or begins or degrees[0].level == "secondary"):
        return named
    end = _behind_mode(part, degrees[-1].end)
    behind = find_school(part[end:], after_field=True)
    if behind and not part[: behind[0] + end].endswith("("):  # 'Master (Grande École)'
        return behind[0] + end, behind[1] + end
    return find_school(part[: degrees[0].start])


def _behind_mode(part: str, end: int) -> int:
    """'MSc ETH in Computer Science': the school behind the degree is a part of its name."""
    tokens = find_tokens(part[end:])[:2]
    words = [token.word for token in tokens]
    own = len(words) == 2 and words[0] in word_set("modes") and words[1] in word_set("field_links")
    return end + tokens[0].end if own else end


def _apart(degrees: tuple[DegreeMatch, ...], school: tuple[int, int]) -> bool:
    return all(one.end <= school[0] or one.start >= school[1] for one in degrees)


def _around_school(
    text: str, start: int, end: int, before: str, school: tuple[int, int], held: tuple[DegreeMatch, ...]
) -> Iterator[Piece]:
    """Cut a piece that names a school: what stands before it, the school, what stands behind it."""
    first, last = start + school[0], start + school[1]
    lead, tail = trim(text, start, first), trim(text, last, end)
    head = text[slice(*lead)]
    if any(char.isalnum() for char in head) and not _is_filler(head):
        degrees = within_degrees(held, *lead)
        yield Piece(_kind_of(head, degrees), *lead, head, before, degrees)
        before = " "
    taught = _is_taught_at(text[first:last], text[start:first] + " " + text[last:end])
    if taught and not within_degrees(held, start, end):
        yield Piece("course", start, end, text[start:end], before)
        return
    yield Piece("school", first, last, text[first:last], before)
    part, degrees = text[slice(*tail)], within_degrees(held, *tail)
    if any(char.isalnum() for char in part) and (degrees or not part.startswith(("(", "["))):
        yield Piece(_kind_of(part, degrees), *tail, part, " ", degrees)


def _is_taught_at(school: str, beside: str) -> bool:
    """True for a provider of courses, or a school beside the name of one; not for 'Training Institute'."""
    words = [token.word for token in find_tokens(school)]
    if " ".join(words) in words_of("course_providers") or is_course(_BRACKET.sub(" ", beside)):
        return True
    own = " ".join(token.raw for token in find_tokens(school) if token.word not in words_of("trainings"))
    return is_course(own)


def _is_filler(part: str) -> bool:
    """'Studied at the', 'in the year of': words that only lead from one piece to the next."""
    loose = words_of("not_first") | words_of("ends") | words_of("inside")
    return all(token.word in loose for token in find_tokens(part))


def _kind_of(part: str, degrees: tuple[DegreeMatch, ...]) -> PieceKind:
    if _is_label(part):
        return "label"
    if degrees and not (degrees[0].weak and is_taught(part, degrees[0])):
        return "degree"
    if is_course(part):
        return "course"
    if _is_note(part):
        return "note"
    return "place" if is_place(part) else "text"


def is_taught(part: str, degree: DegreeMatch) -> bool:
    """True for a course; a plain diploma is one only on the topics of courses ('Diploma in Leadership')."""
    if degree.words not in word_set("plain_diplomas"):
        return is_course(part)
    topics = "weak_topics" if degree.words in word_set("course_diplomas") else "topics"
    return is_course(part[: degree.start] + part[degree.end :]) or has_phrase(part, topics)


def _is_note(part: str) -> bool:
    """'Minor in Economics', 'Arjay Miller Scholar', '12 credits': no part of a record."""
    words = [token.word for token in find_tokens(part)]
    return bool(words) and (words[0] in words_of("note_begins") or words[-1] in words_of("note_ends"))


def _is_label(part: str) -> bool:
    if label_role(part) is not None:
        return True
    if find_degrees(part) or find_school(part):
        return False
    kind = parse_heading(part)
    return kind in ("education", "programmes", "certifications") and len(find_tokens(part)) <= 4


def _placed(pieces: list[Piece]) -> Iterator[Piece]:
    """'Cambridge, MA' and 'Cranfield, UK' are towns though schools are called so."""
    for piece, following in zip_longest(pieces, pieces[1:]):
        town = piece.kind == "school" and is_any_place(piece.text) and following is not None
        country = town and following.before.strip() == "," and is_wide_place(following.text)
        yield piece._replace(kind="place") if country else piece


def _major(piece: Piece) -> Piece:
    """'Majors in Chemistry and Physics' names the field."""
    tokens = find_tokens(piece.text)
    for count in (3, 2, 1):
        if len(tokens) > count and " ".join(one.word for one in tokens[:count]) in words_of("field_begins"):
            at = tokens[count].start
            return piece._replace(kind="field", start=piece.start + at, text=piece.text[at:])
    return piece


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """Drop labels ('Degree:', 'Institution'); what follows 'Major:' is a field."""
    kept: list[Piece] = []
    role: str | None = None
    listed = False
    for piece in pieces:
        if piece.kind == "label":
            role = label_role(piece.text)
            continue
        if piece.kind == "text" and _is_filler(piece.text):
            continue
        if role == "field" and piece.kind in ("text", "course", "school"):
            piece, listed = piece._replace(kind="field"), True
        elif listed and piece.kind == "text" and piece.before.strip() == ",":
            text = f"{kept[-1].text}, {piece.text}"
            kept[-1] = kept[-1]._replace(end=piece.end, text=text)
            continue
        elif role in ("institution", "board") and piece.kind in ("text", "place"):
            piece = piece._replace(kind="school")
        elif role in ("note", "place") and piece.kind in ("text", "course", "field"):
            piece = piece._replace(kind="note")
        role = None
        kept.append(_major(piece) if piece.kind == "text" else piece)
    return kept
