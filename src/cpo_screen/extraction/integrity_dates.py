"""Doubts and remarks on dates: contradictions; gaps, overlaps, years without months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from cpo_screen.extraction.experience import has_absurd_date, month_number
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import (
    Doubt,
    Education,
    Experience,
    PartialDate,
    Period,
    Position,
    Remark,
    SectionKind,
)

_LONGEST_GAP = 12  # months that are nothing to speak of
_LONGEST_OVERLAP = 12
_MOST_OVERLAPS = 2
_TELLING = 3  # letters of a word that names a company
_BESIDES: frozenset[SectionKind] = frozenset({"boards", "volunteering", "projects"})


def date_doubts(positions: Sequence[Position], as_of: PartialDate) -> Iterator[Doubt]:
    """Yield the dates that contradict themselves, with the positions that they stand in."""
    for position in positions:
        period, name = position.period, _name(position)
        said = _said(period)
        if has_absurd_date(period, as_of):
            yield _doubt(position, "impossible_date", f"{name} is dated {said}: a typing mistake?")
        elif _is_backwards(period):
            yield _doubt(position, "start_after_end", f"{name} ends before it starts: {said}.")
        elif _is_ahead(period, as_of):
            yield _doubt(position, "future_date", f"{name} is dated {said}, after {as_of}.")


def _doubt(position: Position, code: str, message: str) -> Doubt:
    return Doubt(code, "notice", message, (position.evidence,))


def date_remarks(
    positions: Sequence[Position],
    education: Sequence[Education],
    experience: Experience,
    as_of: PartialDate,
) -> Iterator[Remark]:
    """Yield remarks on dates that are missing, rough, side by side or far apart."""
    yield from _undated(positions)
    yield from _years_only(positions, experience)
    yield from _overlaps(positions, as_of)
    yield from _gaps(positions, education, as_of)


def _name(position: Position) -> str:
    named = [part for part in (position.title, position.company) if part]
    return " at ".join(named) or "a position"


def _said(period: Period) -> str:
    return f"{period.start or '?'} – {'present' if period.is_current else period.end or '?'}"


def _is_backwards(period: Period) -> bool:
    """Whether even the widest reading ends before it starts."""
    if period.start is None or period.end is None or period.is_current:
        return False
    return month_number(period.start, 1) > month_number(period.end, 12)


def _is_ahead(period: Period, as_of: PartialDate) -> bool:
    now = month_number(as_of)
    return any(date is not None and month_number(date, 1) > now for date in (period.start, period.end))


def _undated(positions: Sequence[Position]) -> Iterator[Remark]:
    undated = [p for p in positions if p.period.start is None or not (p.period.end or p.period.is_current)]
    if undated:
        names = "; ".join(_name(position) for position in undated[:3])
        count = "One position has" if len(undated) == 1 else f"{len(undated)} positions have"
        yield Remark("undated_positions", f"{count} no full dates and no months: {names}.")


def _years_only(positions: Sequence[Position], experience: Experience) -> Iterator[Remark]:
    dates = [date for p in positions for date in (p.period.start, p.period.end) if date is not None]
    if any(date.month is None for date in dates):
        low, high = experience.months_product_low, experience.months_product_high
        range_ = f": product months lie between {low} and {high}" if low != high else ""
        yield Remark("year_only_dates", f"Some dates are years without months{range_}.")


# --- overlaps and gaps --------------------------------------------------------------------------


def _widest(position: Position, as_of: PartialDate) -> tuple[int, int] | None:
    return _bounds(position.period, as_of, 1, 12)


def _narrowest(position: Position, as_of: PartialDate) -> tuple[int, int] | None:
    return _bounds(position.period, as_of, 12, 1)


def _bounds(period: Period, as_of: PartialDate, start_month: int, end_month: int) -> tuple[int, int] | None:
    """Return first and last month with the given reading of a year alone; None where a date is missing."""
    if period.start is None or has_absurd_date(period, as_of):
        return None
    end = as_of if period.is_current else period.end
    if end is None:
        return None
    first, last = month_number(period.start, start_month), month_number(end, end_month)
    return (first, last) if first <= last else None


def _overlaps(positions: Sequence[Position], as_of: PartialDate) -> Iterator[Remark]:
    """Report two full jobs at different companies at once for more than a year, however read.

    Who has several such pairs works so: a doctor, a lecturer, a consultant.
    """
    jobs = [p for p in positions if p.section not in _BESIDES and not _goes_beside(p)]
    found = []
    for one, other in combinations(jobs, 2):
        first, second = _narrowest(one, as_of), _narrowest(other, as_of)
        if first is None or second is None or _may_be_one_job(one, other):
            continue
        months = min(first[1], second[1]) - max(first[0], second[0]) + 1
        if months > _LONGEST_OVERLAP:
            message = f"{_name(one)} and {_name(other)} run side by side for {months} months."
            found.append(Remark("overlapping_positions", message))
    if len(found) <= _MOST_OVERLAPS:
        yield from found


def _may_be_one_job(one: Position, other: Position) -> bool:
    """Whether title or company are the same in part, or one of them is not said."""
    if not (one.company and other.company and one.title and other.title):
        return True
    shared = _words_of(one.company) & _words_of(other.company)
    return bool(shared) or fold(one.title) == fold(other.title)


def _words_of(name: str) -> set[str]:
    return {word for word in fold(name).split() if len(word) >= _TELLING and word not in _plain_words()}


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(fold(word) for word in load_lexicon("integrity")["company_words"])


def _goes_beside(position: Position) -> bool:
    words = fold(f"{position.title or ''} {position.company or ''}")
    return any(word in words for word in _side_roles())


@cache
def _side_roles() -> tuple[str, ...]:
    return tuple(fold(word) for word in load_lexicon("integrity")["side_roles"])


def _gaps(
    positions: Sequence[Position], education: Sequence[Education], as_of: PartialDate
) -> Iterator[Remark]:
    """Report each stretch of more than a year without a position, by the widest reading of the dates."""
    stretches = sorted(s for position in positions if (s := _widest(position, as_of)) is not None)
    for (_, last), (start, _) in _neighbours(stretches):
        months = start - last - 1
        if months > _LONGEST_GAP:
            studied = _studies_between(education, last, start)
            since, until = _month(last + 1), _month(start - 1)
            yield Remark("gap", f"No position from {since} to {until} ({months} months){studied}.")
    if stretches:
        last = max(end for _, end in stretches)
        months = month_number(as_of) - last
        if months > _LONGEST_GAP:
            yield Remark("gap", f"No position since {_month(last + 1)} ({months} months).")


def _neighbours(
    stretches: Sequence[tuple[int, int]],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield each stretch that ends later than all before it, with the next one."""
    covered: tuple[int, int] | None = None
    for stretch in stretches:
        if covered is not None:
            yield covered, stretch
        if covered is None or stretch[1] > covered[1]:
            covered = stretch


def _studies_between(education: Sequence[Education], last: int, start: int) -> str:
    years = range(last // 12, start // 12 + 1)
    degrees = [
        one.degree or one.kind for one in education if one.end_year is not None and one.end_year in years
    ]
    return f"; {degrees[0]} ended in that time" if degrees else ""


def _month(number: int) -> PartialDate:
    return PartialDate(number // 12, number % 12 + 1)
