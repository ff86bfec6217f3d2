"""Whether a course that no list knows is a programme: what it is about, what it is not, who gives it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from cpo_screen.extraction.education_cutting import blank_out
from cpo_screen.extraction.education_schools import is_place
from cpo_screen.extraction.programmes_apart import (
    Entry,
    Part,
    is_executive_body,
    is_generic,
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
_BODY_WORDS = 6
Trust = Literal["leaders", "listed", "series", "education", "told"]
"""Where an entry stands: in a list of courses (for leaders), in a long line, among degrees, elsewhere."""


def is_programme(entry: Entry, name: str, kinds: str, trust: Trust) -> bool:
    """What a name and the words for its kind say: about leading or products, and a course."""
    if is_something_else(entry, name):
        return False
    said = f"{name} | {kinds}"
    if find_compounds(said):
        return True
    if has_phrase(said, "topics") and has_phrase(said, "courses"):
        return True
    if trust in ("listed", "leaders"):
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
    starts = [one.start for one in find_phrases(name, "openings")]
    return any(start <= 1 or _is_label(name[:start]) for start in starts[:1])


def _is_label(text: str) -> bool:
    return is_generic(text) or has_phrase(text, "course_labels")


def _is_topic(name: str) -> bool:
    """True for a name that is nothing but a topic of leaders: 'Leadership Development'."""
    return " ".join(one.word for one in find_tokens(name)) in _strong_topics()


@cache
def _strong_topics() -> frozenset[str]:
    topics = load_lexicon("programmes")["strong_topics"]
    return frozenset(" ".join(one.word for one in find_tokens(topic)) for topic in topics)


def is_something_else(entry: Entry, name: str) -> bool:
    """Certificates of tools and trades, and courses of a day; leading in a trade is leading."""
    outside = blank_out(entry.text, [one for one in entry.masks if one.kind == "status"])
    for one in entry.providers:
        outside = outside[: one.start] + " " * (one.end - one.start) + outside[one.end :]
    if has_phrase(outside, "not_programmes") or _too_short().search(entry.text):
        return True
    return has_phrase(outside, "trades") and not has_phrase(name, "leading")


def is_for_executives(entry: Entry, part: Part, kinds: str, trust: Trust) -> bool:
    """'... Executive Education', Reforge: whatever they teach is a programme."""
    executive = [one for one in entry.providers if one.value.executive]
    bodies = any(is_executive_body(one.text) for one in entry.parts if one.start > part.start)
    if not (executive or bodies or trust == "leaders") or is_something_else(entry, part.text):
        return False
    if (bodies and not is_generic(part.text)) or (trust == "leaders" and _is_on_its_own(entry, part)):
        return True
    if has_phrase(kinds, "executive_words") or any(
        has_phrase(one.words, "executive_words") for one in executive
    ):
        return True
    if has_phrase(part.text, "strong_topics"):
        return True
    about = has_phrase(part.text, "topics") or has_phrase(part.text, "weak_topics")
    course = has_phrase(part.text, "courses") or bool(kinds)
    return any(one.value.always for one in executive) or (
        about and (trust in ("listed", "leaders") or course)
    )


def _is_on_its_own(entry: Entry, part: Part) -> bool:
    """'Table Stakes Europe, WAN-IFRA, 2020': a name, somebody who gives it, and a year, not years."""
    periods = [one.period for one in entry.masks if one.period is not None]
    others = [one for one in entry.parts if one != part and not is_place(one.text)]
    if len(periods) != 1 or len(others) != 1 or title_likeness(part.text) >= _A_TITLE:
        return False
    lasts = periods[0].start and periods[0].end and periods[0].start != periods[0].end
    short = len(others[0].text.split()) <= _BODY_WORDS and others[0].text[:1].isupper()
    return not lasts and len(part.text.split()) > 1 and others[0].start > part.start and short


@cache
def _too_short() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["too_short"], re.IGNORECASE)
