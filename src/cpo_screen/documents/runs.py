"""What both PDF readers give: words as drawn, with their place, type and visibility.

Coordinates are points from the page's top left corner, as everywhere after this module.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cpo_screen.model import Box

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
ASCENT, DESCENT = 0.9, 0.25  # of the type size: the height that a line of text is given


@dataclass(frozen=True, slots=True)
class Run:
    """One word as drawn: `baseline` is its y, `order` its place in the page's drawing order, `spacing` the
    white space between its letters (measured for capitals, where letter-spacing is usual)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    italic: bool = False
    colour: Colour = BLACK
    invisible: bool = False
    order: int = 0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled path or an image. `colour` is None where it varies (image, gradient).

    `opaque` says that it hides what was drawn before it, over its whole box.
    """

    box: Box
    colour: Colour | None
    order: int
    opaque: bool


@dataclass(frozen=True, slots=True)
class PageRuns:
    """A page of `width` by `height` points; `broken` counts characters without a Unicode value, `rules` are
    the straight lines drawn on it, as thin boxes, `outlines` the boxes drawn with round corners."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    shapes: tuple[Shape, ...] = ()
    broken: int = 0
    rules: tuple[Box, ...] = ()
    outlines: tuple[Box, ...] = ()


def turn_page(page: PageRuns, rotation: int) -> PageRuns:
    """The page as it is shown when its /Rotate entry says `rotation` degrees clockwise."""
    if rotation not in (90, 180, 270):
        return page
    wide = rotation in (90, 270)
    width, height = (page.height, page.width) if wide else (page.width, page.height)
    shapes = tuple(replace(shape, box=_turn_box(shape.box, page, rotation)) for shape in page.shapes)
    runs = tuple(_turn_run(run, page, rotation) for run in page.runs)
    rules = tuple(_turn_box(rule, page, rotation) for rule in page.rules)
    outlines = tuple(_turn_box(box, page, rotation) for box in page.outlines)
    return PageRuns(page.number, width, height, runs, shapes, page.broken, rules, outlines)


def _turn_run(run: Run, page: PageRuns, rotation: int) -> Run:
    box = _turn_box(Box(run.x0, run.top, run.x1, run.bottom), page, rotation)
    size = box.bottom - box.top
    return replace(
        run,
        x0=box.x0,
        top=box.top,
        x1=box.x1,
        bottom=box.bottom,
        size=size,
        baseline=box.bottom - size * DESCENT,
    )


def _turn_box(box: Box, page: PageRuns, rotation: int) -> Box:
    if rotation == 90:
        return Box(page.height - box.bottom, box.x0, page.height - box.top, box.x1)
    if rotation == 180:
        return Box(
            page.width - box.x1, page.height - box.bottom, page.width - box.x0, page.height - box.top
        )
    return Box(box.top, page.width - box.x1, box.bottom, page.width - box.x0)
