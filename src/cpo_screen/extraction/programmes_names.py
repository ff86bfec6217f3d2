"""The names of courses in an entry: those that the registry knows, and those that say what they are."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.extraction.degree_forms import find_degrees
from cpo_screen.extraction.education_cutting import trim
from cpo_screen.extraction.education_schools import is_place
from cpo_screen.extraction.phrases import Found
from cpo_screen.extraction.programmes_apart import Entry, Part, has_letters, is_filler, is_provider
from cpo_screen.extraction.programmes_match import Provider, Registered, find_phrases, has_phrase
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.lexicons import load_lexicon

_LONGEST = 14  # words of a course's name
Name = tuple[int, int, Registered | None]
"""Where a name begins and ends in the entry, and what the registry knows of it."""


def find_names(entry: Entry) -> list[Name]:
    """Return the courses that an entry names, known ones first."""
    return _registered_names(entry) or _other_names(entry)


def _registered_names(entry: Entry) -> list[Name]:
    """The names that the registry knows: each with the rest of its part, without its provider."""
    names: list[Name] = []
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


def _with_subtitle(entry: Entry, part: Part, found: Found[Registered]) -> tuple[int, int]:
    """Join 'Artificial Intelligence' and 'Implications for Business Strategy' around their colon."""
    start, end = part.start, max(part.end, min(found.end, len(entry.text)))
    for other in entry.parts:
        is_next = other.start >= end and entry.text[end : other.start].strip() == ":"
        if is_next and not is_provider(entry, other) and not is_provider(entry, part):
            end = other.end
    return start, end


def _without_provider(
    entry: Entry, span: tuple[int, int], found: Found[Registered] | None
) -> tuple[int, int]:
    """Cut a provider off at either end of a name, if the name says enough without it."""
    start, end = span
    if found is not None and _only_leads(entry.text[start : found.start]):
        start = found.start
    for one in entry.providers:
        inside = found is not None and one.start >= found.start and one.end <= found.end
        if inside or one.end > end or one.start < start:
            continue
        if found is not None and one.end <= found.start and is_filler(entry.text[start : one.start]):
            start = one.end
        elif _ends_with_provider(entry, start, end, one, found):
            end = one.start
    start, end = trim(entry.text, start, end)
    return (start, end) if start < end else span


def _ends_with_provider(
    entry: Entry, start: int, end: int, one: Found[Provider], found: Found[Registered] | None
) -> bool:
    before, after = entry.text[start : one.start], entry.text[one.end : end]
    if before.rstrip().endswith("(") and one.value.executive:
        return True
    return not has_letters(after) and (found is not None or has_phrase(before, "courses"))


def _only_leads(text: str) -> bool:
    """'Completed the', 'Guest lecturer in the': what the person did, before what it was."""
    deed = has_phrase(text, "participated") or has_phrase(text, "taught")
    return is_filler(text) or (deed and len(text.split()) <= 6)


def _other_names(entry: Entry) -> list[Name]:
    """Names that no list knows: by what they are about and what they call themselves."""
    if find_degrees(entry.text) and any(not one.weak for one in find_degrees(entry.text)):
        return []
    if has_phrase(entry.text, "not_programmes"):
        return []
    names = [
        part for part in entry.parts if not is_provider(entry, part) and not _is_beside_the_point(part)
    ]
    names = [part for part in names if len(part.text.split()) <= _LONGEST]
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


@cache
def _compounds() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["compounds"])


def _says_executive(entry: Entry, executive: list[Found[Provider]]) -> bool:
    """'... Executive Education', Reforge: whatever they teach is a programme."""
    said = any(has_phrase(one.words, "executive_words") for one in executive)
    about = has_phrase(entry.text, "topics") or has_phrase(entry.text, "weak_topics")
    return said or about or any(one.value.always for one in executive)


def _until_course_word(entry: Entry, start: int, end: int) -> tuple[int, int]:
    """'Executive Leadership Program KAISER PERMANENTE': the name ends with what it calls itself."""
    text = entry.text[start:end]
    ends = [found.end for found in find_phrases(text, "courses")]
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
