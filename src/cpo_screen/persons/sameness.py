"""When what two files say is the same: an employer, a job title, a stretch of time, a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from cpo_screen.extraction.experience import has_absurd_date, month_number
from cpo_screen.extraction.tokens import find_tokens, fold, word_set
from cpo_screen.model import PartialDate, Period, Position

_TELLING = 3  # letters of a word that names a company
_ACRONYM = re.compile(r"[A-Z][A-Z&.]+[A-Z]")
_NEAR_START = 2  # months
_ALIKE = 0.5


# --- employers ------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def employer_words(company: str | None) -> tuple[str, ...]:
    """Return the folded words of an employer's name, without its legal form and what stands in brackets.

    >>> employer_words("The Thistlepay Group Ltd. (Edinburgh)")
    ('thistlepay', 'group')
    """
    bare = re.sub(r"\([^()]*\)", " ", company or "") or company or ""
    words = tuple(token.word for token in find_tokens(bare))
    plain = word_set("legal_forms", "companies") | word_set("linking_words", "persons")
    return tuple(word for word in words if word not in plain) or words


@lru_cache(maxsize=65536)
def is_same_employer(one: str | None, other: str | None) -> bool:
    """Tell whether two names are one employer's: equal, one within the other, or its initials.

    >>> is_same_employer("Thistlepay Ltd", "Thistlepay"), is_same_employer("CMB", "Caledonian Mutual Bank")
    (True, True)
    >>> is_same_employer("Alder Bank", "Birch Bank"), is_same_employer(None, None)
    (False, False)
    """
    first, second = employer_words(one), employer_words(other)
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    shorter, longer = sorted((first, second), key=len)
    telling = [word for word in shorter if _is_telling(word)]
    if telling and set(shorter) <= set(longer):
        return True
    return _is_acronym(one, second) or _is_acronym(other, first)


def _is_telling(word: str) -> bool:
    return len(word) >= _TELLING and word not in word_set("company_words", "integrity")


def _is_acronym(name: str | None, words: tuple[str, ...]) -> bool:
    match = _ACRONYM.match((name or "").strip())
    initials = "".join(word[0] for word in words)
    return match is not None and fold(re.sub(r"[&.]", "", match.group())) == initials


@lru_cache(maxsize=65536)
def employer_keys(company: str | None) -> frozenset[str]:
    """Return words of which equal employers share one: the telling ones, and the initials of three."""
    words = employer_words(company)
    keys = {word for word in words if _is_telling(word)} or set(words)
    initials = {"".join(word[0] for word in words)} if len(words) >= _TELLING else set()
    return frozenset({*keys, "".join(words), *initials} - {""})


# --- time -----------------------------------------------------------------------------------------


def months_covered(period: Period, as_of: PartialDate) -> tuple[int, int] | None:
    """Return first and last month in the widest reading; where no end is said, the start's year.

    None where the start is missing or impossible, or the dates run backwards.
    """
    if period.start is None or has_absurd_date(period, as_of):
        return None
    end = as_of if period.is_current else period.end or PartialDate(period.start.year)
    first, last = month_number(period.start, 1), month_number(end, 12)
    return (first, last) if first <= last else None


def overlap(one: Period, other: Period, as_of: PartialDate) -> float:
    """Return the share of the time that either covers in which both run: 0 none, 1 all."""
    first, second = months_covered(one, as_of), months_covered(other, as_of)
    if first is None or second is None:
        return 0.0
    both = min(first[1], second[1]) - max(first[0], second[0]) + 1
    either = max(first[1], second[1]) - min(first[0], second[0]) + 1
    return max(both, 0) / either


def months_apart(one: PartialDate, other: PartialDate) -> int:
    """Count the months between two dates in their nearest reading; 0 where one can be the other."""
    first = month_number(one, 1), month_number(one, 12)
    second = month_number(other, 1), month_number(other, 12)
    return max(first[0] - second[1], second[0] - first[1], 0)


# --- titles and sentences -------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def words_of(text: str | None) -> frozenset[str]:
    """Return the folded words of a title or sentence."""
    return frozenset(token.word for token in find_tokens(text or ""))


def shared_words(one: str | None, other: str | None) -> float:
    """Return the share of all words that two texts have in common, 0 to 1."""
    first, second = words_of(one), words_of(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def is_within(one: str | None, other: str | None, share: float = 1.0) -> bool:
    """Tell whether a text has so many of the words of the shorter one."""
    first, second = words_of(one), words_of(other)
    return bool(first and second) and len(first & second) >= share * min(len(first), len(second))


def is_alike(one: Position, other: Position) -> bool:
    """Tell whether two titles name the same work: by their words, or by function and level."""
    if one.title is None or other.title is None:
        return False
    classed = one.function != "other" and (one.function, one.level) == (other.function, other.level)
    return classed or shared_words(one.title, other.title) >= _ALIKE


def is_same_time_and_place(one: Position, other: Position, as_of: PartialDate) -> bool:
    """Tell whether two positions overlap at one employer and are the same work, or began together."""
    if not is_same_employer(one.company, other.company) or not overlap(one.period, other.period, as_of):
        return False
    starts = (one.period.start, other.period.start)
    if is_alike(one, other):
        return True
    if starts[0] is None or starts[1] is None or starts[0].month is None or starts[1].month is None:
        return False
    fits = "other" in (one.function, other.function) or one.function == other.function
    return fits and months_apart(starts[0], starts[1]) <= _NEAR_START
