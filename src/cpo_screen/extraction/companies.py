"""How much a short piece of text looks like the name of an employer."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold, parse_heading
from cpo_screen.lexicons import load_lexicon

_BRACKETS = re.compile(r"\([^()]*\)")
_SENTENCE = re.compile(r"[.!?;:]\s|[.;:!?]$")
_MARKS = re.compile(r"@|https?:|www\.|%|[€$£]\s?\d|\d{3,}")
_MAX_WORDS = 9


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold, load_lexicon("companies")[name]))


@cache
def _labels() -> frozenset[str]:
    labels = load_lexicon("companies")["labels"]
    return frozenset(fold(word) for words in labels.values() for word in words)


@lru_cache(maxsize=16384)
def company_likeness(text: str) -> float:
    """Return 0..1: how much the text looks like an employer's name, not like a title or place.

    >>> company_likeness("Kranwerk Systems GmbH") > 0.9 > company_likeness("Lumora") > 0.4
    True
    >>> company_likeness("Berlin, Germany") < 0.3 > company_likeness("built the team from scratch")
    True
    """
    bare = _BRACKETS.sub("", text).strip(" ,–-")
    words = bare.split()
    if (
        not words
        or len(words) > _MAX_WORDS
        or _MARKS.search(bare)
        or fold(bare) in _words("employment_types")
    ):
        return 0.0
    if fold(bare) in _words("generic"):
        return 0.9
    if fold(bare) in _labels():
        return 0.0
    folded = fold(bare).split()
    if _has_legal_form(folded[1:]) and bare[:1].isupper():
        return 1.0
    if is_place(bare):
        return 0.15
    score = 0.6 if _is_capitalised(words) else 0.15
    if any(word in _words("words") for word in folded):
        score = max(score + 0.3, 0.6)
    if _SENTENCE.search(bare):
        score -= 0.4
    if parse_heading(bare) is not None:
        score -= 0.3
    return max(min(score, 0.95) - 0.75 * title_likeness(bare), 0.0)


def _has_legal_form(folded: list[str]) -> bool:
    """'gmbh', and forms of several letters: 'z o o', 's a c'."""
    if any(word in _words("legal_forms") for word in folded):
        return True
    return any(" ".join(folded[at : at + 3]) in _words("legal_forms") for at in range(len(folded) - 1))


def ends_in_legal_form(text: str) -> bool:
    """Say whether the last words are a company's legal form: 'Mizuiro Denki Co., Ltd.'.

    >>> ends_in_legal_form("Moravské systémy, a.s."), ends_in_legal_form("Acme GmbH, Ulm")
    (True, False)
    """
    folded = fold(text).split()
    forms = _words("legal_forms")
    return any(len(folded) > n and " ".join(folded[-n:]) in forms for n in (1, 2, 3, 4))


def _is_capitalised(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 or word[:1].isupper()]
    upper = sum(word[:1].isupper() or word[:1].isdigit() or not word[:1].isalpha() for word in long)
    return bool(long) and words[0][:1].isalnum() and upper >= 0.6 * len(long) and not words[0][:1].islower()
