"""Measures of single values: who, how many months, how large a team."""

from __future__ import annotations

from collections.abc import Callable

from cpo_screen.training.evaluation.folding import (
    fold,
    fold_address,
    fold_profile_address,
    is_same_number,
)
from cpo_screen.training.evaluation.records import Facts, Label, Miss, Months, Tally

Value = str | int
MONTHS_TOLERANCE = 1


def _same_text(one: Value, other: Value) -> bool:
    return fold(str(one)) == fold(str(other))


def _same_address(one: Value, other: Value) -> bool:
    return fold_address(str(one)) == fold_address(str(other))


def _same_profile_address(one: Value, other: Value) -> bool:
    return fold_profile_address(str(one)) == fold_profile_address(str(other))


def _same_number(one: Value, other: Value) -> bool:
    return is_same_number(str(one), str(other))


def _equal(one: Value, other: Value) -> bool:
    return one == other


_SAME: dict[str, Callable[[Value, Value], bool]] = {
    "name": _same_text,
    "email": _same_address,
    "phone": _same_number,
    "linkedin": _same_profile_address,
    "background": _equal,
    "team_size_max": _equal,
    "connections": _equal,
    "followers": _equal,
    "claimed_years": _equal,
}


def measure_values(label: Label, found: Facts) -> dict[str, Tally]:
    """Compare the single values for which the CV has a label; silence on both sides counts nothing."""
    tallies = {
        measure: _tally(label, measure, label.facts.values.get(measure), found.values.get(measure), same)
        for measure, same in _SAME.items()
        if measure in label.labelled
    }
    for measure, bounds in label.facts.months.items():
        point = found.months[measure][0] if measure in found.months else None
        right = point is not None and is_right_months(point, bounds)
        shown = (_show_months(bounds), None if point is None else str(point))
        miss = () if right else (Miss(label.id, label.file, measure, *shown),)
        tallies[measure] = Tally(1, int(point is not None), int(right), miss)
    return tallies


def is_right_months(point: int, labelled: Months) -> bool:
    """Accept ±1 month, and anything within the bounds where a date without a month leaves them open."""
    exact, low, high = labelled
    return abs(point - exact) <= MONTHS_TOLERANCE or low <= point <= high


def _show_months(months: Months) -> str:
    point, low, high = months
    return str(point) if low == high else f"{point} ({low}–{high})"


def _tally(
    label: Label,
    measure: str,
    expected: Value | None,
    found: Value | None,
    same: Callable[[Value, Value], bool],
) -> Tally:
    right = expected is not None and found is not None and same(expected, found)
    if right or (expected is None and found is None):
        misses: tuple[Miss, ...] = ()
    else:
        shown = (None if one is None else str(one) for one in (expected, found))
        misses = (Miss(label.id, label.file, measure, *shown),)
    return Tally(int(expected is not None), int(found is not None), int(right), misses)
