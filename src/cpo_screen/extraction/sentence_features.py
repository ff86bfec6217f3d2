"""What a sentence's model sees of a clause: words, concepts and their order, and the rules that hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cpo_screen.extraction.concepts import find_concepts
from cpo_screen.extraction.signals import RuleMatch
from cpo_screen.extraction.signals_clauses import Clause
from cpo_screen.extraction.signals_context import is_bare_list, judge_strength

_STEM = 5  # letters that stand for a word's other forms
_MANY = 3
_SHORT, _LONG = 5, 20  # words


def sentence_features(
    clause: Clause, language: str, matches: Sequence[RuleMatch], cues: Mapping[str, Sequence[Any]]
) -> list[str]:
    """The names of a clause's features, each once, in no order of meaning.

    Numbers stand as what they are (`MONEY`), not as said.
    """
    words = [
        one.text if one.tag == "word" else one.tag.upper() for one in clause.tokens if one.tag != "mark"
    ]
    found = {
        *_of_words(words),
        *_of_concepts(words, language),
        *_of_rules(clause, matches, cues),
    }
    if is_bare_list(clause):
        found.add("list")
    if len(words) <= _SHORT or len(words) >= _LONG:
        found.add("short" if len(words) <= _SHORT else "long")
    return sorted(found)


def _of_words(words: Sequence[str]) -> Iterator[str]:
    before = ["^", "^"]
    for word in words:
        yield f"w:{word}"
        yield f"b:{before[1]} {word}"
        yield f"s:{before[0]} _ {word}"
        if len(word) > _STEM:
            yield f"p:{word[:_STEM]}"
        before = [before[1], word]
    if words:
        yield f"f:{words[0]}"


def _of_concepts(words: Sequence[str], language: str) -> Iterator[str]:
    found = [(at, one) for at, one in find_concepts(words, language)]
    found += [(at, word) for at, word in enumerate(words) if word.isupper() and len(word) > 1]
    found.sort()
    times = Counter(one for _, one in found)
    for one, count in times.items():
        yield f"k:{one}"
        if count >= _MANY:
            yield f"k:{one}*{_MANY}"
    for n, (at, one) in enumerate(found):
        if at == 0:
            yield f"k:^{one}"
        for _, other in found[n + 1 :]:
            if other != one:
                yield f"k:{one}>{other}"


def _of_rules(
    clause: Clause, matches: Sequence[RuleMatch], cues: Mapping[str, Sequence[Any]]
) -> Iterator[str]:
    for match in matches:
        yield f"r:{match.name} {judge_strength(match, cues, clause)}"
    for name, places in cues.items():
        if places:
            yield f"c:{name}"
