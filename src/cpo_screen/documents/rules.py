"""Straight lines drawn on a page, and the tables that they frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cpo_screen.model import Box

_THIN = 3.0  # points: a box that is thinner is a line
_LEAST = 4.0  # points: a shorter line frames nothing

Point = tuple[float, float]


def rules_of_path(parts: Iterable[list[Point]], stroked: bool) -> Iterator[Box]:
    """Lines of a path whose parts are given by their corners: thin parts, and the sides of wide ones."""
    for points in parts:
        box = _box(points)
        if _is_thin(box):
            if _is_long(box):
                yield box
        elif stroked or _is_rectangle(points):
            for one, other in pairwise(points):
                side = _box([one, other])
                if _is_thin(side) and _is_long(side):
                    yield side


def _box(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) <= _THIN


def _is_long(box: Box) -> bool:
    return max(box.x1 - box.x0, box.bottom - box.top) >= _LEAST


def _is_rectangle(points: list[Point]) -> bool:
    return len(points) in (4, 5, 6) and all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
