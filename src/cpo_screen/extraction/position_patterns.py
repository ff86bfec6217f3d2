"""The way a CV sets its heads: where most have their company or title, the others have theirs too.

A name that looks like nothing we know ('Ferryman', 'Glazier') is found by its place beside the dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.line_sketches import PlacedLine
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.position_elements import NUMBERED, Element, Kind
from cpo_screen.extraction.position_heads import Record
from cpo_screen.extraction.position_periods import EDGES
from cpo_screen.extraction.position_records import gather_records, heads_group
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold, parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line

_ENOUGH = 2  # whole heads that make a pattern; one does where a name is likely by itself
_SHARE = 0.6  # of the whole heads that are set so
_MOST = 0.75  # of the heads, where none is whole
_LIKELY = 0.4  # likeness of a name where the pattern is not sure
_MOST_WORDS = 9
_SAME_SIZE = 0.3
_REST = re.compile(r"\s*\t.*|\s+[(|·].*|\s+[–—-]\s.*|,\s+(?=[^\W\d_])(?P<tail>.*)")
_NO_NAME = re.compile(r"[.;:!?]$|\d{3,}|@|https?:|^[^\w(\"“„«]")
_PLACED: tuple[Kind, ...] = ("title", "company")


class _Place(NamedTuple):
    """Where a part stands: lines from the dates, and on their line before or behind them."""

    lines: int
    behind: bool


def complete_by_pattern(elements: Sequence[Element], placed: Sequence[PlacedLine]) -> list[Element]:
    """The elements of one section with the names that only their place tells."""
    records = [record for record in gather_records(elements) if record.dates is not None]
    whole = [record for record in records if record.title is not None and record.company is not None]
    places = {kind: _usual(kind, whole) for kind in _PLACED}
    looks = {kind: {_look(placed[record.parts[kind].line].line) for record in whole} for kind in _PLACED}
    lacking = list(_incomplete(records))
    found: list[Element] = []
    for kind, record in lacking:
        place = places[kind]
        if place is None or record.dates is None or (place.lines and _goes_on(record)):
            continue
        one = _at_place(kind, record.dates.line + place.lines, place, elements, placed)
        likely = one is not None and (len(whole) >= _ENOUGH or _likeness(one) >= _LIKELY)
        if one is not None and likely and _look(placed[one.line].line) in looks[kind]:
            found.append(one)
    if not whole:
        for kind in _PLACED:
            found += _beside(
                kind, [record for missing, record in lacking if missing == kind], elements, placed
            )
    return _with_same_company(_merged(elements, found))


def _goes_on(record: Record) -> bool:
    """'Head of Digital Products,': the next line is the title's."""
    return record.title is not None and record.title.is_open


def _at_place(
    kind: Kind, at: int, place: _Place, elements: Sequence[Element], placed: Sequence[PlacedLine]
) -> Element | None:
    """What stands at a place, if it could be a name and nothing else was seen there."""
    if not elements or not elements[0].line <= at <= elements[-1].line:
        return None
    text = _named(kind, placed[at], [one for one in elements if one.line == at], place)
    return Element(kind, at, text, probability=0.5, joint="\t") if text else None


def _beside(
    kind: Kind, lacking: Sequence[Record], elements: Sequence[Element], placed: Sequence[PlacedLine]
) -> list[Element]:
    """The line right below or above every title is its company, or above every company its title, where
    no head has both and all are set alike."""
    anchor: Kind = "title" if kind == "company" else "company"
    for step in (1, -1) if kind == "company" else (-1, 1):
        named = [
            one
            for record in lacking
            if anchor in record.parts
            and (one := _name_beside(kind, record.parts[anchor].line + step, elements, placed)) is not None
        ]
        alike = Counter(_look(placed[one.line].line) for one in named).most_common(1)
        if len(named) >= max(_ENOUGH, _MOST * len(lacking)) and alike[0][1] >= _MOST * len(named):
            return named
    return []


def _name_beside(
    kind: Kind, at: int, elements: Sequence[Element], placed: Sequence[PlacedLine]
) -> Element | None:
    one = _at_place(kind, at, _Place(0, True), elements, placed)
    goes_on = at + 1 < len(placed) and placed[at + 1].line.continues
    unlikely = one is not None and kind == "company" and company_likeness(one.text) < _LIKELY
    return None if one is None or goes_on or unlikely else one


def _usual(kind: Kind, whole: Sequence[Record]) -> _Place | None:
    """Where most whole heads have this part; None without a habit."""
    counts = Counter(_place(record, kind) for record in whole)
    if not counts:
        return None
    place, times = counts.most_common(1)[0]
    return place if times >= min(_ENOUGH, len(whole)) and times >= _SHARE * len(whole) else None


def _likeness(one: Element) -> float:
    return company_likeness(one.text) if one.kind == "company" else title_likeness(one.text)


def _place(record: Record, kind: Kind) -> _Place:
    order = list(record.parts)
    dates = record.parts["dates"]
    part = record.parts[kind]
    return _Place(part.line - dates.line, order.index(kind) > order.index("dates"))


def _incomplete(records: Sequence[Record]) -> Iterator[tuple[Kind, Record]]:
    """Records with dates and one name, and what they miss; a company above may be that of many."""
    group: Record | None = None
    for record in records:
        if record.title is None and record.company is not None:
            yield "title", record
        elif record.company is None and record.title is not None and not heads_group(group):
            yield "company", record
        group = record if record.company is not None else group


def _look(line: Line) -> tuple[bool, bool, int]:
    return line.bold, line.italic, round(line.size / _SAME_SIZE)


def _named(kind: Kind, placed: PlacedLine, own: Sequence[Element], place: _Place) -> str:
    """The name at a place where nothing was seen: the line's beginning, or what is beside the dates."""
    line = placed.line
    if placed.is_heading or line.bullet or line.continues or any(one.kind == kind for one in own):
        return ""
    text = line.text
    match = next((one.match for one in own if one.match is not None), None)
    if match is not None and place.lines:
        return ""  # the dates of another head
    if match is not None:
        text = text[match.end :] if place.behind else text[: match.start]
    others = [
        one.text for one in own if one.kind in _PLACED or (one.kind == "place" and is_place(one.text))
    ]
    for other in filter(text.__contains__, others):
        before, _, after = text.partition(other)
        text = after if place.behind and not before.strip(EDGES) else before
    text = text.strip(EDGES)
    if kind == "company":
        if fold(text) in _same():
            return text
        text = _without_rest(text)
    else:
        text = NUMBERED.sub("", text)
    return text if _could_be_name(text) else ""


def _without_rest(text: str) -> str:
    """'Ferryman, regional ride marketplace (Series D)': the name ends where a description begins."""
    for rest in _REST.finditer(text):
        tail = rest["tail"]
        if tail is None or tail[:1].islower() or is_place(tail):
            return text[: rest.start()].strip(EDGES)
    return text


def _could_be_name(text: str) -> bool:
    words = text.split()
    if not words or len(words) > _MOST_WORDS or _NO_NAME.search(text) or parse_heading(text) is not None:
        return False
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in '“"„«('


# --- the same company ---------------------------------------------------------------------------


@cache
def _same() -> frozenset[str]:
    return frozenset(map(fold, load_lexicon("positions")["same_company"]))


def _with_same_company(elements: Sequence[Element]) -> list[Element]:
    """'as above': the company before."""
    told: list[Element] = []
    company = ""
    for one in elements:
        if one.kind == "company" and fold(one.text) in _same():
            one = replace(one, text=company or one.text)
        elif one.kind == "company":
            company = one.text
        told.append(one)
    return told


def _merged(elements: Sequence[Element], found: Sequence[Element]) -> list[Element]:
    """All elements in the order of their lines; a line with a name is no prose."""
    lines = {one.line for one in found}
    kept = [one for one in elements if not (one.kind == "prose" and one.line in lines)]
    return sorted([*kept, *found], key=lambda one: one.line)
