"""Page headers and footers: what repeats at the pages' edges, and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cpo_screen.documents.rows import Row
from cpo_screen.documents.runs import PageRuns
from cpo_screen.lexicons import load_lexicon

_EDGE = 0.1  # of the page's height: where what repeats is a footer
_MARK_EDGE = 0.15
_SAME_HEIGHT = 4.0  # points
_DIGITS = re.compile(r"\d+")


def split_margins(
    pages: Sequence[PageRuns], rows: Sequence[list[Row]]
) -> tuple[list[list[Row]], list[list[Row]]]:
    """Return, per page, the rows of the text and those of its margins.

    What repeats at the top stays on the first page where it stands: it may be the name.
    """
    running = _running_heads(pages, rows)
    seen: set[str] = set()
    body: list[list[Row]] = []
    margins: list[list[Row]] = []
    for page, page_rows in zip(pages, rows, strict=True):
        outside = []
        for row in page_rows:
            if not _at_edge(row, page, _MARK_EDGE):
                continue
            key = _key(row, page.number, len(pages))
            is_running = (page.number, id(row)) in running
            if _is_page_mark(row) or (is_running and (key in seen or _is_low(row, page))):
                outside.append(row)
            if is_running:
                seen.add(key)
        body.append([row for row in page_rows if not any(row is one for one in outside)])
        margins.append(outside)
    return body, margins


def _text(row: Row) -> str:
    return " ".join(one.text for one in row.segments)


def _key(row: Row, page: int, pages: int) -> str:
    """The text with the page's number left out."""
    numbers = {str(page), str(pages)}
    return _DIGITS.sub(
        lambda one: "#" if one.group().lstrip("0") in numbers else one.group(), _text(row)
    ).casefold()


def _at_edge(row: Row, page: PageRuns, edge: float = _EDGE) -> bool:
    return row.baseline < edge * page.height or _is_low(row, page, edge)


def _is_low(row: Row, page: PageRuns, edge: float = _EDGE) -> bool:
    return row.baseline > (1 - edge) * page.height


def _running_heads(pages: Sequence[PageRuns], rows: Sequence[list[Row]]) -> set[tuple[int, int]]:
    """Page number and identity of the rows that stand at the same height of another page as well."""
    at_edges: dict[str, list[tuple[PageRuns, Row]]] = {}
    for page, page_rows in zip(pages, rows, strict=True):
        for row in page_rows:
            if _at_edge(row, page):
                at_edges.setdefault(_key(row, page.number, len(pages)), []).append((page, row))
    return {
        (page.number, id(row))
        for alike in at_edges.values()
        for page, row in alike
        if any(
            other.number != page.number and abs(one.baseline - row.baseline) < _SAME_HEIGHT
            for other, one in alike
        )
    }


@cache
def _page_marks() -> frozenset[str]:
    return frozenset(mark.replace("{n}", "#") for mark in load_lexicon("layout")["page_marks"])


def _is_page_mark(row: Row) -> bool:
    text = _DIGITS.sub("#", _text(row)).casefold()
    return text.strip(" .|·•–-") in _page_marks() or text in _page_marks()
