"""Heads in LinkedIn's own form: company above title above dates, each in its own type size."""

from __future__ import annotations

from collections.abc import Sequence

from cpo_screen.extraction.dates import PeriodMatch, find_durations, find_periods
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.position_heads import Head
from cpo_screen.model import Line

_SHARE = 0.7  # of the dated lines that are in LinkedIn's form
_STEP = 0.2  # points between the sizes of two roles
_NEAR = 0.9  # type sizes: a place stands this near below its dates


def find_linkedin_heads(lines: Sequence[Line], month_first: bool) -> list[Head]:
    """Return a head per date, or nothing where the section is not in LinkedIn's form."""
    periods = {index: match for index, line in enumerate(lines) if (match := _period(line, month_first))}
    dated = [index for index in periods if _is_linkedin_date(lines, index)]
    if not dated or len(dated) < _SHARE * len(periods):
        return []
    heads: list[Head] = []
    company: tuple[str, int] | None = None
    for anchor, before in zip(dated, [-1, *dated], strict=False):
        company = _company_above(lines, anchor, before) or company
        heads.append(_head(lines, anchor, periods[anchor], before, company))
    return heads


def _period(line: Line, month_first: bool) -> PeriodMatch | None:
    """The period with which a line begins."""
    if line.bullet or not any(map(str.isdigit, line.text)):
        return None
    periods = find_periods(line.text, month_first)
    return periods[0] if periods and periods[0].start == 0 and periods[0].rule != "dates.single" else None


def _is_linkedin_date(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    return index > 0 and bool(find_durations(line.text)) and lines[index - 1].size >= line.size + _STEP


def _company_above(lines: Sequence[Line], anchor: int, before: int) -> tuple[str, int] | None:
    """The nearest line in larger type than the title, since the date before."""
    size = lines[anchor - 1].size
    for index in range(anchor - 1, before, -1):
        if lines[index].size >= size + _STEP:
            top = _block_top(lines, index, before)
            return " ".join(one.text for one in lines[top : index + 1]), top
    return None


def _block_top(lines: Sequence[Line], index: int, before: int) -> int:
    """The first of the lines of one size that end at `index`, each continuing the one above."""
    size = lines[index].size
    while index - 1 > before and lines[index].continues and lines[index - 1].size == size:
        index -= 1
    return index


def _head(
    lines: Sequence[Line], anchor: int, match: PeriodMatch, before: int, company: tuple[str, int] | None
) -> Head:
    top = _block_top(lines, anchor - 1, before)
    head = Head(top, anchor, match.period, match.rule)
    head.title = " ".join(one.text for one in lines[top:anchor])
    if company is not None:
        head.company, head.company_line = company
        head.first = company[1] if company[1] > before else top
    if anchor + 1 < len(lines) and _is_place_below(lines[anchor].size, lines[anchor + 1]):
        head.location, head.last = lines[anchor + 1].text, anchor + 1
    return head


def _is_place_below(size: float, below: Line) -> bool:
    return below.gap < _NEAR and below.size == size and is_place(below.text)
