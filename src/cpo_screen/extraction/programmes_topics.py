"""Whether a course that no list knows is a programme: what it is about, what it is not, who gives it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from cpo_screen.extraction.programmes_apart import (
    Entry,
    Part,
    is_provider,
)
from cpo_screen.extraction.programmes_match import (
    find_compounds,
    find_phrases,
    has_phrase,
    says_course,
)
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.lexicons import load_lexicon

_A_TITLE = 0.5
Trust = Literal["listed", "series", "education", "told"]
"""Where an entry stands: in a list of courses, in a long line of them, among the degrees, or elsewhere."""


def is_programme(entry: Entry, name: str, kinds: str, trust: Trust) -> bool:
    """What a name and the words for its kind say: about leading or products, and a course."""
    if is_something_else(entry, name):
        return False
    said = f"{name} | {kinds}"
    if find_compounds(said):
        return True
    if has_phrase(said, "topics") and has_phrase(said, "courses"):
        return True
    if trust == "listed":
        given = any(is_provider(entry, one) for one in entry.parts)
        dated = any(mask.period is not None for mask in entry.masks)
        if has_phrase(name, "abilities") or (not given and not dated and title_likeness(name) >= _A_TITLE):
            return False
        of_leaders = given and says_course(name) and _is_from_leaders(entry)
        return of_leaders or has_phrase(name, "strong_topics") or _is_opened(name)
    if trust == "education" and _is_opened(name) and any(is_provider(entry, one) for one in entry.parts):
        return True
    alone = (
        trust == "education" and not entry.providers and all(mask.period is None for mask in entry.masks)
    )
    return trust != "told" and not alone and _is_topic(name) and title_likeness(name) < _A_TITLE


def is_school(name: str) -> bool:
    """'Leadership Academy High School'."""
    ends = [one.end for one in find_phrases(name, "schools")]
    return bool(ends) and ends[-1] == len(name)


def _is_from_leaders(entry: Entry) -> bool:
    """'Aspiring Heads Programme, Ambleford Leadership Academy': the body says what it teaches."""
    bodies = (one.text for one in entry.parts if is_provider(entry, one))
    return any(has_phrase(one, "leading") and not has_phrase(one, "executive_words") for one in bodies)


def _is_opened(name: str) -> bool:
    """'Leading Creatives', 'Führen ohne Weisungsbefugnis': it begins with what a leader does."""
    return any(one.start <= 1 for one in find_phrases(name, "openings"))


def _is_topic(name: str) -> bool:
    """True for a name that is nothing but a topic of leaders: 'Leadership Development'."""
    return " ".join(one.word for one in find_tokens(name)) in _strong_topics()


@cache
def _strong_topics() -> frozenset[str]:
    topics = load_lexicon("programmes")["strong_topics"]
    return frozenset(" ".join(one.word for one in find_tokens(topic)) for topic in topics)


def is_something_else(entry: Entry, name: str) -> bool:
    """Certificates of tools and trades, and courses of a day; leading in a trade is leading."""
    outside = entry.text
    for one in entry.providers:
        outside = outside[: one.start] + " " * (one.end - one.start) + outside[one.end :]
    if has_phrase(outside, "not_programmes") or _too_short().search(entry.text):
        return True
    return has_phrase(outside, "trades") and not has_phrase(name, "leading")


def is_for_executives(entry: Entry, part: Part, kinds: str, trust: Trust) -> bool:
    """'... Executive Education', Reforge: whatever they teach is a programme."""
    executive = [one for one in entry.providers if one.value.executive]
    if not executive or is_something_else(entry, part.text):
        return False
    if has_phrase(kinds, "executive_words") or any(
        has_phrase(one.words, "executive_words") for one in executive
    ):
        return True
    if has_phrase(part.text, "strong_topics"):
        return True
    about = has_phrase(part.text, "topics") or has_phrase(part.text, "weak_topics")
    course = has_phrase(part.text, "courses") or bool(kinds)
    return any(one.value.always for one in executive) or (about and (trust == "listed" or course))


@cache
def _too_short() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["too_short"], re.IGNORECASE)
