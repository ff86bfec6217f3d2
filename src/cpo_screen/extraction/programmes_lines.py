"""What a line of a list of courses holds: a date, a provider, half of something."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cpo_screen.extraction.education_schools import is_place
from cpo_screen.extraction.programmes_apart import is_generic, is_provider, masks_of, take_apart
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.model import SectionKind

COURSE_SECTIONS: frozenset[SectionKind] = frozenset({"programmes", "certifications"})


class Stretch(NamedTuple):
    """A stretch of the document, as one line: offset i of `text` is offset `start + i`.

    `under` is the provider on a line of its own above a list of its courses.
    """

    text: str
    start: int
    under: str = ""


def is_bracket_open(text: str) -> bool:
    """True if a bracket is still open at the end."""
    return text.count("(") > text.count(")")


def has_date(text: str) -> bool:
    """True if the text says when."""
    return any(mask.period is not None for mask in masks_of(text))


def is_closed(text: str) -> bool:
    """True for a line that says when, or how far the course has come."""
    return any(mask.period is not None or mask.kind == "status" for mask in masks_of(text))


def ends_with_date(text: str) -> bool:
    """True if nothing stands behind the last date."""
    end = len(text.rstrip(" .)]"))
    return any(mask.period is not None and mask.end >= end for mask in masks_of(text))


def begins_with_date(text: str) -> bool:
    """True if a date comes first."""
    return any(mask.period is not None and mask.start == 0 for mask in masks_of(text))


def is_only_date(text: str) -> bool:
    """True for a date, and words such as 'issued' beside it."""
    rest = text
    masks = [mask for mask in masks_of(text) if mask.period is not None]
    for mask in masks:
        rest = rest.replace(text[mask.start : mask.end], "")
    return bool(masks) and all(token.word in word_set("dated", "programmes") for token in find_tokens(rest))


def is_only_provider(text: str) -> bool:
    """True if a line is nothing but a provider, its place, or its kind of courses; no date."""
    return begins_with_provider(text) and not any(char.isdigit() for char in text)


@lru_cache(maxsize=1024)
def begins_with_provider(text: str) -> bool:
    """True if a line names a provider and besides it no course: 'INSEAD, 2019', 'Haufe, Seminar'."""
    entry = take_apart(text)
    if not entry.parts or not is_provider(entry, entry.parts[0]):
        return False
    rest = entry.parts[1:]
    return all(is_provider(entry, one) or is_place(one.text) or _is_remark(one.text) for one in rest)


def _is_remark(text: str) -> bool:
    return is_generic(text) or not any(char.isupper() for char in text)
