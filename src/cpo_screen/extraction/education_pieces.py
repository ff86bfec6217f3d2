"""A line of an education section cut into pieces: degree, school, field, date, place, status, course."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.degrees import DegreeMatch, find_degrees, find_tokens, strongest
from cpo_screen.extraction.education_schools import find_school, is_place, words_of
from cpo_screen.extraction.phrases import Phrases
from cpo_screen.extraction.programmes_match import find_providers, find_registered, is_course
from cpo_screen.headings import parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Paragraph, Period, Role
from cpo_screen.sections import find_paragraphs

PieceKind = Literal[
    "degree", "school", "field", "date", "place", "status", "done", "course", "grade", "text", "label",
]  # fmt: skip


class Piece(NamedTuple):
    """A piece of a line at [start, end) of the document; `before` is the separator in front of it."""

    kind: PieceKind
    start: int
    end: int
    text: str
    before: str = ""
    degrees: tuple[DegreeMatch, ...] = ()
    period: Period | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line (or a sentence of one) with its pieces; `note` lines only say more about a record."""

    pieces: tuple[Piece, ...]
    first: Line
    gap: float
    bullet: bool
    note: bool
    role: Role | None

    def has(self, *kinds: PieceKind) -> bool:
        """True if one of the pieces is of one of these kinds."""
        return any(piece.kind in kinds for piece in self.pieces)


class Mask(NamedTuple):
    """A stretch that is no part of any name: a date, a grade, a status, a place-holder."""

    start: int
    end: int
    kind: PieceKind
    period: Period | None = None
    status: str = ""


_MASKED = "\x00"
_SEPARATOR = re.compile(
    r"[\t;|·•●▪■\x00\uff0d\u200b]+|ï¼|,|(?<=\s)[-–—―/](?=\s)|[—―]|(?<=\w)[-–](?=\s)|:(?=\s|$)|(?<=\s):|\s@\s"
)
_SENTENCE = re.compile(r"(?<=[a-zß\d)\]]{2})[.!]\s+(?=[A-ZÄÖÜÉ])")
_OPEN_END = re.compile(
    r"(?:[,&:;/(·–-]|\b(?:of|and|for|in|the|at|from|und|für|de|du|et|y|e))$", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"\bCity\b\s*(?:,\s*State\b)?(?:\s*,\s*(?:USA|Country|India))?")
_EDGES = " \t\n.,;:|·–—-/&'\"“”‘’*_"
_LEADING = re.compile(r"^[\s.,;:|·–—\-/&*_)\]]+")


@cache
def _grades() -> re.Pattern[str]:
    return re.compile("|".join(load_lexicon("institutions")["grades"]), re.IGNORECASE)


@cache
def _statuses() -> Phrases[str]:
    data = load_lexicon("institutions")
    entries = [(phrase, status) for status, phrases in data["statuses"].items() for phrase in phrases]
    return Phrases([*entries, *((phrase, "done") for phrase in data["completed"])])


@cache
def _leads() -> re.Pattern[str]:
    words = sorted(load_lexicon("institutions")["leads"], key=len, reverse=True)
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words))})\s+(?=(?:the\s+|der\s+|la\s+)?[A-ZÀ-Þ])")


def read_entry_lines(document: Document, lines: Sequence[Line]) -> tuple[EntryLine, ...]:
    """Cut the lines of a section into pieces, sentence by sentence."""
    found = []
    for paragraph in _paragraphs(document, lines):
        for number, (start, end) in enumerate(_sentences(paragraph.text)):
            found.append(_entry_line(paragraph, start, end, number))
    return tuple(found)


def _paragraphs(document: Document, lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Joined lines, but never across what begins an entry: readers take even lines for wrapped ones."""
    group: list[Line] = []
    for line in lines:
        if group and line.continues and _goes_on(group[-1].text, line.text):
            group.append(line)
            continue
        if group:
            yield from find_paragraphs(group, document)
        group = [line]
    if group:
        yield from find_paragraphs(group, document)


def _goes_on(before: str, text: str) -> bool:
    if _OPEN_END.search(before) or text[:1].islower() or text[:1] in "([&,":
        return True
    first = next(find_pieces(text), None)
    return first is None or first.kind in ("text", "place", "grade", "status", "done", "field")


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [
        match.end() for match in _SENTENCE.finditer(text) if not _is_abbreviation(text[: match.start()])
    ]
    return [(a, b) for a, b in pairwise([0, *cuts, len(text)]) if text[a:b].strip()]


def _is_abbreviation(before: str) -> bool:
    """True where the full stop ends 'Ing', 'Univ' or 'Dipl.-Ing' and no sentence."""
    word = re.split(r"[\s(]", before)[-1]
    return not word[-1:].isdigit() and not word.endswith(")") and (len(word) <= 4 or "." in word)


def _entry_line(paragraph: Paragraph, start: int, end: int, number: int) -> EntryLine:
    first = paragraph.lines[0]
    text = paragraph.text[start:end]
    offset = paragraph.span.start + start
    pieces = _by_role(text, offset, first.role) or tuple(_with_course(text, offset))
    note = _is_note(text)
    return EntryLine(pieces, first, first.gap if number == 0 else 0.0, first.bullet, note, first.role)


def _with_course(text: str, offset: int) -> Iterator[Piece]:
    """Pieces of a line; what the registry knows beside its provider ('MIT: ...') is a course."""
    pieces = list(find_pieces(text, offset))
    kinds = {piece.kind for piece in pieces}
    known = () if kinds & {"degree", "course"} else find_registered(text, find_providers(text))
    for piece in pieces:
        inside = known and piece.start <= offset + known[0].start < piece.end
        yield piece._replace(kind="course") if inside else piece


def _by_role(text: str, offset: int, role: Role | None) -> tuple[Piece, ...]:
    """A line whose source says what it is (JSON Resume, LinkedIn's archive) is one piece."""
    kinds: dict[str, PieceKind] = {"degree": "degree", "field": "field", "institution": "school"}
    kind = kinds.get(role or "")
    if kind is None:
        return ()
    degrees = strongest(find_degrees(text)) if kind == "degree" else ()
    if kind == "degree" and (not degrees or (degrees[0].weak and is_course(text))) and is_course(text):
        kind = "course"
    return (Piece(kind, offset, offset + len(text), text, degrees=degrees),)


def _is_note(text: str) -> bool:
    """True for 'Thesis: ...', 'Relevant coursework: ...', 'Grade: A': they belong to a record."""
    if has_exchange(text) and not find_degrees(text):
        return True
    head = re.split(r"[:–—]\s|\s-\s|[:(]", text, maxsplit=1)
    words = [token.word for token in find_tokens(head[0])]
    if len(head) < 2 or not words or len(words) > 4:
        return " ".join(words[:2]) in words_of("minor_labels") or words[:1] == ["thesis"]
    return " ".join(words) in words_of("minor_labels")


@cache
def _exchanges() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load_lexicon("institutions")["exchanges"])


def has_exchange(text: str) -> bool:
    """True for a term abroad: it belongs to the degree above it."""
    return next(_exchanges().find(text), None) is not None


# --- cutting ------------------------------------------------------------------------------------


def find_pieces(text: str, offset: int = 0) -> Iterator[Piece]:
    """Yield the pieces of a text from left to right; `offset` is the text's place in the document."""
    masks = find_masks(text)
    masked = blank_out(text, masks)
    held = find_degrees(text)
    pieces = [piece for bounds in find_bounds(masked) for piece in _pieces_of(text, *bounds, held)]
    pieces += [
        Piece(m.kind, m.start, m.end, text[m.start : m.end], "", (), m.period, m.status) for m in masks
    ]
    pieces.sort(key=lambda piece: piece.start)
    for piece in _labelled(pieces):
        yield piece._replace(start=piece.start + offset, end=piece.end + offset)


def _within(held: tuple[DegreeMatch, ...], start: int, end: int) -> tuple[DegreeMatch, ...]:
    """The degrees between two offsets, counted from the first."""
    inside = [one for one in held if start <= one.start and one.end <= end + 1]
    return strongest(tuple(one._replace(start=one.start - start, end=one.end - start) for one in inside))


def blank_out(text: str, masks: Sequence[Mask]) -> str:
    """Return the text with its masked places blanked out, of the same length."""
    for mask in masks:
        text = text[: mask.start] + _MASKED * (mask.end - mask.start) + text[mask.end :]
    return text


def find_masks(text: str) -> list[Mask]:
    """What is no part of a name: grades, dates, statuses, place-holders; none overlaps another."""
    found: list[Mask] = []

    def add(mask: Mask) -> None:
        if all(mask.end <= other.start or mask.start >= other.end for other in found):
            found.append(mask)

    for match in _grades().finditer(text):
        add(Mask(match.start(), match.end(), "grade"))
    blank = text
    for mask in found:
        blank = blank[: mask.start] + "|" * (mask.end - mask.start) + blank[mask.end :]
    for one in find_periods(blank):
        add(Mask(one.start, one.end, "date", one.period))
    held = find_degrees(text)
    for status in _statuses().find(text):
        if any(one.start <= status.start < one.end for one in held):
            continue  # 'Associate of Applied Science'
        kind: PieceKind = "done" if status.value == "done" else "status"
        add(Mask(status.start, status.end, kind, status=status.value))
    for match in _PLACEHOLDER.finditer(text):
        add(Mask(match.start(), match.end(), "place"))
    return sorted(found)


def find_bounds(masked: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, separator before) of what lies between separators outside brackets."""
    start, before = 0, ""
    cuts = sorted(
        [(m.start(), m.end(), m.group()) for m in _SEPARATOR.finditer(masked)]
        + [(m.start(), m.end(), " at ") for m in _leads().finditer(masked) if not _inside_name(masked, m)]
    )
    for cut_start, cut_end, sign in cuts:
        if cut_start < start or (sign[0] not in f"\t{_MASKED}" and _in_brackets(masked, start, cut_start)):
            continue
        yield start, cut_start, before
        start, before = cut_end, sign
    yield start, len(masked), before


def _in_brackets(masked: str, start: int, at: int) -> bool:
    part = masked[start:at]
    return part.count("(") > part.count(")") and ")" in masked[at : at + 80]


def _inside_name(masked: str, lead: re.Match[str]) -> bool:
    """'University of California at Berkeley' is one name."""
    before = masked[: lead.start()]
    return lead.group().strip() == "at" and bool(re.search(r"\bUniversity of [A-Z]\w+( \w+)?$", before))


def _pieces_of(
    text: str, start: int, end: int, before: str, held: tuple[DegreeMatch, ...]
) -> Iterator[Piece]:
    start, end = trim(text, start, end)
    part = text[start:end]
    if not any(char.isalnum() for char in part):
        return
    degrees = _within(held, start, end)
    if any(one.end <= start for one in held) and _is_initials(part, degrees):
        degrees = ()  # 'BMS College of Engineering' behind 'B.E.'
    school = _school_in(part, degrees, before)
    if degrees and school and not _apart(degrees, school):
        degrees = ()  # 'Lincoln High School' is a school
    if school is None or _is_label(part):
        yield Piece(_kind_of(part, degrees), start, end, part, before, degrees)
        return
    yield from _around_school(text, start, end, before, school, held)


def _is_initials(part: str, degrees: tuple[DegreeMatch, ...]) -> bool:
    """True where what looks like a degree is the beginning of a school's name."""
    named = find_school(part)
    return bool(degrees and named and degrees[0].start == named[0] == 0 and degrees[0].end <= 5)


def _school_in(part: str, degrees: tuple[DegreeMatch, ...], before: str) -> tuple[int, int] | None:
    """The school in a piece: behind its degree or before it; 'High School Diploma' is none."""
    if not degrees:
        return find_school(part, after_field=before.startswith(":"))
    named = find_school(part)
    if named and degrees[0].weak and named[1] - named[0] > degrees[0].end - degrees[0].start + 1:
        return named
    end = degrees[-1].end
    behind = find_school(part[end:], after_field=True)
    if behind:
        return behind[0] + end, behind[1] + end
    return find_school(part[: degrees[0].start])


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
        degrees = _within(held, *lead)
        yield Piece(_kind_of(head, degrees), *lead, head, before, degrees)
        before = " "
    if is_course(text[start:end]) and not _within(held, start, end):
        yield Piece("course", start, end, text[start:end], before)
        return
    yield Piece("school", first, last, text[first:last], before)
    part, degrees = text[slice(*tail)], _within(held, *tail)
    if any(char.isalnum() for char in part) and (degrees or not part.startswith(("(", "["))):
        yield Piece(_kind_of(part, degrees), *tail, part, " ", degrees)


def _is_filler(part: str) -> bool:
    """'Studied at the', 'in the year of': words that only lead from one piece to the next."""
    loose = words_of("not_first") | words_of("ends") | words_of("inside")
    return all(token.word in loose for token in find_tokens(part))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space, separators and half a bracket at both ends."""
    lead = _LEADING.match(text[start:end])
    start += lead.end() if lead else 0
    part = text[start:end].rstrip(_EDGES + "([")
    opened = part.rfind("(")
    if opened >= 0 and ")" not in part[opened:]:
        part = part[:opened].rstrip(_EDGES) if opened else part[1:]
        start += 0 if opened else 1
    if part.startswith("(") and part.endswith(")") and part.count("(") == 1:
        start, part = start + 1, part[1:-1]
    end = start + len(part)
    dotted = "." in part.rsplit(" ", 1)[-1] and text[end : end + 1] == "."
    return start, end + dotted


def _kind_of(part: str, degrees: tuple[DegreeMatch, ...]) -> PieceKind:
    if _is_label(part):
        return "label"
    if degrees and not (degrees[0].weak and is_course(part)):
        return "degree"
    if is_course(part):
        return "course"
    return "place" if is_place(part) else "text"


def _is_label(part: str) -> bool:
    words = " ".join(token.word for token in find_tokens(part))
    if words in words_of("labels") or words in words_of("field_labels"):
        return True
    return parse_heading(part) in ("education", "programmes", "certifications") and len(words.split()) <= 4


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """Drop labels ('Degree:', 'Institution'); what follows 'Major:' is a field."""
    kept: list[Piece] = []
    label = ""
    for piece in pieces:
        if piece.kind == "label":
            label = " ".join(token.word for token in find_tokens(piece.text))
            continue
        if piece.kind == "text" and _is_filler(piece.text):
            continue
        if label in words_of("field_labels") and piece.kind in ("text", "course", "school"):
            piece = piece._replace(kind="field")
        label = ""
        kept.append(piece)
    return kept
