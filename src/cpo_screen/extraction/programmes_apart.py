"""An entry of a list of courses taken apart once: its parts, providers and known programmes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.education_cutting import Mask, blank_out, find_bounds, find_masks, trim
from cpo_screen.extraction.education_schools import find_school, is_place
from cpo_screen.extraction.phrases import Found
from cpo_screen.extraction.programmes_match import (
    Provider,
    Registered,
    find_providers,
    find_registered,
    has_phrase,
)
from cpo_screen.lexicons import load_lexicon


class Part(NamedTuple):
    """What stands between two separators, at [start, end) of the entry's text."""

    start: int
    end: int
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry taken apart once."""

    text: str
    masks: Sequence[Mask]
    parts: tuple[Part, ...]
    providers: tuple[Found[Provider], ...]
    registered: tuple[Found[Registered], ...]


def take_apart(text: str) -> Entry:
    """Cut an entry at its separators, dates and durations, and look its names up."""
    masks = list(find_masks(text))
    masks = [mask for mask in masks if mask.kind != "done"]
    for match in _durations().finditer(text):
        if all(match.end() <= mask.start or match.start() >= mask.end for mask in masks):
            masks.append(Mask(match.start(), match.end(), "grade"))
    parts = []
    for start, end, before in find_bounds(blank_out(text, masks)):
        start, end = trim(text, start, end)
        if any(char.isalnum() for char in text[start:end]):
            parts.append(Part(start, end, before, text[start:end]))
    providers = find_providers(text)
    return Entry(text, masks, tuple(parts), providers, find_registered(text, providers))


_Name = tuple[int, int, Registered | None]


@cache
def _durations() -> re.Pattern[str]:
    return re.compile(load_lexicon("programmes")["durations"], re.IGNORECASE)


def is_provider(entry: Entry, part: Part) -> bool:
    """True if a part is nothing but the name of a provider or a school."""
    for one in entry.providers:
        if one.start <= part.start and part.end <= one.end:
            return True
        if one.start >= part.start and one.end <= part.end:
            rest = (entry.text[part.start : one.start] + " " + entry.text[one.end : part.end]).strip(" ()")
            if not has_letters(rest) or is_place(rest):
                return True
    if has_phrase(part.text, "courses"):
        return False
    school = find_school(part.text)
    return school is not None and school[1] - school[0] >= len(part.text) - 4


def is_filler(text: str) -> bool:
    """'in the', 'of a': small words only."""
    return not any(char.isupper() or char.isdigit() for char in text) and len(text.split()) <= 4


def has_letters(text: str) -> bool:
    """True unless there are only separators."""
    return any(char.isalnum() for char in text)
