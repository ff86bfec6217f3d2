"""The product clocks: months of positions, overlaps counted once, both end months counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cpo_screen.model import LEADERSHIP_LEVELS, Evidence, Experience, PartialDate, Period, Position, Written

Reading = Literal["point", "low", "high"]

# A year alone: the month that its start and its end stand for, in each reading.
_YEAR_ALONE: dict[Reading, tuple[int, int]] = {"point": (7, 6), "low": (12, 1), "high": (1, 12)}
# A date further ahead is a typing mistake (2109 for 2019), not a contract that runs on.
_YEARS_AHEAD = 3
_FIRST_YEAR = 1930
# Months from the latest date that a CV names to the day on which it was written, for 19 CVs of 20 (104 CVs
# with a current job, by the last saving in Word: half within 16, nine tenths within 50, 95 % within 65).
LONG_SILENCE = 66


class _Stretch(NamedTuple):
    """First and last month, both included, counted from the year 0."""

    first: int
    last: int


def measure_experience(
    positions: Sequence[Position],
    as_of: PartialDate,
    claimed: tuple[int, Evidence] | None = None,
    written: Written | None = None,
) -> Experience:
    """Measure total, product and product leadership months of `positions` up to `as_of`.

    `claimed` is what `find_claimed_years` found. Undated positions count nothing; one whose
    end is not said counts in the high reading only. In the low reading `present` lasts until the document
    was `written`.
    """
    until = counts_until(written, as_of)
    product = [p for p in positions if p.is_product]
    leading = [p for p in product if p.level in LEADERSHIP_LEVELS]
    starts = [p.period.start for p in positions if p.period.start is not None]
    total, total_low, total_high = _three_readings(positions, as_of, until, starts)
    of_product, product_low, product_high = _three_readings(product, as_of, until, starts)
    of_leading, leading_low, leading_high = _three_readings(leading, as_of, until, starts)
    years, evidence = claimed or (None, None)
    return Experience(
        months_total=total,
        months_total_low=total_low,
        months_total_high=total_high,
        months_product=of_product,
        months_product_low=product_low,
        months_product_high=product_high,
        months_product_leadership=of_leading,
        months_product_leadership_low=leading_low,
        months_product_leadership_high=leading_high,
        claimed_years=years,
        claimed_evidence=evidence,
    )


def counts_until(written: Written | None, as_of: PartialDate) -> PartialDate:
    """Return the month up to which `present` is sure: that of the document, never after `as_of`.

    A year alone is its December. The latest date that a CV names is only the earliest day it can have been
    written: it counts after a long silence, before that `present` is believed.

    >>> counts_until(Written(PartialDate(2021, 3), "metadata"), PartialDate(2026, 11))
    PartialDate(year=2021, month=3)
    >>> counts_until(Written(PartialDate(2024, 3), "latest_date"), PartialDate(2026, 11))
    PartialDate(year=2026, month=11)
    """
    if written is None:
        return as_of
    date = PartialDate(written.date.year, written.date.month or 12)
    months = month_number(as_of) - month_number(date)
    is_told = written.source != "latest_date" or months > LONG_SILENCE
    return date if is_told and months > 0 else as_of


def months_of(period: Period, as_of: PartialDate) -> int | None:
    """Count the months of one period, both end months included; None where a date is missing or wrong.

    >>> months_of(Period(PartialDate(2021, 1), PartialDate(2021, 3)), PartialDate(2026, 11))
    3
    >>> months_of(Period(PartialDate(2015), PartialDate(2017)), PartialDate(2026, 11))
    24
    """
    stretch = _stretch(period, as_of, "point")
    return None if stretch is None else stretch.last - stretch.first + 1


def has_absurd_date(period: Period, as_of: PartialDate) -> bool:
    """Tell whether a date of the period is a typing mistake: before 1930 or years ahead of `as_of`."""
    dates = [date for date in (period.start, period.end) if date is not None]
    return any(_is_absurd(date, as_of) for date in dates)


def month_number(date: PartialDate, month_if_unsaid: int = 12) -> int:
    """Count the months from the year 0 to `date`, so that months can be compared and subtracted."""
    return date.year * 12 + (date.month or month_if_unsaid) - 1


def _is_absurd(date: PartialDate, as_of: PartialDate) -> bool:
    return not _FIRST_YEAR <= date.year <= as_of.year + _YEARS_AHEAD


def _three_readings(
    positions: Sequence[Position], as_of: PartialDate, until: PartialDate, starts: Sequence[PartialDate]
) -> tuple[int, int, int]:
    """Return the point, low and high month counts of the union of the positions' periods.

    In the low reading a current position goes on until the month `until`, and one month at least; where an
    end is not said, the high reading goes on until another position began.
    """
    periods = [position.period for position in positions]
    most = [_ended(period, _next_start(period, starts) or as_of) for period in periods]
    least = [_cut(period, until) for period in periods] if until != as_of else periods
    point = _union_months(periods, as_of, "point")
    return point, _union_months(least, as_of, "low"), _union_months(most, as_of, "high")


def _cut(period: Period, until: PartialDate) -> Period:
    """A current period, up to the month when it was last known to go on."""
    if not period.is_current or period.start is None:
        return period
    start = PartialDate(period.start.year, period.start.month or 12)
    return Period(period.start, max(start, until))


def _ended(period: Period, end: PartialDate) -> Period:
    """The period, up to `end` where none is said."""
    if period.start is None or period.end is not None or period.is_current:
        return period
    return Period(period.start, end)


def _next_start(period: Period, starts: Sequence[PartialDate]) -> PartialDate | None:
    """When the next position began."""
    if period.start is None:
        return None
    after = [one for one in starts if month_number(one) > month_number(period.start)]
    return min(after, key=month_number, default=None)


def _union_months(periods: Iterable[Period], as_of: PartialDate, reading: Reading) -> int:
    counted, last = 0, -1
    for stretch in sorted(s for p in periods if (s := _stretch(p, as_of, reading)) is not None):
        counted += max(stretch.last - max(stretch.first, last + 1) + 1, 0)
        last = max(last, stretch.last)
    return counted


def _stretch(period: Period, as_of: PartialDate, reading: Reading) -> _Stretch | None:
    """Return the months of a period in one reading, cut off at `as_of`; None where they are unknown.

    2019 - 2019 is contradictory when read as July to June: the point figure then takes the middle half
    of the widest reading, the narrowest one month of it.
    """
    widest = _bounds(period, as_of, "high")
    if widest is None or widest.first > widest.last:
        return None
    chosen = _bounds(period, as_of, reading)
    if chosen is None or chosen.first <= chosen.last:
        return chosen
    months = widest.last - widest.first + 1
    kept = 1 if reading == "low" else (months + 1) // 2
    first = widest.first + (months - kept) // 2
    return _Stretch(first, first + kept - 1)


def _bounds(period: Period, as_of: PartialDate, reading: Reading) -> _Stretch | None:
    """Return first and last month, perhaps in the wrong order; a mistyped end has a widest reading only."""
    if period.start is None or _is_absurd(period.start, as_of):
        return None
    end = as_of if period.is_current else period.end
    if end is None or (_is_absurd(end, as_of) and (reading != "high" or end.year < period.start.year)):
        return None
    month_of_start, month_of_end = _YEAR_ALONE[reading]
    now = month_number(as_of)
    last = now if period.is_current else min(month_number(end, month_of_end), now)
    return _Stretch(month_number(period.start, month_of_start), last)
