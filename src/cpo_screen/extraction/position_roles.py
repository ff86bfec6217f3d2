"""Heads from lines whose role is known: JSON Resume, LinkedIn's archive, forms with labels."""

from __future__ import annotations

from collections.abc import Sequence

from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.position_heads import Head
from cpo_screen.model import Line, Period

_PARTS = ("title", "company", "dates", "location")


def has_roles(lines: Sequence[Line]) -> bool:
    """Say whether the source itself tells titles from other lines."""
    return any(line.role in ("title", "dates") for line in lines)


def find_role_heads(lines: Sequence[Line]) -> list[Head]:
    """A head begins where a part comes a second time, or after highlights with a title or date."""
    heads: list[Head] = []
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if line.role not in _PARTS:
            continue
        starts = line.role in seen or not heads
        if starts:
            heads.append(Head(index, index, Period(), "positions.role"))
            seen = set()
        seen.add(line.role)
        _take(heads[-1], line, index)
    return heads


def _take(head: Head, line: Line, index: int) -> None:
    head.last = index
    if line.role == "title":
        head.title = line.text
    elif line.role == "company":
        head.set_company(line.text)
        head.company_line = index
    elif line.role == "location":
        head.location = line.text
    else:
        periods = find_periods(line.text)
        if periods:
            head.period, head.rule = periods[0].period, periods[0].rule
