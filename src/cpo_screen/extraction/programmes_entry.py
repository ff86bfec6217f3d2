"""One entry of a list of courses: its names, provider, year and standing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cpo_screen.extraction.education_schools import is_place
from cpo_screen.extraction.programmes_apart import (
    Entry,
    Part,
    has_letters,
    is_filler,
    is_provider,
    take_apart,
)
from cpo_screen.extraction.programmes_match import Registered, has_phrase
from cpo_screen.extraction.programmes_names import find_names

_SHOUTED = re.compile(r"\s*([A-Z][A-Z&.]+(?: [A-Z&.]+)+)\b")
Standing = Literal["completed", "enrolled", "taught", "unknown"]


@dataclass(frozen=True, slots=True)
class Course:
    """A programme in an entry's text; offsets are those of its name."""

    start: int
    end: int
    name: str
    provider: str | None
    year: int | None
    status: Standing
    registered: Registered | None


def parse_courses(text: str, default: Standing = "unknown") -> tuple[Course, ...]:
    """Return the programmes that an entry names; tool certificates and degrees are none.

    >>> course = parse_courses("INSEAD, Product Management Executive Programme, 2022")[0]
    >>> course.name, course.provider, course.year
    ('Product Management Executive Programme', 'INSEAD', 2022)
    >>> parse_courses("AWS Certified Solutions Architect, 2021")
    ()
    """
    entry = take_apart(text)
    names = find_names(entry)
    return tuple(_course(entry, start, end, known, default) for start, end, known in names)


def _course(entry: Entry, start: int, end: int, known: Registered | None, default: Standing) -> Course:
    name = entry.text[start:end].replace("\t", " ")
    if known is not None and "cpo" in known.id and has_phrase(entry.text, "not_product_officers"):
        known = None
    status = _standing(entry, default)
    year = _year_of(entry, start) if status in ("completed", "unknown", "taught") else None
    if year is not None and status == "unknown":
        status = "completed"
    return Course(start, end, name, _provider_of(entry, start, end), year, status, known)


def _provider_of(entry: Entry, start: int, end: int) -> str | None:
    """The provider as written: a part of its own, else the one named inside the course's name."""
    outside = [part for part in entry.parts if part.end <= start or part.start >= end]
    beside = next((part for part in outside if is_provider(entry, part)), None)
    if beside is not None:
        return _whole_provider(entry, beside)
    for one in entry.providers:
        if one.end <= start or one.start >= end:
            return entry.text[one.start : one.end].replace("\t", " ")
    for one in entry.providers:
        return entry.text[one.start : one.end].replace("\t", " ")
    return _unknown_provider(entry, end, outside)


def _whole_provider(entry: Entry, part: Part) -> str:
    """'Said Business School, Oxford' is one provider where the registry says so."""
    covering = [one.end for one in entry.providers if part.start <= one.start < part.end]
    end = max(covering, default=part.end)
    if end < part.end and not is_filler(entry.text[end : part.end]):
        end = part.end
    return entry.text[part.start : end].replace("\t", " ")


def _unknown_provider(entry: Entry, end: int, outside: list[Part]) -> str | None:
    """A short name right behind the course: 'CSPO, Agile Training Ltd, 2019'."""
    for part in outside:
        near = part.start >= end and not has_letters(entry.text[end : part.start])
        if near and part.text[:1].isupper() and not is_place(part.text) and len(part.text.split()) <= 6:
            named = has_phrase(part.text, "courses") and has_phrase(part.text, "topics")
            if named or has_phrase(part.text, "not_programmes"):
                return None
            return part.text.replace("\t", " ")
    shouted = _SHOUTED.match(entry.text, end)
    return shouted.group(1) if shouted else None


def _year_of(entry: Entry, start: int) -> int | None:
    """The year behind the name, else the one before it."""
    years = []
    for mask in entry.masks:
        if mask.period is not None:
            dates = [date.year for date in (mask.period.end, mask.period.start) if date is not None]
            if dates:
                years.append((mask.start < start, mask.start, max(dates)))
    return min(years)[2] if years else None


def _standing(entry: Entry, default: Standing) -> Standing:
    if has_phrase(entry.text, "taught"):
        return "taught"
    said = {mask.status for mask in entry.masks if mask.kind == "status"}
    if said & {"enrolled", "in_progress", "applied", "deferred", "not_completed"}:
        return "enrolled"
    current = any(mask.period is not None and mask.period.is_current for mask in entry.masks)
    return "enrolled" if current else default
