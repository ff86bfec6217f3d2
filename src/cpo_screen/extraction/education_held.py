"""Which degrees a stretch of a line holds: its own, and not those in a school's name or only mentioned."""

from __future__ import annotations

import re

from cpo_screen.extraction.degree_fields import is_closing
from cpo_screen.extraction.degree_forms import DegreeMatch, find_degrees, strongest
from cpo_screen.extraction.education_schools import find_school, is_school_word
from cpo_screen.extraction.tokens import find_tokens, word_set


def held_degrees(text: str, start: int, end: int) -> tuple[DegreeMatch, ...]:
    """The degrees of a text that reach over no bound of the stretch; those of its own words else."""
    known = tuple(one for one in find_degrees(text) if not _names_school(text, one))
    if not any(one.start < at < one.end - 1 for one in known for at in (start, end)):
        return known
    own = (one for one in find_degrees(text[start:end]) if not _names_school(text[start:end], one))
    return tuple(one._replace(start=one.start + start, end=one.end + start) for one in own)


def _names_school(text: str, degree: DegreeMatch) -> bool:
    """True within 'Muslim Higher Secondary School'."""
    before = re.search(r"[A-ZÀ-Þ][\w.’']* $", text[: degree.start])
    following = find_tokens(text[degree.end :])[:1]
    near = bool(following) and not text[degree.end :][: following[0].start].strip()
    school = near and is_school_word(following[0].word)
    own = degree.words in word_set("school_forms")
    return bool(before) and degree.level == "secondary" and (school or own)


def within_degrees(held: tuple[DegreeMatch, ...], start: int, end: int) -> tuple[DegreeMatch, ...]:
    """The degrees between two offsets, counted from the first."""
    inside = [one for one in held if start <= one.start and one.end <= end + 1]
    return strongest(tuple(one._replace(start=one.start - start, end=one.end - start) for one in inside))


def leading_degrees(
    part: str, held: tuple[DegreeMatch, ...], start: int, end: int
) -> tuple[DegreeMatch, ...]:
    """Leave out what is only mentioned: 'RSG Magister Alvinus', 'Abschluss mit Fachhochschulreife'."""
    degrees = within_degrees(held, start, end)
    if not degrees:
        return ()
    before = find_tokens(part[: degrees[0].start])
    trailing = degrees[0].words in word_set("trailing") or is_closing(part, degrees[0])
    named = (
        degrees[0].weak and not trailing and any(token.word not in word_set("prefixes") for token in before)
    )
    told = bool(before) and before[-1].word in word_set("mentions")
    if (named and not find_school(part[: degrees[0].start])) or told:
        return degrees[1:] if named and not told else within_degrees(held, start, start + degrees[0].start)
    return degrees
