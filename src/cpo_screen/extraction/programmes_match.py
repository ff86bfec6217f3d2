"""What makes a text a programme: the registry's names and providers, and what courses are about."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from cpo_screen.extraction.phrases import Found, Phrases
from cpo_screen.extraction.tokens import find_tokens, word_bag, word_set
from cpo_screen.lexicons import load_lexicon

_ALSO_SCHOOLS = frozenset({"academy", "akademie"})
_OWNERS = re.compile(r"(?<=[a-zD])['’]s(?= )")


class Provider(NamedTuple):
    """A provider's key in the registry, and which of its courses are programmes.

    `executive`: those on the topics of leaders; `always`: all of them.
    """

    key: str
    executive: bool
    always: bool


class Registered(NamedTuple):
    """A programme of the registry: its id, its kind, and the providers it must stand beside (or none)."""

    id: str
    kind: str
    beside: frozenset[str]


@cache
def _providers() -> Phrases[Provider]:
    found = load_lexicon("programmes")["providers"]
    return Phrases(
        (name, Provider(key, one["executive"], one.get("always", False)))
        for key, one in found.items()
        for name in one["names"]
    )


@cache
def _programmes() -> Phrases[tuple[Registered, ...]]:
    by_name: dict[str, list[Registered]] = {}
    for one in load_lexicon("programmes")["programmes"]:
        entry = Registered(one["id"], one["kind"], frozenset(one.get("with", ())))
        for name in one["names"]:
            by_name.setdefault(" ".join(token.word for token in find_tokens(name)), []).append(entry)
    return Phrases((name, tuple(entries)) for name, entries in by_name.items())


@cache
def _names_in_bags() -> dict[str, list[tuple[frozenset[str], tuple[frozenset[str], ...]]]]:
    """By a rare word, each programme's name as a set of words, with those of its providers."""
    data = load_lexicon("programmes")
    bags = {key: tuple(map(word_bag, one["names"])) for key, one in data["providers"].items()}
    found: dict[str, list[tuple[frozenset[str], tuple[frozenset[str], ...]]]] = {}
    for one in data["programmes"]:
        beside = tuple(bag for key in one.get("with", ()) for bag in bags[key])
        for name in map(word_bag, one["names"]):
            found.setdefault(_rare_word(name), []).append((name, beside))
    return found


def may_name_programme(text: str) -> bool:
    """False if a text lacks the words of every programme, or of a course and its topic."""
    words, names = word_bag(text), _names_in_bags()
    if not words.isdisjoint(_course_words()) and not words.isdisjoint(_tell_tale()):
        return True
    return any(
        name <= words and (not beside or any(one <= words for one in beside))
        for word in words & names.keys()
        for name, beside in names[word]
    )


@cache
def _tell_tale() -> frozenset[str]:
    """One word, a rare one, of everything that can make a text a programme."""
    data = load_lexicon("programmes")
    lists = ("topics", "strong_topics", "weak_topics", "openings", "leading", "executive_words")
    names = [name for one in lists for name in data[one]]
    names += [name for one in data["programmes"] for name in one["names"]]
    names += [name for one in data["providers"].values() if one.get("always") for name in one["names"]]
    return frozenset(_rare_word(word_bag(name)) for name in names)


def _rare_word(words: frozenset[str]) -> str:
    """The word of a phrase to look for first: a long one that few CVs have."""
    return max(sorted(words - word_set("common", "programmes")) or sorted(words), key=len)


def may_be_course(text: str) -> bool:
    """False if a text has none of the words of programmes and their providers: a look before parsing."""
    words = word_bag(text)
    return not words.isdisjoint(_tell_tale()) or any(map(_compounds().fullmatch, words))


@cache
def _phrases(name: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load_lexicon("programmes")[name])


@lru_cache(maxsize=1024)
def find_providers(text: str) -> tuple[Found[Provider], ...]:
    """Return the known providers that the text names, written large; also in "Kellogg's ..."."""
    plain = _OWNERS.sub("  ", text)
    return tuple(one for one in _providers().find(plain) if text[one.start : one.start + 1].isupper())


def find_registered(text: str, providers: tuple[Found[Provider], ...]) -> tuple[Found[Registered], ...]:
    """Return the registry's programmes in the text; those that need a provider only beside theirs."""
    keys = {one.value.key for one in providers}
    found = []
    for one in _programmes().find(text):
        fitting = [entry for entry in one.value if entry.beside & keys]
        fitting += [entry for entry in one.value if not entry.beside]
        if fitting and any(char.isupper() for char in text[one.start : one.end]):
            found.append(Found(one.start, one.end, one.words, fitting[0]))
    return tuple(found)


@cache
def _course_words() -> frozenset[str]:
    names = load_lexicon("programmes")["courses"]
    return frozenset(_rare_word(word_bag(name)) for name in names)


@cache
def _first_words(name: str) -> frozenset[str]:
    return frozenset(find_tokens(phrase)[0].word for phrase in load_lexicon("programmes")[name])


def find_phrases(text: str, name: str) -> tuple[Found[bool], ...]:
    """Return the phrases of this list of the programmes lexicon in the text."""
    return tuple(_phrases(name).find(text))


def has_phrase(text: str, name: str) -> bool:
    """True if the text has one of the phrases of this list of the programmes lexicon."""
    first = _first_words(name)
    return any(token.word in first for token in find_tokens(text)) and any(_phrases(name).find(text))


@cache
def _compounds() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["compounds"])


def find_compounds(text: str) -> tuple[int, ...]:
    """Where the words stand that are courses for leaders by themselves: 'Führungskräfteseminar'."""
    return tuple(token.start for token in find_tokens(text) if _compounds().fullmatch(token.word))


def says_course(text: str) -> bool:
    """True if the text calls something a course; 'academy' alone may be a school's name."""
    return any(one.words not in _ALSO_SCHOOLS for one in find_phrases(text, "courses"))


@lru_cache(maxsize=1024)
def is_course(text: str) -> bool:
    """True if the text is by its words a course, a certificate or a programme and no degree."""
    if find_registered(text, find_providers(text)):
        return True
    return says_course(text) or (has_phrase(text, "courses") and has_phrase(text, "topics"))
