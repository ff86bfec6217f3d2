"""The names of courses in an entry: those that the registry knows, and those that say what they are."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.extraction.degree_forms import find_degrees
from cpo_screen.extraction.education_cutting import trim
from cpo_screen.extraction.education_schools import is_place
from cpo_screen.extraction.phrases import Found
from cpo_screen.extraction.programmes_apart import (
    Entry,
    Part,
    has_letters,
    is_filler,
    is_generic,
    is_provider,
)
from cpo_screen.extraction.programmes_match import (
    Provider,
    Registered,
    find_compounds,
    find_phrases,
    has_phrase,
    says_course,
)
from cpo_screen.extraction.programmes_topics import (
    Trust,
    is_for_executives,
    is_programme,
    is_school,
)
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.lexicons import load_lexicon

_SHORT = 2  # words of a further name
_LEAD = 12  # characters before a deed: 'I have'
_LONGEST = 14  # words of a course's name
Name = tuple[int, int, Registered | None]
"""Where a name begins and ends in the entry, and what the registry knows of it."""


def find_names(entry: Entry, trust: Trust) -> list[Name]:
    """Return the courses that an entry names, known ones first."""
    names = _registered_names(entry, trust) or _other_names(entry, trust)
    return [(_behind_label(entry, start, end), end, known) for start, end, known in names]


def _behind_label(entry: Entry, start: int, end: int) -> int:
    """Where the name begins in 'Course Certified Scrum Product Owner': what follows says what it is."""
    name = entry.text[start:end]
    for label in find_phrases(name, "course_labels"):
        rest = name[label.end :].lstrip()
        known = any(one.start == len(name) - len(rest) + start for one in entry.registered)
        if (
            label.start
            or not rest[:1].isupper()
            or not (known or says_course(rest) or "academy" in rest.lower())
        ):
            break
        first = find_tokens(rest)[0]
        if not known and is_generic(first.raw) and first.word != "certified":
            break
        return end - len(rest)
    return start


def _registered_names(entry: Entry, trust: Trust) -> list[Name]:
    """The names that the registry knows: each with the rest of its part."""
    names: list[Name] = []
    for found in entry.registered:
        part = next((one for one in entry.parts if one.start <= found.start < one.end), None)
        if part is None or any(start <= found.start < end for start, end, _ in names):
            continue
        if _is_excluded(part, found) or is_provider(entry, part):
            continue
        start, end = _with_subtitle(entry, part, found)
        if trust == "told":
            start, end = _as_told(entry.text, start, end, found)
        start, end = _without_provider(entry, (start, end), found, trust)
        names.append((start, end, found.value))
    return names


def _as_told(text: str, start: int, end: int, found: Found[Registered]) -> tuple[int, int]:
    """In a sentence the name goes as far as large letters go: '... for the >Advanced Program< while'."""
    before = [one for one in find_tokens(text) if start <= one.start < found.start]
    small = [one.end for one in before if not (one.raw[:1].isupper() or one.raw[:1].isdigit())]
    start = max([start, *small])
    for token in find_tokens(text):
        if found.end <= token.start < end and token.raw[:1].islower() and not _goes_on_in(text, token.end):
            end = token.start
    return start, end


def _goes_on_in(text: str, at: int) -> bool:
    """True if a large letter follows: 'Program for Growing Companies'."""
    return text[at:].lstrip()[:1].isupper()


def _is_excluded(part: Part, found: Found[Registered]) -> bool:
    """A registered name inside another certificate ('PMI Agile Product Owner')."""
    rest = part.text[: found.start - part.start] + " | " + part.text[max(found.end - part.start, 0) :]
    return has_phrase(rest, "not_programmes") and found.value.kind != "board"


def _with_subtitle(entry: Entry, part: Part, found: Found[Registered]) -> tuple[int, int]:
    """Join 'Artificial Intelligence' and 'Implications for Business Strategy' around their colon."""
    start, end = part.start, max(part.end, min(found.end, len(entry.text)))
    start, end = _with_further_names(entry, part, found, start, end)
    for other in entry.parts:
        is_next = other.start >= end and entry.text[end : other.start].strip() == ":"
        if is_next and not is_provider(entry, other) and not is_provider(entry, part):
            end = other.end
    return start, end


def _with_further_names(
    entry: Entry, part: Part, found: Found[Registered], start: int, end: int
) -> tuple[int, int]:
    """'Pragmatic Institute: Foundations, Launch, Market (2019)': the names of one course."""
    short = part.start == found.start and found.end <= part.end and len(part.text.split()) <= _SHORT
    if part.before != ":" or not found.value.beside or not short:
        return start, end
    for other in entry.parts:
        known = any(other.start <= one.start < other.end for one in entry.registered)
        near = other.start >= end and entry.text[end : other.start].strip() == ","
        plain = not known and _may_be_name(entry, other) and not is_generic(other.text)
        if near and plain and len(other.text.split()) <= _SHORT:
            end = other.end
    return start, end


def _without_provider(
    entry: Entry, span: tuple[int, int], found: Found[Registered] | None, trust: Trust
) -> tuple[int, int]:
    """Cut off what leads to a name and a provider behind it; in a sentence also one before it."""
    start, end = span
    if found is not None and _only_leads(entry.text[start : found.start]):
        start = found.start
    for one in entry.providers:
        inside = found is not None and one.start >= found.start and one.end <= found.end
        if inside or one.end > end or one.start < start:
            continue
        if found is not None and one.end <= found.start and is_filler(entry.text[start : one.start]):
            owner = entry.text[one.end + 1 : one.end + 3] == "s "
            after = one.end + 2 * owner
            start = start if _is_part_of_name(entry, start, one, found, trust) else after
        elif _ends_with_provider(entry, start, end, one, found):
            end = one.start
    start, end = trim(entry.text, start, end)
    for token in reversed(find_tokens(entry.text[start:end])):
        if token.word not in word_set("links", "programmes"):
            break
        end = start + token.start
    start, end = trim(entry.text, start, end)
    return (start, end) if start < end else span


def _is_part_of_name(
    entry: Entry, start: int, one: Found[Provider], found: Found[Registered], trust: Trust
) -> bool:
    """'Kellogg CPO Program' in a list is a name; in a sentence, or for Reforge's courses, it is not."""
    bare = one.start == start and not entry.text[one.end : found.start].strip()
    return bare and trust != "told" and not one.value.always


def _ends_with_provider(
    entry: Entry, start: int, end: int, one: Found[Provider], found: Found[Registered] | None
) -> bool:
    before, after = entry.text[start : one.start], entry.text[one.end : end]
    if before.rstrip().endswith("(") and not entry.text[one.start : one.end].isupper():
        return True
    return not has_letters(after) and (found is not None or has_phrase(before, "courses"))


def _only_leads(text: str) -> bool:
    """'Completed the', 'Guest lecturer in the': what the person did, before what it was."""
    deed = has_phrase(text, "deeds") or has_phrase(text, "taught")
    return is_filler(text) or (deed and len(text.split()) <= 6)


# --- names that no list knows ---------------------------------------------------------------------


def _other_names(entry: Entry, trust: Trust) -> list[Name]:
    """The part that says what the course is about, else the first of an entry that is a programme."""
    if any(not one.weak for one in find_degrees(entry.text)):
        return []
    parts = [one for one in entry.parts if _may_be_name(entry, one)]
    kinds = " | ".join(one.text for one in parts if is_generic(one.text))
    names = [one for one in parts if not is_generic(one.text)] or parts
    if parts and find_compounds(parts[0].text):
        names = parts
    named = next((one for one in names if is_programme(entry, one.text, kinds, trust)), None)
    if named is None and names and trust != "told" and is_for_executives(entry, names[0], kinds, trust):
        named = names[0]
    if named is None:
        return []
    nothing = Found(named.start, named.end, "", Registered("", "", frozenset()))
    start, end = _with_subtitle(entry, named, nothing)
    start = _behind_deed(entry.text, start, end)
    start, end = _until_course_word(entry, *_without_provider(entry, (start, end), None, trust))
    return [(start, end, None)]


def _behind_deed(text: str, start: int, end: int) -> int:
    """Where the name begins in 'In 2024 I completed the university's Aurora leadership programme'."""
    deed = next((one for one in find_phrases(text[start:end], "deeds") if one.start <= _LEAD), None)
    if deed is not None and deed.start and has_phrase(text[start : start + deed.start], "topics"):
        return start
    at = start + deed.end if deed else start
    article = _articles().match(text, at, end) if deed else None
    return article.end() if article else at


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["articles"], re.IGNORECASE)


def _may_be_name(entry: Entry, part: Part) -> bool:
    """No provider, no place, nothing that was taught, no remark in small letters."""
    if is_provider(entry, part) or is_place(part.text) or has_phrase(part.text, "taught"):
        return False
    if is_school(part.text):
        return False
    large = any(map(str.isupper, part.text)) and not part.text[0].islower()
    told = is_generic(part.text) or has_phrase(part.text, "deeds")
    return (large or told) and len(part.text.split()) <= _LONGEST


def _until_course_word(entry: Entry, start: int, end: int) -> tuple[int, int]:
    """'Executive Leadership Program KAISER PERMANENTE': the name ends with what it calls itself."""
    text = entry.text[start:end]
    ends = [found.end for found in find_phrases(text, "courses")]
    if not ends:
        return start, end
    rest = text[ends[-1] :].strip()
    shouting = rest.isupper() and not text[: ends[-1]].isupper() and len(rest.split()) >= 2
    return (start, start + ends[-1]) if shouting else (start, end)
