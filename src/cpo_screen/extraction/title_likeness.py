"""How much a short piece of text looks like a job title, of any trade and level."""

from __future__ import annotations

import re
from functools import lru_cache

from cpo_screen.extraction.title_words import HEAD_KINDS, Term, find_terms
from cpo_screen.lexicons import load_lexicon

_MAX_WORDS = 14
_NUMBERS = re.compile(r"(?:19|20)\d\d|\d{3,}|[%€$£]|https?:|www\.|\S@\S")
_SEPARATORS = frozenset({"and", "comma", "break"})
_TRAILING = frozenset({"level", "area", "junior", "plain_junior"})
_SUFFIX_HEADS = frozenset({"lead", "principal"})


def find_title_words(text: str) -> tuple[Term, ...]:
    """Return the head nouns of job titles in the text, with their offsets, from left to right."""
    return tuple(term for term in find_terms(text) if term.kind in HEAD_KINDS)


@lru_cache(maxsize=16384)
def title_likeness(text: str) -> float:
    """Return 0..1: how much the text looks like a job title and not like a company or a sentence.

    >>> title_likeness("Sous Chef") > 0.8 > 0.3 > title_likeness("Marketing Partners GmbH")
    True
    """
    terms = find_terms(text)
    words = [term for term in terms if term.kind not in _SEPARATORS]
    if not words or len(text) > 140 or sum(term.words.count(" ") + 1 for term in words) > _MAX_WORDS:
        return 0.0
    score = _head_score(terms) + 0.15 * _known_share(words)
    score -= _sentence_penalty(text, words)
    if _has_company_mark(words):
        score *= 0.25
    if _NUMBERS.search(text):
        score *= 0.5
    return round(min(max(score, 0.0), 1.0), 3)


def _known_share(words: list[Term]) -> float:
    return sum(term.kind != "unknown" for term in words) / len(words)


def _head_score(terms: list[Term]) -> float:
    """Score the best-placed head: at the end of its part, or before 'of', a comma or an area."""
    best = 0.0
    for at, term in enumerate(terms):
        if term.kind in HEAD_KINDS and not _is_remark(terms, at):
            best = max(best, _place_score(terms, at))
        elif term.words in _SUFFIX_HEADS and _ends_part(terms, at):
            best = max(best, 0.7)
    if best:
        return best
    kinds = [term.kind for term in terms]
    ranked = terms[0].kind == "level" and terms[0].level != "plain"
    if ranked and "area" in kinds:
        return 0.45
    return 0.2 if "area" in kinds else 0.05


def _is_remark(terms: list[Term], at: int) -> bool:
    """'Teach First Accra (volunteer)': how somebody worked there, no title."""
    loose = terms[at].words in load_lexicon("titles")["prefix_heads"] or terms[at].kind == "junior"
    return loose and at > 0 and terms[at - 1].kind == "break" and terms[0].kind == "unknown"


def _ends_part(terms: list[Term], at: int) -> bool:
    return at + 1 == len(terms) or terms[at + 1].kind in _SEPARATORS


def _place_score(terms: list[Term], at: int) -> float:
    head, following = terms[at], terms[at + 1 : at + 2]
    weight = 0.85 if head.kind not in ("open", "entry", "plain_junior") else 0.7
    if at and terms[at - 1].kind in ("area", "level"):
        weight = 0.85
    if not following or following[0].kind in _SEPARATORS or following[0].kind in _TRAILING:
        return weight - 0.1 * _unknown_run(terms[:at])
    if following[0].kind in ("link", "stop"):
        return weight - 0.05 if head.kind in ("rank", "whole", "head", "board") else weight - 0.25
    if following[0].kind in HEAD_KINDS or (
        head.kind == "rank" and terms[at + 2 :][:1] and terms[at + 2].kind == "area"
    ):
        return weight - 0.1
    return weight - 0.2 if at and terms[at - 1].kind in ("area", "level") else weight - 0.45


def _unknown_run(before: list[Term]) -> int:
    """Count the unknown words directly before a head beyond the first two ('Registered', 'Lead')."""
    run = 0
    for term in reversed(before):
        if term.kind != "unknown":
            break
        run += 1
    return max(run - 2, 0)


def _sentence_penalty(text: str, words: list[Term]) -> float:
    penalty = 0.35 * sum(term.kind == "sentence" for term in words)
    if text.rstrip().endswith(".") and len(words) > 5:
        penalty += 0.3
    if len(words) > 2 and (_is_deed(words[0]) or words[0].kind == "sentence"):
        penalty += 0.4
    if text.lstrip()[:1].islower() and len(words) > 3:
        penalty += 0.2
    links = sum(term.kind in ("link", "stop") for term in words)
    return penalty + 0.1 * max(links - 2, 0)


def _is_deed(first: Term) -> bool:
    """True for a past tense that begins a highlight ('Spearheaded the ...')."""
    words = first.words
    return (
        first.kind == "unknown"
        and words.endswith("ed")
        and words not in load_lexicon("titles")["participles"]
    )


def _has_company_mark(words: list[Term]) -> bool:
    """True for 'Bank of X', 'X GmbH', 'Manager Magazin'; not for 'Head of Group ...' or 'CEO at X Ltd'."""
    for at, term in enumerate(words):
        if term.kind != "company":
            continue
        before = words[:at]
        if at == len(words) - 1 and not _is_linked(before):
            return True
        if (
            at + 1 < len(words)
            and words[at + 1].kind == "link"
            and not any(w.kind in HEAD_KINDS for w in before)
        ):
            return True
    return False


def _is_linked(before: list[Term]) -> bool:
    """True when a head and an 'of' or 'at' stand before: 'Director of the Group'."""
    heads = [at for at, term in enumerate(before) if term.kind in HEAD_KINDS]
    return bool(heads) and any(term.kind in ("link", "stop") for term in before[heads[0] :])
