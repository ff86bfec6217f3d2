"""Which words of an entry are the school and which the field: the best way for all pieces together."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.education_groups import Entry
from cpo_screen.extraction.education_pieces import Piece
from cpo_screen.extraction.education_schools import is_mode, is_school_word, words_of
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.headings import fold, parse_heading
from cpo_screen.lexicons import load_lexicon

_LONGEST = 9  # words of a field or of a school's name
_WITHOUT = frozenset({"MBA", "EMBA", "JD", "MD"})  # degrees that most often have no field
_SHORT_NAME = range(2, 7)  # letters of an abbreviation


class Named(NamedTuple):
    """The pieces that name the field and the school."""

    field: Piece | None
    school: Piece | None


def choose_names(entry: Entry, degree: Piece, pieces: tuple[Piece, ...], has_field: bool) -> Named:
    """Return the field and the school of a degree among the pieces that belong to it.

    A school known by its words is the school; then the rest can only be the field. `has_field`: the
    degree's own words name it.
    """
    explicit = next((one for one in pieces if one.kind == "field"), None)
    known = next((one for one in pieces if one.kind == "school"), None)
    texts = [one for one in pieces if one.kind in ("text", "place")]
    fields: list[Piece | None] = [None]
    if explicit is None and not has_field:
        fields += texts
    schools: list[Piece | None] = [None] if known is None else [known]
    schools += texts if known is None else []
    beside = _Beside(entry, degree, known)
    best = max(
        ((field, school) for field in fields for school in schools if field is None or field != school),
        key=lambda one: _as_field(one[0], beside, one[1]) + _as_school(one[1], beside),
    )
    return Named(explicit or best[0], best[1])


class _Beside(NamedTuple):
    """What stands around a piece."""

    entry: Entry
    degree: Piece
    known: Piece | None

    def line_of(self, piece: Piece) -> int:
        """Return the number of the piece's line within the entry."""
        return self.entry.lines.index(self.entry.line_of(piece))

    def alone(self, piece: Piece) -> bool:
        """True if the piece's line names nothing else."""
        line = self.entry.lines[self.line_of(piece)]
        return all(
            one.start == piece.start or one.kind not in ("text", "degree", "school") for one in line.pieces
        )


def _as_field(piece: Piece | None, beside: _Beside, school: Piece | None) -> float:
    """How likely a text is the field: right behind the degree, or made of a field's words."""
    if piece is None:
        return 0.0
    words = find_tokens(piece.text)
    if piece.kind == "place" or len(words) > _LONGEST or is_mode(piece.text) or not words:
        return -1.0
    share = sum(token.word in word_set("fields") for token in words) / len(words)
    degree = beside.degree
    score = 2 * share - 0.5
    if not share and beside.degree.degrees[0].kind in _WITHOUT:
        return -1.0  # 'MBA, July intake'
    if share < 1 and (";" in piece.before or (not share and piece.text[:1].islower())):
        return -1.0
    same = beside.line_of(piece) == beside.line_of(degree)
    if not same:
        upper = piece.text[:1].isupper() and beside.alone(piece)
        return score if share >= 0.5 and upper else -1.0
    if piece.start < degree.start:
        return score if share == 1 else -1.0
    if school is not None and degree.end <= school.start < piece.start:
        return 0.3 if share == 1 and "\t" in piece.before else -1.0
    follows = not any(
        degree.end <= one.start < piece.start and one.kind not in ("done", "grade", "status")
        for one in _line_pieces(beside, degree)
    )
    placed = school is not None and (school.start > piece.start or school.start < degree.start)
    return score + (0.5 if follows else 0.0) + (0.4 if follows and placed else 0.0)


def _line_pieces(beside: _Beside, piece: Piece) -> tuple[Piece, ...]:
    return beside.entry.lines[beside.line_of(piece)].pieces


def _as_school(piece: Piece | None, beside: _Beside) -> float:
    """How likely a text is the school's name: by its words, and by where it stands."""
    if piece is None:
        return 0.0
    if piece is beside.known:
        return 1.0
    tokens = find_tokens(piece.text)
    if not tokens or len(tokens) > _LONGEST or not _may_name(piece.text):
        return -2.0
    share = sum(token.word in word_set("fields") for token in tokens) / len(tokens)
    score = -1.5 * share
    if any(token.word in _legal_forms() for token in tokens[1:]):
        score += 2.0
    if any(is_school_word(token.word) for token in tokens[1:]):
        score += 1.5
    if tokens[0].raw.isupper() and len(tokens[0].raw) in _SHORT_NAME:
        score += 0.5
    called = " ".join(token.word for token in tokens) in words_of("town_names")
    if (piece.kind == "place" or is_place(piece.text)) and not called:
        score -= 1.2
    return score + _by_place(piece, beside)


def _by_place(piece: Piece, beside: _Beside) -> float:
    degree = beside.degree
    if beside.line_of(piece) == beside.line_of(degree):
        return 0.6 if piece.start < degree.start or piece.before.strip() not in ("", ";") else -0.5
    far = abs(beside.line_of(piece) - beside.line_of(degree))
    line = beside.entry.lines[beside.line_of(piece)]
    first = next((one for one in line.pieces if one.kind in ("text", "place", "note")), piece)
    return (0.9 if first == piece else 0.2) - 0.3 * (far - 1) - (0.5 if line.bullet and far else 0.0)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(fold(word) for word in load_lexicon("companies")["legal_forms"])


def _may_name(text: str) -> bool:
    """False for 'Experience in India', 'Area of Interest', 'State Board', sentences and months."""
    tokens = find_tokens(text)
    if not (text[:1].isupper() or text[:1].isdigit()) or is_mode(text) or not any(map(str.isalpha, text)):
        return False
    if any(match.period.end and match.period.end.month for match in find_periods(f"{text} 2000")):
        return False
    kind = parse_heading(tokens[0].raw)
    small = sum(
        token.raw[:1].islower()
        for token in tokens
        if token.word not in words_of("inside") and not is_school_word(token.word)
    )
    said = any(token.word in words_of("not_names") for token in tokens) or "board" in text.casefold()
    return not said and kind in (None, "education", "programmes") and small <= len(tokens) // 3
