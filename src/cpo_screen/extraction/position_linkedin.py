"""Heads in LinkedIn's own form: company above title above dates, each in its own type size."""

from __future__ import annotations

from collections.abc import Sequence

from cpo_screen.extraction.dates import find_durations
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.position_heads import Head
from cpo_screen.extraction.position_lines import HeaderLine

_SHARE = 0.7  # of the dates that state a duration behind them
_STEP = 0.2  # points between the sizes of two roles
_NEAR = 0.9  # type sizes: a place stands this near below its dates


def find_linkedin_heads(lines: Sequence[HeaderLine], anchors: Sequence[int]) -> list[Head]:
    """Return a head per date, or nothing where the section is not in LinkedIn's form."""
    dated = [index for index in anchors if _is_linkedin_date(lines, index)]
    if not dated or len(dated) < _SHARE * len(anchors):
        return []
    heads: list[Head] = []
    company: tuple[str, int] | None = None
    for anchor, before in zip(dated, [-1, *dated], strict=False):
        company = _company_above(lines, anchor, before) or company
        heads.append(_head(lines, anchor, before, company))
    return heads


def _is_linkedin_date(lines: Sequence[HeaderLine], index: int) -> bool:
    line = lines[index].line
    return index > 0 and bool(find_durations(line.text)) and lines[index - 1].line.size >= line.size + _STEP


def _company_above(lines: Sequence[HeaderLine], anchor: int, before: int) -> tuple[str, int] | None:
    """The nearest line in larger type than the title, since the date before."""
    size = lines[anchor - 1].line.size
    for index in range(anchor - 1, before, -1):
        if lines[index].line.size >= size + _STEP:
            top = _block_top(lines, index, before)
            return " ".join(one.line.text for one in lines[top : index + 1]), top
    return None


def _block_top(lines: Sequence[HeaderLine], index: int, before: int) -> int:
    """The first of the lines of one size that end at `index`, each continuing the one above."""
    size = lines[index].line.size
    while index - 1 > before and lines[index].line.continues and lines[index - 1].line.size == size:
        index -= 1
    return index


def _head(lines: Sequence[HeaderLine], anchor: int, before: int, company: tuple[str, int] | None) -> Head:
    match = lines[anchor].period
    assert match is not None
    top = _block_top(lines, anchor - 1, before)
    head = Head(anchor, top, anchor, match.period, match.rule)
    head.title, head.title_line = " ".join(one.line.text for one in lines[top:anchor]), top
    if company is not None:
        head.company, head.company_line = company
        head.first = company[1] if company[1] > before else top
    if anchor + 1 < len(lines) and _is_place_below(lines[anchor].line.size, lines[anchor + 1]):
        head.location, head.last = lines[anchor + 1].line.text, anchor + 1
    return head


def _is_place_below(size: float, below: HeaderLine) -> bool:
    return below.line.gap < _NEAR and below.line.size == size and is_place(below.line.text)
