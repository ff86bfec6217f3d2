"""Lines of a page put together where one goes on with the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cpo_screen.extraction.degrees import parse_degree
from cpo_screen.extraction.education_pieces import find_pieces
from cpo_screen.extraction.education_schools import is_mode, is_only_field, is_school_word, words_of
from cpo_screen.extraction.places import is_place as is_any_place
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.model import Document, Line

FILLER = "\u2060"  # stands where a hyphen and a line break were: words keep their offsets
_ALIKE = str.maketrans({"‘": "’", "ʻ": "’", "`": "’", "´": "’", "\u00a0": " ", "\n": " ", "\u202f": " "})
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\n([^\W\d_A-Z]+)")
_OPEN_END = re.compile(
    r"(?:[,&:;/(·–-]|\b(?:of|and|for|in|the|at|from|und|für|de|du|des|et|y|e|da|do|di|van|w|i))$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_][\w /&()]{1,30}:\s")
_JOINS = re.compile(r"(?:and|und|et|en|y|e|&)\s+(?:the\s+)?[A-ZÀ-Þ]")
_APART = 0.55  # white space above a line that goes on with nothing
_CLOSE = 0.3
_FEW = 3  # words of the rest of a name
_STRUCTURED = frozenset({"degree", "field", "institution", "dates"})
_LONG_TEXT = 76  # characters of a line of plain text that may be wrapped
_LONG, _EDGE = 45, 0.93  # characters and part of the width of a line that may be wrapped
_MOST = 6  # lines that one entry's line may be wrapped over


class Stretch(NamedTuple):
    """Unwrapped text, of the same length as the document's from `start` on, and its first line."""

    text: str
    start: int
    first: Line


def unwrap(document: Document, lines: Sequence[Line]) -> Iterator[Stretch]:
    """Join each line with those that go on with it."""
    group: list[Line] = []
    right = max(map(_right, lines), default=0.0)
    for line in lines:
        full = bool(group) and _is_full(group[-1], right) and line.gap <= _CLOSE
        if group and len(group) < _MOST and _goes_on(document, group, line, full):
            group.append(line)
            continue
        if group:
            yield _stretch(document, group)
        group = [line]
    if group:
        yield _stretch(document, group)


def _stretch(document: Document, group: Sequence[Line]) -> Stretch:
    start = group[0].span.start
    return Stretch(even(document.text[start : group[-1].span.end]), start, group[0])


def even(text: str) -> str:
    """Make apostrophes and spaces alike and words whole, without moving any offset.

    >>> even("Hawai‘i, Technol-\\nogy now").replace(FILLER, "_")
    'Hawai’i, Technology__ now'
    """
    whole = _BROKEN_WORD.sub(lambda found: found.group(1) + FILLER * 2, text)
    return whole.translate(_ALIKE)


def _goes_on(document: Document, group: Sequence[Line], line: Line, full: bool) -> bool:
    before, text = document.text[group[0].span.start : group[-1].span.end], line.text
    last = group[-1]
    adjacent = last.span.end + 1 == line.span.start and last.column == line.column
    if not adjacent or line.bullet or line.role != last.role or (line.role or "") in _STRUCTURED:
        return False
    if "\t" in text or _begins_degree(text):
        return False
    if before.count("(") > before.count(")") and ")" in text:
        return True
    tokens = find_tokens(text)
    if text[:1].islower() and tokens and (tokens[0].word in words_of("note_begins") or is_mode(text)):
        return False
    if _LABEL.match(text) and not _OPEN_END.search(before.rstrip()):
        return False
    if line.gap > _APART and not line.continues:
        return False
    if _JOINS.match(text):
        return True
    if _OPEN_END.search(before.rstrip()) or text[:1].islower() or text[:1] in "([&,":
        return not _begins_entry(text) or _OPEN_END.search(before.rstrip()) is not None
    if line.gap <= _CLOSE and _is_broken_name(even(before), text):
        return True
    if full and before.rstrip()[-1:].isalpha() and _may_go_on(line):
        return True
    return line.continues and not _begins_entry(text)


def _is_broken_name(before: str, text: str) -> bool:
    """'MSc Computer' above 'Science', 'Technische Universität' above 'München'."""
    words = find_tokens(text)
    if not words or len(words) > _FEW:
        return False
    parsed = parse_degree(before.split("\t")[-1])
    if parsed is not None and parsed.field and parsed.named_end < parsed.end and "," not in before:
        return before.rstrip().endswith(parsed.degree) and is_only_field(text)
    last = find_tokens(before)[-1:]
    name = " ".join(token.word for token in find_tokens(before)[-2:])
    if name in words_of("campus_of"):
        return is_any_place(text)
    foreign = (
        bool(last) and is_school_word(last[0].word) and last[0].word not in words_of("english_schools")
    )
    return foreign and all(word.raw[:1].isupper() for word in words)


def _is_full(line: Line, right: float) -> bool:
    """True for a line that goes to the right edge: its last name may go on below."""
    long = _LONG if line.box is not None else _LONG_TEXT
    return len(line.text) >= long and _right(line) >= _EDGE * right and "\t" not in line.text


def _right(line: Line) -> float:
    return line.box.x1 if line.box is not None else float(len(line.text))


def _may_go_on(line: Line) -> bool:
    """True for the rest of a name; in plain text no school begins below a full line."""
    kinds = [piece.kind for piece in find_pieces(even(line.text))]
    if kinds[:1] == ["school"] and (not line.box or "degree" in kinds):
        return False
    return kinds[:1] != [] and kinds[0] in ("text", "place", "field", "school")


def _begins_degree(text: str) -> bool:
    first = next(find_pieces(even(text)), None)
    return first is not None and first.kind == "degree" and first.degrees[0].start == 0


def _begins_entry(text: str) -> bool:
    """True for a line that begins with a school, a degree or a date of its own."""
    first = next(find_pieces(even(text)), None)
    return first is not None and first.kind not in ("text", "place", "grade", "status", "done", "field")
