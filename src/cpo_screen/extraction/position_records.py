"""Heads of positions: titles, companies and periods in reading order, gathered into records."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise, permutations

from cpo_screen.extraction.dates import PeriodMatch
from cpo_screen.extraction.position_elements import Element, Kind
from cpo_screen.extraction.position_heads import Head, Record
from cpo_screen.extraction.position_splits import (
    find_joints,
    find_joints_behind_companies,
    split_company_first,
    split_title,
)
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold
from cpo_screen.model import PartialDate, Period

_TORN = 0.5  # what it costs to part what stands on one line
_DESCRIPTION = 3  # lines from a company to its first title, with a description between
_STRAYED = 4  # lines from dates alone to the title and company they belong to
_SURE = 0.7  # probability from which a title without a date is a position
_LIKELY = 0.5  # likeness that such a title needs as well
_TITLE = 0.7  # likeness of what is surely a title

_ORDERS: tuple[tuple[Kind, ...], ...] = tuple(permutations(("title", "company", "dates")))


def gather_heads(elements: Sequence[Element]) -> list[Head]:
    """One head for every title; a company above several titles is that of all."""
    return _heads(gather_records(elements))


def gather_records(elements: Sequence[Element]) -> list[Record]:
    """The elements of a section in records, whole or not.

    Between two stretches of prose there may be several heads without a word in between: of the six
    orders of title, company and dates, the one that leaves fewest parts over is taken for the section.
    """
    chunks = _chunks(elements)
    best = max(_ORDERS, key=lambda order: _score([_cut(chunk, order) for chunk in chunks]))
    return [record for chunk in chunks for record in _cut(chunk, best)]


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
    """Whether a head goes on behind a few lines of prose: a company's description, or strayed lines."""
    had, has = {one.kind for one in before} - {"place"}, {one.kind for one in after}
    apart = after[0].line - before[-1].line
    if had == {"dates"}:
        return apart <= _STRAYED and {"title", "company"} <= has and "dates" not in has
    near = apart <= _DESCRIPTION and not ("dates" in had and "dates" not in has)
    return near and "title" not in had and "title" in has and "company" in had and "company" not in has


def _cut(chunk: Sequence[Element], order: Sequence[Kind]) -> list[Record]:
    """Cut a chunk where the order begins again; what stands on one line stays together."""
    records = [Record()]
    last: Element | None = None
    for one in chunk:
        parts = records[-1].parts
        if one.kind == "place":
            parts.setdefault("place", one)
            continue
        beside = last is not None and last.line == one.line
        behind = last is not None and order.index(one.kind) <= order.index(last.kind)
        if one.kind == "company" and one.kind in parts and parts[one.kind].line == one.line:
            continue  # the town or the group behind it
        if one.kind in parts:
            records.append(Record(_begun(records[-1], one)))
        elif behind and not beside:
            records.append(Record())
        records[-1].parts[one.kind] = one
        last = one
    return records


def _begun(record: Record, one: Element) -> dict[Kind, Element]:
    """What of a record belongs to the next: the title beside dates that lie within its company's own."""
    title, whole = record.title, record.dates
    if one.kind != "dates" or title is None or title.line != one.line or record.company is None:
        return {}
    return {"title": record.parts.pop("title")} if _lies_within(one, whole) else {}


def _lies_within(dates: Element | None, whole: Element | None) -> bool:
    """Whether one period is a part of another, and not the same."""
    if dates is None or whole is None or dates.match is None or whole.match is None:
        return False
    part, all_of_it = dates.match.period, whole.match.period
    if part == all_of_it or part.start is None or all_of_it.start is None or part.end == part.start:
        return False
    starts = _number(part.start, 1) >= _number(all_of_it.start, 1)
    return starts and _end(part) <= _end(all_of_it)


def _end(period: Period) -> int:
    if period.is_current or period.end is None:
        return 10**6
    return _number(period.end, 12)


def _number(date: PartialDate, month: int) -> int:
    return date.year * 12 + (date.month or month)


def _score(chunks: Sequence[Sequence[Record]]) -> float:
    """How well the records are formed: a title wants dates and a company, dates want a title."""
    score = 0.0
    for records in chunks:
        score -= _TORN * sum(bool(one.lines & other.lines) for one, other in pairwise(records))
        for number, one in enumerate(records):
            if one.title is not None and one.dates is not None:
                score += 1.0 if one.company is not None else 0.6
            elif one.title is not None or one.dates is not None:
                heads_group = one.company is not None and one.title is None and number + 1 < len(records)
                score -= 0.1 if heads_group else 0.6
            elif number + 1 == len(records):
                score -= 0.4
    return score


def _heads(records: Sequence[Record]) -> list[Head]:
    joints = find_joints(records)
    named = {fold(one.company.text) for one in records if one.company is not None}
    leading = find_joints_behind_companies(records)
    _drop_descriptions(records)
    heads: list[Head] = []
    company: Record | None = None
    for record in records:
        if company is None or company.title is not None:
            split_company_first(record, leading)
            split_title(record, joints, named)
        if record.company is not None and not _describes(record, company):
            company = record
        above = company if company is record or heads_group(company) else None
        if record.title is not None and (record.dates is not None or _is_sure(record.title, company)):
            heads.append(_head(record, above))
    return heads


def _drop_descriptions(records: Sequence[Record]) -> None:
    """'Digital lender' below a company whose titles follow, each with a part of its period, is no title."""
    for one, after in pairwise(records):
        is_part = after.company is None and _lies_within(after.dates, one.dates)
        if one.title is None or one.company is None or after.title is None or not is_part:
            continue
        if one.title.line > one.company.line and title_likeness(one.title.text) < _TITLE:
            del one.parts["title"]


def _describes(record: Record, above: Record | None) -> bool:
    """'National firm, 140 lawyers' right below a company that heads a group: no other company."""
    if above is None or above.company is None or record.company is None:
        return False
    return above.title is None and record.company.line == above.company.line + 1


def heads_group(record: Record | None) -> bool:
    """Whether a record's company stands above its title, so that titles below may be its own too."""
    if record is None or record.company is None:
        return False
    return record.title is None or record.company.line < record.title.line


def _is_sure(title: Element, company: Record | None) -> bool:
    """Whether a title without a date is a position."""
    return company is not None and title.probability >= _SURE and title_likeness(title.text) >= _LIKELY


def _head(record: Record, company: Record | None) -> Head:
    assert record.title is not None
    match = record.dates.match if record.dates is not None else None
    lines = [one.line for one in record.parts.values()]
    employer = company.company if company is not None else None
    place = record.parts.get("place") or (company.parts.get("place") if company is not None else None)
    head = Head(
        first=min(lines),
        last=max(lines),
        period=_whole(match) if match is not None else Period(),
        rule=match.rule if match is not None else "positions.undated",
        title=record.title.text,
        company_line=record.company.line if record.company is not None else None,
        probability=record.title.probability,
    )
    if employer is not None:
        head.set_company(employer.text)
    head.location = place.text if place is not None else head.location
    return head


def _whole(match: PeriodMatch) -> Period:
    """A year alone is when a position began and ended ('Cellar hand, 2008'), a month when it began."""
    if match.rule != "dates.single":
        return match.period
    date = match.period.end
    return Period(date, None if date is not None and date.month is not None else date)
