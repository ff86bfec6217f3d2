"""Concepts behind words: 'heads', 'Leitung' and 'pilotage' all say `lead` (lexicons/concepts.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from cpo_screen.lexicons import load_lexicon

_STEM = 3  # letters that every stem has at least


def find_concepts(
    words: Sequence[str], language: str = "en", lexicon: str = "concepts"
) -> list[tuple[int, str]]:
    """The concepts of lower-case words, as (index of the first word, concept), in reading order.

    English ones hold in every CV; `lexicon` is another file in the form of concepts.yaml.

    >>> find_concepts(["headed", "a", "team", "of", "engineers"])[:2]
    [(0, 'lead'), (2, 'team')]
    """
    known = _Concepts.of(lexicon, language)
    return [(at, one) for at in range(len(words)) for one in known.at(words, at)]


class _Concepts:
    """The entries of one language and of English, by their first word or its first letters."""

    def __init__(self, lexicon: str, languages: Sequence[str]) -> None:
        self._words: dict[str, dict[tuple[str, ...], set[str]]] = {}
        self._stems: dict[str, dict[str, set[str]]] = {}
        for concept, by_language in load_lexicon(lexicon).items():
            for entry in [one for each in languages for one in by_language.get(each, "").split("|")]:
                if entry:
                    self._add(concept, entry)

    def _add(self, concept: str, entry: str) -> None:
        words = tuple(entry.replace("-", " ").split())
        if len(words) == 1 and entry.endswith("*"):
            stem = entry[:-1]
            self._stems.setdefault(stem[:_STEM], {}).setdefault(stem, set()).add(concept)
        else:
            self._words.setdefault(words[0].rstrip("*"), {}).setdefault(words, set()).add(concept)

    def at(self, words: Sequence[str], at: int) -> Iterator[str]:
        """The concepts of the word at an index, or of the phrase that begins there; each once."""
        found: set[str] = set(self._of_word(words[at]))
        for phrase, concepts in self._words.get(words[at], {}).items():
            if len(phrase) > 1 and _begins(words[at : at + len(phrase)], phrase):
                found |= concepts
        yield from sorted(found)

    @lru_cache(maxsize=32768)  # noqa: B019 - one object a language, kept for good
    def _of_word(self, word: str) -> frozenset[str]:
        found = set(self._words.get(word, {}).get((word,), ()))
        for stem, concepts in self._stems.get(word[:_STEM], {}).items():
            if word.startswith(stem):
                found |= concepts
        return frozenset(found)

    @staticmethod
    @cache
    def of(lexicon: str, language: str) -> _Concepts:
        """The entries that hold in a CV of this language, read once."""
        return _Concepts(lexicon, ["en"] if language == "en" else ["en", language])


def _begins(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return len(words) == len(phrase) and all(
        word.startswith(one[:-1]) if one.endswith("*") else word == one
        for word, one in zip(words, phrase, strict=True)
    )
