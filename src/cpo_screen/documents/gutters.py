"""White strips that no segment crosses over several rows of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cpo_screen.documents.rows import Row

_NARROWEST = 7.0  # points


@dataclass(frozen=True, slots=True)
class Gutter:
    """The strip [lo, hi] that is free over rows [start, end); `both` rows stand on the side with fewer."""

    lo: float
    hi: float
    start: int
    end: int
    both: int

    @property
    def mid(self) -> float:
        """Its middle."""
        return (self.lo + self.hi) / 2


def find_gutters(rows: Sequence[Row]) -> list[Gutter]:
    """Every strip that is free over as many rows as possible around the rows that show it."""
    found: list[Gutter] = []
    for index, row in enumerate(rows):
        for lo, hi in _gaps(row, rows[index + 1] if index + 1 < len(rows) else None):
            if not any(_covers(one, index, lo, hi) for one in found):
                found.append(_extend(rows, index, lo, hi))
    return [one for one in found if one.hi - one.lo >= _NARROWEST]


def _gaps(row: Row, below: Row | None) -> Iterator[tuple[float, float]]:
    """White space between a row's segments, and beside a near row on another baseline."""
    for before, after in pairwise(row.segments):
        yield before.x1, after.x0
    if below is not None and below.baseline - row.baseline < row.size:
        left, right = sorted((row, below), key=lambda one: one.x0)
        if left.x1 < right.x0:
            yield left.x1, right.x0


def _covers(gutter: Gutter, index: int, lo: float, hi: float) -> bool:
    return gutter.start <= index < gutter.end and gutter.lo < hi and lo < gutter.hi


def _extend(rows: Sequence[Row], index: int, lo: float, hi: float) -> Gutter:
    start, lo, hi = _reach(rows, range(index - 1, -1, -1), index, lo, hi)
    last, lo, hi = _reach(rows, range(index + 1, len(rows)), index, lo, hi)
    left = sum(row.x0 < lo for row in rows[start : last + 1])
    right = sum(row.x1 > hi for row in rows[start : last + 1])
    return Gutter(lo, hi, start, last + 1, min(left, right))


def _reach(
    rows: Sequence[Row], steps: range, reached: int, lo: float, hi: float
) -> tuple[int, float, float]:
    """How far the strip stays free; it may narrow on the way."""
    for i in steps:
        narrowed = _narrow(rows[i], lo, hi)
        if narrowed is None:
            break
        lo, hi = narrowed
        reached = i
    return reached, lo, hi


def _narrow(row: Row, lo: float, hi: float) -> tuple[float, float] | None:
    """The strip that this row leaves free; None if it leaves less than a gutter."""
    for one in row.segments:
        if one.x1 <= lo or one.x0 >= hi:
            continue
        if one.x1 < hi - _NARROWEST and one.x0 < lo:
            lo = one.x1
        elif one.x0 > lo + _NARROWEST and one.x1 > hi:
            hi = one.x0
        else:
            return None
    return lo, hi
