"""The dumbest reading of a CV's plain text that one could call a program: what every figure stands beside.

First line: the name. A line with two dates or years: a position, the line above its title, the rest of
the line its company. A line with a degree's abbreviation: a degree, the line below its institution. No
sections, no layout, no lexicons.
"""

from __future__ import annotations

import re

from cpo_screen.training.evaluation.records import Degree, Facts, Job

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{7,18}\d")
_PROFILE = re.compile(r"linkedin\.com/in/[\w%-]{1,100}", re.IGNORECASE)
_DATE = r"(?:(\d{1,2})[/.]|([A-Za-z]{3,9})\.? )?((?:19|20)\d\d)"
_RANGE = re.compile(
    _DATE + r"\s{0,3}(?:-|–|to|bis)\s{0,3}(?:" + _DATE + r"|(present|now|today|heute))", re.IGNORECASE
)
_DEGREE = re.compile(r"\b(MBA|PhD|M\.?Sc?|B\.?Sc|B\.?S|B\.?A|M\.?A)\b\.?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KINDS = {
    "msc": "MS",
    "ms": "MS",
    "bsc": "BS",
    "bs": "BS",
    "ba": "BA",
    "ma": "MA",
    "mba": "MBA",
    "phd": "PhD",
}


def parse_baseline(text: str) -> Facts:
    """Read a CV's plain text in the simplest way there is.

    >>> facts = parse_baseline("Ada Example\\nVP Product\\nAcme, 05/2019 - present\\nada@example.com")
    >>> facts.values["name"], facts.values["email"]
    ('Ada Example', 'ada@example.com')
    >>> facts.jobs[0].title, facts.jobs[0].company, facts.jobs[0].start, facts.jobs[0].end
    ('VP Product', 'Acme', '2019-05', 'present')
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    values: dict[str, str | int | None] = {
        "name": lines[0] if lines else None,
        "email": _first(_EMAIL, text),
        "phone": _first(_PHONE, text),
        "linkedin": _first(_PROFILE, text),
    }
    jobs = tuple(_job(lines, i, found) for i, line in enumerate(lines) if (found := _RANGE.search(line)))
    degrees = tuple(
        _degree(lines, i, found) for i, line in enumerate(lines) if (found := _DEGREE.search(line))
    )
    return Facts(values=values, jobs=jobs, degrees=degrees)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found.group() if found else None


def _job(lines: list[str], index: int, found: re.Match[str]) -> Job:
    rest = (lines[index][: found.start()] + lines[index][found.end() :]).strip(" ,|()\t–-")
    title = lines[index - 1] if index else None
    end = "present" if found[7] else _date(found[4], found[5], found[6])
    return Job(
        title,
        rest or None,
        _date(found[1], found[2], found[3]),
        end,
        "product" in (title or "").lower(),
        "other",
    )


def _degree(lines: list[str], index: int, found: re.Match[str]) -> Degree:
    line = lines[index]
    kind = _KINDS.get(found[1].replace(".", "").lower())
    year = _YEAR.findall(line)
    below = lines[index + 1] if index + 1 < len(lines) else None
    return Degree(line, kind, None, below, int(year[-1]) if year else None)


def _date(number: str | None, name: str | None, year: str) -> str:
    if number and 1 <= int(number) <= 12:
        return f"{year}-{int(number):02d}"
    short = (name or "")[:3].lower()
    return f"{year}-{_MONTHS.index(short) + 1:02d}" if short in _MONTHS else year
