"""Who carries what a clause counts: the person, or somebody whom the clause only names."""

from __future__ import annotations

from typing import Literal

from cpo_screen.extraction.scope_nouns import is_people, is_total
from cpo_screen.extraction.scope_words import INNER, Words

# led, built up as a team, hired; `other`: somebody else's; `blocked`: what a number is for, by, through;
# `bare`: nothing before it; `unknown`: some other verb or noun before it
Holder = Literal["lead", "form", "hire", "other", "event", "blocked", "bare", "unknown"]

_REACH = 24  # words before a count in which a verb governs it
_MARKS = (",", ":", ";", "(", "–", "—", "-", "|", "•", "=", ".")
_VERBS = ("lead", "form", "hire", "other")
_NEAR = 4  # words between a company and its headcount
_SMALL = ("about", "determiner", "one", "and", "with", "from", "of", "to")
_ADJECTIVES = 3  # words before a team that describe it
_SITE = 8  # words between a site and its staff


def holder_of(words: Words, start: int, is_team: bool) -> Holder:
    """Who holds what begins at `start`: the nearest verb before it, unless a word like 'for' comes between.

    Verbs in a row go together: 'hired, trained and led'.
    """
    if words.plays(start, "unit", "site") and _is_headed(words, start):
        return "lead"
    blocked = crossed = False
    plain = 0
    place = start
    while place > max(start - _REACH, 0):
        place -= 1
        if (site := _unit_with(words, place)) is not None:
            if _is_headed(words, site):
                return "blocked" if blocked else "lead"
            place = site
            continue
        if words.plays(place, "company") and start - place < _NEAR:
            return "other"
        if words.plays(place, "event"):
            return "event" if not crossed else "unknown"
        if words.plays(place, *_VERBS) and not _is_listed(words, place):
            return _verb_holder(words, place, blocked)
        if words.texts[place] in _MARKS or words.plays(place, "clause"):
            if blocked:
                return "blocked"
            crossed = True
        elif not crossed and _blocks(words, place):
            blocked = True
        elif not crossed and not words.plays(place, INNER, *_SMALL):
            plain += 1
    if blocked:
        return "blocked"
    return "bare" if plain <= (_ADJECTIVES if is_team else 0) else "unknown"


def _verb_holder(words: Words, place: int, blocked: bool) -> Holder:
    roles = _verbs_in_row(words, place)
    if blocked:
        return "other" if "other" in roles else "blocked"
    if "form" in roles and any(words.plays(p, "company") for p in range(max(place - _NEAR, 0), place)):
        return "other"
    for role in ("lead", "form", "hire"):
        if role in roles:
            return role
    return "other"


def _verbs_in_row(words: Words, place: int) -> set[str]:
    """The parts of a verb and of those joined to it before: 'recruited, trained and managed'."""
    roles = set(words.parts[place])
    if words.parts[place] & {"other"} and "with" in words.texts[place]:
        return roles
    before = place - 1
    while before >= 0 and (words.plays(before, "and", INNER, *_VERBS) or words.texts[before] == ","):
        roles |= words.parts[before]
        before -= 1
    return roles


def _blocks(words: Words, place: int) -> bool:
    """Whether a word turns what follows away from the verb: led a migration *for* 40 clients."""
    if not words.plays(place, "link", "of"):
        return False
    if words.plays(place - 1, "lead"):  # responsible for, authority over
        return False
    if words.plays(place, "of"):
        return words.language == "en" and _is_object(words, place - 1)
    grows = words.plays(place, "to", "into", "from") and any(
        words.plays(p, "form", "growth", "factor") for p in range(max(place - 6, 0), place)
    )
    return not grows


def _is_object(words: Words, place: int) -> bool:
    """Whether a word before 'of' is what was led, and not the people: the schedules of 12 executives."""
    if place < 0 or place in words.amounts or not words.texts[place][0].isalnum():
        return False
    return (
        not words.parts[place] - {"budget", "company"}
        and not is_people(words.texts[place])
        and words.texts[place].isalpha()
    )


def _is_listed(words: Words, place: int) -> bool:
    """Whether a word like a verb is what was led: 'oversee grants and audit in Spain'."""
    if words.parts[place] & {"lead", "form", "hire"} or words.language != "en":
        return False
    before, after = place - 1, place + 1
    if not (words.plays(before, "and", "lead") or words.texts[before : before + 1] == (",",)):
        return False
    has_object = after in words.amounts or words.plays(after, "determiner", "one", "about", *_VERBS)
    return not has_object and any(words.plays(p, "lead") for p in range(max(place - _REACH, 0), place))


def _unit_with(words: Words, place: int) -> int | None:
    """The place of the ward in 'a ward on nights with 7 nurses', of 'a site of 900 m² with 40 staff'."""
    if not words.plays(place, "with", "from"):
        return None
    near = range(place - 1, max(place - 1 - _ADJECTIVES, -1), -1)
    unit = next((p for p in near if words.plays(p, "team", "unit", "agile", "size")), None)
    if unit is not None or not words.plays(place, "with"):
        return unit
    for before in range(place - 1, max(place - 1 - _SITE, -1), -1):
        is_one = words.plays(before, "one") or (
            before in words.amounts and words.amounts[before].value == 1
        )
        if words.plays(before, "site", "unit") or (is_one and _runs_one(words, before, place)):
            return before
        if words.texts[before] in _MARKS or words.plays(before, *_VERBS):
            return None
    return None


def _runs_one(words: Words, article: int, place: int) -> bool:
    """Whether what one can run stands behind an article: 'ran a bistro with 22 staff', but no project."""
    if any(words.plays(p, "deed", "event", "company", "link") for p in range(article, place)):
        return False
    if not any(map(is_total, words.texts[place + 2 : place + 4])):
        return False
    return words.plays(article - 1, "lead") or words.plays(article - 2, "lead", "site_head")


def _is_headed(words: Words, site: int) -> bool:
    """Whether a title of those who run a site stands before one: 'Werksleiter eines Presswerks'."""
    for place in range(site - 1, max(site - 2 - _ADJECTIVES, -1), -1):
        if words.plays(place, "site_head"):
            return words.plays(place + 1, "of", "link", "determiner", "one")
        if words.texts[place] in _MARKS or words.plays(place, *_VERBS):
            return False
    return False
