"""Year and standing of a degree: held, or why not; and whether two records say the same."""

from __future__ import annotations

from cpo_screen.extraction.education_pieces import Piece
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.model import Education

_TOLD = 3  # words of a remark in lower case that a date belongs to
_NOT_HELD = ("not_completed", "deferred", "applied", "enrolled", "in_progress")


def is_repeat(one: Education, other: Education) -> bool:
    """True if two records say the same; CVs print their education twice."""
    same = one.kind == other.kind and _agree(one.field, other.field)
    if one.kind == "other":  # of several diplomas at one school
        same = same and _agree(one.degree, other.degree)
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


def is_done(pieces: tuple[Piece, ...]) -> bool:
    """True if a word says that the degree was awarded."""
    return any(piece.kind == "done" for piece in pieces)


def standing_of(
    pieces: tuple[Piece, ...], notes: tuple[Piece, ...], today: int
) -> tuple[str | None, int | None]:
    """Return why the degree is not held (or None), and its year: one that is not held has none."""
    periods = [piece.period for piece in _own_dates(pieces) if piece.period is not None]
    year = max((date.year for one in periods for date in (one.end, one.start) if date), default=None)
    is_open = any(one.is_current for one in periods)
    said = {piece.status for piece in pieces if piece.kind == "status"}
    is_open = is_open or ("begun" in said and len(periods) == 1)
    said |= {one.status for one in notes if one.status == "in_progress"}
    if "in_progress" in said and year is not None and today and year >= today:
        return "in_progress", None  # '18 of 33 credits earned, expected 2028'
    status = next((one for one in _NOT_HELD if one in said), "in_progress" if is_open else None)
    if status in ("in_progress", "enrolled") and year is not None and not is_open and year < today:
        return None, year
    if status is None and year is not None and today and year > today:
        status = "in_progress"
    return (status, None) if status else (None, year)


def _own_dates(pieces: tuple[Piece, ...]) -> list[Piece]:
    """The dates but those of something else: '..., Leeds, 1992 American Management Association, 2016'."""
    found: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: one.start):
        if piece.kind != "date":
            continue
        last = found[-1].end if found else None
        between = [one for one in pieces if last is not None and last <= one.start < piece.start]
        known = any(one.kind == "school" and one.end <= (last or 0) for one in pieces)
        others = ("text", "course", "school") if known else ("text", "course")
        names = [one.text for one in between if one.kind in others]
        other = any(len(text.split()) > (1 if text[:1].isupper() else _TOLD) for text in names)
        named = any(one.kind == "school" and one.start < piece.start for one in pieces)
        if not (other and named):
            found.append(piece)
    return found
