"""Periods in a line: two dates with a dash or a word between them, 'since 2020', '2015–17'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cpo_screen.extraction.date_atoms import LONGEST_SPAN, Atom, find_atoms
from cpo_screen.extraction.date_signs import (
    bare_month,
    breaks_off,
    conjunction,
    duration,
    find_lead,
    led_start,
    months_alone,
    open_end,
    present_before,
    present_behind,
    separator,
    short_end,
    widened,
)
from cpo_screen.extraction.date_words import fold_same_length, month_of
from cpo_screen.model import PartialDate, Period

_WINDOW = 48  # characters before a date that may belong to its period
_MAYBE = re.compile(r"\d\d")
_WORD_DAY = re.compile(r"[^\W\d_]+\.? \d\d$")
_DAY_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[.,]?,? +\d{4}$")
_FORGOTTEN = re.compile(r",? {1,2}")
_LISTED = re.compile(r"\s*[,&]\s*")

_LONGEST_LINE = 70  # characters of a line that is only a period


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
    if _MAYBE.search(text) is None:
        return ()
    folded = fold_same_length(text)
    atoms = _listed_seasons(_days_first(text, folded, month_first), folded)
    return tuple(_widened(match, folded) for match in _read(atoms, folded))


def find_years(text: str) -> tuple[YearMatch, ...]:
    """Every date of the text that names a year, left to right.

    >>> [one.year for one in find_years("2005 – 2008, diploma July '09")]
    [2005, 2008, 2009]
    """
    plain = (_plain(atom) for atom in find_atoms(text) if atom.kind != "bare")
    return tuple(YearMatch(atom.start, atom.end, atom.last.year) for atom in plain if atom and atom.last)


def find_durations(text: str) -> list[tuple[int, int]]:
    """Where a text states a duration: '(3 years 8 months)', '6 yrs'."""
    return [match.span() for match in duration().finditer(fold_same_length(text))]


def is_duration(text: str) -> bool:
    """Say whether a text is nothing but a length of time.

    >>> is_duration("10 yrs 6 mos"), is_duration("10 years at Acme")
    (True, False)
    """
    return any(end - start >= len(text) - 1 for start, end in find_durations(text))


def is_date_line(text: str) -> bool:
    """Say whether a text is nothing but a period, with its length perhaps.

    >>> is_date_line("January 2014 - March 2016 (2 years 3 months)"), is_date_line("Up from 2014 to 2016")
    (True, False)
    """
    if len(text) > _LONGEST_LINE or not any(char.isdigit() for char in text):
        return False
    taken = [(one.start, one.end) for one in find_periods(text)] + find_durations(text)
    if not taken:
        return False
    left = "".join(char for at, char in enumerate(text) if not any(a <= at < b for a, b in taken))
    return not any(char.isalnum() for char in left)


def _widened(match: PeriodMatch, folded: str) -> PeriodMatch:
    start, end = widened(folded, match.start, match.end)
    return replace(match, start=start, end=end)


# --- the dates of a line ----------------------------------------------------------------------


def _days_first(text: str, folded: str, month_first: bool) -> list[Atom]:
    """The line's dates; one that can be read in one way only decides for those that can be read in two."""
    atoms = find_atoms(text, month_first, folded)
    proofs = {atom.kind for atom in atoms if atom.kind in ("dmy!", "mdy!")}
    if proofs == {"dmy!" if month_first else "mdy!"}:
        return find_atoms(text, not month_first, folded)
    return atoms


def _listed_seasons(atoms: list[Atom], folded: str) -> list[Atom]:
    """'summers 2004, 2005': the second year is a summer, too."""
    for index in range(1, len(atoms)):
        first, next_ = atoms[index - 1], atoms[index]
        if first.kind != "part" or next_.kind != "year" or not (first.date and first.last and next_.date):
            continue
        plural = folded[first.start : first.end].split()[0].endswith("s")
        if plural and _LISTED.fullmatch(folded, first.end, next_.start):
            ends = first.last.year - first.date.year + next_.date.year
            date, last = next_.date._replace(month=first.date.month), PartialDate(ends, first.last.month)
            atoms[index] = replace(next_, date=date, last=last, kind="part")
    return atoms


def _plain(atom: Atom) -> Atom | None:
    """A weak date as what it is on its own: its year, if that has four digits."""
    if not atom.weak:
        return atom
    if atom.date is None or atom.kind in ("year", "my2"):
        return None
    year = PartialDate(atom.date.year)
    start = atom.start if atom.kind != "my" else atom.end - 4
    return Atom(start, start + 4, year, year, "year")


# --- one period after the other ---------------------------------------------------------------


def _read(atoms: list[Atom], folded: str) -> Iterator[PeriodMatch]:
    index, floor = 0, 0
    while index < len(atoms):
        atom, after = atoms[index], atoms[index + 1 : index + 2]
        if atom.start < floor:
            index += 1
            continue
        match = _with_bare(atom, folded, floor) or _to_present(atom, folded, floor)
        used = 1
        if match is None and after:
            match = _range(atom, after[0], folded, floor)
            used = 2 if match is not None else 1
        if match is None and (plain := _plain(atom)) is not None and plain.kind != "bare":
            match = _short_range(plain, folded, floor) or _single(plain, folded, floor)
        if match is not None:
            floor = match.end
            yield match
        index += used


def _with_bare(atom: Atom, folded: str, floor: int) -> PeriodMatch | None:
    """'Jan – Aug 2013', '1 March – 31 May 2020': a month without its year before this date."""
    if atom.last is None or atom.last.month is None or atom.weak or atom.kind == "bare":
        return None
    match = bare_month().search(folded, max(floor, atom.start - _WINDOW), atom.start)
    month = month_of(match["word"]) if match is not None else None
    if match is None or month is None:
        return None
    period = Period(PartialDate(atom.last.year, month), atom.last)
    return PeriodMatch(led_start(folded, match.start("date"), floor), atom.end, period, "dates.range")


def _to_present(atom: Atom, folded: str, floor: int) -> PeriodMatch | None:
    if atom.kind == "bare":
        return None
    match = present_behind().match(folded, atom.end)
    dated: Atom | None = atom
    if match is None or (atom.kind == "year" and atom.weak):
        dated = _plain(atom)
        match = present_behind().match(folded, dated.end) if dated is not None and atom.weak else None
    if match is None or dated is None or (match["label"] and folded[match.end() :].lstrip()[:1] == ":"):
        return None
    start = led_start(folded, dated.start, floor)
    return PeriodMatch(start, match.end(), Period(dated.date, None, True), "dates.range")


def _range(first: Atom, last: Atom, folded: str, floor: int) -> PeriodMatch | None:
    """The period from one date to the next, each read as strictly as the other allows."""
    for start in dict.fromkeys((first, _plain(first))):
        for end in dict.fromkeys((last, _plain(last))):
            if start is None or end is None or not _agree(start, end):
                continue
            if _separated(start, end, folded, floor):
                period = _period(start, end, folded)
                return PeriodMatch(led_start(folded, start.start, floor), end.end, period, "dates.range")
    return None


def _agree(first: Atom, last: Atom) -> bool:
    """Whether a weak date is believed because of the other."""
    if last.kind == "bare" or first.date is None or last.last is None:
        return False
    if not (first.weak or last.weak):
        return True
    if first.kind == "my2" and last.kind == "my2":
        return first.date <= last.last
    if "year" in (first.kind, last.kind):
        return first.kind == "ymw" or (
            last.kind == "year" and not first.weak and first.date.month is not None
        )
    return first.kind == last.kind or not (first.weak and last.weak)


def _separated(first: Atom, last: Atom, folded: str, floor: int) -> bool:
    if separator().fullmatch(folded, first.end, last.start):
        return True
    before = find_lead(folded, first.start, floor)
    if before is None:
        return False
    if before["between"] is not None:
        return conjunction().fullmatch(folded, first.end, last.start) is not None
    return before["since"] is not None and _follow(first, last, folded)


def _follow(first: Atom, last: Atom, folded: str) -> bool:
    """'From August 2017 Dec 2017': the word between them was forgotten."""
    if (
        first.date is None
        or last.date is None
        or _FORGOTTEN.fullmatch(folded, first.end, last.start) is None
    ):
        return False
    return first.date.month is not None and last.date.month is not None and first.date < last.date


def _period(first: Atom, last: Atom, folded: str) -> Period:
    start, end = first.date, last.last
    assert start is not None
    assert end is not None
    if first.kind == "bare":
        start = PartialDate(end.year, start.month)
    elif first.kind == "word2" and _WORD_DAY.match(folded[first.start : first.end]):
        if _DAY_YEAR.search(folded[last.start : last.end]):  # 'June 15 – July 20, 2019'
            start = PartialDate(end.year, start.month)
    elif _is_academic(first) and (end.month is None or _is_academic(last)):
        start = PartialDate(start.year)
        end = PartialDate(end.year + (end.month is not None))
    return Period(start, end)


def _is_academic(atom: Atom) -> bool:
    """'2010/11': two years that follow each other, or a month."""
    if atom.kind != "ym" or atom.date is None:
        return False
    return atom.date.month == (atom.date.year + 1) % 100


# --- one date ---------------------------------------------------------------------------------


def _short_range(atom: Atom, folded: str, floor: int) -> PeriodMatch | None:
    """'2015–17', '2010/11', '2007 to 09': a year and the last digits of another."""
    if atom.date is None or atom.last is None:
        return None
    start, year = led_start(folded, atom.start, floor), atom.date.year
    if atom.kind == "years":
        return PeriodMatch(start, atom.end, Period(atom.date, atom.last), "dates.years")
    if _is_academic(atom):
        return PeriodMatch(start, atom.end, Period(PartialDate(year), PartialDate(year + 1)), "dates.years")
    match = short_end().match(folded, atom.end) if atom.kind in ("year", "fiscal") else None
    last = year - year % 100 + int(match["short"]) if match is not None else 0
    if match is None or not year <= last <= year + LONGEST_SPAN:
        return None
    return PeriodMatch(start, match.end(), Period(atom.date, PartialDate(last)), "dates.years")


def _single(atom: Atom, folded: str, floor: int) -> PeriodMatch:
    before = find_lead(folded, atom.start, floor)
    start = before.start() if before is not None else atom.start
    current = Period(atom.date, None, True)
    if (before is not None and before["since"] is not None) or breaks_off(folded, atom.end):
        going_on = separator().match(folded, atom.end)
        if going_on is None or not any(map(str.isalpha, going_on.group())):
            return PeriodMatch(start, atom.end, current, "dates.since")
        return PeriodMatch(start, atom.end, Period(atom.date), "dates.since")
    end = open_end().match(folded, atom.end)
    if end is not None:
        return PeriodMatch(start, end.end(), current, "dates.open")
    present = present_before().search(folded, max(floor, atom.start - _WINDOW), atom.start)
    if present is not None:
        return PeriodMatch(present.start("word"), atom.end, current, "dates.range")
    months = months_alone().match(folded, atom.end) if atom.date and atom.date.month else None
    if months is not None and atom.date == atom.last:
        last = _later(atom.date, int(months["count"]) - 1)
        return PeriodMatch(start, months.end(), Period(atom.date, last), "dates.span")
    if before is not None and before["from"] is not None:
        start = atom.start
    if atom.date != atom.last:
        return PeriodMatch(start, atom.end, Period(atom.date, atom.last), "dates.span")
    until = before is not None and before["until"] is not None
    return PeriodMatch(start, atom.end, Period(None, atom.last), "dates.until" if until else "dates.single")


def _later(date: PartialDate | None, months: int) -> PartialDate | None:
    if date is None or date.month is None:
        return None
    number = date.year * 12 + date.month - 1 + months
    return PartialDate(number // 12, number % 12 + 1)
