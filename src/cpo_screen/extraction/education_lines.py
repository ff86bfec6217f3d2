"""The lines of an education section, unwrapped, sentence by sentence, each in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cpo_screen.extraction.degree_forms import find_degrees, strongest
from cpo_screen.extraction.education_labels import label_end
from cpo_screen.extraction.education_linkedin import LinkedInEntry, find_entries
from cpo_screen.extraction.education_pieces import Piece, PieceKind, find_pieces
from cpo_screen.extraction.education_schools import is_school_word, words_of
from cpo_screen.extraction.education_tables import infer_header, read_header, read_row
from cpo_screen.extraction.education_unwrapping import Stretch, unwrap
from cpo_screen.extraction.phrases import Phrases
from cpo_screen.extraction.programmes_match import find_providers, find_registered, is_course
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.headings import parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Role, SectionKind

_SENTENCE = re.compile(r"(?<=[a-zß-ÿ\d)\]]{2})[.!]\s+(?=[A-ZÄÖÜÉ])")
_LABEL_NEXT = re.compile(r"\s+[A-ZÄÖÜÉ][\w ]{2,20}:")
_ASIDE: frozenset[SectionKind | None] = frozenset(
    {"skills", "languages", "interests", "personal", "contact", "awards", "projects", "publications"}
)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line (or a sentence of one) with its pieces; `note` lines only say more about a record.

    `opens` is known of lines whose form says whether an entry begins with them (LinkedIn's).
    """

    pieces: tuple[Piece, ...]
    first: Line
    gap: float
    bullet: bool
    note: bool
    role: Role | None
    opens: bool | None = None

    def has(self, *kinds: PieceKind) -> bool:
        """True if one of the pieces is of one of these kinds."""
        return any(piece.kind in kinds for piece in self.pieces)


def read_entry_lines(document: Document, lines: Sequence[Line]) -> tuple[EntryLine, ...]:
    """Cut the lines of a section into pieces, sentence by sentence."""
    entries = find_entries(document, lines)
    if entries:
        return tuple(line for entry in entries for line in _linkedin_lines(entry))
    found: list[EntryLine] = []
    stretches = list(unwrap(document, lines))
    header = infer_header([stretch.text for stretch in stretches])
    for stretch in stretches:
        opened = read_header(stretch.text)
        if opened is not None:
            header = opened
            continue
        row = read_row(stretch.text, stretch.start, header) if header is not None else ()
        if row:
            first = stretch.first
            found.append(EntryLine(row, first, first.gap, False, False, first.role, opens=True))
            continue
        for number, (start, end) in enumerate(_sentences(stretch.text)):
            found.append(_entry_line(stretch, start, end, number))
    return tuple(found)


def _linkedin_lines(entry: LinkedInEntry) -> Iterator[EntryLine]:
    for number, (line, pieces) in enumerate(entry.lines):
        yield EntryLine(pieces, line, line.gap, False, False, line.role, opens=number == 0)


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [match.end() for match in _SENTENCE.finditer(text) if not _is_abbreviation(text, match)]
    return [(a, b) for a, b in pairwise([0, *cuts, len(text)]) if text[a:b].strip()]


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    """True where the full stop ends 'Ing', 'Univ' or 'Dipl.-Ing' and no sentence."""
    if _LABEL_NEXT.match(text, stop.start() + 1):
        return False
    word = re.split(r"[\s(]", text[: stop.start()])[-1]
    return not word[-1:].isdigit() and not word.endswith(")") and (len(word) <= 4 or "." in word)


def _entry_line(stretch: Stretch, start: int, end: int, number: int) -> EntryLine:
    first = stretch.first
    start += label_end(stretch.text[start:end])
    text = stretch.text[start:end]
    offset = stretch.start + start
    pieces = _by_role(text, offset, first.role) or tuple(_with_course(text, offset))
    gap = first.gap if number == 0 else 0.0
    return EntryLine(pieces, first, gap, first.bullet, _is_note(text), first.role)


def _with_course(text: str, offset: int) -> Iterator[Piece]:
    """Pieces of a line; what the registry knows beside its provider ('MIT: ...') is a course."""
    pieces = list(find_pieces(text, offset))
    kinds = {piece.kind for piece in pieces}
    known = () if kinds & {"degree", "course"} else find_registered(text, find_providers(text))
    spoken = not kinds & {"degree", "course"} and not known and is_course(text)
    for piece in pieces:
        inside = known and piece.start <= offset + known[0].start < piece.end
        if spoken and piece.kind == "text":
            inside, spoken = True, False
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
    return (Piece(kind, offset, offset + len(text), text, degrees=degrees, whole=True),)


def _is_note(text: str) -> bool:
    """True for 'Thesis: ...', 'Relevant coursework: ...', 'Grade: A': they belong to a record."""
    if has_exchange(text) and not find_degrees(text):
        return True
    head = re.split(r"[:–—]\s|\s-\s|[:(]", text, maxsplit=1)
    words = [token.word for token in find_tokens(head[0])]
    if words[:1] and words[0] in words_of("affiliations"):
        return True
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
    for one in _exchanges().find(text):
        following = find_tokens(text[one.end :])[:1]
        if not following or not is_school_word(following[0].word):  # 'Erasmus University'
            return True
    return False
