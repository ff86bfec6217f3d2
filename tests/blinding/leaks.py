"""Search a text for what tells who somebody is: written apart from the program, to catch its mistakes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePath
from typing import Any, NamedTuple

# Parts of the gold candidates' names that are words of other candidates' CVs, places or firms, too.
NOT_TELLING = {"hall", "bin", "min", "tan", "wei", "ling", "hui", "reid", "moore", "vance"}
_LONGEST_LINE = 1000
_PERSONAL = re.compile(
    r"\b(?:date of birth|born (?:on|in) \d|geboren am|geb\. am|née? le \d|nacid[oa] el|nat[oa] il|"
    r"nationality|staatsangehörigkeit|nationalité|nacionalidad|marital status|familienstand|married|"
    r"verheiratet|mariée?|casad[oa]|two children|zwei kinder|\d\d years old|\d\d jahre alt|"
    r"maternity leave|parental leave|"
    r"elternzeit|congé maternité|native speaker|mother tongue|muttersprache|\(native|native or bilingual|"
    r"she|he|her|his|himself|herself|\w{3,}(?:er|or|eur|ent|ist|ekt)in(?:nen)?|doctorante|directrice|cheffe)\b",
    re.IGNORECASE,
)


class Truth(NamedTuple):
    """What is known of a person and must stand nowhere."""

    name: str
    email: str | None = None
    phone: str | None = None
    linkedin: str | None = None
    file: str | None = None
    sha256: str | None = None
    school_years: tuple[tuple[str, int], ...] = ()
    location: str | None = None


def truth_of(record: dict[str, Any], workplaces: frozenset[str] = frozenset()) -> Truth:
    """Read what a label of the gold set tells; places and schools where somebody worked stay."""
    employers = {one["company"] for one in record["positions"]}
    years = [
        (one["institution"], one["end_year"])
        for one in record["education"]
        if one.get("institution") and one.get("end_year") and one["institution"] not in employers
    ]
    email, phone, linkedin = (record.get(key) for key in ("email", "phone", "linkedin"))
    home = record.get("location")
    return Truth(
        record["name"], email, phone, linkedin, record["file"], record["sha256"], tuple(years),
        None if home in workplaces else home,
    )  # fmt: skip


def find_leaks(text: str, truth: Truth) -> list[str]:
    """Return what of a person stands in a text, as 'kind: what'."""
    return [*_names(text, truth), *_contacts(text, truth), *_files(text, truth), *_years(text, truth)]


def find_personal(text: str) -> list[str]:
    """Return the words on birth, family, origin and sex in a text."""
    return [match.group() for match in _PERSONAL.finditer(text)]


@lru_cache(maxsize=512)
def _digits(text: str) -> str:
    """The text's digits, with those that only blanks and signs part put together."""
    return re.sub(r"(?<=\d)[\s().+/-]{1,3}(?=\d)", "", text)


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return (
        "".join(char for char in folded if not unicodedata.combining(char))
        .replace("ł", "l")
        .replace("ı", "i")
    )


def _names(text: str, truth: Truth) -> Iterator[str]:
    plain = _plain(text)
    parts = re.findall(r"[^\W\d_]+", _plain(truth.name))
    if re.search(r"[\W_]{1,3}".join(parts), plain):
        yield f"name: {truth.name}"
    for part in parts:
        if len(part) < 3 or part in NOT_TELLING:
            continue
        pattern = re.escape(part) if len(part) > 5 else rf"(?<![^\W\d_]){re.escape(part)}(?![^\W\d_])"
        if re.search(pattern, plain):
            yield f"name: {part}"


def _contacts(text: str, truth: Truth) -> Iterator[str]:
    plain = _plain(text)
    for kind, value in (("e-mail", truth.email), ("LinkedIn", truth.linkedin)):
        if value and _plain(value) in plain:
            yield f"{kind}: {value}"
    if truth.linkedin and _plain(truth.linkedin.rstrip("/").rpartition("/")[2]) in plain:
        yield f"LinkedIn: {truth.linkedin}"
    digits = re.sub(r"\D", "", truth.phone or "")[-8:]
    if len(digits) > 6 and digits in _digits(text):
        yield f"phone: {truth.phone}"
    if truth.location and re.search(rf"(?m)(?:^|“){re.escape(truth.location)}(?:$|”)", text):
        yield f"location: {truth.location}"


def _files(text: str, truth: Truth) -> Iterator[str]:
    if truth.file and PurePath(truth.file).name in text:
        yield f"file: {truth.file}"
    if truth.sha256 and truth.sha256 in text:
        yield f"sha256: {truth.sha256}"


@lru_cache(maxsize=512)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if len(line) < _LONGEST_LINE)


def _years(text: str, truth: Truth) -> Iterator[str]:
    """A school's year in the same text as the school's name; whole records on one line are left out."""
    for school, year in truth.school_years:
        for line in _lines(text) if school in text else ():
            if school in line and re.search(rf"(?<!\d){year}(?!\d)", line):
                yield f"school year: {school} {year}"
