"""Running text into clauses, and clauses into words with their places and kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from cpo_screen.extraction.quantities import Amount, find_amounts
from cpo_screen.lexicons import load_lexicon
from cpo_screen.verb_forms import verb_forms

Tag = Literal["word", "number", "money", "percent", "multiple", "year", "mark"]

# A clause ends at . ! ? ; or a bullet; also where two sentences are glued together (2019.Led).
_END = re.compile(r"\s[|·•▪●*]\s|\*\s|[.!?;](?=[\s)\]\"'”’]|$)[)\]\"'”’]*\s*|(?<=[a-z])\.(?=[A-Z][a-z])|\t")
_LONG = 90  # characters; longer clauses may be two sentences run into each other
_LONGEST = 260  # characters; longer run-ons are cut at commas
_COMMA = re.compile(r",\s|\s[–—-]\s|:\s")
_CAPITALISED = re.compile(r"(?<=[a-z0-9%)] )[A-Z][a-z]{2,}\b")
_WORD = re.compile(
    r"(?:[A-Za-z]\s?&\s?[A-Za-z]|A/B)(?![\w&])"  # P&L, M&A, R&D, A/B
    r"|[Nn]o-[^\W\d_]+|[dlnsjmtDLNSJMT][’'](?=\w)|qu[’'](?=\w)"  # French elisions
    r"|[^\W\d_]+(?:[’'](?:s|re|ve|t|m)\b)?\.?(?:[^\W\d_]\.)*|[^\w\s\-\"'’‘“”„«»]|\d[\w.,]*"
)


class Token(NamedTuple):
    """A word in lower case (or an amount as said), its place in the clause, and what it is."""

    text: str
    start: int
    end: int
    tag: Tag


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a document that says one thing; `start` is its offset in the document's text."""

    text: str
    start: int
    tokens: tuple[Token, ...]
    amounts: tuple[Amount, ...]


def split_clauses(text: str, offset: int, language: str = "en") -> tuple[Clause, ...]:
    """Split a paragraph that stands at `offset` of the document into clauses.

    >>> [clause.text for clause in split_clauses("Owned the P&L (ca. $88M); hired 19 PMs. Left.", 0)]
    ['Owned the P&L (ca. $88M)', 'hired 19 PMs', 'Left']
    """
    return tuple(
        _read_clause(text[start:end], offset + start, language)
        for start, end in _pieces(text, language)
        if any(char.isalpha() for char in text[start:end])
    )


def _pieces(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Return [start, end) of each clause, its white space and final mark left out."""
    for start, end in _sentences(text):
        yield from _cut_long(text, start, end, language)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.group().lstrip().startswith(".") and _is_abbreviation(text, start, match.start()):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _cut_long(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Cut a run-on before verbs that begin a new sentence, then at commas; leave white space out."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    if end - start > _LONG and (cut := _new_sentence(text, start, end, language)) is not None:
        yield from _cut_long(text, start, cut, language)
        yield from _cut_long(text, cut, end, language)
        return
    commas = [m.start() for m in _COMMA.finditer(text, start + 40, max(end - 40, start + 40))]
    if end - start <= _LONGEST or not commas:
        yield start, end
        return
    middle = (start + end) // 2
    cut = min(commas, key=lambda place: abs(place - middle))
    yield from _cut_long(text, start, cut, language)
    yield from _cut_long(text, cut + 1, end, language)


def _new_sentence(text: str, start: int, end: int, language: str) -> int | None:
    """Return where a capitalised verb begins a sentence whose full stop was lost: '... a year Led'."""
    if language != "en":
        return None
    for match in _CAPITALISED.finditer(text, start + 1, end):
        if match.group().lower() in _sentence_verbs():
            return match.start()
    return None


@cache
def _sentence_verbs() -> frozenset[str]:
    lexicon = load_lexicon("clauses")
    return frozenset(form for verb in lexicon["verbs"] for form in verb_forms(verb)) | set(
        lexicon["verb_forms"]
    )


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation (approx., Mio., p.a.) or an initial."""
    word = text[start:dot].rpartition(" ")[2].lower().strip("([\"'")
    goes_on = text[dot + 1 :].lstrip()[:1]
    if len(word) == 1 and word.isalpha():
        return goes_on.isalpha()
    return word in _abbreviations() and not (goes_on == "" or text[dot + 1 : dot + 2] == "")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_lexicon("clauses")["abbreviations"])


def _read_clause(text: str, start: int, language: str) -> Clause:
    amounts = find_amounts(text, language)
    return Clause(text, start, tuple(_tokens(text, amounts)), amounts)


def _tokens(text: str, amounts: tuple[Amount, ...]) -> Iterator[Token]:
    place = 0
    for amount in amounts:
        yield from _words(text, place, amount.start)
        yield Token(text[amount.start : amount.end].lower(), amount.start, amount.end, amount.kind)
        place = amount.end
    yield from _words(text, place, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        word = match.group().lower().replace("’", "'").replace(" ", "")
        bare = word.removesuffix("'s").rstrip(".") or word
        tag: Tag = "word" if bare[0].isalnum() else "mark"
        yield Token(bare, match.start(), match.end(), tag)
