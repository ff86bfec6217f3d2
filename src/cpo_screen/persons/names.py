"""Whether two names can be one person's: accents, order, titles, middle names and initials aside."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from cpo_screen.extraction.names_shape import name_words
from cpo_screen.extraction.tokens import fold, word_set
from cpo_screen.lexicons import load_lexicon

Agreement = Literal["same", "near", "other", "unknown"]
Name = tuple[str, ...]

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile(r"['’‘`´]")
_ASIDE = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_TELLING = 3  # letters of a word that tells a name apart
_SHORT = 8  # letters of a name that many may have


@lru_cache(maxsize=65536)
def read_name(text: str | None) -> Name:
    """Return the folded words of a name, without titles, particles and nicknames in brackets.

    >>> read_name("Dr. Tan Hui-Min, Clarissa"), read_name("Ludwig van der Rohe"), read_name(None)
    (('tan', 'hui', 'min', 'clarissa'), ('ludwig', 'rohe'), ())
    """
    bare = _ASIDE.sub(" ", _APOSTROPHES.sub("", text or ""))
    words = [fold(word) for word in _WORD.findall(bare)]
    named = [w for w in words if w not in name_words("prefixes") and w not in name_words("particles")]
    return tuple(named if len(named) > 1 else words)


@lru_cache(maxsize=65536)
def compare_names(one: Name, other: Name) -> Agreement:
    """Compare two names: `same` up to middle names and initials, `near` with the given name in common.

    >>> compare_names(read_name("Jane A. Smith"), read_name("SMITH, Jane"))
    'same'
    >>> compare_names(read_name("Jane Smith"), read_name("Jane Miller"))
    'near'
    >>> compare_names(read_name("Jane Smith"), read_name("Bob Smith"))
    'other'
    """
    if not one or not other:
        return "unknown"
    if "".join(one) == "".join(other):
        return "same"
    full, initials, left = _pair_words(one, other)
    if not left and full and full + initials > 1:
        return "same"
    first = is_same_word(one[0], other[0]) and min(len(one[0]), len(other[0])) >= _TELLING
    return "near" if full > 1 or first else "other"


def _pair_words(one: Name, other: Name) -> tuple[int, int, int]:
    """Of the shorter name: words that the longer one has too, those that are an initial of it, the rest."""
    shorter, longer = (one, list(other)) if len(one) <= len(other) else (other, list(one))
    rest = []
    for word in shorter:
        at = next((at for at, each in enumerate(longer) if is_same_word(word, each)), None)
        if at is None:
            rest.append(word)
        else:
            del longer[at]
    initials = 0
    for word in rest:
        at = next((at for at, each in enumerate(longer) if _is_initial(word, each)), None)
        if at is not None:
            del longer[at]
            initials += 1
    return len(shorter) - len(rest), initials, len(rest) - initials


def _is_initial(one: str, other: str) -> bool:
    return one[:1] == other[:1] and min(len(one), len(other)) == 1


@lru_cache(maxsize=65536)
def is_same_word(one: str, other: str) -> bool:
    """Tell whether two folded words of names are equal, or one is short for the other; no initials.

    >>> is_same_word("robert", "bob"), is_same_word("jane", "joan")
    (True, False)
    """
    if one == other:
        return len(one) > 1
    return not _long_forms(one).isdisjoint(_long_forms(other))


@cache
def _long_forms(word: str) -> frozenset[str]:
    return _short_forms().get(word, frozenset()) | {word}


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, forms in load_lexicon("persons")["short_forms"].items():
        for form in forms:
            found.setdefault(fold(form), set()).add(fold(name))
    return {form: frozenset(names) for form, names in found.items()}


def name_keys(name: Name) -> set[tuple[str, str]]:
    """Return pairs of a word and another one's initial: names that can be the same share one."""
    keys: set[tuple[str, str]] = set()
    for at, word in enumerate(name):
        for each in _long_forms(word) if len(word) > 1 else ():
            others = (long for b, part in enumerate(name) if b != at for long in _long_forms(part))
            keys.update((each, long[:1]) for long in others)
    return keys


def is_telling(one: Name, other: Name) -> bool:
    """Tell whether a name that two files share is rare: written out, long, with no word that many have."""
    shared = [word for word in one if any(is_same_word(word, each) for each in other)]
    if len(shared) < 2 or not word_set("common_names", "persons").isdisjoint(shared):
        return False
    return sum(map(len, shared)) > _SHORT
