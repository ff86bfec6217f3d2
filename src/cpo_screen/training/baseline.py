"""The dumbest reading of a CV's plain text that one could call a program: what every figure stands beside.

First line: the name. A line with two dates: a position, the line above it the title, the rest of the
line (or, failing that, the line above the title) the company. A line with a degree's abbreviation: a
degree, the line below it the institution. A line that names a signal: that signal. No sections, no
layout, no lexicons.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from typing import get_args

from cpo_screen.model import BackgroundField, DegreeKind, Signal
from cpo_screen.training.evaluation.records import Course, Degree, Facts, Job, Led, Months

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"\+?\(?\d[\d ().-]{7,18}\d")
_PROFILE = re.compile(r"linkedin\.com/in/[\w%-]{1,100}", re.IGNORECASE)
_DATE = r"(?:(\d{1,2})[/.]|([A-Za-z]{3,9})\.? )?((?:19|20)\d\d)"
_RANGE = re.compile(_DATE + r" ?(?:-|–|to) ?(?:" + _DATE + r"|(present|now|today))", re.IGNORECASE)
_DEGREE = re.compile(r"\b(MBA|PhD|M\.?Sc?|B\.?Sc?|B\.?A|M\.?A)\b")
_COURSE = re.compile(r"\b(?:certifi\w{1,6}|program|programme)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = r"(\d[\d,]{0,9})\+? "


def parse_baseline(text: str) -> Facts:
    """Read a CV's plain text in the simplest way there is.

    >>> facts = parse_baseline("Ada Example\\nVP Product\\nAcme, 05/2019 - present\\nada@example.com")
    >>> facts.values["name"], facts.values["email"]
    ('Ada Example', 'ada@example.com')
    >>> facts.jobs[0].title, facts.jobs[0].company, facts.jobs[0].start, facts.jobs[0].end
    ('VP Product', 'Acme', '2019-05', 'present')
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    jobs = tuple(_job(lines, i, found) for i, line in enumerate(lines) if (found := _RANGE.search(line)))
    last_year = max((int(year) for year in _YEAR.findall(text)), default=0)
    return Facts(
        values=_values(lines, text),
        months={
            "months_total": _count_months(jobs, last_year),
            "months_product": _count_months([job for job in jobs if job.product], last_year),
            "months_product_leadership": (0, 0, 0),
        },
        jobs=jobs,
        degrees=tuple(
            _degree(lines, i, found) for i, line in enumerate(lines) if (found := _DEGREE.search(line))
        ),
        courses=tuple(Course(line) for line in lines if _COURSE.search(line)),
        leadership=tuple(_leadership(lines)),
    )


def _values(lines: list[str], text: str) -> dict[str, str | int | None]:
    fields = re.compile(rf"\b(?:{'|'.join(get_args(BackgroundField))})\b", re.IGNORECASE)
    background = fields.search(text)
    return {
        "name": lines[0] if lines else None,
        "email": _first(_EMAIL, text),
        "phone": _first(_PHONE, text),
        "linkedin": _first(_PROFILE, text),
        "background": background.group().lower() if background else None,
        "connections": _number(_REACH + "connections", text),
        "followers": _number(_REACH + "followers", text),
        "team_size_max": _number(_REACH + "people", text),
    }


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found.group() if found else None


def _number(pattern: str, text: str) -> int | None:
    found = re.search(pattern, text)
    return int(found[1].replace(",", "")) if found else None


def _job(lines: list[str], index: int, found: re.Match[str]) -> Job:
    rest = (lines[index][: found.start()] + lines[index][found.end() :]).strip(" ,|()\t–-")
    title = lines[index - 1] if index else ""
    company = rest or (lines[index - 2] if index > 1 else None)
    end = "present" if found[7] else _date(found[4], found[5], found[6])
    is_product = "product" in title.lower()
    return Job(title or None, company, _date(found[1], found[2], found[3]), end, is_product, "other")


def _date(number: str | None, name: str | None, year: str) -> str:
    if number and 1 <= int(number) <= 12:
        return f"{year}-{int(number):02d}"
    short = (name or "")[:3].title()
    return (
        f"{year}-{list(calendar.month_abbr).index(short):02d}" if short in calendar.month_abbr[1:] else year
    )


def _count_months(jobs: Sequence[Job], last_year: int) -> Months:
    years = [(int((job.start or "")[:4]), job.end or "") for job in jobs]
    total = 12 * sum((last_year if end == "present" else int(end[:4])) - start for start, end in years)
    return (total, total, total)


def _degree(lines: list[str], index: int, found: re.Match[str]) -> Degree:
    short = found[1].replace(".", "").upper().removesuffix("C")
    kinds = {kind.upper(): kind for kind in get_args(DegreeKind)}
    years = _YEAR.findall(lines[index])
    below = lines[index + 1] if index + 1 < len(lines) else None
    return Degree(lines[index], kinds.get(short), None, below, int(years[-1]) if years else None)


def _leadership(lines: list[str]) -> Iterator[Led]:
    for signal in get_args(Signal):
        words = signal.split("_")
        yield from (Led(signal, line) for line in lines if any(word in line.lower() for word in words))
