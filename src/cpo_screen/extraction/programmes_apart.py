"""An entry of a list of courses taken apart once: its parts, providers and known programmes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from cpo_screen.extraction.education_cutting import Mask, blank_out, find_bounds, find_masks, trim
from cpo_screen.extraction.education_schools import find_school, is_place, is_school_word
from cpo_screen.extraction.phrases import Found
from cpo_screen.extraction.programmes_match import (
    Provider,
    Registered,
    find_compounds,
    find_phrases,
    find_providers,
    find_registered,
    has_phrase,
    is_course,
)
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.lexicons import load_lexicon

_DASHES = frozenset("/-–—")
_ACRONYM = 8  # letters
_LONGEST = 9  # words of a body's name
_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_LEAD = "at"  # what stands for any of the words before a provider
_TAIL = 3  # words behind a provider's name that may belong to it


class Part(NamedTuple):
    """What stands between two separators, at [start, end) of the entry's text."""

    start: int
    end: int
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry taken apart once."""

    text: str
    masks: Sequence[Mask]
    parts: tuple[Part, ...]
    providers: tuple[Found[Provider], ...]
    registered: tuple[Found[Registered], ...]


@lru_cache(maxsize=2048)
def masks_of(text: str) -> tuple[Mask, ...]:
    """What is no part of any name in the text: dates, grades, standings."""
    told = (one.span() for one in _standings().finditer(text) if not is_course(one.group()))
    return (*find_masks(text), *(Mask(start, end, "status", None, "enrolled") for start, end in told))


@cache
def _standings() -> re.Pattern[str]:
    """'(applied, no answer yet)', ', registered for 2027', 'laufend' before the name of a course."""
    lexicon = load_lexicon("programmes")
    word, more = lexicon["standing"], lexicon["standing_goes_on"]
    bracket = rf"\((?:{word})(?=[\s,;:)])[^()]*\)?"
    behind = rf"(?<=[,;:–—\t-])\s*(?:{word})(?=\s*(?:$|[,;)\t]|\d|(?:{more})\b))[^,;\t]*"
    before = rf"^(?:{lexicon['standing_before']}):?(?:\t|\s+(?=(?-i:[A-ZÀ-Ý„«“\"])))"
    label = rf"^(?:{lexicon['standing_label']})(?::?\t|:\s)"
    return re.compile(f"{bracket}|{behind}|{before}|{label}", re.IGNORECASE)


@lru_cache(maxsize=2048)
def take_apart(text: str) -> Entry:
    """Cut an entry at its separators, dates and durations, and look its names up."""
    masks = [mask for mask in masks_of(text) if mask.kind != "done"]
    for match in _durations().finditer(text):
        if all(match.end() <= mask.start or match.start() >= mask.end for mask in masks):
            masks.append(Mask(match.start(), match.end(), "grade"))
    parts = []
    for start, end, before in find_bounds(blank_out(text, masks)):
        start, end = trim(text, start, end)
        if has_letters(text[start:end]):
            parts.append(Part(start, end, before.strip(), text[start:end]))
    providers = find_providers(text)
    registered = find_registered(text, providers)
    return Entry(text, masks, tuple(_joined(text, parts, providers)), providers, registered)


def _joined(text: str, parts: Iterable[Part], providers: Sequence[Found[Provider]]) -> list[Part]:
    """'Product Owner / Product Manager' and 'CSPO – Certified Scrum Product Owner' are one name."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is not None and _is_one_name(text, last, part, providers):
            joined[-1] = Part(last.start, part.end, last.before, text[last.start : part.end])
        else:
            joined.append(part)
    return joined


def _is_one_name(text: str, last: Part, part: Part, providers: Sequence[Found[Provider]]) -> bool:
    between = text[last.end : part.start].strip()
    if _opens_with_provider(part, providers) or is_place(part.text):
        return False
    if part.before == _LEAD:
        return between.lower() not in word_set("at_words", "programmes") and find_school(part.text) is None
    if part.before not in _DASHES or between != part.before:
        return False
    said = has_phrase(last.text, "topics") and not has_phrase(last.text, "courses")
    if said and has_phrase(part.text, "courses") and not is_generic(part.text):
        return True  # 'Führung in der Schule – Qualifizierung für Leitungskräfte'
    short = _abbreviates(last.text, part.text) or _abbreviates(part.text, last.text)
    return part.before == "/" or (short and not _opens_with_provider(last, providers))


def _opens_with_provider(part: Part, providers: Sequence[Found[Provider]]) -> bool:
    return any(one.start == part.start for one in providers)


def _abbreviates(text: str, name: str) -> bool:
    """'CSPO' of 'Certified Scrum Product Owner': the letters begin words of the name, in their order."""
    if not text.isupper() or len(text) > _ACRONYM or " " in text:
        return False
    initials = iter(token.word[:1] for token in find_tokens(name))
    return all(letter in initials for letter in text.lower() if letter.isalpha())


@cache
def _durations() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["durations"], re.IGNORECASE)


def is_provider(entry: Entry, part: Part) -> bool:
    """True if a part is nothing but the name of a provider or a school."""
    for one in entry.providers:
        if one.start <= part.start and part.end <= one.end:
            return True
        if one.start >= part.start and one.end <= part.end:
            rest = (entry.text[part.start : one.start] + " " + entry.text[one.end : part.end]).strip(" ()")
            if not has_letters(rest) or is_place(rest) or _is_tail(entry, part, one, rest):
                return True
    if part != entry.parts[0] and is_executive_body(part.text):
        return True
    if is_organisation(part.text) and any(_is_named(entry, one) for one in entry.parts if one != part):
        return True
    if is_course(part.text) or any(part.start <= one.start < part.end for one in entry.registered):
        return False
    school = find_school(part.text)
    return school is not None and school[1] - school[0] >= len(part.text) - 4


@lru_cache(maxsize=1024)
def is_organisation(text: str) -> bool:
    """'NHS Leadership Academy', 'Säntis Leadership Forum': by its words a body, not one of its courses."""
    bare = _BRACKETS.sub("", text)
    tokens = find_tokens(bare)
    if (
        not 0 < len(tokens) <= _LONGEST
        or is_generic(bare)
        or not any(one.raw[:1].isupper() for one in tokens)
    ):
        return False
    ends = has_phrase(tokens[-1].raw, "courses") and not has_phrase(tokens[-1].raw, "organisations")
    return not ends and (
        has_phrase(bare, "organisations")
        or any(is_school_word(one.word) and one.raw[:1].isupper() for one in tokens)
    )


@lru_cache(maxsize=1024)
def is_executive_body(text: str) -> bool:
    """'emlyon Executive', 'Hertie School Executive Education': a name, then whom it teaches."""
    bare = _BRACKETS.sub("", text).rstrip()
    ends = [one.start for one in find_phrases(bare, "executive_bodies") if one.end == len(bare)]
    name = bare[: min(ends)].strip() if ends else ""
    if not name[:1].isalpha() or len(name.split()) > _LONGEST:
        return False
    large = any(one.raw[:1].isupper() for one in find_tokens(name)) or len(name.split()) == 1
    return large and not any(has_phrase(name, one) for one in ("courses", "topics", "kinds"))


def _is_named(entry: Entry, part: Part) -> bool:
    """True for a part that says what a course is about and is no body itself."""
    if is_organisation(part.text) or (part != entry.parts[0] and is_executive_body(part.text)):
        return False
    known = any(part.start <= one.start < part.end for one in entry.registered)
    return known or any(has_phrase(part.text, one) for one in ("courses", "topics", "openings"))


def _is_tail(entry: Entry, part: Part, one: Found[Provider], rest: str) -> bool:
    """'Stanford d.school', 'IHK Ostwürttemberg' behind a course: the provider's name goes on."""
    if part.start == entry.parts[0].start or len(rest.split()) > _TAIL:
        return False
    if one.start != part.start and one.end != part.end:
        return False
    bracketed = entry.text[one.end : part.end].strip().startswith("(")
    return bracketed or not (has_phrase(rest, "courses") or has_phrase(rest, "topics"))


def is_generic(text: str) -> bool:
    """True for what only says that it is a course: 'Certificate', 'Führungsseminar'."""
    covered = {*find_compounds(text)}
    for found in (*find_phrases(text, "courses"), *find_phrases(text, "kinds")):
        covered.update(token.start for token in find_tokens(text) if found.start <= token.start < found.end)
    return all(token.start in covered for token in find_tokens(text))


def is_filler(text: str) -> bool:
    """'in the', 'of a': small words only."""
    words = text.split()
    return len(words) <= 4 and all(word.isalpha() and word.islower() for word in words)


def has_letters(text: str) -> bool:
    """True unless there are only separators."""
    return any(char.isalnum() for char in text)
