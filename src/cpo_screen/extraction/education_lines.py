"""The lines of an education section, sentence by sentence, each in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cpo_screen.extraction.degree_forms import find_degrees, strongest
from cpo_screen.extraction.education_pieces import Piece, PieceKind, find_pieces
from cpo_screen.extraction.education_schools import words_of
from cpo_screen.extraction.phrases import Phrases
from cpo_screen.extraction.programmes_match import find_providers, find_registered, is_course
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.headings import parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Paragraph, Role, SectionKind
from cpo_screen.sections import find_paragraphs

_SENTENCE = re.compile(r"(?<=[a-zß\d)\]]{2})[.!]\s+(?=[A-ZÄÖÜÉ])")
_ASIDE: frozenset[SectionKind | None] = frozenset(
    {"skills", "languages", "interests", "personal", "contact", "awards", "projects", "publications"}
)
_OPEN_END = re.compile(
    r"(?:[,&:;/(·–-]|\b(?:of|and|for|in|the|at|from|und|für|de|du|et|y|e))$", re.IGNORECASE
)


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
    if len(head) > 1 and parse_heading(head[0]) in _ASIDE:
        return True
    if len(head) < 2 or not words or len(words) > 4:
        return " ".join(words[:2]) in words_of("minor_labels") or words[:1] == ["thesis"]
    return " ".join(words) in words_of("minor_labels")


@cache
def _exchanges() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load_lexicon("institutions")["exchanges"])


def has_exchange(text: str) -> bool:
    """True for a term abroad: it belongs to the degree above it."""
    return next(_exchanges().find(text), None) is not None
