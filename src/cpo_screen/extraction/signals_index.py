"""Phrases, indexed so that a clause meets only those that its words make possible; spaCy matches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cpo_screen.extraction.signals_clauses import Clause, Token
from cpo_screen.extraction.signals_phrases import Element, Phrase, matcher_pattern

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

TokenSpan = tuple[int, int]
Needs = tuple[frozenset[int], ...]  # for each reading of a phrase the elements that it requires
BEGINNING = "^"  # the word that stands for the beginning of a clause
_FIRST = Token(BEGINNING, 0, 0, "mark")
_MOST_WORDS = 100_000  # distinct words remembered


class PhraseIndex:
    """The phrases of a rule book; remembers which of their elements each word satisfies."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._number: dict[Element, int] = {}
        self._needs = {phrase: self._needs_of(phrase) for phrase in phrases}
        self._elements = tuple(self._number)
        self._shapes = tuple(_shape(element) for element in self._elements)
        self._known: dict[tuple[str, str], frozenset[int]] = {}
        self._matchers: dict[Phrase, Matcher] = {}

    def _needs_of(self, phrase: Phrase) -> Needs:
        return tuple(
            frozenset(self._number.setdefault(e, len(self._number)) for e in reading if e.is_required)
            for reading in phrase.readings
        )

    def keys_of(self, phrase: Phrase) -> frozenset[int]:
        """Return the rarest element of each reading of the phrase: without one of them it cannot match."""
        return frozenset(min(need, key=lambda i: (self._size(i), i)) for need in self._needs[phrase])

    def most_telling(self, phrases: Sequence[Phrase]) -> Phrase:
        """Return the phrase that the fewest clauses will hold."""
        return min(phrases, key=lambda phrase: max(self._size(i) for i in self.keys_of(phrase)))

    def _size(self, element: int) -> int:
        found = self._elements[element]
        return len(found.words) + 5 * len(found.shapes) + 100 * len(found.tags)

    def elements_in(self, clause: Clause) -> frozenset[int]:
        """Return all elements that some word of the clause satisfies."""
        return frozenset().union(*(self._elements_of(token) for token in (_FIRST, *clause.tokens)))

    def _elements_of(self, token: Token) -> frozenset[int]:
        key = (token.text if token.text.isalpha() or token.tag in ("word", "mark") else "", token.tag)
        found = self._known.get(key)
        if found is None:
            found = frozenset(i for i in range(len(self._elements)) if self._satisfies(token, i))
            if len(self._known) < _MOST_WORDS:
                self._known[key] = found
        return found

    def _satisfies(self, token: Token, number: int) -> bool:
        element, shape = self._elements[number], self._shapes[number]
        if element.tags:
            return token.tag in element.tags
        return token.text in element.words or (
            shape is not None and shape.fullmatch(token.text) is not None
        )

    def is_possible(self, phrase: Phrase, elements: frozenset[int]) -> bool:
        """Whether a clause that has these elements may hold the phrase."""
        return any(need <= elements for need in self._needs[phrase])

    def find(self, phrase: Phrase, doc: Doc) -> list[TokenSpan]:
        """Return the token ranges where the phrase stands in a clause, the shortest from each start."""
        matcher = self._matchers.get(phrase)
        if matcher is None:
            matcher = self._matchers[phrase] = _build_matcher(phrase)
        shortest: dict[int, int] = {}
        for _, start, end in matcher(doc):
            shortest[start] = min(end, shortest.get(start, end))
        return [(max(start - 1, 0), end - 1) for start, end in sorted(shortest.items())]


def read_doc(clause: Clause) -> Doc:
    """Return the clause as a spaCy document: its words in lower case, their kinds as tags."""
    from spacy.tokens import Doc

    words = [BEGINNING, *(token.text for token in clause.tokens)]
    return Doc(_vocab(), words=words, tags=["mark", *(token.tag for token in clause.tokens)])


def _build_matcher(phrase: Phrase) -> Matcher:
    from spacy.matcher import Matcher

    matcher = Matcher(_vocab())
    matcher.add("phrase", [matcher_pattern(reading) for reading in phrase.readings])
    return matcher


@cache
def _vocab() -> Vocab:
    from spacy.vocab import Vocab

    return Vocab()


def _shape(element: Element) -> re.Pattern[str] | None:
    return re.compile("|".join(element.shapes)) if element.shapes else None
