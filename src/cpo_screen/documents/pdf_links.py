"""Addresses behind a PDF's links whose words do not give them: 'LinkedIn', an icon."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as c

from cpo_screen.documents.links import hidden_address
from cpo_screen.documents.pdf_shapes import PageObjects
from cpo_screen.documents.runs import ASCENT, DESCENT, Run
from cpo_screen.model import Box

_MOST_LINKS = 200
_LONGEST = 2048  # bytes of an address
_LEAST_SIDE = 1.0  # points: nobody sees or clicks a smaller link
_SLACK = 2.0  # points that words may stand over a link's edge
_ICON_SIZE = 8.0  # points: the type of an address that only an icon stands for


def find_link_words(document: Any, page: Any, state: PageObjects, runs: Sequence[Run]) -> list[Run]:
    """The words of a page, each followed by the address that it hides.

    `document` and `page` are open ones of pdfium. What is added takes no room.
    """
    boxes: dict[str, list[Box]] = {}
    for box, target in _links(document, page, state):
        boxes.setdefault(target, []).append(box)
    added: list[Run] = []
    for target, places in boxes.items():
        inside = [run for run in runs if any(_stands_in(run, box) for box in places)]
        address = hidden_address(target, " ".join(run.text for run in inside))
        if address and inside:
            added.append(_behind(max(inside, key=lambda run: (run.baseline, run.x1)), address))
        elif address and runs:
            unseen = all(run.invisible for run in runs)  # a picture with a text layer stays one
            added.append(replace(_in_place(places[0], address), invisible=unseen))
    return [*runs, *added]


def _links(document: Any, page: Any, state: PageObjects) -> Iterator[tuple[Box, str]]:
    position, link = ctypes.c_int(0), c.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not c.FPDFLink_Enumerate(page, position, link):
            return
        action = c.FPDFLink_GetAction(link)
        rectangle = c.FS_RECTF()
        if not action or not c.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        buffer = ctypes.create_string_buffer(_LONGEST)
        length = c.FPDFAction_GetURIPath(document, action, buffer, _LONGEST)
        box = _box(rectangle, state)
        if 0 < length <= _LONGEST and min(box.x1 - box.x0, box.bottom - box.top) >= _LEAST_SIDE:
            yield box, buffer.raw[: length - 1].decode("utf-8", "replace")


def _box(rectangle: Any, state: PageObjects) -> Box:
    low, high = sorted((rectangle.bottom, rectangle.top))
    return Box(
        rectangle.left - state.left,
        state.height - (high - state.bottom),
        rectangle.right - state.left,
        state.height - (low - state.bottom),
    )


def _stands_in(run: Run, box: Box) -> bool:
    x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top - _SLACK <= y <= box.bottom + _SLACK


def _behind(run: Run, address: str) -> Run:
    x = run.x1 + 0.3 * run.size
    return replace(run, text=address, x0=x, x1=x + 0.1, spacing=0.0)


def _in_place(box: Box, address: str) -> Run:
    baseline = box.bottom - DESCENT * _ICON_SIZE
    top = baseline - ASCENT * _ICON_SIZE
    return Run(address, box.x0, top, box.x0 + 0.1, box.bottom, baseline, _ICON_SIZE, order=10**9)
