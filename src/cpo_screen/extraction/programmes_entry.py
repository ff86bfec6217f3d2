"""One entry of a list of courses: its names, provider, year and standing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from cpo_screen.extraction.degrees import find_degrees, find_tokens
from cpo_screen.extraction.education_pieces import Mask, blank_out, find_bounds, find_masks, trim
from cpo_screen.extraction.education_schools import find_school, is_place
from cpo_screen.extraction.phrases import Found
from cpo_screen.extraction.programmes_match import (
    Provider,
    Registered,
    find_providers,
    find_registered,
    has_phrase,
)
from cpo_screen.lexicons import load_lexicon

_CALLS_ITSELF = re.compile(r"\b(?:Program(?:me)?|Certificate|Course|Seminar|Academy|Workshop)\b")
_SHOUTED = re.compile(r"\s*([A-Z][A-Z&.]+(?: [A-Z&.]+)+)\b")
Standing = Literal["completed", "enrolled", "taught", "unknown"]


class Part(NamedTuple):
    """What stands between two separators, at [start, end) of the entry's text."""

    start: int
    end: int
    before: str
    text: str


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


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry taken apart once."""

    text: str
    masks: Sequence[Mask]
    parts: tuple[Part, ...]
    providers: tuple[Found[Provider], ...]
    registered: tuple[Found[Registered], ...]


@cache
def _durations() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["durations"], re.IGNORECASE)


@cache
def _compounds() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["compounds"])


def parse_courses(text: str, default: Standing = "unknown") -> tuple[Course, ...]:
    """Return the programmes that an entry names; tool certificates and degrees are none.

    >>> course = parse_courses("INSEAD, Product Management Executive Programme, 2022")[0]
    >>> course.name, course.provider, course.year
    ('Product Management Executive Programme', 'INSEAD', 2022)
    >>> parse_courses("AWS Certified Solutions Architect, 2021")
    ()
    """
    entry = _take_apart(text)
    names = _registered_names(entry) or _other_names(entry)
    return tuple(_course(entry, start, end, known, default) for start, end, known in names)


def _take_apart(text: str) -> _Entry:
    masks = list(find_masks(text))
    masks = [mask for mask in masks if mask.kind != "done"]
    for match in _durations().finditer(text):
        if all(match.end() <= mask.start or match.start() >= mask.end for mask in masks):
            masks.append(Mask(match.start(), match.end(), "grade"))
    parts = []
    for start, end, before in find_bounds(blank_out(text, masks)):
        start, end = trim(text, start, end)
        if any(char.isalnum() for char in text[start:end]):
            parts.append(Part(start, end, before, text[start:end]))
    providers = find_providers(text)
    return _Entry(text, masks, tuple(parts), providers, find_registered(text, providers))


# --- names ----------------------------------------------------------------------------------------

_Name = tuple[int, int, Registered | None]


def _registered_names(entry: _Entry) -> list[_Name]:
    """The names that the registry knows: each with the rest of its part, without its provider."""
    names: list[_Name] = []
    for found in entry.registered:
        part = next((one for one in entry.parts if one.start <= found.start < one.end), None)
        if part is None or any(start <= found.start < end for start, end, _ in names):
            continue
        if _is_excluded(part, found):
            continue
        start, end = _without_provider(entry, _with_subtitle(entry, part, found), found)
        names.append((start, end, found.value))
    return names


def _is_excluded(part: Part, found: Found[Registered]) -> bool:
    """A registered name inside another certificate ('PMI Agile Product Owner')."""
    rest = part.text[: found.start - part.start] + " | " + part.text[max(found.end - part.start, 0) :]
    return has_phrase(rest, "not_programmes") and found.value.kind != "board"


def _with_subtitle(entry: _Entry, part: Part, found: Found[Registered]) -> tuple[int, int]:
    """Join 'Artificial Intelligence' and 'Implications for Business Strategy' around their colon."""
    start, end = part.start, max(part.end, min(found.end, len(entry.text)))
    for other in entry.parts:
        is_next = other.start >= end and entry.text[end : other.start].strip() == ":"
        if is_next and not _is_provider(entry, other) and not _is_provider(entry, part):
            end = other.end
    return start, end


def _without_provider(
    entry: _Entry, span: tuple[int, int], found: Found[Registered] | None
) -> tuple[int, int]:
    """Cut a provider off at either end of a name, if the name says enough without it."""
    start, end = span
    if found is not None and _only_leads(entry.text[start : found.start]):
        start = found.start
    for one in entry.providers:
        inside = found is not None and one.start >= found.start and one.end <= found.end
        if inside or one.end > end or one.start < start:
            continue
        if found is not None and one.end <= found.start and _is_filler(entry.text[start : one.start]):
            start = one.end
        elif _ends_with_provider(entry, start, end, one, found):
            end = one.start
    start, end = trim(entry.text, start, end)
    return (start, end) if start < end else span


def _ends_with_provider(
    entry: _Entry, start: int, end: int, one: Found[Provider], found: Found[Registered] | None
) -> bool:
    before, after = entry.text[start : one.start], entry.text[one.end : end]
    if before.rstrip().endswith("(") and one.value.executive:
        return True
    return not _has_letters(after) and (found is not None or has_phrase(before, "courses"))


def _only_leads(text: str) -> bool:
    """'Completed the', 'Guest lecturer in the': what the person did, before what it was."""
    deed = has_phrase(text, "participated") or has_phrase(text, "taught")
    return _is_filler(text) or (deed and len(text.split()) <= 6)


def _is_filler(text: str) -> bool:
    """'in the', 'of a': small words only."""
    return not any(char.isupper() or char.isdigit() for char in text) and len(text.split()) <= 4


def _has_letters(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _other_names(entry: _Entry) -> list[_Name]:
    """Names that no list knows: by what they are about and what they call themselves."""
    if find_degrees(entry.text) and any(not one.weak for one in find_degrees(entry.text)):
        return []
    if has_phrase(entry.text, "not_programmes"):
        return []
    names = [
        part for part in entry.parts if not _is_provider(entry, part) and not _is_beside_the_point(part)
    ]
    if not names:
        return []
    executive = [one for one in entry.providers if one.value.executive]
    named = next((part for part in names if _is_course_name(part.text)), None)
    if named is None and executive and _says_executive(entry, executive):
        named = names[0]
    if named is None:
        return []
    start, end = _with_subtitle(
        entry, named, Found(named.start, named.end, "", Registered("", "", frozenset()))
    )
    start, end = _until_course_word(entry, *_without_provider(entry, (start, end), None))
    return [(start, end, None)]


def _is_course_name(text: str) -> bool:
    if has_phrase(text, "courses"):
        return has_phrase(text, "topics")
    if any(_compounds().fullmatch(token.word) for token in find_tokens(text)):
        return True
    words = " ".join(token.word for token in find_tokens(text))
    return words in {
        " ".join(t.word for t in find_tokens(one)) for one in load_lexicon("programmes")["strong_topics"]
    }


def _says_executive(entry: _Entry, executive: list[Found[Provider]]) -> bool:
    """'... Executive Education', Reforge: whatever they teach is a programme."""
    words = " ".join(one.words for one in executive)
    own = {
        "reforge",
        "pragmatic",
        "product_school",
        "svpg",
        "sequent",
        "ccl",
        "on_deck",
        "mind_the_product",
    }
    said = any(word in words for word in ("executive", "professional education", "directors", "xpro"))
    about = has_phrase(entry.text, "topics") or has_phrase(entry.text, "weak_topics")
    return said or about or any(one.value.key in own for one in executive)


def _until_course_word(entry: _Entry, start: int, end: int) -> tuple[int, int]:
    """'Executive Leadership Program KAISER PERMANENTE': the name ends with what it calls itself."""
    text = entry.text[start:end]
    ends = [match.end() for match in _CALLS_ITSELF.finditer(text)]
    if not ends:
        return start, end
    rest = text[ends[-1] :].strip()
    shouting = rest.isupper() and not text[: ends[-1]].isupper() and len(rest.split()) >= 2
    return (start, start + ends[-1]) if shouting else (start, end)


def _is_beside_the_point(part: Part) -> bool:
    """Places, small words between masks, and what was taught."""
    return (
        has_phrase(part.text, "taught")
        or is_place(part.text)
        or not any(char.isupper() for char in part.text)
    )


# --- provider, year, standing -----------------------------------------------------------------------


def _is_provider(entry: _Entry, part: Part) -> bool:
    """True if a part is nothing but the name of a provider or a school."""
    for one in entry.providers:
        if one.start <= part.start and part.end <= one.end:
            return True
        if one.start >= part.start and one.end <= part.end:
            rest = (entry.text[part.start : one.start] + " " + entry.text[one.end : part.end]).strip(" ()")
            if not _has_letters(rest) or is_place(rest):
                return True
    if has_phrase(part.text, "courses"):
        return False
    school = find_school(part.text)
    return school is not None and school[1] - school[0] >= len(part.text) - 4


def _course(entry: _Entry, start: int, end: int, known: Registered | None, default: Standing) -> Course:
    name = entry.text[start:end].replace("\t", " ")
    if known is not None and "cpo" in known.id and has_phrase(entry.text, "not_product_officers"):
        known = None
    status = _standing(entry, default)
    year = _year_of(entry, start) if status in ("completed", "unknown", "taught") else None
    if year is not None and status == "unknown":
        status = "completed"
    return Course(start, end, name, _provider_of(entry, start, end), year, status, known)


def _provider_of(entry: _Entry, start: int, end: int) -> str | None:
    """The provider as written: a part of its own, else the one named inside the course's name."""
    outside = [part for part in entry.parts if part.end <= start or part.start >= end]
    beside = next((part for part in outside if _is_provider(entry, part)), None)
    if beside is not None:
        return _whole_provider(entry, beside)
    for one in entry.providers:
        if one.end <= start or one.start >= end:
            return entry.text[one.start : one.end].replace("\t", " ")
    for one in entry.providers:
        return entry.text[one.start : one.end].replace("\t", " ")
    return _unknown_provider(entry, end, outside)


def _whole_provider(entry: _Entry, part: Part) -> str:
    """'Said Business School, Oxford' is one provider where the registry says so."""
    covering = [one.end for one in entry.providers if part.start <= one.start < part.end]
    end = max(covering, default=part.end)
    if end < part.end and not _is_filler(entry.text[end : part.end]):
        end = part.end
    return entry.text[part.start : end].replace("\t", " ")


def _unknown_provider(entry: _Entry, end: int, outside: list[Part]) -> str | None:
    """A short name right behind the course: 'CSPO, Agile Training Ltd, 2019'."""
    for part in outside:
        near = part.start >= end and not _has_letters(entry.text[end : part.start])
        if near and part.text[:1].isupper() and not is_place(part.text) and len(part.text.split()) <= 6:
            if has_phrase(part.text, "courses") or has_phrase(part.text, "not_programmes"):
                return None
            return part.text.replace("\t", " ")
    shouted = _SHOUTED.match(entry.text, end)
    return shouted.group(1) if shouted else None


def _year_of(entry: _Entry, start: int) -> int | None:
    """The year behind the name, else the one before it."""
    years = []
    for mask in entry.masks:
        if mask.period is not None:
            dates = [date.year for date in (mask.period.end, mask.period.start) if date is not None]
            if dates:
                years.append((mask.start < start, mask.start, max(dates)))
    return min(years)[2] if years else None


def _standing(entry: _Entry, default: Standing) -> Standing:
    if has_phrase(entry.text, "taught"):
        return "taught"
    said = {mask.status for mask in entry.masks if mask.kind == "status"}
    if said & {"enrolled", "in_progress", "applied", "deferred", "not_completed"}:
        return "enrolled"
    current = any(mask.period is not None and mask.period.is_current for mask in entry.masks)
    return "enrolled" if current else default
