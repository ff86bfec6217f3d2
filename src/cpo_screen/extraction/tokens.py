"""Words of a text with their offsets, folded as the lexicons are; sets of phrases from the lexicons."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from cpo_screen.extraction.title_words import fold as fold_word
from cpo_screen.lexicons import load_lexicon

_WORD = re.compile(
    r"(?:of|in|and|for|at)(?=[A-Z][a-z])|[^\W_]+(?:[.'’][^\W_]+)*\.?"
)  # 'ofScience': glued in a PDF

_LEFT_OUT = re.compile("['’.\u0300-\u036f]")
_LETTERS = str.maketrans("łøæ", "loa")
_PLAIN_WORD = re.compile(r"[^\W_]+")


class Token(NamedTuple):
    """A word of the text: folded, as written, and where."""

    word: str
    raw: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def find_tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text with their offsets."""
    return tuple(Token(fold(m.group()), m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


@cache
def word_set(name: str, lexicon: str = "degrees") -> frozenset[str]:
    """Return a list of the lexicon as a set of folded phrases."""
    return frozenset(
        " ".join(fold(word) for word in phrase.split()) for phrase in load_lexicon(lexicon)[name]
    )


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """Fold a word for comparison: as titles do, and without apostrophes."""
    return fold_word(word).replace("'", "").replace("-", " ")


def word_bag(text: str) -> frozenset[str]:
    """Return the folded words of a long text, fast and without offsets.

    >>> sorted(word_bag("Stanford Directors' Consortium, Führung"))
    ['consortium', 'directors', 'fuhrung', 'stanford']
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    plain = _LEFT_OUT.sub("", plain).replace("-", " ")
    return frozenset(_PLAIN_WORD.findall(plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")))
