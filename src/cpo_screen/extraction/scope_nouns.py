"""Nouns behind a number: whether it counts people, and where the noun stands."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.extraction.scope_words import Words, languages_of
from cpo_screen.lexicons import load_lexicon

_WITHIN = 5  # words between a number and the people that it counts


def noun_after(words: Words, start: int, many: bool) -> int | None:
    """Return the place of the people counted by a number before `start`; None if it counts others.

    A word in the singular behind a number of many only describes another: 'ten grower calls'.
    """
    found: int | None = None
    for place in range(start, min(start + _WITHIN, len(words.texts))):
        text = words.texts[place]
        if place in words.amounts:
            break
        if is_people(text) and not (words.plays(place, "users") and text not in _all_words("nouns")):
            found = place
        elif found is not None:
            if text in _all_words("things"):
                return None
            if not _describes(words, found, place, many):
                return found
            found = None
        elif not _goes_on(words, place):
            return None
    return found


def _describes(words: Words, noun: int, place: int, many: bool) -> bool:
    """Whether the word for people at `noun` belongs to the word behind it ('grower' to 'calls')."""
    text = words.texts[noun]
    if not many or words.language != "en" or text.endswith("s") or text in _all_words("plurals"):
        return False
    return not stops_noun(words, place) and not text.endswith(("men", "women", "people"))


def _goes_on(words: Words, place: int) -> bool:
    """Whether the word at a place may stand between a number and its people: no 'clients and brokers'."""
    if words.plays(place, "users", "products", "company") and words.plays(place + 1, "and"):
        return False
    return not stops_noun(words, place) or _joins_adjectives(words, place)


def _joins_adjectives(words: Words, place: int) -> bool:
    """'215 nursing and support staff'."""
    return words.plays(place, "and") and place + 1 not in words.amounts and words.texts[place].isalpha()


def stops_noun(words: Words, place: int) -> bool:
    """Whether no noun and none of its adjectives go beyond the word at a place."""
    if place >= len(words.texts) or place in words.amounts:
        return True
    text = words.texts[place]
    ends = words.plays(place, "link", "and", "parts", "me", "from", "to", "of", "with")
    return (
        ends or text in _all_words("stops") or text in _small_words(words.language) or not text[0].isalnum()
    )


def is_thing(words: Words, place: int) -> bool:
    """Whether a number before the word at a place counts something else: months, sites, companies."""
    if place >= len(words.texts):
        return False
    others = words.plays(place, "time", "company", "users", "products", "countries", "unit")
    return (
        others
        or words.texts[place] in _all_words("things")
        or words.texts[place] in _all_words("not_people")
    )


def is_people(word: str) -> bool:
    """Say whether a word is for people: one of the lexicon's, or made as words for people are.

    >>> is_people("interpreters"), is_people("customers"), is_people("markets")
    (True, False, False)
    """
    if word in _all_words("nouns"):
        return True
    return word not in _all_words("not_people") and _endings().search(word) is not None


def is_total(word: str) -> bool:
    """Whether a noun stands for everybody, so that nothing is added to it: people, staff."""
    return word in _all_words("total")


def is_company_staff(word: str) -> bool:
    """Whether a noun is for everybody in a company: employees."""
    return word in _all_words("company_staff")


@cache
def company_heads() -> frozenset[str]:
    """Words of titles of those who head a whole company."""
    return _all_words("company_heads")


@cache
def lead_titles() -> frozenset[str]:
    """Words of titles of those who lead others of their trade."""
    return _all_words("lead_titles")


@cache
def _small_words(language: str) -> frozenset[str]:
    lexicon = load_lexicon("stopwords")
    return (
        frozenset(w for one in languages_of(language) for w in lexicon[one])
        - _all_words("nouns")
        - _all_words("adjectives")
    )


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(load_lexicon("team")["endings"])


@cache
def _all_words(name: str) -> frozenset[str]:
    """A list of lexicons/team.yaml in all its languages."""
    lexicon = load_lexicon("team")
    return frozenset(
        word for one in lexicon.values() if isinstance(one, dict) for word in one.get(name, ())
    )
