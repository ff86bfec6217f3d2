"""Positions from tags: titles, companies, places and periods in reading order, gathered into heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, permutations
from typing import Literal

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.dates import PeriodMatch, find_periods
from cpo_screen.extraction.line_sketches import PlacedLine
from cpo_screen.extraction.position_heads import Head
from cpo_screen.extraction.tagger import Tag
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.model import Period

_BRACKETS = re.compile(r"\([^()]*\)")
_OPEN_END = re.compile(r"(?:[,&/–-]|\b(?:and|of|und|et|y|e|for|de|für))$")  # a title that goes on
_EDGES = " \t,;|·•–—-:/@"
_ALONE = 3  # letters beside a date that has its line to itself
_BESIDE = 6  # other words on a dated line next to a title
_DESCRIPTION = 3  # lines from a company to its first title, with a description between
_SURE = 0.7  # probability from which a title without a date is a position
_LIKELY = 0.5  # likeness that such a title needs as well
_TITLE, _COMPANY, _OTHER = 0.7, 0.55, 0.2  # likenesses of the two halves of "title, company"

Kind = Literal["title", "company", "place", "dates", "prose"]
_KINDS: dict[str, Kind] = {"TITLE": "title", "COMPANY": "company", "PLACE": "place"}
_ORDERS: tuple[tuple[Kind, ...], ...] = tuple(permutations(("title", "company", "dates")))


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
    """The parts of one head, in the order they came."""

    parts: dict[Kind, Element] = field(default_factory=dict)

    @property
    def title(self) -> Element | None:
        return self.parts.get("title")

    @property
    def company(self) -> Element | None:
        return self.parts.get("company")

    @property
    def dates(self) -> Element | None:
        return self.parts.get("dates")


# --- what the lines say -------------------------------------------------------------------------


def find_elements(placed: Sequence[PlacedLine], tags: Sequence[Tag], month_first: bool) -> list[Element]:
    """What the lines say, in order; a date counts beside a title or company, or alone on its line."""
    by_line: dict[int, list[Tag]] = {}
    inside: set[int] = set()
    for tag in tags:
        if tag.label in _KINDS:
            by_line.setdefault(tag.line, []).append(tag)
            inside.update(range(tag.line + 1, tag.end_line + 1))
    elements: list[Element] = []
    for number, one in enumerate(placed):
        found = sorted(_line_elements(placed, number, by_line, month_first), key=lambda each: each[0])
        if found:
            elements += [element for _, element in found]
        elif number not in inside and not one.is_heading:
            elements.append(Element("prose", number))
    return _joined(elements)


def _joined(elements: Sequence[Element]) -> list[Element]:
    """Join what a line's end has cut: 'Director of' / 'Operations'."""
    joined: list[Element] = []
    for one in elements:
        last = joined[-1] if joined else None
        follows = last is not None and one.kind == last.kind == "title" and one.line == last.line + 1
        if last is not None and follows and _OPEN_END.search(last.text):
            joined[-1] = replace(last, text=f"{last.text} {one.text}", line=one.line)
        else:
            joined.append(one)
    return joined


def _line_elements(
    placed: Sequence[PlacedLine], number: int, by_line: Mapping[int, list[Tag]], month_first: bool
) -> Iterator[tuple[int, Element]]:
    """The elements of one line with where they begin."""
    line = placed[number].line
    own = by_line.get(number, [])
    for tag in own:
        yield tag.start, Element(_KINDS[tag.label], number, _text(placed, tag), probability=tag.probability)
    match = _period(line.text, month_first)
    if match is None:
        return
    near = bool(by_line.get(number - 1) or by_line.get(number + 1)) and not line.bullet
    if own or _alone(line.text, match) or (near and _is_short(line.text, match)):
        yield match.start, Element("dates", number, match=match)


def _text(placed: Sequence[PlacedLine], tag: Tag) -> str:
    if tag.line == tag.end_line:
        return placed[tag.line].line.text[tag.start : tag.end].strip(_EDGES)
    middle = [placed[number].line.text for number in range(tag.line + 1, tag.end_line)]
    parts = [placed[tag.line].line.text[tag.start :], *middle, placed[tag.end_line].line.text[: tag.end]]
    return " ".join(parts).replace("\t", " ").strip(_EDGES)


def _period(text: str, month_first: bool) -> PeriodMatch | None:
    """The line's period: a range before a single date."""
    if not any(map(str.isdigit, text)):
        return None
    periods = find_periods(text, month_first)
    ranges = [one for one in periods if one.rule != "dates.single"]
    return next(iter(ranges or periods), None)


def _alone(text: str, match: PeriodMatch) -> bool:
    return len(re.sub(r"\W", "", text[: match.start] + text[match.end :])) <= _ALONE


def _is_short(text: str, match: PeriodMatch) -> bool:
    return (
        match.rule != "dates.single" and len((text[: match.start] + text[match.end :]).split()) <= _BESIDE
    )


# --- heads --------------------------------------------------------------------------------------


def gather_heads(elements: Sequence[Element]) -> list[Head]:
    """One head for every title; a company above several titles is that of all.

    Between two stretches of prose there may be several heads without a word in between: of the six
    orders of title, company and dates, the one that leaves fewest parts over is taken for the section.
    """
    chunks = _chunks(elements)
    best = max(_ORDERS, key=lambda order: _score([_cut(chunk, order) for chunk in chunks]))
    return _heads([record for chunk in chunks for record in _cut(chunk, best)])


def _chunks(elements: Sequence[Element]) -> list[list[Element]]:
    """Elements without prose between them; a line of prose between two halves of a head is skipped."""
    chunks: list[list[Element]] = []
    for is_prose, group in groupby(elements, key=lambda one: one.kind == "prose"):
        found = list(group)
        if is_prose:
            continue
        if chunks and _completes(chunks[-1], found):
            chunks[-1] += found
        else:
            chunks.append(found)
    return chunks


def _completes(before: Sequence[Element], after: Sequence[Element]) -> bool:
    """Whether a head goes on behind one or two lines of prose: a company's description stands between."""
    had, has = {one.kind for one in before}, {one.kind for one in after}
    near = after[0].line - before[-1].line <= _DESCRIPTION
    return near and "title" not in had and "title" in has and "company" in had and "company" not in has


def _cut(chunk: Sequence[Element], order: Sequence[Kind]) -> list[_Record]:
    """Cut a chunk where the order begins again; what stands on one line stays together."""
    records = [_Record()]
    last: Element | None = None
    for one in chunk:
        parts = records[-1].parts
        if one.kind == "place":
            parts.setdefault("place", one)
            continue
        beside = last is not None and last.line == one.line
        behind = last is not None and order.index(one.kind) <= order.index(last.kind)
        if one.kind in parts or (behind and not beside):
            records.append(_Record())
        records[-1].parts[one.kind] = one
        last = one
    return records


def _score(chunks: Sequence[Sequence[_Record]]) -> float:
    """How well the records are formed: a title wants dates and a company, dates want a title."""
    score = 0.0
    for records in chunks:
        for number, one in enumerate(records):
            if one.title is not None and one.dates is not None:
                score += 1.0 if one.company is not None else 0.6
            elif one.title is not None or one.dates is not None:
                heads_group = one.company is not None and one.title is None and number + 1 < len(records)
                score -= 0.1 if heads_group else 0.6
            elif number + 1 == len(records):
                score -= 0.4
    return score


def _heads(records: Sequence[_Record]) -> list[Head]:
    heads: list[Head] = []
    company: _Record | None = None
    for record in records:
        _split_title(record, company)
        company = record if record.company is not None else company
        if record.title is not None and (record.dates is not None or _is_sure(record.title, company)):
            heads.append(_head(record, company))
    return heads


def _split_title(record: _Record, above: _Record | None) -> None:
    """'Sales Engineer, Vantage Relay': no company beside or above, so the tail is one if it looks so."""
    title = record.title
    if title is None or record.company is not None or (above is not None and above.title is None):
        return
    cuts = title.text.split(", ")
    for cut in range(1, len(cuts)):
        left, right = ", ".join(cuts[:cut]), ", ".join(cuts[cut:])
        bare = _BRACKETS.sub("", right).strip()
        is_company = company_likeness(bare) >= _COMPANY and title_likeness(bare) < _OTHER
        if is_company and title_likeness(left) >= _TITLE:
            record.parts["title"] = replace(title, text=left)
            record.parts["company"] = Element("company", title.line, right, probability=title.probability)
            return


def _is_sure(title: Element, company: _Record | None) -> bool:
    """Whether a title without a date is a position."""
    return company is not None and title.probability >= _SURE and title_likeness(title.text) >= _LIKELY


def _head(record: _Record, company: _Record | None) -> Head:
    assert record.title is not None
    match = record.dates.match if record.dates is not None else None
    lines = [one.line for one in record.parts.values()]
    employer = company.company if company is not None else None
    place = record.parts.get("place") or (company.parts.get("place") if company is not None else None)
    head = Head(
        anchor=record.dates.line if record.dates is not None else record.title.line,
        first=min(lines),
        last=max(lines),
        period=_whole(match) if match is not None else Period(),
        rule=match.rule if match is not None else "positions.undated",
        title=record.title.text,
        title_line=record.title.line,
        company_line=record.company.line if record.company is not None else None,
        probability=record.title.probability,
    )
    if employer is not None:
        head.set_company(employer.text)
    head.location = place.text if place is not None else head.location
    return head


def _whole(match: PeriodMatch) -> Period:
    """A single date of a position is when it began and ended: 'Cellar hand, 2008'."""
    if match.rule == "dates.single":
        return Period(match.period.end, match.period.end)
    return match.period
