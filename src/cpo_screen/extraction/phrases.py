"""Phrases of a lexicon in a text: longest first, over words only, with their offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from cpo_screen.extraction.tokens import Token, find_tokens, fold

V = TypeVar("V")


class Found(NamedTuple, Generic[V]):
    """A phrase at [start, end) of the text, its folded words and what it stands for."""

    start: int
    end: int
    words: str
    value: V


class Phrases(Generic[V]):
    """An index of phrases by their first word."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            words = tuple(token.word for token in find_tokens(phrase)) or (fold(phrase),)
            self._by_first.setdefault(words[0], []).append((words, value))
        for found in self._by_first.values():
            found.sort(key=lambda one: -len(one[0]))

    def find(self, text: str, tokens: tuple[Token, ...] | None = None) -> Iterator[Found[V]]:
        """Yield the phrases of the text from left to right, none overlapping another."""
        tokens = find_tokens(text) if tokens is None else tokens
        at = 0
        while at < len(tokens):
            found = self.at(tokens, at)
            if found is None:
                at += 1
                continue
            length, value = found
            last = tokens[at + length - 1]
            words = " ".join(token.word for token in tokens[at : at + length])
            yield Found(tokens[at].start, last.end, words, value)
            at += length

    def at(self, tokens: tuple[Token, ...], at: int) -> tuple[int, V] | None:
        """Return the longest phrase that begins at this word: its length and value."""
        for words, value in self._by_first.get(tokens[at].word, ()):
            if len(tokens) - at >= len(words) and all(
                tokens[at + i].word == words[i] for i in range(1, len(words))
            ):
                return len(words), value
        return None
