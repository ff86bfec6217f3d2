"""Words that shapes and colours call hidden, looked at on the drawn page: gradients and patterns tell less.

pdfium says white of a shape that is filled with a gradient, and a clipped cover may cover nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from cpo_screen.documents.runs import PageRuns, Run

_SCALE = 2
_MOST_PAGES = 5  # that are drawn
_MOST_POINTS = 3000.0  # a page wider or higher than this is not drawn
_LEAST_SHARE = 0.03  # of a word's pixels that have its colour
_GROUND = 0.3  # of them that have the colour around it
_STEP = 32  # of 255: colours closer than this are one
_BAND = (0.55, 0.08)  # of the type size above the baseline: where most letters have ink


def find_drawn(data: bytes, pages: Sequence[tuple[PageRuns, list[Run], list[Run]]]) -> list[list[Run]]:
    """Of each page's unseen words, those that can be read on the drawn page all the same.

    `pages` holds the page, its seen words and its unseen ones. Nothing is drawn where no word is in doubt.
    """
    doubtful = [_doubtful(*one) for one in pages]
    wanted = [at for at, runs in enumerate(doubtful) if runs][:_MOST_PAGES]
    found: list[list[Run]] = [[] for _ in pages]
    if not wanted:
        return found
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return found  # only pdfminer.six could read it
    try:
        for at in wanted:
            with suppress(pdfium.PdfiumError, ValueError, IndexError):  # not drawn: no evidence
                found[at] = _readable(document[pages[at][0].number - 1], doubtful[at])
    finally:
        document.close()
    return found


def _doubtful(page: PageRuns, seen: list[Run], unseen: list[Run]) -> list[Run]:
    """Words on the page that no other word crosses."""
    if max(page.width, page.height) > _MOST_POINTS:
        return []
    return [
        run
        for run in unseen
        if not run.invisible
        and run.size * _SCALE > 4
        and 0 <= run.x0 < run.x1 <= page.width
        and 0 <= run.top < run.bottom <= page.height
        and not any(_cross(run, other) for other in seen)
    ]


def _cross(one: Run, other: Run) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.baseline and other.top < one.baseline


def _readable(page: Any, runs: Sequence[Run]) -> list[Run]:
    try:
        bitmap = page.render(scale=_SCALE, may_draw_forms=False)
        try:
            return [run for run in runs if _has_ink(run, bitmap)]
        finally:
            bitmap.close()
    finally:
        page.close()


def _has_ink(run: Run, bitmap: Any) -> bool:
    """Whether the place of a word shows ink in the word's colour on a ground of one other colour."""
    rows = range(
        max(int((run.baseline - _BAND[0] * run.size) * _SCALE), 0),
        min(int((run.baseline - _BAND[1] * run.size) * _SCALE) + 1, bitmap.height),
    )
    columns = range(max(int(run.x0 * _SCALE), 0), min(int(run.x1 * _SCALE) + 1, bitmap.width))
    channels, stride, pixels = bitmap.n_channels, bitmap.stride, bitmap.buffer
    colours = Counter(
        tuple(pixels[row * stride + column * channels + one] // _STEP for one in range(min(channels, 3)))
        for row in rows
        for column in columns
    )
    total = colours.total()
    own = tuple(channel // _STEP for channel in reversed(run.colour))[: min(channels, 3)]
    ground, area = colours.most_common(1)[0] if total else (own, 0)
    inked = sum(count for colour, count in colours.items() if _is_near(colour, own))
    return area >= _GROUND * total and not _is_near(ground, own) and inked >= _LEAST_SHARE * total > 0


def _is_near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 1 for a, b in zip(one, other, strict=False))
