"""Phrases of a lexicon in running text: longest first, by stems too ('versicherungs*')."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from cpo_screen.extraction.tokens import Token, find_tokens

_STEM = 4  # letters of a stem by which it is looked up
_GAP = 3  # most characters between two words of a phrase


V = TypeVar("V")


class Named(NamedTuple, Generic[V]):
    """A phrase at [start, end) of the text and all that it stands for."""

    values: tuple[V, ...]
    start: int
    end: int


class _Phrase(NamedTuple, Generic[V]):
    """Folded words, whether a hyphen must stand behind each, whether the last is a stem; the values."""

    words: tuple[str, ...]
    hyphens: tuple[bool, ...]
    is_stem: bool
    values: tuple[V, ...]


class Names(Generic[V]):
    """An index of phrases and what each stands for, by their first word or its first letters."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        by_phrase: dict[str, list[V]] = {}
        for phrase, value in entries:
            by_phrase.setdefault(phrase, []).append(value)
        self._words: dict[str, list[_Phrase[V]]] = {}
        self._stems: dict[str, list[_Phrase[V]]] = {}
        for phrase, values in by_phrase.items():
            found = _phrase(phrase, tuple(values))
            if found.is_stem and len(found.words) == 1:
                self._stems.setdefault(found.words[0][:_STEM], []).append(found)
            else:
                self._words.setdefault(found.words[0], []).append(found)
        for phrases in self._words.values():
            phrases.sort(key=lambda one: -len(one.words))

    def find(self, text: str) -> Iterator[Named[V]]:
        """Yield what the text names from left to right, none overlapping another."""
        tokens = find_tokens(_parted(text))
        free = 0
        for at, token in enumerate(tokens):
            if token.word not in self._words and token.word[:_STEM] not in self._stems:
                continue
            found = self._at(text, tokens, at) if at >= free else None
            if found is not None:
                free = at + len(found.words)
                last = tokens[free - 1]
                end = last.end - (1 if last.raw.endswith(".") else 0)
                yield Named(found.values, token.start, end)

    def find_first(self, text: str) -> Named[V] | None:
        """Return the first that the text names."""
        return next(self.find(text), None)

    def _at(self, text: str, tokens: tuple[Token, ...], at: int) -> _Phrase[V] | None:
        word = tokens[at].word
        phrases: list[_Phrase[V]] = [*self._words.get(word, ()), *self._stems.get(word[:_STEM], ())]
        for phrase in phrases:
            if _stands(text, tokens[at : at + len(phrase.words)], phrase):
                return phrase
        return None


def _parted(text: str) -> str:
    """The text with a space for each apostrophe: 'd'énergie' is two words."""
    return text.replace("'", " ").replace("’", " ")


def _phrase(text: str, values: tuple[V, ...]) -> _Phrase[V]:
    tokens = find_tokens(_parted(text.rstrip("*")))
    hyphens = tuple("-" in text[one.end : other.start] for one, other in pairwise(tokens))
    return _Phrase(tuple(one.word for one in tokens), hyphens, text.endswith("*"), values)


def _stands(text: str, tokens: tuple[Token, ...], phrase: _Phrase[V]) -> bool:
    if len(tokens) != len(phrase.words):
        return False
    *first, last = phrase.words
    if any(one.word != word for one, word in zip(tokens, first, strict=False)):
        return False
    if not (tokens[-1].word.startswith(last) if phrase.is_stem else tokens[-1].word == last):
        return False
    gaps = [text[one.end : other.start] for one, other in pairwise(tokens)]
    return all(
        len(gap) <= _GAP and not set(gap) & set(",;:.()\n\t") and ("-" in gap or not hyphen)
        for gap, hyphen in zip(gaps, phrase.hyphens, strict=True)
    )
