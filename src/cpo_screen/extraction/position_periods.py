"""The period of each line: ranges, two ends in two cells, below each other, or broken by the line's end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cpo_screen.extraction.dates import PeriodMatch, find_periods
from cpo_screen.extraction.line_sketches import PlacedLine

EDGES = " \t,;|·•–—-:/@"
_OPEN_RANGE = re.compile(r"\d\s*[-–—]\s*$")
_ALONE = 3  # letters beside a date that has its line to itself
_BESIDE = 6  # other words on a dated line next to a title
LISTS = ("education", "programmes", "certifications", "talks", "publications")  # a year each line


def find_line_periods(placed: Sequence[PlacedLine], month_first: bool) -> dict[int, PeriodMatch]:
    """The period of each line that has one; the two ends of one that stand below each other are one."""
    found: dict[int, PeriodMatch] = {}
    taken = -1
    for number, one in enumerate(placed):
        if number == taken:
            continue
        match = _period(one.line.text, month_first)
        if match is None:
            continue
        could_go_on = one.kind not in LISTS and number + 1 < len(placed)
        wrapped = (
            _wrapped(one.line.text, match, placed[number + 1].line.text, month_first)
            if could_go_on
            else None
        )
        if wrapped is not None:
            found[number], taken = wrapped, number + 1
            continue
        if match.rule == "dates.single" and match.start == 0 and could_go_on:
            stacked = _stacked(one.line.text[: match.end], placed[number + 1].line.text, month_first)
            taken = number + 1 if stacked is not None else taken
            match = replace(stacked, start=0, end=match.end) if stacked is not None else match
        found[number] = match
    return found


def _wrapped(text: str, match: PeriodMatch, below: str, month_first: bool) -> PeriodMatch | None:
    """'… | Aug 2018 -' above 'Dec 2022': a period that the line's end breaks in two."""
    if _OPEN_RANGE.search(text) is None or match.end < len(text.rstrip(EDGES)):
        return None
    whole = _stacked(text[match.start :].strip(EDGES), below, month_first)
    return None if whole is None else replace(whole, start=match.start, end=len(text))


def _stacked(first: str, below: str, month_first: bool) -> PeriodMatch | None:
    """'Apr 2022' above 'Present', each in its cell."""
    second = below.partition("\t")[0].strip(EDGES)
    for text in (f"{first} – {second}", f"{second} – {first}"):
        whole = next(iter(find_periods(text, month_first)), None)
        if whole is not None and whole.rule == "dates.range" and (whole.start, whole.end) == (0, len(text)):
            start, end = whole.period.start, whole.period.end
            if (
                start is None
                or end is None
                or (start.year, start.month or 0) <= (end.year, end.month or 12)
            ):
                return whole
    return None


def _period(text: str, month_first: bool) -> PeriodMatch | None:
    """The line's period: a range before a single date."""
    if not any(map(str.isdigit, text)):
        return None
    periods = find_periods(text, month_first)
    ranges = [one for one in periods if one.rule != "dates.single"]
    if not ranges and len(periods) > 1:
        return _of_two_cells(text, periods, month_first) or periods[0]
    return next(iter(ranges or periods), None)


def _of_two_cells(text: str, periods: Sequence[PeriodMatch], month_first: bool) -> PeriodMatch | None:
    """'Sept 2013<tab>Aug 2018': the columns From and To of a table."""
    for one, other in pairwise(periods):
        if text[one.end : other.start].strip(" ") == "\t":
            first, second = text[one.start : one.end], text[other.start : other.end]
            whole = _stacked(first, second, month_first)
            return None if whole is None else replace(whole, start=one.start, end=other.end)
    return None


def is_alone(text: str, match: PeriodMatch) -> bool:
    """Whether a period has its line to itself."""
    return len(re.sub(r"\W", "", text[: match.start] + text[match.end :])) <= _ALONE


def is_short(text: str, match: PeriodMatch) -> bool:
    """Whether few words stand beside a range."""
    return (
        match.rule != "dates.single" and len((text[: match.start] + text[match.end :]).split()) <= _BESIDE
    )


def ends_bullet(placed: Sequence[PlacedLine], number: int, match: PeriodMatch | None) -> bool:
    """'… promoted Third Officer 2004,' / 'Second Officer 2006.': the last words of a bullet."""
    line = placed[number].line
    if not number or match is None or match.rule != "dates.single" or line.bullet:
        return False
    above = placed[number - 1].line
    if not line.continues:
        return above.bullet and line.text.endswith(".") and above.text[-1] not in ".!?"
    while number > 0 and placed[number].line.continues and not placed[number].line.bullet:
        number -= 1
    return placed[number].line.bullet
