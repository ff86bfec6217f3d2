"""Lines of an education section put together: which of them are one entry.

Of all ways to cut the section the cheapest is taken: an entry has one degree (or course), one school, one
date, begins as the first one begins, and the white space is wider between entries than within them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from cpo_screen.extraction.education_lines import EntryLine
from cpo_screen.extraction.education_pieces import Piece
from cpo_screen.extraction.education_schools import has_part_word, is_subject
from cpo_screen.extraction.tokens import word_set

_NUMBERED = re.compile(r"\(?\d{1,2}[).]\s")
_LONGEST = 14  # lines of an entry
_CONTRAST = 0.25  # line heights by which wide gaps differ from narrow ones
_UNSURE = 4  # words of a line that may be a name


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one entry; it is a degree, a course, or a school alone."""

    lines: tuple[EntryLine, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of all lines but those that only say more."""
        return tuple(piece for line in _body(self.lines) for piece in line.pieces)

    def line_of(self, piece: Piece) -> EntryLine:
        """Return the line that a piece, or a part of one, was read from."""
        return next(
            line for line in self.lines if any(one.start <= piece.start < one.end for one in line.pieces)
        )

    @property
    def degree(self) -> Piece | None:
        """The first degree."""
        return next((piece for piece in self.pieces if piece.kind == "degree"), None)

    @property
    def courses(self) -> tuple[Piece, ...]:
        """The courses, which are no education."""
        return tuple(piece for piece in self.pieces if piece.kind == "course")


def _body(lines: Sequence[EntryLine]) -> list[EntryLine]:
    """The lines without notes, and without the bullets below that tell of prizes and of exchange terms."""
    body: list[EntryLine] = []
    for line in lines:
        told = line.bullet and not lines[0].bullet and not _has_real_degree(line)
        named = any(one.has("school") for one in body) or not line.has("school", "date")
        if not line.note and not (told and named):
            body.append(line)
    return body


def _has_real_degree(line: EntryLine) -> bool:
    """True unless the only degree is a loose word of no level ('Coursework in ...')."""
    return any(piece.kind == "degree" and piece.degrees[0].level != "other" for piece in line.pieces)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a section's entries look: how they begin, and the white space that parts them (if it does)."""

    begins: str
    wide: float | None
    bullets: bool


def group_lines(lines: Iterable[EntryLine]) -> list[Entry]:
    """Group the lines of a section into entries, in page order."""
    every = list(lines)
    if not every:
        return []
    form = _form_of(every)
    best = [0.0] + [inf] * len(every)
    begins = [0] * (len(every) + 1)
    for end in range(1, len(every) + 1):
        for start in range(max(0, end - _LONGEST), end):
            cost = best[start] + _cost(every[start:end], form, start == 0)
            if cost < best[end]:
                best[end], begins[end] = cost, start
    cuts = [len(every)]
    while cuts[-1]:
        cuts.append(begins[cuts[-1]])
    found = [Entry(tuple(every[a:b])) for b, a in pairwise(cuts)]
    return [entry for entry in reversed(found) if _says_something(entry)]


def _says_something(entry: Entry) -> bool:
    return any(piece.kind in ("degree", "school", "course") for piece in entry.pieces)


def _form_of(lines: Sequence[EntryLine]) -> _Form:
    gaps = [line.gap for line in lines[1:]]
    wide = None
    if gaps and max(gaps) - min(gaps) > _CONTRAST:
        wide = (max(gaps) + min(gaps)) / 2 if max(gaps) - min(gaps) < 1 else min(gaps) + _CONTRAST * 2
    first = next((line for line in lines if line.pieces and not line.note), lines[0])
    bullets = any(line.bullet for line in lines) and not all(line.bullet for line in lines)
    return _Form(_begin_of(first), wide, bullets)


def _begin_of(line: EntryLine) -> str:
    kinds = [piece.kind for piece in line.pieces if piece.kind not in ("status", "done", "grade", "note")]
    first = kinds[0] if kinds else "text"
    return "degree" if first == "course" else first


def _cost(lines: Sequence[EntryLine], form: _Form, is_first: bool) -> float:
    first, rest = lines[0], lines[1:]
    if any(line.opens for line in rest) or (first.opens is False and not is_first):
        return inf
    body = _body(lines)
    cost = _cost_of_kinds(body) + _cost_of_gaps(lines, form, is_first)
    if first.note and not is_first:
        cost += 1.5
    if not is_first and form.begins != "text":
        begin = _begin_of(first)
        cost += 0.0 if begin == form.begins else 0.2 if begin in ("text", "place") else 0.5
    if form.bullets and not is_first and first.bullet and not first.has("degree"):
        cost += 0.6
    if first.bullet:
        cost += 0.8 * sum(line.bullet for line in rest)
    cost += 1.5 * sum(
        bool(_NUMBERED.match(line.first.text) and line.has("degree", "school", "course")) for line in rest
    )
    return cost


def _cost_of_kinds(body: Sequence[EntryLine]) -> float:
    heads = [line for line in body if line.has("degree", "course")]
    firm = [line for line in heads if not _is_study(line)]
    heads = firm or heads[:1]
    cost = 3.0 * max(len(heads) - 1, 0) + _cost_of_schools(body)
    named = any(line.has("school") for line in body)
    dated = [line for line in body if line.has("date") and (not heads or not line.has("status"))]
    cost += 1.2 * (len(dated) - 1) if len(dated) > 1 else 0.0
    if not heads:
        studied = any(
            piece.kind == "field" or is_subject(piece.text) for line in body for piece in line.pieces
        )
        return cost + (0.4 if named and studied else 1.0 if named else 0.8)
    if not named:
        cost += 0.3 if any(_may_be_name(line) for line in body) else 0.6
    if not any(line.has("date", "status") for line in body):
        cost += 0.3
    return cost


def _is_study(line: EntryLine) -> bool:
    """'Studium Informatik' above 'Abschluss: Diplom-Informatiker': the degree is told below."""
    degrees = [piece for piece in line.pieces if piece.kind == "degree"]
    return bool(degrees) and all(one.degrees[0].words in word_set("study_words") for one in degrees)


def _cost_of_schools(body: Sequence[EntryLine]) -> float:
    """Schools on several lines: cheap where one is a part of the other."""
    cost = 0.0
    at = [i for i, line in enumerate(body) if line.has("school")]
    for before, after in pairwise(at):
        one = next(piece for piece in body[before].pieces if piece.kind == "school")
        other = next(piece for piece in body[after].pieces if piece.kind == "school")
        apart = body[before].has("degree") or body[after].has("degree") or body[after].pieces[0] != other
        part = after == before + 1 and has_part_word(one.text, other.text) and not apart
        cost += 0.3 if part else 2.0
    return cost


def _may_be_name(line: EntryLine) -> bool:
    texts = [piece for piece in line.pieces if piece.kind == "text"]
    return bool(texts) and texts[-1].text[:1].isupper() and len(texts[-1].text.split()) <= _UNSURE


def _cost_of_gaps(lines: Sequence[EntryLine], form: _Form, is_first: bool) -> float:
    if form.wide is None:
        return 0.0 if is_first else 0.1
    cost = sum(0.2 if line.note or line.bullet else 0.7 for line in lines[1:] if line.gap >= form.wide)
    return cost + (0.3 if not is_first and lines[0].gap < form.wide else 0.0)
