"""Which words of a page a person can see: not white on white, tiny, off the page or covered."""

from __future__ import annotations

from cpo_screen.documents.runs import WHITE, Colour, PageRuns, Run, Shape

_TINY = 2.5  # points
_CONTRAST = 18  # of 255, in the channel that differs most
_SCAN_SHARE = 0.5  # of the page's area
_MARGIN = 2.0  # points that a word may stand over the page's edge


def split_by_visibility(page: PageRuns) -> tuple[list[Run], list[Run]]:
    """Return the page's words that are seen, and those that are not."""
    if is_scan_with_text(page):
        return list(page.runs), []
    seen: list[Run] = []
    unseen: list[Run] = []
    for run in page.runs:
        (seen if _is_seen(run, page) else unseen).append(run)
    return seen, unseen


def is_scan_with_text(page: PageRuns) -> bool:
    """Say whether the page is a picture with an invisible text layer from character recognition."""
    if not page.runs or any(not run.invisible for run in page.runs):
        return False
    return any(
        shape.colour is None and _area(shape) >= _SCAN_SHARE * page.width * page.height
        for shape in page.shapes
    )


def _area(shape: Shape) -> float:
    return (shape.box.x1 - shape.box.x0) * (shape.box.bottom - shape.box.top)


def _is_seen(run: Run, page: PageRuns) -> bool:
    if run.invisible or run.size < _TINY:
        return False
    x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
    if not (-_MARGIN <= x <= page.width + _MARGIN and -_MARGIN <= y <= page.height + _MARGIN):
        return False
    ground: Colour | None = WHITE
    for shape in page.shapes:
        box = shape.box
        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
            if shape.order < run.order:
                ground = shape.colour
            elif shape.opaque and box.x0 <= run.x0 and run.x1 <= box.x1:
                return False
    return ground is None or _differs(run.colour, ground)


def _differs(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) > _CONTRAST
