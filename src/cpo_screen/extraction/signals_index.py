"""Phrases, indexed so that a clause meets only those that its words make possible; spaCy matches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from cpo_screen.extraction.signals_clauses import Clause, Token
from cpo_screen.phrases import Element, Phrase, matcher_pattern

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
        self._by_word = _numbers_by(self._elements, "words")
        self._by_tag = _numbers_by(self._elements, "tags")
        self._alone = {
            phrase: frozenset(i for need in needs if len(need) == 1 for i in need)
            for phrase, needs in self._needs.items()
        }
        self._joint = {phrase: self._by_key(needs) for phrase, needs in self._needs.items()}
        self._shaped = tuple((i, shape) for i, e in enumerate(self._elements) if (shape := _shape(e)))
        self._known: dict[tuple[str, str], frozenset[int]] = {}
        self._matchers: dict[Phrase, Matcher] = {}

    def _needs_of(self, phrase: Phrase) -> Needs:
        return tuple(
            frozenset(self._number.setdefault(e, len(self._number)) for e in reading if e.is_required)
            for reading in phrase.readings
        )

    def _by_key(self, needs: Needs) -> dict[int, list[frozenset[int]]]:
        """Return what readings of several elements need, by the rarest element of each."""
        found: dict[int, list[frozenset[int]]] = {}
        for need in needs:
            if len(need) > 1:
                found.setdefault(self._rarest(need), []).append(need)
        return found

    def _rarest(self, need: frozenset[int]) -> int:
        return min(need, key=lambda number: (self._size(number), number))

    def keys_of(self, phrase: Phrase) -> frozenset[int]:
        """Return the rarest element of each reading of the phrase: without one of them it cannot match."""
        return frozenset(map(self._rarest, self._needs[phrase]))

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
            found = frozenset(self._satisfied(token))
            if len(self._known) < _MOST_WORDS:
                self._known[key] = found
        return found

    def _satisfied(self, token: Token) -> Iterator[int]:
        """Yield the elements of a word: by its text, by its shape, by its kind."""
        yield from self._by_word.get(token.text, ())
        yield from (number for number, shape in self._shaped if shape.fullmatch(token.text))
        yield from self._by_tag.get(token.tag, ())

    def is_possible(self, phrase: Phrase, elements: frozenset[int]) -> bool:
        """Whether a clause that has these elements may hold the phrase."""
        if not self._alone[phrase].isdisjoint(elements):
            return True
        joint = self._joint[phrase]
        return any(need <= elements for key in joint.keys() & elements for need in joint[key])

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


def _numbers_by(elements: Sequence[Element], field: Literal["words", "tags"]) -> dict[str, list[int]]:
    """Return, for each word (or kind of word), the numbers of the elements that it satisfies."""
    found: dict[str, list[int]] = {}
    for number, element in enumerate(elements):
        for word in element.words if field == "words" else element.tags:
            found.setdefault(word, []).append(number)
    return found


def _shape(element: Element) -> re.Pattern[str] | None:
    return re.compile("|".join(element.shapes)) if element.shapes else None
