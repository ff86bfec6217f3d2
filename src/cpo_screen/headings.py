"""What a section heading says: looked up in the lexicon, with its case, accents and punctuation folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import cast

from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import SectionKind

_WORDS = 6
_LETTERS = str.maketrans(
    {"’": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}
)
_NOISE = re.compile(r"[^\w&/|,+'\- ]")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case without accents, punctuation and doubled spaces.

    >>> fold("  Expérience  Professionnelle: ")
    'experience professionnelle'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return _SPACES.sub(" ", _NOISE.sub(" ", kept.casefold())).strip(" -,|/&+'")


@cache
def _index() -> dict[str, SectionKind]:
    kinds = load_lexicon("headings")["kinds"]
    return {
        fold(phrase): cast("SectionKind", kind)
        for kind, languages in kinds.items()
        for phrases in languages.values()
        for phrase in phrases
    }


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) or word for word in load_lexicon("headings")[name])


@cache
def _joiners() -> re.Pattern[str]:
    joiners = load_lexicon("headings")["joiners"]
    words = [re.escape(word) for word in joiners if word.isalpha()]
    marks = [re.escape(mark) for mark in joiners if not mark.isalpha()]
    return re.compile(rf"\s(?:{'|'.join(words)})\s|\s*(?:{'|'.join(marks)})\s*")


@cache
def parse_heading(text: str) -> SectionKind | None:
    """Return the kind of section that this heading opens; None if it is no known heading.

    >>> parse_heading("PROFESSIONAL EXPERIENCE"), parse_heading("Education & Certifications")
    ('experience', 'education')
    >>> parse_heading("Selected talks (recent)"), parse_heading("Director of Product")
    ('talks', None)
    """
    folded = fold(text)
    if not folded or len(folded) > 60 or any(char.isdigit() for char in folded):
        return None
    found = _index().get(folded)
    if found is not None or len(folded.split()) > _WORDS:
        return found
    return _parse_parts(folded)


def _parse_parts(folded: str) -> SectionKind | None:
    """A heading of several parts, each of which must be known; the first one decides."""
    parts = [part.strip() for part in _joiners().split(folded) if part.strip()]
    kinds = [_index().get(part) or _without_modifiers(part) for part in parts]
    if kinds and all(kind is not None for kind in kinds):
        return kinds[0]
    return _without_modifiers(folded)


def _without_modifiers(part: str) -> SectionKind | None:
    words = part.split()
    modifiers = _words("modifiers")
    while len(words) > 1 and words[0] in modifiers:
        words = words[1:]
        found = _index().get(" ".join(words))
        if found is not None:
            return found
    while len(words) > 1 and words[-1] in modifiers:
        words = words[:-1]
        found = _index().get(" ".join(words))
        if found is not None:
            return found
    return None
