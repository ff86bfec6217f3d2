"""The strips of text between neighbouring gutters, and which of them hold dates for their neighbour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from cpo_screen.documents.daterail import is_date_like
from cpo_screen.documents.rows import Row, Segment

_TOGETHER = 0.6  # share of the rows that two gutters must have in common
_SAME_ROW = 0.3  # of the type size
_DATED = 0.5
_LEAST_DATES = 2
_ON_ONE_ROW = 0.6


class Gap(Protocol):
    """A gutter, as far as its neighbours matter."""

    @property
    def start(self) -> int:
        """The first row over which it is free."""

    @property
    def end(self) -> int:
        """The row after the last one."""

    @property
    def mid(self) -> float:
        """Its middle."""


def is_rail_gutter(rows: Sequence[Row], gutter: Gap, gutters: Iterable[Gap]) -> bool:
    """Whether the strip at one side of the gutter holds dates that belong to the strip at its other side.

    `rows` are those of the gutter. Dates between a sidebar and the main text belong to the main text.
    """
    mids = [other.mid for other in gutters_beside(gutter, gutters)]
    left, left_of_it = _two_strips(
        rows, gutter.mid, sorted((m for m in mids if m < gutter.mid), reverse=True), False
    )
    right, right_of_it = _two_strips(rows, gutter.mid, sorted(m for m in mids if m > gutter.mid), True)
    if not mids:
        return False  # both sides as a whole: the columns' own judgement
    return _belongs(left, right, left_of_it) or _belongs(right, left, right_of_it)


def gutters_beside(gutter: Gap, gutters: Iterable[Gap]) -> list[Gap]:
    """The other gutters over most of its rows."""
    return [other for other in gutters if _is_beside(other, gutter)]


def _is_beside(other: Gap, gutter: Gap) -> bool:
    common = min(other.end, gutter.end) - max(other.start, gutter.start)
    return abs(other.mid - gutter.mid) > 1 and common >= _TOGETHER * (gutter.end - gutter.start)


def _two_strips(
    rows: Sequence[Row], mid: float, mids: Sequence[float], is_right: bool
) -> tuple[list[Segment], list[Segment]]:
    """The strip next to `mid`, and the one after it, where `mids` are the gutters going away from it."""
    edges = [mid, *mids[:2]]
    strips = [_between(rows, *sorted(pair)) for pair in pairwise(edges)]
    if len(edges) < 3:
        away = mids[0] > mid if mids else is_right
        strips.append(_between(rows, *sorted((edges[-1], float("inf") if away else float("-inf")))))
    return strips[0], strips[1] if len(strips) > 1 else []


def _between(rows: Sequence[Row], low: float, high: float) -> list[Segment]:
    return [one for row in rows for one in row.segments if low <= (one.x0 + one.x1) / 2 < high]


def _belongs(dates: list[Segment], text: list[Segment], other: list[Segment]) -> bool:
    dated = [one for one in dates if is_date_like(one.text)]
    if len(dated) < _LEAST_DATES or len(dated) < _DATED * len(dates):
        return False
    near, far = aligned_share(dated, text), aligned_share(dated, other)
    return near >= _ON_ONE_ROW and (near > far or (near == far and _letters(text) >= _letters(other)))


def _letters(strip: list[Segment]) -> int:
    return sum(len(run.text) for one in strip for run in one.runs)


def aligned_share(cells: Sequence[Segment], others: Sequence[Segment]) -> float:
    """Share of cells that stand on the baseline of one of the others."""
    baselines = [one.baseline for one in others]
    hits = sum(any(abs(one.baseline - y) <= _SAME_ROW * one.size for y in baselines) for one in cells)
    return hits / max(len(cells), 1)
