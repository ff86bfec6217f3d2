"""What must hold for any dates, also absurd ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from areas.experience import NOWHERE
from cpo_screen.extraction.experience import has_absurd_date, measure_experience, months_of
from cpo_screen.model import PartialDate, Period, Position, Span

AS_OF = PartialDate(2026, 11)
dates = st.builds(
    PartialDate, st.integers(1990, 2030) | st.integers(0, 9999), st.none() | st.integers(1, 12)
)
periods = st.builds(Period, st.none() | dates, st.none() | dates, st.booleans())


def product_position(period: Period) -> Position:
    return Position(None, None, period, None, "product_management", "vp", True, (), NOWHERE, Span(0, 0))


@given(st.lists(periods, max_size=6))
def test_low_point_high_are_in_order(found: list[Period]) -> None:
    clocks = measure_experience([product_position(period) for period in found], AS_OF)
    assert 0 <= clocks.months_product_low <= clocks.months_product <= clocks.months_product_high
    assert clocks.months_product_high <= (2026 - 1930 + 1) * 12


@given(st.lists(periods, max_size=6))
def test_the_union_is_at_most_the_sum_and_at_least_the_longest(found: list[Period]) -> None:
    union = measure_experience([product_position(period) for period in found], AS_OF).months_product
    each = [months_of(period, AS_OF) or 0 for period in found]
    assert max(each, default=0) <= union <= sum(each)


@given(periods, st.integers(0, 5))
def test_repeating_a_position_changes_nothing(period: Period, times: int) -> None:
    once = measure_experience([product_position(period)], AS_OF)
    assert measure_experience([product_position(period)] * (times + 1), AS_OF) == once


def test_absurd_dates_are_told_from_early_and_near_ones() -> None:
    assert has_absurd_date(Period(PartialDate(2015), PartialDate(2109)), AS_OF)
    assert has_absurd_date(Period(PartialDate(201), None, True), AS_OF)
    assert not has_absurd_date(Period(PartialDate(1968), PartialDate(2027, 3)), AS_OF)
