"""Periods in a line: two dates with a dash or a word between them, 'since 2020', '2015–17'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from cpo_screen.extraction.date_atoms import Atom, alternatives, find_atoms, fold_same_length
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import PartialDate, Period

_DASH = r"[-–—−‐‑‒―~→➔»>]+|-->|->|\.{2,3}|…"
_SHORT_END = re.compile(r"\s?[-–—/]\s?'?(\d\d)(?![\d/.]|\s?[-–—]\s?\d)")
_RANGE_YEARS = re.compile(r"^\d{4}[-–—]\d\d$")


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period at [start, end) of the text, and the rule that read it."""

    start: int
    end: int
    period: Period
    rule: str


@dataclass(frozen=True, slots=True)
class YearMatch:
    """A date at [start, end) of the text, by its year."""

    start: int
    end: int
    year: int


def find_periods(text: str, month_first: bool = False) -> tuple[PeriodMatch, ...]:
    """Every period or single date of a line, left to right, with its brackets and stated duration.

    A single date is a period whose end is that date and whose start is None (rule `dates.single`).

    >>> find_periods("Mar 2019 – present (2 yrs 3 mos)")[0].period
    Period(start=PartialDate(year=2019, month=3), end=None, is_current=True)
    """
    folded = fold_same_length(text)
    atoms = find_atoms(text, month_first)
    found: list[PeriodMatch] = []
    index = 0
    while index < len(atoms):
        match, used = _period_at(atoms, index, folded)
        if match is not None:
            found.append(_widen(match, folded))
        index += used
    return tuple(found)


def find_years(text: str) -> tuple[YearMatch, ...]:
    """Every date of the text that names a year, left to right.

    >>> [one.year for one in find_years("2005 – 2008, diploma July '09")]
    [2005, 2008, 2009]
    """
    dated = (atom for atom in find_atoms(text) if atom.date is not None and atom.kind != "bare")
    return tuple(YearMatch(atom.start, atom.end, atom.last.year) for atom in dated if atom.last is not None)


# --- one period -------------------------------------------------------------------------------


def _period_at(atoms: list[Atom], index: int, folded: str) -> tuple[PeriodMatch | None, int]:
    """The period that begins with this atom, and how many atoms it takes."""
    atom = atoms[index]
    after = atoms[index + 1] if index + 1 < len(atoms) else None
    if after is not None and not atom.is_present and _separated(folded[atom.end : after.start], after):
        match = _range(atom, after)
        if match is not None:
            return match, 2
    if atom.is_present or atom.kind == "bare" or atom.date is None:
        return None, 1
    return _short_range(atom, folded) or _single(atom, folded), 1


def _range(first: Atom, last: Atom) -> PeriodMatch | None:
    start = first.date
    if start is None:
        return None
    if last.is_present:
        if first.kind == "bare":
            return None
        return PeriodMatch(first.start, last.end, Period(start, None, True), "dates.range")
    end = last.last
    if end is None or (last.kind == "bare" and first.kind != "bare"):
        return None
    if first.kind == "bare":
        if last.kind == "bare" or end.month is None:
            return None
        start = PartialDate(end.year, start.month)
    return PeriodMatch(first.start, last.end, Period(start, end), "dates.range")


def _short_range(atom: Atom, folded: str) -> PeriodMatch | None:
    """'2015–17', '2015/16': a year and the last digits of another."""
    if atom.kind == "ym" and _RANGE_YEARS.match(folded[atom.start : atom.end]):
        year, short = int(folded[atom.start : atom.start + 4]), int(folded[atom.end - 2 : atom.end])
        if folded[atom.start + 4] != "-" and short > year % 100:
            period = Period(PartialDate(year), PartialDate(year - year % 100 + short))
            return PeriodMatch(atom.start, atom.end, period, "dates.years")
        return None
    if atom.kind != "year" or atom.date is None:
        return None
    match = _SHORT_END.match(folded, atom.end)
    if match is None:
        return None
    end = atom.date.year - atom.date.year % 100 + int(match.group(1))
    if end < atom.date.year:
        return None
    return PeriodMatch(atom.start, match.end(), Period(atom.date, PartialDate(end)), "dates.years")


def _single(atom: Atom, folded: str) -> PeriodMatch | None:
    before = folded[: atom.start]
    since = _since().search(before)
    if since is not None:
        return PeriodMatch(since.start(), atom.end, Period(atom.date, None, True), "dates.since")
    if _open_end().match(folded, atom.end):
        end = _open_end().match(folded, atom.end)
        assert end is not None
        return PeriodMatch(atom.start, end.end(), Period(atom.date, None, True), "dates.open")
    until = _until().search(before)
    start = until.start() if until is not None else atom.start
    rule = "dates.until" if until is not None else "dates.single"
    if atom.date != atom.last:
        return PeriodMatch(start, atom.end, Period(atom.date, atom.last), "dates.span")
    return PeriodMatch(start, atom.end, Period(None, atom.last), rule)


# --- what stands around it --------------------------------------------------------------------


def _separated(between: str, after: Atom) -> bool:
    """Say whether this stands between two ends of a period; 'to date' brings its own 'to'."""
    return bool(_separator().fullmatch(between)) or (after.is_present and not between.strip(" ,("))


@cache
def _separator() -> re.Pattern[str]:
    until = alternatives(load_lexicon("dates")["until"])
    return re.compile(
        rf"[\s,)]*(?:{_DASH}|\s(?:{until})|(?<=\s)/)\s*(?:(?:{until})\s+)?(?:the\s+|l'|la\s+)?[(]?|\s/\s|[/]"
    )


@cache
def _since() -> re.Pattern[str]:
    words = alternatives(load_lexicon("dates")["since"])
    return re.compile(rf"(?<![^\W_])(?:{words}):?\s+(?:the\s+)?$")


@cache
def _until() -> re.Pattern[str]:
    strong = [word for word in load_lexicon("dates")["until"] if len(word) > 2]
    return re.compile(rf"(?<![^\W_])(?:{alternatives(strong)})\s+$")


@cache
def _open_end() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_DASH})\s*(?=$|[)\]\t|•·])|\s+(?:onwards?|ff\.?)(?![^\W_])")


@cache
def _duration() -> re.Pattern[str]:
    lexicon = load_lexicon("dates")
    unit = alternatives(lexicon["duration_units"])
    joiner = alternatives(lexicon["duration_joiners"])
    one = rf"\d{{1,2}}\+?\s*(?:{unit})(?![^\W_])\.?"
    return re.compile(rf"[\s,·•|:;]*[(\[]?\s*{one}(?:\s*(?:,|{joiner})?\s*{one})?\s*[)\]]?")


def find_durations(text: str) -> list[tuple[int, int]]:
    """Where a text states a duration: '(3 years 8 months)', '6 yrs'."""
    return [match.span() for match in _duration().finditer(fold_same_length(text))]


def _widen(match: PeriodMatch, folded: str) -> PeriodMatch:
    """Take in a duration behind the period and the brackets around it."""
    start, end = match.start, match.end
    since = _since().search(folded[:start])
    if since is not None:
        start = since.start()
    duration = _duration().match(folded, end)
    if duration is not None:
        end = duration.end()
    if folded[start - 1 : start] in ("(", "[") and folded[end : end + 1] in (")", "]"):
        start, end = start - 1, end + 1
    elif folded[end - 1 : end] in (")", "]") and folded[start - 1 : start] in ("(", "["):
        start -= 1
    return replace(match, start=start, end=end)
