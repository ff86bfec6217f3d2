"""Pseudonyms: the same for the same file everywhere, and never worked out from a name."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no words; nothing that looks like another one
_SHORT = 6
_STEP = 2
_LONGEST = 30
_DOMAIN = "cpo-screen blinding 1"
CALLED = "Candidate "
PSEUDONYM = re.compile(rf"[{_LETTERS}]{{4}}-[{_LETTERS}]{{2,}}")


def code_of(sha256: str, length: int = _SHORT) -> str:
    """Make a short code of a file's hash, in two groups of letters and digits.

    >>> code_of("ab" * 32), code_of("ab" * 32, 8)
    ('LF9G-3V', 'LF9G-3VK3')
    """
    number = int.from_bytes(hashlib.sha256(f"{_DOMAIN}\0{sha256}".encode("utf-8", "replace")).digest())
    letters = []
    for _ in range(length):
        number, at = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[at])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def assign_codes(contents: Iterable[str], shortest: int = _SHORT) -> dict[str, str]:
    """Give each content (a file's hash) a code of its own.

    All that share a code of the `shortest` letters get longer ones: none depends on the files' order.
    """
    codes: dict[str, str] = {}
    left = sorted(set(contents))
    for length in range(shortest, _LONGEST, _STEP):
        new = {one: code_of(one, length) for one in left}
        times = Counter(new.values())
        codes |= {one: code for one, code in new.items() if times[code] == 1}
        left = [one for one in left if one not in codes]
        if not left:
            break
    return codes


def short_hash(text: str) -> str:
    """Make four letters that tell files apart, for those without a profile."""
    return code_of(text)[:4]
