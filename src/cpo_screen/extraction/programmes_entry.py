"""One entry of a list of courses: its names, provider, year and standing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cpo_screen.extraction.education_cutting import blank_out
from cpo_screen.extraction.education_schools import find_school, is_place
from cpo_screen.extraction.programmes_apart import (
    Entry,
    Part,
    has_letters,
    is_filler,
    is_generic,
    is_organisation,
    is_provider,
    take_apart,
)
from cpo_screen.extraction.programmes_match import Registered, find_providers, has_phrase, says_course
from cpo_screen.extraction.programmes_names import Name, find_names
from cpo_screen.extraction.programmes_topics import Trust
from cpo_screen.extraction.tokens import find_tokens, word_set

_BROKEN = re.compile(r"(?<=[a-zß-ÿ])- (?=[a-zß-ÿ]{3})(?!and\b|und\b|oder\b)")
_SOFT = "\u00ad\u00ad"  # as long as what it replaces
_MARK = re.compile(r"(?<=\))TM$")
_SHOUTED = re.compile(r"\s*([A-Z][A-Z&.]+(?: [A-Z&.]+)+)\b")
_BRACKET = re.compile(r"\s*\(([^()]+)\)$")
_NOT_HELD = frozenset({"enrolled", "in_progress", "applied", "deferred", "not_completed"})
_PROVIDER_WORDS = 7
_DASHES = frozenset({"-", "–", "—"})
_SHORTEST = 3  # letters of a body's short name
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


def parse_courses(text: str, default: Standing = "unknown", trust: Trust = "listed") -> tuple[Course, ...]:
    """Return the programmes that an entry names; tool certificates and degrees are none.

    >>> course = parse_courses("INSEAD, Product Management Executive Programme, 2022")[0]
    >>> course.name, course.provider, course.year
    ('Product Management Executive Programme', 'INSEAD', 2022)
    >>> parse_courses("AWS Certified Solutions Architect, 2021")
    ()
    """
    entry = take_apart(_BROKEN.sub(_SOFT, text))
    names = _one_course(entry, find_names(entry, trust))
    return tuple(_course(entry, names, at, default) for at in range(len(names)))


def _one_course(entry: Entry, names: list[Name]) -> list[Name]:
    """'ICD.D, Directors Education Program', 'Certified – Level III': one course said in two parts."""
    if len(names) != 2 or not (names[0][2] and names[1][2]) or names[0][2].id != names[1][2].id:
        return names
    (start, end, known), (other, last, _) = names
    if entry.text[start:end].isupper() and not entry.text[other:last].isupper():
        return names[1:]
    return [(start, last, known)] if entry.text[end:other].strip() in _DASHES else names


def _course(entry: Entry, names: list[Name], at: int, default: Standing) -> Course:
    start, end, known = names[at]
    if known is not None and "cpo" in known.id and has_phrase(entry.text, "not_product_officers"):
        known = None
    status = _standing(entry, default)
    year = _year_of(entry, start) if status in ("completed", "unknown", "taught") else None
    if year is not None and status == "unknown":
        status = "completed"
    end, bracketed = _without_bracket(entry, start, end)
    name = _plain(entry.text[start:end])
    others = [(one[0], one[1]) for one in names if one is not names[at]]
    provider = bracketed or _provider_of(entry, start, end, others) or _body_in(name)
    return Course(start, end, name, _plain(provider) if provider else None, year, status, known)


def _body_in(name: str) -> str | None:
    """'CMI' of 'CMI Level 7 Certificate in Leadership'; 'CAS' and 'PSPO' are no bodies."""
    first, *rest = find_tokens(name) or (None,)
    if first is None or not rest or len(first.word) < _SHORTEST or not first.raw.isalpha():
        return None
    apart = name[first.end : rest[0].start].isspace()
    letters = first.raw.isupper() and not name.isupper()
    known = first.word in word_set("letters", "programmes") or has_phrase(first.raw, "topics")
    return first.raw if apart and letters and not known else None


def _plain(text: str) -> str:
    """Without tabs, a word's break at a line's end, and a trade mark's letters."""
    return _MARK.sub("", text.replace("\t", " ").replace(_SOFT, ""))


def _without_bracket(entry: Entry, start: int, end: int) -> tuple[int, str | None]:
    """A provider in brackets behind the name; 'Produktmanager (IHK)' is a name."""
    match = _BRACKET.search(entry.text[start:end])
    if match is None or match[1].isupper():
        return end, None
    school = find_school(match[1])
    if any(is_provider(entry, one) for one in entry.parts if one.start >= end):
        return end, None
    whole = school is not None and school[1] - school[0] >= len(match[1]) - 2
    known = any(one.start == 0 for one in find_providers(match[1])) and not says_course(match[1])
    return (start + match.start(), match[1]) if whole or known else (end, None)


def _provider_of(entry: Entry, start: int, end: int, others: list[tuple[int, int]]) -> str | None:
    """The provider as written: a part of its own, else the one named inside the course's name."""
    outside = [part for part in entry.parts if part.end <= start or part.start >= end]
    beside = next((part for part in outside if is_provider(entry, part)), None)
    if beside is not None:
        return _whole_provider(entry, beside)
    known = [one for one in entry.providers if all(not at <= one.start < to for at, to in others)]
    for one in sorted(known, key=lambda one: _distance(entry.text, one.start, one.end, start, end)):
        return entry.text[one.start : one.end]
    return _unknown_provider(entry, start, end, outside)


def _distance(text: str, at: int, to: int, start: int, end: int) -> int:
    """How far a provider at [at, to) is from the course: right before it, elsewhere, or in its name."""
    if start < to and at < end:
        return 2
    return int(to > start or has_letters(text[to:start]))


def _whole_provider(entry: Entry, part: Part) -> str:
    """'Said Business School, Oxford' is one provider where the registry says so."""
    covering = [one.end for one in entry.providers if part.start <= one.start < part.end]
    end = max(covering, default=part.end)
    if end < part.end and not is_filler(entry.text[end : part.end]):
        end = part.end
    return entry.text[part.start : end]


def _unknown_provider(entry: Entry, start: int, end: int, outside: list[Part]) -> str | None:
    """A short name right behind the course, or right before it: 'CSPO, Agile Training Ltd, 2019'."""
    behind = [one for one in outside if one.start >= end and _is_near(entry, end, one.start, one)]
    before = [one for one in outside if one.end <= start and _is_near(entry, one.end, start, one)]
    for part in (*behind, *before):
        large = part.text[:1].isupper() and not is_place(part.text)
        if (large or is_organisation(part.text)) and not _is_another_course(part.text):
            return _without_links(part.text)
    shouted = _SHOUTED.match(entry.text, end)
    return shouted.group(1) if shouted else None


def _without_links(text: str) -> str:
    """'Berghs' of 'Berghs in 2024'."""
    for token in reversed(find_tokens(text)):
        if token.word not in word_set("links", "programmes"):
            return text[: token.end]
    return text


def _is_near(entry: Entry, end: int, start: int, part: Part) -> bool:
    return part.before == "at" or not has_letters(blank_out(entry.text, entry.masks)[end:start])


def _is_another_course(text: str) -> bool:
    if is_generic(text) or len(text.split()) > _PROVIDER_WORDS or has_phrase(text, "remarks"):
        return True
    named = says_course(text) and has_phrase(text, "topics")
    return named or has_phrase(text, "not_programmes")


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
    done = word_set("took_part", "programmes")  # 'attended' is less than a degree, but all of a course
    standings = [mask for mask in entry.masks if mask.kind == "status"]
    said = {one.status for one in standings if entry.text[one.start : one.end].lower() not in done}
    told = blank_out(entry.text, [mask for mask in entry.masks if mask.kind == "status"])
    took_part = has_phrase(told, "took_part")
    if (said & _NOT_HELD and not took_part) or has_phrase(entry.text, "not_held"):
        return "enrolled"
    current = any(mask.period is not None and mask.period.is_current for mask in entry.masks)
    return "enrolled" if current and not has_phrase(entry.text, "held_since") else default
