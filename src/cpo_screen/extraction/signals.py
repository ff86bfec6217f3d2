"""Rules of the phrase language, held against one clause; the book of the twelve leadership signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from cpo_screen.extraction.signals_clauses import Clause
from cpo_screen.extraction.signals_index import PhraseIndex, TokenSpan, read_doc
from cpo_screen.lexicons import load_lexicon
from cpo_screen.phrases import NamedRule, Phrase, parse_phrase, parse_rule

if TYPE_CHECKING:
    from spacy.tokens import Doc

LANGUAGES = ("en", "de", "fr", "es")
_NEAR = 14  # words that the phrases of one rule may lie apart
_MOST_SPANS = 6  # places of one phrase in one clause that are tried


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that holds in a clause; `spans` are the token ranges of its phrases, in the rule's order."""

    name: str
    way: str
    source: str
    spans: tuple[TokenSpan, ...]

    @property
    def start(self) -> int:
        """First token of the match."""
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        """Token after the last one of the match."""
        return max(end for _, end in self.spans)


class RuleBook:
    """Rules and cues, indexed by the words that make them possible."""

    def __init__(self, rules: Sequence[NamedRule], cues: Mapping[str, Sequence[Phrase]]) -> None:
        self._cues = {name: tuple(phrases) for name, phrases in cues.items()}
        of_rules = [p for r in rules for p in (*r.rule.needed, *r.rule.forbidden)]
        self._index = PhraseIndex([*of_rules, *(p for phrases in cues.values() for p in phrases)])
        self._by_key: dict[int, list[NamedRule]] = {}
        for rule in rules:
            for key in self._index.keys_of(self._index.most_telling(rule.rule.needed)):
                self._by_key.setdefault(key, []).append(rule)

    def read(self, clause: Clause) -> tuple[tuple[RuleMatch, ...], dict[str, list[TokenSpan]]]:
        """Return the rules that hold in a clause, and, if any does, the places of each kind of cue."""
        elements = self._index.elements_in(clause)
        candidates = [
            rule
            for rule in dict.fromkeys(
                rule for key in sorted(elements) for rule in self._by_key.get(key, ())
            )
            if all(self._index.is_possible(phrase, elements) for phrase in rule.rule.needed)
        ]
        if not candidates:
            return (), {}
        doc = read_doc(clause)
        matches = tuple(m for rule in candidates if (m := self._match(rule, doc, elements)) is not None)
        cues = {name: self._find_any(phrases, doc, elements) for name, phrases in self._cues.items()}
        return matches, cues if matches else {}

    def _match(self, rule: NamedRule, doc: Doc, elements: frozenset[int]) -> RuleMatch | None:
        places = [self._index.find(phrase, doc)[:_MOST_SPANS] for phrase in rule.rule.needed]
        if not all(places) or self._find_any(rule.rule.forbidden, doc, elements):
            return None
        spans = min(product(*places), key=_extent)
        if _extent(spans) - sum(end - start for start, end in spans) > _NEAR:
            return None
        return RuleMatch(rule.name, rule.way, rule.rule.source, spans)

    def _find_any(self, phrases: Sequence[Phrase], doc: Doc, elements: frozenset[int]) -> list[TokenSpan]:
        return [
            span
            for phrase in phrases
            if self._index.is_possible(phrase, elements)
            for span in self._index.find(phrase, doc)
        ]


def _extent(spans: Sequence[TokenSpan]) -> int:
    return max(end for _, end in spans) - min(start for start, _ in spans)


@cache
def rule_book(subject: str, language: str) -> RuleBook:
    """Return the rules of lexicons/<subject>.<language>.yaml; English ones hold in every CV."""
    rules: list[NamedRule] = []
    for each in _languages(language):
        lexicon = load_lexicon(f"{subject}.{each}")
        rules.extend(read_rules(lexicon[subject], lexicon["lists"]))
    return RuleBook(rules, read_cues(subject, language))


@cache
def read_cues(subject: str, language: str) -> dict[str, list[Phrase]]:
    """Return what weakens, denies or wishes in a language, by the kind of cue."""
    cues: dict[str, list[Phrase]] = {}
    for each in _languages(language):
        lexicon = load_lexicon(f"{subject}.{each}")
        for name, phrases in lexicon["cues"].items():
            cues.setdefault(name, []).extend(parse_phrase(phrase, lexicon["lists"]) for phrase in phrases)
    return cues


def _languages(language: str) -> tuple[str, ...]:
    return ("en", language) if language in LANGUAGES and language != "en" else ("en",)


def read_rules(names: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> list[NamedRule]:
    """Read the rules of a lexicon: {name: {way: [rule, ...]}}."""
    return [
        NamedRule(name, way, parse_rule(source, lists))
        for name, by_way in names.items()
        for way, sources in by_way.items()
        for source in sources
    ]
