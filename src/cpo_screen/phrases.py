"""The phrase language of lexicons/signals.*.yaml, read into word patterns that spaCy's Matcher runs.

A phrase is words in their order; the header of signals.en.yaml explains the signs. Recruiters write the
same in criteria.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from cpo_screen.lexicons import load_lexicon
from cpo_screen.verb_forms import verb_forms

_TAGS = {name.upper(): name for name in ("number", "money", "percent", "multiple", "year")}
_GAP = re.compile(r"(\.\.|~)(\.|\d+)")
_DEFAULT_GAP = 4
_AND = re.compile(r"\s\+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: any of `words`, a match of `shapes`, or a token with one of `tags`.

    `gap` > 0 is a stretch of up to so many tokens, of any kind or, if `is_close`, none of the words that
    begin something else (to, for, with); an `is_optional` element may be missing.
    """

    words: frozenset[str] = frozenset()
    shapes: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    gap: int = 0
    is_close: bool = False
    is_optional: bool = False

    @property
    def is_required(self) -> bool:
        """Whether a text without this element cannot match."""
        return not self.gap and not self.is_optional


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A phrase as written, and its readings (several where a word list holds expressions of many words)."""

    source: str
    readings: tuple[tuple[Element, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class PhraseRule:
    """Phrases that must all stand in one clause, near each other, and phrases that must not."""

    source: str
    needed: tuple[Phrase, ...]
    forbidden: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NamedRule:
    """A rule, what it shows (a signal), and in which way (led, contributed)."""

    name: str
    way: str
    rule: PhraseRule


class PhraseError(ValueError):
    """A phrase that cannot be read: what is wrong with it, and the words of it that are wrong."""

    def __init__(self, message: str, words: str = "") -> None:
        super().__init__(message)
        self.words = words


def parse_rule(source: str, lists: Mapping[str, Sequence[str]]) -> PhraseRule:
    """Read 'own~ + roadmap* + !production' with the named word lists of its lexicon.

    >>> rule = parse_rule("own~|run + roadmap* + !production", {})
    >>> [phrase.source for phrase in rule.needed], [phrase.source for phrase in rule.forbidden]
    (['own~|run', 'roadmap*'], ['production'])
    """
    needed: list[Phrase] = []
    forbidden: list[Phrase] = []
    for part in (part.strip() for part in _AND.split(source)):
        target = forbidden if part.startswith("!") else needed
        target.append(parse_phrase(part.removeprefix("!").strip(), lists))
    if not needed:
        raise PhraseError(f"'{source}' says only what must not be there", source)
    return PhraseRule(source, tuple(needed), tuple(forbidden))


def parse_phrase(source: str, lists: Mapping[str, Sequence[str]]) -> Phrase:
    """Read one phrase.

    >>> [element.gap for element in parse_phrase("own~ ..3 roadmap*", {}).readings[0]]
    [0, 3, 0]
    """
    if not source:
        raise PhraseError("a phrase is empty")
    places = [_parse_place(word, lists) for word in source.split()]
    readings = tuple(tuple(e for part in parts for e in part) for parts in product(*places))
    if not any(element.is_required for element in readings[0]):
        raise PhraseError(f"'{source}' would match everything", source)
    return Phrase(source, readings)


def _parse_place(word: str, lists: Mapping[str, Sequence[str]]) -> list[tuple[Element, ...]]:
    """Return the alternatives for one place: an element, or a row of them for an expression."""
    gap = _GAP.fullmatch(word)
    if gap:
        size = _DEFAULT_GAP if gap[2] == "." else int(gap[2])
        return [(Element(gap=size, is_close=gap[1] == "~"),)]
    is_optional = word.endswith("?") and len(word) > 1
    options = _resolve(word.removesuffix("?") if is_optional else word, lists)
    single = [option for option in options if " " not in option and option not in _TAGS]
    tags = frozenset(_TAGS[option] for option in options if option in _TAGS)
    alternatives: list[tuple[Element, ...]] = [(_word_element(single, is_optional),)] if single else []
    if tags:
        alternatives.append((Element(tags=tags, is_optional=is_optional),))
    for option in options:
        if " " in option:
            alternatives.extend(_parse_row(option, lists))
    return alternatives


def _parse_row(option: str, lists: Mapping[str, Sequence[str]]) -> list[tuple[Element, ...]]:
    """Read an expression of many words that stands in a list."""
    places = [_parse_place(word, lists) for word in option.split()]
    return [tuple(e for part in parts for e in part) for parts in product(*places)]


def _resolve(word: str, lists: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the options of a place, named lists replaced by their entries."""
    found: list[str] = []
    for option in word.split("|"):
        if option.startswith("<") and option.endswith(">"):
            name = option[1:-1]
            if name not in lists:
                raise PhraseError(
                    f"there is no list <{name}>; there are {', '.join(sorted(lists))}", option
                )
            for entry in lists[name]:
                found.extend([entry.replace("-", " ")] if " " in entry else _resolve(entry, lists))
        elif option:
            found.append(option.replace("_", " ").replace("-", " "))
        else:
            raise PhraseError(f"an empty alternative in '{word}'", word)
    return found


def _word_element(options: Iterable[str], is_optional: bool) -> Element:
    words: set[str] = set()
    shapes: list[str] = []
    for option in options:
        if option.endswith("~"):
            words.update(verb_forms(option[:-1].lower()))
        elif "*" in option:
            shapes.append(re.escape(option.lower()).replace(r"\*", r"\w*"))
        else:
            words.add(option.lower())
    return Element(frozenset(words), tuple(shapes), is_optional=is_optional)


def matcher_pattern(reading: Sequence[Element]) -> list[dict[str, Any]]:
    """Return the token pattern of spaCy's Matcher for one reading of a phrase."""
    pattern: list[dict[str, Any]] = []
    for element in reading:
        if element.gap:
            pattern.extend(_gap_token(element) for _ in range(element.gap))
        else:
            pattern.append(_token_pattern(element))
    return pattern


def _gap_token(element: Element) -> dict[str, Any]:
    if not element.is_close:
        return {"OP": "?"}
    return {"TEXT": {"NOT_IN": load_lexicon("clauses")["links"]}, "OP": "?"}


def _token_pattern(element: Element) -> dict[str, Any]:
    token: dict[str, Any] = {}
    if element.tags:
        token["TAG"] = {"IN": sorted(element.tags)}
    elif element.shapes:
        options = [*element.shapes, *(re.escape(word) for word in sorted(element.words))]
        token["TEXT"] = {"REGEX": f"^(?:{'|'.join(options)})$"}
    else:
        token["TEXT"] = {"IN": sorted(element.words)}
    if element.is_optional:
        token["OP"] = "?"
    return token
