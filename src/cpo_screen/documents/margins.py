"""Page headers and footers: what repeats at the pages' edges, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from cpo_screen.documents.rows import Row
from cpo_screen.documents.runs import PageRuns
from cpo_screen.lexicons import load_lexicon

_EDGE = 0.1  # of the page's height
_MARK_EDGE = 0.15
_DIGITS = re.compile(r"\d+")


def split_margins(
    pages: Sequence[PageRuns], rows: Sequence[list[Row]]
) -> tuple[list[list[Row]], list[list[Row]]]:
    """Return, per page, the rows of the text and those of its margins.

    What repeats at the top stays on the first page where it stands: it may be the name.
    """
    repeated = _repeated(pages, rows)
    seen: set[str] = set()
    body: list[list[Row]] = []
    margins: list[list[Row]] = []
    for page, page_rows in zip(pages, rows, strict=True):
        outside = []
        for row in page_rows:
            key = _key(row)
            if not _at_edge(row, page, _MARK_EDGE):
                continue
            if _is_page_mark(row) or (key in repeated and (key in seen or _is_low(row, page))):
                outside.append(row)
            seen.add(key)
        body.append([row for row in page_rows if not any(row is one for one in outside)])
        margins.append(outside)
    return body, margins


def _text(row: Row) -> str:
    return " ".join(one.text for one in row.segments)


def _key(row: Row) -> str:
    return _DIGITS.sub("#", _text(row)).casefold()


def _at_edge(row: Row, page: PageRuns, edge: float = _EDGE) -> bool:
    return row.baseline < edge * page.height or _is_low(row, page, edge)


def _is_low(row: Row, page: PageRuns, edge: float = _EDGE) -> bool:
    return row.baseline > (1 - edge) * page.height


def _repeated(pages: Sequence[PageRuns], rows: Sequence[list[Row]]) -> set[str]:
    count = Counter(
        key
        for page, page_rows in zip(pages, rows, strict=True)
        for key in {_key(row) for row in page_rows if _at_edge(row, page)}
    )
    return {key for key, times in count.items() if times > 1}


@cache
def _page_marks() -> frozenset[str]:
    return frozenset(mark.replace("{n}", "#") for mark in load_lexicon("layout")["page_marks"])


def _is_page_mark(row: Row) -> bool:
    return _key(row).strip(" .|·•–-") in _page_marks() or _key(row) in _page_marks()
