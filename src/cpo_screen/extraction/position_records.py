"""Positions from tags: titles, companies, places and periods in reading order, gathered into heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cpo_screen.extraction.dates import PeriodMatch, find_periods
from cpo_screen.extraction.position_heads import Head
from cpo_screen.extraction.tagger import Tag
from cpo_screen.model import Line, Period

_EDGES = " \t,;|·•–—-:/@"
_OPEN_END = re.compile(r"(?:[,&/–-]|\b(?:and|of|und|et|y|e|for|de|für))$")
_ALONE = 3  # letters beside a date that has its line to itself
_SURE = 0.7  # probability from which a title without a date is a position

Kind = Literal["title", "company", "place", "dates", "prose"]


@dataclass(frozen=True, slots=True)
class Element:
    """One thing said in a head; `prose` stands for lines that say nothing of it."""

    kind: Kind
    line: int
    text: str = ""
    match: PeriodMatch | None = None
    probability: float = 1.0


@dataclass(slots=True)
class _Record:
    title: Element | None = None
    company: Element | None = None
    place: Element | None = None
    dates: Element | None = None
    closed: bool = False

    def elements(self) -> list[Element]:
        return [one for one in (self.title, self.company, self.place, self.dates) if one is not None]


def find_elements(lines: Sequence[Line], tags: Sequence[Tag], month_first: bool) -> list[Element]:
    """What the lines say, in reading order."""
    by_line: dict[int, list[Tag]] = {}
    for tag in tags:
        if tag.label in ("TITLE", "COMPANY", "PLACE"):
            by_line.setdefault(tag.line, []).append(tag)
    elements: list[Element] = []
    for number, line in enumerate(lines):
        own = by_line.get(number, [])
        placed = [(tag.start, _element(number, line, tag)) for tag in own]
        match = _period(line.text, month_first)
        if match is not None and (own or _alone(line.text, match)):
            placed.append((match.start, Element("dates", number, match=match)))
        if placed:
            elements += [element for _, element in sorted(placed, key=lambda one: one[0])]
        else:
            elements.append(Element("prose", number))
    return _joined(lines, elements)


def _element(number: int, line: Line, tag: Tag) -> Element:
    kinds: dict[str, Kind] = {"TITLE": "title", "COMPANY": "company", "PLACE": "place"}
    text = line.text[tag.start : tag.end].strip(_EDGES)
    return Element(kinds[tag.label], number, text, probability=tag.probability)


def _period(text: str, month_first: bool) -> PeriodMatch | None:
    if not any(map(str.isdigit, text)):
        return None
    periods = find_periods(text, month_first)
    ranges = [one for one in periods if one.rule != "dates.single"]
    return next(iter(ranges or periods), None)


def _alone(text: str, match: PeriodMatch) -> bool:
    return len(re.sub(r"\W", "", text[: match.start] + text[match.end :])) <= _ALONE


def _joined(lines: Sequence[Line], elements: Sequence[Element]) -> list[Element]:
    """Join what a line's end has cut: 'Director of' / 'Operations'."""
    joined: list[Element] = []
    for one in elements:
        last = joined[-1] if joined else None
        if (
            last is not None
            and one.kind == last.kind in ("title", "company")
            and one.line == last.line + 1
            and (_OPEN_END.search(last.text) or lines[one.line].continues)
        ):
            joined[-1] = Element(one.kind, one.line, f"{last.text} {one.text}", probability=last.probability)
        else:
            joined.append(one)
    return joined


def gather_heads(elements: Sequence[Element]) -> list[Head]:
    """One head for every title; a company above several titles is that of all."""
    company_first = next((one.kind for one in elements if one.kind in ("title", "company")), "") == "company"
    records: list[_Record] = [_Record()]
    for at, one in enumerate(elements):
        current = records[-1]
        if one.kind == "prose":
            current.closed = current.closed or current.title is not None or current.dates is not None
            continue
        if _begins(current, one, elements[at + 1 :], company_first):
            current = _Record()
            records.append(current)
        _add(current, one)
    return _heads(records)


def _begins(current: _Record, one: Element, after: Sequence[Element], company_first: bool) -> bool:
    """Whether a new record begins with this element."""
    if one.kind == "place":
        return False
    if current.closed:
        return True
    if one.kind == "title":
        if current.title is not None:
            return True
        return current.dates is not None and current.company is not None and _has_own_dates(after)
    if one.kind == "company":
        if current.company is not None:
            return True
        full = current.title is not None and current.dates is not None
        return full and company_first
    return current.dates is not None


def _has_own_dates(after: Sequence[Element]) -> bool:
    for one in after:
        if one.kind == "dates":
            return True
        if one.kind in ("title", "prose"):
            return False
    return False


def _add(record: _Record, one: Element) -> None:
    if one.kind == "title":
        record.title = one
    elif one.kind == "company":
        record.company = one
    elif one.kind == "dates":
        record.dates = one
    elif record.place is None:
        record.place = one


def _heads(records: Sequence[_Record]) -> list[Head]:
    heads: list[Head] = []
    company: Element | None = None
    for record in records:
        company = record.company or company
        if record.title is None:
            continue
        if record.dates is None and (record.title.probability < _SURE or company is None):
            continue
        heads.append(_head(record, company))
    return heads


def _head(record: _Record, company: Element | None) -> Head:
    assert record.title is not None
    match = record.dates.match if record.dates is not None else None
    lines = [one.line for one in record.elements()]
    return Head(
        anchor=record.dates.line if record.dates is not None else record.title.line,
        first=min(lines),
        last=max(lines),
        period=match.period if match is not None else Period(),
        rule=match.rule if match is not None else "positions.undated",
        title=record.title.text,
        company=company.text if company is not None else None,
        location=record.place.text if record.place is not None else None,
        title_line=record.title.line,
        company_line=record.company.line if record.company is not None else None,
    )
