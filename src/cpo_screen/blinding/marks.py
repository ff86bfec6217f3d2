"""The marks in the place of what is gone; while a text is worked on, each is a sign that no rule reads."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.lexicons import load_lexicon

_FIRST = 0xF0000  # a plane that no text uses
NAME, PLACE = chr(_FIRST), chr(_FIRST + 1)
_SIGNS = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0xFFFD)}]")


@cache
def sign_of(mark: str) -> str:
    """Return the sign that stands for a mark such as `[name]`."""
    return chr(_FIRST + _marks().index(mark))


def named_sign(name: str) -> str:
    """Return the sign of a mark by its name in the lexicon."""
    return sign_of(str(load_lexicon("blinding")["marks"][name]))


@cache
def contact_signs() -> tuple[str, ...]:
    """Return the signs that stand in lines of contacts."""
    return tuple(map(sign_of, load_lexicon("blinding")["contact_marks"]))


def hide_marks(text: str) -> str:
    """Put signs in the place of marks that stand in a text already."""
    text = _SIGNS.sub("", text)
    return _known().sub(lambda match: sign_of(match.group()), text) if "[" in text else text


def show_marks(text: str) -> str:
    """Put the marks in the place of their signs.

    >>> show_marks(f"Led by {NAME}")
    'Led by [name]'
    """
    return _SIGNS.sub(lambda match: _marks()[ord(match.group()) - _FIRST], text)


@cache
def _marks() -> tuple[str, ...]:
    lexicon, words = load_lexicon("blinding"), load_lexicon("blinding_words")
    named = lexicon["marks"]
    marks = [str(named["name"]), str(named["place"]), *filter(is_mark, named.values())]
    marks += [str(rule["mark"]) for rule in lexicon["rules"]]
    for kind in ("pronouns", "forms"):
        marks += [put for rules in words[kind].values() for _, put, *_ in rules if is_mark(put)]
    return tuple(dict.fromkeys(marks))


def is_mark(text: str) -> bool:
    """Tell whether a text has the form of a mark."""
    return text.startswith("[") and text.endswith("]")


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(mark) for mark in _marks()))
