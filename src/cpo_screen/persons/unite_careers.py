"""Positions and degrees of several files as one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cpo_screen.extraction.experience import month_number
from cpo_screen.model import Block, CandidateProfile, Education, PartialDate, Period, Position
from cpo_screen.persons.main_source import known_until
from cpo_screen.persons.matching import match_degrees, match_positions
from cpo_screen.persons.sameness import months_apart
from cpo_screen.persons.unite import Places

_OLDER = 12  # months: what such a file calls present is sure only up to the day it was written


def unite_positions(
    profiles: Sequence[CandidateProfile],
) -> tuple[tuple[Position, ...], list[Places]]:
    """Unite the positions of files, the main one first; the main file's keep their places.

    Returns the positions and per file where each of its own went. A head of another file is taken where
    it says the same more exactly, or knows of an end that came later.
    """
    held = list(profiles[0].positions)
    places: list[Places] = [{at: at for at in range(len(held))}]
    known = list(map(known_until, profiles))
    for profile, month in zip(profiles[1:], known[1:], strict=True):
        pairs = {b: a for a, b in match_positions(held, profile.positions, profile.as_of)}
        for at, position in enumerate(profile.positions):
            if at in pairs:
                mine = held[pairs[at]]
                held[pairs[at]] = _joined(mine, position, known[mine.evidence.source])
            else:
                pairs[at] = len(held)
                held.append(_closed(position, month, max(known)))
        places.append(pairs)
    return tuple(held), places


def _joined(mine: Position, other: Position, known: int) -> Position:
    """Join what two files say of one position; the first one's present is sure up to the month `known`."""
    highlights = mine.highlights or other.highlights
    is_news = not mine.period.is_current or _ends_after(other.period, known)
    if is_news and _is_more_exact(other, mine):
        elsewhere = (*mine.elsewhere, _block(mine))
        return replace(other, highlights=highlights, section=mine.section, elsewhere=elsewhere)
    return replace(mine, highlights=highlights, elsewhere=(*mine.elsewhere, _block(other)))


def _block(position: Position) -> Block:
    return Block(position.evidence.source, position.block)


def _is_more_exact(other: Position, mine: Position) -> bool:
    """Whether another file names the same work with dates that fit and say more."""
    same = (other.function, other.level, other.is_product) == (mine.function, mine.level, mine.is_product)
    fits = _fits(mine.period.start, other.period.start) and _fits(mine.period.end, other.period.end)
    named = (other.title is not None or mine.title is None) and (
        other.company is not None or mine.company is None
    )
    return same and fits and named and _exactness(other.period) > _exactness(mine.period)


def _ends_after(period: Period, known: int) -> bool:
    """Whether a period goes on at least until a month, or its end is not said."""
    return period.end is None or month_number(period.end, 12) >= known - 1


def _fits(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is None or other is None or months_apart(one, other) == 0


def _exactness(period: Period) -> tuple[bool, int]:
    """Whether an end is said (one that came after a 'present' is news), and how many months are."""
    months = [date.month is not None for date in (period.start, period.end) if date is not None]
    said = (period.start is not None) + (period.end is not None or period.is_current)
    return period.end is not None, sum(months) + said


def _closed(position: Position, known: int, newest: int) -> Position:
    """A present position that only a clearly older file names: sure up to the month it was written."""
    if not position.period.is_current or newest - known < _OLDER:
        return position
    return replace(position, period=Period(position.period.start, PartialDate(known // 12, known % 12 + 1)))


def unite_degrees(profiles: Sequence[CandidateProfile]) -> tuple[Education, ...]:
    """Unite the degrees; one that another file states in full is taken from there."""
    kept = list(profiles[0].education)
    for profile in profiles[1:]:
        pairs = {b: a for a, b in match_degrees(kept, profile.education)}
        for at, degree in enumerate(profile.education):
            if at not in pairs:
                kept.append(degree)
            elif _is_fuller(degree, kept[pairs[at]]):
                kept[pairs[at]] = degree
    return tuple(kept)


def _is_fuller(other: Education, mine: Education) -> bool:
    """Whether another file says all that this one does of a degree, and more."""
    if other.kind != mine.kind or mine.completed is False or other.completed is False:
        return False
    facts = ("field", "institution", "end_year")
    said = [(getattr(mine, fact), getattr(other, fact)) for fact in facts]
    loses = any(one is not None and more is None for one, more in said)
    differs = mine.end_year is not None and other.end_year not in (None, mine.end_year)
    return not loses and not differs and any(one is None and more is not None for one, more in said)
