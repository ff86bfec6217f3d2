"""What pdfium knows of a page besides its words: filled shapes, pictures, straight lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any

import pypdfium2.raw as c

from cpo_screen.documents.rules import Point, is_line, rules_of_path, sides_of
from cpo_screen.documents.runs import BLACK, Colour, Shape
from cpo_screen.model import Box

_OPAQUE_ALPHA = 200
_MAX_DEPTH = 6
_WHITISH = 237  # of 255: a shape of unknown extent that is this light changes nothing
_SIMPLE = 6  # segments: a rectangle and less
_MAX_SEGMENTS = 400
_LETTER = 20.0  # points: what is drawn smaller is a sign, no table

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class PageObjects:
    """A page in points, its origin at (`left`, `bottom`).

    `orders` is by an object's address: its place in the drawing order and the scale of the form it is in.
    """

    width: float
    height: float
    left: float
    bottom: float
    orders: dict[int, tuple[int, float]] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    outlines: list[Box] = field(default_factory=list)


def collect_objects(page: Any, state: PageObjects) -> None:
    """Walk over all objects of an open page, those of forms inside it too."""
    get = c.FPDFPage_GetObject
    objects = (get(page, index) for index in range(c.FPDFPage_CountObjects(page)))
    _walk(objects, state, _IDENTITY, 0)


def _walk(objects: Iterator[Any], state: PageObjects, matrix: Matrix, depth: int) -> None:
    scale, orders, text = hypot(matrix[2], matrix[3]), state.orders, c.FPDF_PAGEOBJ_TEXT
    address_of, kind_of = ctypes.addressof, c.FPDFPageObj_GetType
    for one in objects:
        order = len(orders) + 1
        orders[address_of(one.contents)] = (order, scale)
        kind = kind_of(one)
        if kind == text:
            continue
        if kind == c.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = (c.FPDFFormObj_GetObject(one, i) for i in range(c.FPDFFormObj_CountObjects(one)))
            _walk(inner, state, _multiply(matrix_of(one), matrix), depth + 1)
        elif kind == c.FPDF_PAGEOBJ_PATH:
            _add_path(one, state, matrix, order)
        elif kind in (c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING):
            opaque = not c.FPDFPageObj_HasTransparency(one)
            state.shapes.append(Shape(_bounds(one, matrix, state), None, order, opaque))


def matrix_of(one: Any) -> Matrix:
    """An object's own matrix."""
    found = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(one, found):
        return _IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _multiply(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def fill_of(page_object: Any) -> tuple[Colour, int]:
    """(colour, alpha) that an object is filled with."""
    r, g, b, a = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not c.FPDFPageObj_GetFillColor(page_object, r, g, b, a):
        return BLACK, 255
    return (r.value, g.value, b.value), a.value


def _add_path(one: Any, state: PageObjects, matrix: Matrix, order: int) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(one, fill, stroke)
    if not fill.value and not stroke.value:
        return
    segments = c.FPDFPath_CountSegments(one)
    box = _bounds(one, matrix, state)
    if fill.value:
        shape = _filled(one, segments, box, order)
        if shape is not None:
            state.shapes.append(shape)
        elif not stroke.value:
            return
    if is_line(box):
        state.rules.append(box)
    elif not stroke.value and segments <= _SIMPLE:
        state.rules.extend(sides_of(box))
    elif segments <= _MAX_SEGMENTS and max(box.x1 - box.x0, box.bottom - box.top) > _LETTER:
        points = _straight_parts(one, segments, _multiply(matrix_of(one), matrix), state)
        lines = list(rules_of_path(points, bool(stroke.value)))
        state.rules.extend(lines)
        if stroke.value and not lines:
            state.outlines.append(box)


def _filled(one: Any, segments: int, box: Box, order: int) -> Shape | None:
    colour, alpha = fill_of(one)
    if alpha == 0:
        return None
    clipped = c.FPDFClipPath_CountPaths(c.FPDFPageObj_GetClipPath(one)) > 0
    plain = segments <= _SIMPLE and not clipped
    opaque = not c.FPDFPageObj_HasTransparency(one) and alpha >= _OPAQUE_ALPHA and plain
    return Shape(box, colour if plain or min(colour) > _WHITISH else None, order, opaque)


def _straight_parts(one: Any, count: int, matrix: Matrix, page: PageObjects) -> Iterable[list[Point]]:
    """The points of each part of a path, on the page, up to the first curve."""
    part: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = c.FPDFPath_GetPathSegment(one, index)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if len(part) > 1:
                yield part
            part = []
        if kind == c.FPDF_SEGMENT_BEZIERTO:
            return  # a drawing
        c.FPDFPathSegment_GetPoint(segment, x, y)
        part.append(_on_page(x.value, y.value, matrix, page))
        if c.FPDFPathSegment_GetClose(segment):
            part.append(part[0])
    if len(part) > 1:
        yield part


def _on_page(x: float, y: float, m: Matrix, page: PageObjects) -> Point:
    across, up = x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]
    return across - page.left, page.height - (up - page.bottom)


def _bounds(one: Any, m: Matrix, page: PageObjects) -> Box:
    x0, y0, x1, y1 = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    c.FPDFPageObj_GetBounds(one, x0, y0, x1, y1)
    corners = [_on_page(x, y, m, page) for x in (x0.value, x1.value) for y in (y0.value, y1.value)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
