"""How disagreements are put into words: files, months, positions and degrees by their names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from cpo_screen.exports.facts import short_degree
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import CandidateProfile, Education, PartialDate, Period, Position
from cpo_screen.persons.main_source import source_kind


def name_sources(profiles: Sequence[CandidateProfile]) -> list[str]:
    """Name each file by its kind, and by its own name too where several are of one kind."""
    names = load_lexicon("persons")["source_names"]
    kinds = [source_kind(one.source) for one in profiles]
    return [
        names[kind] if kinds.count(kind) == 1 else f"{names[kind]} {PurePath(one.source.path).name}"
        for kind, one in zip(kinds, profiles, strict=True)
    ]


def say_date(date: PartialDate | None) -> str:
    """Write a month or a year.

    >>> say_date(PartialDate(2021, 3)), say_date(PartialDate(2021)), say_date(None)
    ('March 2021', '2021', 'an unsaid date')
    """
    if date is None:
        return "an unsaid date"
    months = load_lexicon("persons")["month_names"]
    return str(date.year) if date.month is None else f"{months[date.month - 1]} {date.year}"


def say_period(period: Period) -> str:
    """Write start and end.

    >>> say_period(Period(PartialDate(2021, 3), None, is_current=True))
    'March 2021 to today'
    """
    return f"{say_date(period.start)} to {'today' if period.is_current else say_date(period.end)}"


def say_position(position: Position) -> str:
    """Name a position by its title and employer, as far as they are said."""
    title = position.title or "a position"
    return f"{title} at {position.company}" if position.company else title


def say_degree(degree: Education) -> str:
    """Name a degree by its own words, or its kind, and its school."""
    title = degree.degree or short_degree(degree)
    return f"{title} from {degree.institution}" if degree.institution else title


def say_months(months: int) -> str:
    """Write a number of months as people say it.

    >>> say_months(7), say_months(24), say_months(29), say_months(1)
    ('7 months', '2 years', '2 years 5 months', '1 month')
    """
    parts = [(months // 12, "year"), (months % 12, "month")]
    return " ".join(f"{count} {unit}{'s' * (count > 1)}" for count, unit in parts if count)


def sentence(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]
