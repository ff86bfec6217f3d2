"""Where a field of study is over: tails of the degree's name, remarks, minors."""

from __future__ import annotations

import re

from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.tokens import find_tokens, word_set

_EDGE = " \t\n.,;:|·–—-/&"
_DEGREE_WORD = re.compile(r"\s+(?:degree|hons|honours)$", re.IGNORECASE)
_TRAILING_LINK = re.compile(r"\s+(?:in|of|at|from|with|and|on)$", re.IGNORECASE)


def cut_tail(rest: str) -> str | None:
    """Leave out what the name says behind the field: 'Mathematics with QTS' is mathematics."""
    tokens = find_tokens(rest)
    tails = [tuple(phrase.split()) for phrase in word_set("field_tails")]
    for at in range(1, len(tokens)):
        words = tuple(one.word for one in tokens[at:])
        if any(words[: len(tail)] == tail for tail in tails):
            return rest[: tokens[at].start].rstrip(_EDGE + "([") or None
    return rest or None


def without_minor(field: str) -> str:
    """Leave out '(minor: Journalism)'."""
    minor = re.search(r"\s*\(([^()]*)\)$", field)
    words = find_tokens(minor.group(1)) if minor else ()
    return field[: minor.start()] if minor and words and words[0].word in word_set("minors") else field


def before_field_end(rest: str) -> str:
    """Leave out half a bracket, 'degree', and what follows 'Year of Passing' and the like."""
    tokens = find_tokens(rest)
    ends = {tuple(phrase.split()) for phrase in word_set("field_ends")}
    for at, token in enumerate(tokens):
        if any(tuple(one.word for one in tokens[at : at + len(phrase)]) == phrase for phrase in ends):
            rest = rest[: token.start].rstrip(_EDGE + "([")
            break
    rest = _without_remark(_TRAILING_LINK.sub("", rest))
    if rest.endswith(")") and rest.count("(") < rest.count(")"):
        rest = rest[:-1]
    return _DEGREE_WORD.sub("", rest)


def _without_remark(rest: str) -> str:
    """Leave out '(part-time, year 2 of 3)' and '(Merit)'."""
    bracket = re.search(r"\s*\(([^()]*)\)$", rest)
    return rest[: bracket.start()] if bracket and is_remark(bracket.group(1)) else rest


def is_remark(inside: str) -> bool:
    """True for 'year 2 of 3', 'Merit' and 'Dubai–London'."""
    placed = is_place(inside) and not inside.isupper()
    return placed or bool({one.word for one in find_tokens(inside)} & word_set("bracket_notes"))
