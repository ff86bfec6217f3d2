"""The words of a clause and the parts that they play around its numbers (lexicons/scope.*.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from cpo_screen.extraction.quantities import Amount
from cpo_screen.extraction.signals_clauses import Clause
from cpo_screen.lexicons import load_lexicon
from cpo_screen.verb_forms import verb_forms

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
OTHERS = "others"  # the words of all languages: which of them a CV is written in can be mistaken
INNER = "inner"  # the part of all words of an expression but its last
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """A clause's words in lower case, the parts each one plays, and its amounts by their word."""

    clause: Clause
    language: str
    texts: tuple[str, ...]
    parts: tuple[frozenset[str], ...]
    amounts: Mapping[int, Amount]

    def plays(self, place: int, *parts: str) -> bool:
        """Whether the word at a place plays one of these parts; no word plays any."""
        return 0 <= place < len(self.texts) and not self.parts[place].isdisjoint(parts)

    def has(self, *parts: str) -> bool:
        """Whether any word plays one of these parts."""
        return any(not own.isdisjoint(parts) for own in self.parts)

    def places(self, *parts: str) -> list[int]:
        """The places of all words that play one of these parts."""
        return [place for place, own in enumerate(self.parts) if not own.isdisjoint(parts)]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    words: Mapping[str, frozenset[str]]
    shapes: tuple[tuple[re.Pattern[str], str], ...]
    rows: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # by their first word, the longest first


def read_words(clause: Clause, language: str) -> Words:
    """Mark the words of a clause; those of other languages count in all but English CVs."""
    known = "en" if language == "en" else OTHERS
    texts = tuple(token.text for token in clause.tokens)
    parts = [_parts_of(text, known) for text in texts]
    for start, end, names in _rows_in(texts, known):
        parts[start : end - 1] = [frozenset({INNER})] * (end - start - 1)
        parts[end - 1] = frozenset(names)
    by_start = {amount.start: amount for amount in clause.amounts}
    amounts = {
        place: by_start[token.start]
        for place, token in enumerate(clause.tokens)
        if token.start in by_start and token.tag not in ("word", "mark")
    }
    for place in amounts:
        parts[place] = _NONE
    return Words(clause, known, texts, tuple(parts), amounts)


def _rows_in(texts: Sequence[str], language: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield [start, end) and the parts of expressions of several words, the longest at each place."""
    rows = _vocabulary(language).rows
    place = 0
    while place < len(texts):
        found = [one for one in rows.get(texts[place], ()) if _stands(texts, place, one[0])]
        if not found:
            place += 1
            continue
        end = place + len(found[0][0])
        yield place, end, [part for row, part in found if len(row) == end - place]
        place = end


def _stands(texts: Sequence[str], place: int, row: tuple[str, ...]) -> bool:
    return tuple(texts[place : place + len(row)]) == row


@lru_cache(maxsize=50_000)
def _parts_of(text: str, language: str) -> frozenset[str]:
    vocabulary = _vocabulary(language)
    shaped = {part for shape, part in vocabulary.shapes if shape.fullmatch(text)}
    return vocabulary.words.get(text, _NONE) | shaped


@cache
def _vocabulary(language: str) -> _Vocabulary:
    words: dict[str, set[str]] = {}
    shapes: dict[str, set[str]] = {}
    rows: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for part, entry in _entries(language):
        for form in _forms(entry):
            row = tuple(form.split())
            if len(row) > 1:
                rows.setdefault(row[0], set()).add((row, part))
            elif "*" in form and len(form) > 1:
                shapes.setdefault(part, set()).add(re.escape(form).replace(r"\*", r"[^\W\d_]*"))
            else:
                words.setdefault(form, set()).add(part)
    return _Vocabulary(
        {word: frozenset(parts) for word, parts in words.items()},
        tuple((re.compile("|".join(sorted(some))), part) for part, some in sorted(shapes.items())),
        {first: tuple(sorted(some, key=lambda one: (-len(one[0]), one))) for first, some in rows.items()},
    )


def _entries(language: str) -> Iterator[tuple[str, str]]:
    for one in languages_of(language):
        for part, entries in load_lexicon(f"scope.{one}").items():
            for entry in entries:
                yield part, str(entry)


def languages_of(language: str) -> tuple[str, ...]:
    """The languages whose words count in a CV: English alone in an English one, else all."""
    return LANGUAGES[:1] if language == "en" else LANGUAGES


def _forms(entry: str) -> list[str]:
    """All forms of an entry: 'manage~' stands for manages, managed, managing, too."""
    first, _, rest = entry.partition(" ")
    if not first.endswith("~") or len(first) == 1:
        return [entry]
    return [f"{form} {rest}".strip() for form in sorted(verb_forms(first[:-1]))]


@cache
def scale_of(part: str, language: str) -> Mapping[str, float]:
    """A part whose words stand for numbers: `time` in months, `factor`."""
    merged: dict[str, Any] = {}
    for one in languages_of(language):
        merged |= load_lexicon(f"scope.{one}").get(part, {})
    return merged
