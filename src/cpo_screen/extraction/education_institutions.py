"""The institution as written: with its parts, its abbreviation, and the town that is in its name."""

from __future__ import annotations

import re

from cpo_screen.extraction.degree_forms import find_degrees
from cpo_screen.extraction.education_cutting import find_masks
from cpo_screen.extraction.education_groups import Entry
from cpo_screen.extraction.education_lines import EntryLine
from cpo_screen.extraction.education_pieces import Piece
from cpo_screen.extraction.education_schools import (
    has_part_word,
    is_field,
    is_mode,
    is_place,
    is_school_word,
    is_wide_place,
    words_of,
)
from cpo_screen.extraction.education_towns import needs_town
from cpo_screen.extraction.places import is_place as is_any_place
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.model import Span

_NEAR = 4  # characters between a name and what belongs to it
_BRACKET = re.compile(r"\s*\(([^()\n]{2,60})\)")
_TOWN_WORDS = 2


def institution_spans(text: str, entry: Entry, school: Piece) -> tuple[Span, ...]:
    """Return where the institution's name stands: one span, or two where a part of it has its own line."""
    line = entry.line_of(school)
    start, end = school.start, school.end
    if school.whole:
        return (Span(start, end),)
    start, end, last = _with_parts(line, school, start, end)
    end = _with_bracket(text, start, end)
    end = _with_town(entry, line, last, end)
    below = _part_below(entry, line, school)
    return (Span(start, end), below) if below is not None else (Span(start, end),)


def _with_parts(line: EntryLine, school: Piece, start: int, end: int) -> tuple[int, int, Piece]:
    """'Stern School of Business, New York University', 'Grenoble INP – Phelma'."""
    last = school
    start = _name_before(line, school)
    for piece in line.pieces:
        if piece.start - end > _NEAR or piece.start <= school.start or piece.start < end:
            continue
        sign = piece.before.strip()
        if "\t" in piece.before:
            continue
        if piece.kind == "school" and _is_part(piece, school, sign):
            end, last = piece.end, piece
        elif _words(piece.text) in words_of("federal"):
            end = piece.end
        elif piece.kind == "text" and sign in ("–", "—", "-") and len(piece.text.split()) <= _TOWN_WORDS:
            named = piece.text[:1].isupper() and not is_field(piece.text) and not is_any_place(piece.text)
            end = piece.end if named else end
    return start, end, last


def _is_part(piece: Piece, school: Piece, sign: str) -> bool:
    words = _words(school.text)
    if is_place(piece.text) or (is_any_place(piece.text) and sign == ","):
        return words in words_of("campus_of")
    if sign == "@" or _words(piece.text) in words_of("federal"):
        return True
    own = _words(piece.text).split()[:1]
    if own and own[0] in words_of("affiliates"):
        return False  # a college that only teaches for the university before it
    return sign in ("-", "–", "—") or (sign in (",", "/", "") and has_part_word(piece.text, school.text))


def _name_before(line: EntryLine, school: Piece) -> int:
    """Where 'Birkbeck, University of London' and 'ISPA – Instituto Universitário' begin."""
    before = next((one for one in reversed(line.pieces) if one.end <= school.start), None)
    if before is None or before.kind != "text" or school.start - before.end > _NEAR:
        return school.start
    short = before.text.isupper() and before.text.isalpha() and school.before.strip() in ("–", "—", "-")
    college = _words(school.text) in words_of("federal") and before.text[:1].isupper()
    return before.start if (short or college) and not is_field(before.text) else school.start


def _words(text: str) -> str:
    return " ".join(token.word for token in find_tokens(text))


def _with_bracket(text: str, start: int, end: int) -> int:
    """Keep '(FGV)' and '(Oder)'; leave out '(weekend)', '(India)', '(Judge Business School)'.

    An abbreviation keeps the name that explains it: 'ITAM (Instituto Tecnológico ...)'.
    """
    bracket = _BRACKET.match(text, end)
    if bracket is None:
        return end
    inside = bracket.group(1).strip()
    tokens = find_tokens(inside)
    if (
        not tokens
        or not inside[:1].isupper()
        or is_mode(inside)
        or find_masks(inside)
        or find_degrees(inside)
    ):
        return end
    place = is_wide_place(inside) or (is_any_place(inside) and not inside.isupper())
    short = text[start:end].isupper() and " " not in text[start:end]
    other = not short and tokens[-1].word != "campus" and any(is_school_word(one.word) for one in tokens)
    named = place or other
    return end if named or any(token.word in words_of("note_begins") for token in tokens) else bracket.end()


def _with_town(entry: Entry, line: EntryLine, school: Piece, end: int) -> int:
    """Keep the town behind a name that needs it, and behind schools that are called with it."""
    behind = [one for one in line.pieces if one.start >= end]
    town = behind[0] if behind else None
    if town is None or town.start - end > _NEAR or town.kind not in ("text", "place", "school"):
        return end
    if town.before.strip() not in (",", "-", "–") or len(town.text.split()) > _TOWN_WORDS:
        return end
    following = behind[1] if len(behind) > 1 and behind[1].start - town.end <= _NEAR else None
    abroad = following is not None and is_wide_place(following.text)
    if is_wide_place(town.text) or _words(town.text) in _words(school.text):
        return end
    if not town.text[:1].isupper() or (is_field(town.text) and not is_any_place(town.text)):
        return end
    if needs_town(school.text, abroad):
        return town.end
    return town.end if _has_town(entry, school) and not abroad and town.kind != "school" else end


def _has_town(entry: Entry, school: Piece) -> bool:
    """'Lycée Brizeux, Quimper', 'vwo, Corderius College, Amersfoort'."""
    degree = entry.degree.degrees[0].words if entry.degree else ""
    return bool({*_words(school.text).split(), degree} & words_of("with_town"))


def _part_below(entry: Entry, line: EntryLine, school: Piece) -> Span | None:
    """'New York University' above 'Stern School of Business': one name on two lines."""
    at = entry.lines.index(line)
    below = entry.lines[at + 1] if at + 1 < len(entry.lines) else None
    if below is None or line.has("degree") or below.note or below.has("degree"):
        return None
    part = next((one for one in below.pieces if one.kind == "school"), None)
    if part is None or not has_part_word(part.text, school.text) or part != below.pieces[0]:
        return None
    own = _words(part.text).split()[:1]
    return None if own and own[0] in words_of("affiliates") else Span(part.start, part.end)
