"""Straight lines drawn on a page, and the tables that they frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cpo_screen.model import Box

_THIN = 3.0  # points: a box that is thinner is a line
_CELL = 8.0  # points
_LEAST = 4.0  # points: a shorter line frames nothing

Point = tuple[float, float]


def rules_of_path(parts: Iterable[list[Point]], stroked: bool) -> Iterator[Box]:
    """Lines of a path whose parts are given by their corners: thin parts, and the sides of wide ones."""
    for points in parts:
        box = _box(points)
        if is_line(box):
            yield box
        elif stroked or _is_rectangle(points):
            yield from (side for pair in pairwise(points) if is_line(side := _box(pair)))


def is_line(box: Box) -> bool:
    """Say whether a shape of this extent is a straight line, level or upright."""
    return _is_thin(box) and _is_long(box)


def sides_of(box: Box) -> Iterator[Box]:
    """The four sides of a box that is large enough to hold text."""
    if box.x1 - box.x0 >= _CELL and box.bottom - box.top >= _CELL:
        yield Box(box.x0, box.top, box.x1, box.top)
        yield Box(box.x0, box.bottom, box.x1, box.bottom)
        yield Box(box.x0, box.top, box.x0, box.bottom)
        yield Box(box.x1, box.top, box.x1, box.bottom)


def _box(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) <= _THIN


def _is_long(box: Box) -> bool:
    return max(box.x1 - box.x0, box.bottom - box.top) >= _LEAST


def _is_rectangle(points: list[Point]) -> bool:
    return len(points) in (4, 5, 6) and all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
