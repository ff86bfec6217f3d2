"""Towns behind a school: which belong to its name, and which only say where it is."""

from __future__ import annotations

import re

from cpo_screen.extraction.degree_forms import find_degrees
from cpo_screen.extraction.education_schools import is_field, is_school_word, is_wide_place, words_of
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.tokens import find_tokens

_COMMA = re.compile(r"\s*,\s+")
_TOWN_WORDS = 2


def needs_town(school: str, abroad: bool = False) -> bool:
    """True where the name is incomplete or known with its town; `abroad`: a state or country follows.

    >>> needs_town("University of Nigeria"), needs_town("Panjab University")
    (True, False)
    """
    words = re.sub(r"^(?:the )?univ(?:ersity)? ", "university ", _words(school))
    named = words.removeprefix("university of ")
    if abroad:
        return named in words_of("systems")
    return words in words_of("campus_of") or (named != words and named in words_of("named_after"))


def without_town(cell: str, keep: bool = True) -> str:
    """Leave out the town behind a university or college; schools for children `keep` theirs.

    >>> without_town("Mount Carmel College, Bengaluru"), without_town("University of Nigeria, Nsukka")
    ('Mount Carmel College', 'University of Nigeria, Nsukka')
    """
    school, *behind = _COMMA.split(cell)
    if not behind or (keep and not is_higher(school)) or not all(map(_may_be_town, behind)):
        return cell
    if {token.word for token in find_tokens(school)} & words_of("with_town"):
        return cell
    if needs_town(school, len(behind) > 1 and is_wide_place(behind[-1])):
        return cell[: cell.find(behind[0]) + len(behind[0])]
    return school


def is_higher(school: str) -> bool:
    """True for universities, colleges and institutes, by their words."""
    return any(token.word in words_of("higher") for token in find_tokens(school))


def _may_be_town(text: str) -> bool:
    short = len(text.split()) <= _TOWN_WORDS and text[:1].isupper()
    named = any(is_school_word(token.word) for token in find_tokens(text)) or find_degrees(text)
    return is_wide_place(text) or is_place(text) or (short and not named and not is_field(text))


def _words(text: str) -> str:
    return " ".join(token.word for token in find_tokens(text))
