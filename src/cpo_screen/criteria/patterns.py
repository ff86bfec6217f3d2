"""Word patterns that a recruiter writes: `head of * growth`, `produ*t owner`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_NO_WORD = re.compile(r"[\W_]+")
_NO_WORD_NOR_STAR = re.compile(r"[^\w*]+|_+")


class Wildcard(NamedTuple):
    """Whole words in their order, anywhere in a text; `*` stands for any characters, also none."""

    text: str
    pieces: tuple[str, ...]

    def matches(self, text: str) -> bool:
        """Tell whether the words stand in `text`, whatever its case, punctuation and spacing.

        >>> parse_wildcard("product owner").matches("Senior Product-Owner (Payments)")
        True
        >>> parse_wildcard("product").matches("Production Manager")
        False
        """
        return self.stands_in(fold_words(text))

    def stands_in(self, folded: str) -> bool:
        """Tell whether the words stand in a text that `fold_words` has folded."""
        if len(self.pieces) == 1:
            return self.pieces[0] in folded
        at = 0
        for piece in self.pieces:
            at = folded.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        return True


@lru_cache(maxsize=8192)
def fold_words(text: str) -> str:
    """Return the words in lower case between single spaces, one space at each end.

    >>> fold_words("VP, Product & Design")
    ' vp product and design '
    """
    return f" {_NO_WORD.sub(' ', text.casefold().replace('&', ' and ')).strip()} "


def matches_any(patterns: Iterable[Wildcard], text: str) -> bool:
    """Tell whether one of the patterns stands in `text`."""
    folded = fold_words(text)
    return any(pattern.stands_in(folded) for pattern in patterns)


def parse_wildcard(text: str) -> Wildcard | None:
    """Parse a pattern; None where it holds no word, so that it would match everything.

    >>> parse_wildcard("Head of * Growth").pieces
    (' head of ', ' growth ')
    >>> parse_wildcard(" * ") is None
    True
    """
    folded = _NO_WORD_NOR_STAR.sub(" ", text.casefold().replace("&", " and ")).strip()
    pieces = tuple(piece for piece in f" {folded} ".split("*") if piece.strip())
    return Wildcard(text.strip(), pieces) if pieces else None
