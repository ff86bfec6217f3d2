"""Letters made equal: without case, accents and apostrophes; umlauts and their spelling in two letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’‘`´][^\W\d_]+)*")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "a", "œ": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": None, "'": None,
     "‘": None, "`": None, "´": None, "ŀ": "l"}
)  # fmt: skip


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a word for comparison; the umlauts' two spellings fall together.

    >>> fold("Brandstätter"), fold("BRANDSTAETTER"), fold("O’Brien"), fold("İbrahim"), fold("Yıldız")
    ('brandstatter', 'brandstatter', 'obrien', 'ibrahim', 'yildiz')
    """
    plain = plain_letters(text)
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def plain_letters(text: str) -> str:
    """Return the text in lower case without accents and apostrophes."""
    if text.isascii():
        return text.lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; hyphens part them.

    >>> words_of("Tan Hui-Min, C.")
    ['tan', 'hui', 'min', 'c']
    """
    return [fold(word) for word in WORD.findall(text)]
