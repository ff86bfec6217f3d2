"""When two strings count as the same: case, white space and punctuation are folded, nothing else."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_KEPT = ("L", "M", "N")
_SHORT = re.compile(r"^/?in/", re.IGNORECASE)
_COUNTRY = re.compile(r"^(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com", re.IGNORECASE)
_TRUNK = re.compile(r"\(0\)")
SHORTEST_NUMBER = 6
LONGEST_PREFIX = 3


def fold(text: str | None) -> str | None:
    """Lower the case and turn each run of white space, punctuation and symbols into one space.

    >>> fold("Director,  Product & Design")
    'director product design'
    >>> fold("–") is None
    True
    """
    if text is None:
        return None
    letters = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c if unicodedata.category(c)[0] in _KEPT else " " for c in letters)
    return " ".join(kept.split()) or None


def fold_address(text: str | None) -> str | None:
    """Reduce an e-mail address to what tells it apart.

    >>> fold_address("mailto:Ada@Example.com ")
    'ada@example.com'
    """
    return text.strip().casefold().removeprefix("mailto:") or None if text else None


def fold_profile_address(text: str | None) -> str | None:
    """Reduce a LinkedIn address to its path, without scheme, country, query and closing slash; what
    begins with '/in/' is one, too.

    >>> fold_profile_address("https://uk.linkedin.com/in/Ada-Example/?trk=x")
    'linkedin.com/in/ada-example'
    >>> fold_profile_address("/in/ada-example")
    'linkedin.com/in/ada-example'
    """
    if not text:
        return None
    path = re.split(r"[?#]", text.strip(), maxsplit=1)[0]
    bare = _SHORT.sub("linkedin.com/in/", _COUNTRY.sub("linkedin.com", path))
    return unquote(bare).casefold().rstrip("/") or None


def is_same_number(one: str, other: str) -> bool:
    """Compare telephone numbers by their digits, with or without country prefix and trunk zero.

    >>> is_same_number("+44 (0)20 7946 0188", "020 7946 0188")
    True
    >>> is_same_number("+44 20 7946 0188", "020 7946 0189")
    False
    """
    longer, shorter = sorted((_digits(one), _digits(other)), key=len, reverse=True)
    if longer == shorter:
        return bool(longer)
    prefix = len(longer) - len(shorter)
    return len(shorter) >= SHORTEST_NUMBER and prefix <= LONGEST_PREFIX and longer.endswith(shorter)


def _digits(number: str) -> str:
    ascii_digits = "".join(str(unicodedata.digit(c)) for c in _TRUNK.sub("", number) if c.isdigit())
    return ascii_digits.lstrip("0")
