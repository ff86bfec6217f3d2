"""Places: does a short text name a town, region or country, and what stands before it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon

_PARTS = re.compile(r"\s*[,/·•|–—]\s*|\s+-\s+|\s+(?:and|und|et|y|&)\s+")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)\s*$")
_ZIP = re.compile(r"\b[A-Z]?\d{4,6}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_MAX_WORDS = 7


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(load_lexicon("places")[kind].split("|"))


@lru_cache(maxsize=8192)
def is_place(text: str) -> bool:
    """Say whether the text is nothing but a place: 'Chicago, Illinois, United States', 'City, State'.

    >>> is_place("Berlin, Germany"), is_place("Boston, MA"), is_place("Berlin Analytics")
    (True, True, False)
    """
    text = _ZIP.sub("", text).strip(" ,.()")
    if not text or len(text.split()) > _MAX_WORDS + 3 or any(map(str.isdigit, text)):
        return False
    parts = [part for part in _PARTS.split(text) if part]
    return bool(parts) and all(_is_name(part) for part in parts)


def _is_name(part: str) -> bool:
    if part.rstrip(".") in _names("codes") or part in _names("codes"):
        return True
    folded = fold(part)
    if folded in load_lexicon("places")["placeholders"]:
        return True
    if any(folded in _names(kind) for kind in ("towns", "countries", "regions")):
        return True
    for word in load_lexicon("places")["around"]:
        if word in f"{folded} ":
            bare = folded.replace(word.strip(), "").replace("metropolitan", "").strip()
            return (
                bool(bare)
                and bare != folded
                and any(bare in _names(kind) for kind in ("towns", "countries"))
            )
    words = part.split()
    return len(words) > 1 and words[-1] in _names("codes") and fold(" ".join(words[:-1])) in _names("towns")


def split_place(text: str) -> tuple[str, str | None]:
    """Part a place off the end: ('Cinderpath Learning', 'Boston') of 'Cinderpath Learning, Boston'.

    >>> split_place("Thistlepay Ltd, Edinburgh"), split_place("Acme (London)")
    (('Thistlepay Ltd', 'Edinburgh'), ('Acme', 'London'))
    >>> split_place("University of Leeds")
    ('University of Leeds', None)
    """
    bracketed = _BRACKETED.search(text)
    if bracketed is not None and is_place(bracketed.group(1)):
        return text[: bracketed.start()].strip(" ,"), bracketed.group(1).strip()
    for match in re.finditer(r"\s*[,|·•]\s*|\s+[-–—]\s+", text):
        rest = text[match.end() :]
        if match.start() and is_place(rest):
            return text[: match.start()].strip(" ,"), rest.strip(" .")
    return text, None
