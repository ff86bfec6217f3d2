"""The people that a clause counts: which words are people, and which numbers are added up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cpo_screen.extraction.signals import RuleMatch
from cpo_screen.extraction.signals_clauses import Clause
from cpo_screen.lexicons import load_lexicon

_NOUN_WITHIN = 4  # words between a number and the people that it counts
_ROW = 8  # words between the first and a later number of a row of counts
_REACH = 8  # words behind a verb in which the count of people begins


def people_from(match: RuleMatch, clause: Clause, language: str) -> int:
    """Add up the people from the match's number on: '15 PMs and four designers' are 19.

    A total ('22 people: 14 PMs, 5 designers') stands for itself; of 'from 4 to 26' the latter counts.
    """
    words = [token.text for token in clause.tokens]
    values = _numbers_by_token(clause, words, language)
    index = _first_counted(match, words, values) if match.way in ("counted", "heads") else None
    inside = [place for place in sorted(values) if match.start <= place < match.end]
    if index is None and not inside:
        return 0
    if index is None:
        growing = any(
            word in team_words(language, "growth")
            for place in inside[1:]
            for word in words[place - 2 : place]
        )
        if growing:
            return values[inside[-1]] + sum(n for _, n in _further(words, values, inside[-1] + 1, language))
        first = next((one for one in inside if _noun_after(words, values, one + 1) is not None), inside[0])
        index = _first_of_row(words, values, first, language)
    return values[index] + sum(value for _, value in _further(words, values, index + 1, language))


def counts_people(match: RuleMatch, clause: Clause) -> bool:
    """Say whether a number at or behind the match counts people."""
    return counted_from(match, clause) >= 0


def counted_from(match: RuleMatch, clause: Clause) -> int:
    """The place of the number that counts people, -1 if none does."""
    words = [token.text for token in clause.tokens]
    place = _first_counted(match, words, _numbers_by_token(clause, words, "en"))
    return -1 if place is None else place


def ends_count(match: RuleMatch, clause: Clause) -> bool:
    """Say whether nothing is done by the counted people: '58 PMs in Rome', not '58 PMs attended'."""
    words = [token.text for token in clause.tokens]
    values = _numbers_by_token(clause, words, "en")
    index = _first_counted(match, words, values)
    noun = None if index is None else _noun_after(words, values, index + 1)
    if noun is None or words[noun] in team_words("en", "company_staff"):
        return False
    return noun + 1 == len(words) or _is_stop(words[noun + 1])


def _first_counted(match: RuleMatch, words: Sequence[str], values: dict[int, int]) -> int | None:
    """The first number from the match's last word but its own number on that counts people."""
    for place in sorted(values):
        if match.start <= place < match.end + _REACH and _noun_after(words, values, place + 1) is not None:
            return place
    return None


def _first_of_row(words: Sequence[str], values: dict[int, int], index: int, language: str) -> int:
    """Return the number that a row of counts begins with: the two of 'two directors and eight PMs'."""
    for place in sorted(place for place in values if index - _ROW <= place < index):
        join = _next_join(words, values, place + 1)
        joined = join > place + 1 and words[join].isalpha()
        counted = joined or _noun_after(words, values, place + 1) is not None
        if counted and any(other == index for other, _ in _further(words, values, place + 1, language)):
            return place
    return index


def _numbers_by_token(clause: Clause, words: Sequence[str], language: str) -> dict[int, int]:
    """Numbers of things by their token; of '8 to 10' only the latter."""
    by_start = {amount.start: amount for amount in clause.amounts if amount.kind == "number"}
    values = {
        index: int(by_start[token.start].value)
        for index, token in enumerate(clause.tokens)
        if token.start in by_start
    }
    ranges = [
        one for one in values if one + 2 in values and words[one + 1] in team_words(language, "growth")
    ]
    return {
        index: value
        for index, value in values.items()
        if not (words[index + 1 : index + 2] and words[index + 1] in _all_words("things"))
        if index not in ranges or words[index - 1 : index] in (["from"], ["von"], ["de"])
    }


def _further(
    words: Sequence[str], values: dict[int, int], index: int, language: str
) -> Iterator[tuple[int, int]]:
    """Yield the counts that follow, each with its place: 'and four designers' or ', a manager'."""
    noun = _noun_after(words, values, index)
    if noun is not None and words[noun] in _all_words("total"):
        return
    if noun is None and words[index : index + 1] and words[index] in _all_words("breakdown"):
        return
    place = _next_join(words, values, index) if noun is None else _behind(words, noun)
    while place < len(words) and words[place] in _all_words("and"):
        while place < len(words) and words[place] in _all_words("and"):
            place += 1
        while place < len(words) and place not in values and words[place] in _all_words("about"):
            place += 1
        if place >= len(words):
            return
        value = values.get(place) or (1 if words[place] in team_words(language, "one") else 0)
        noun = _noun_after(words, values, place + 1)
        if not value or noun is None or words[noun] in _all_words("within"):
            return
        yield place, value
        place = _behind(words, noun)


def _behind(words: Sequence[str], noun: int) -> int:
    """Where a noun ends: 'chefs de produit' is one."""
    return noun + 3 if words[noun + 1 : noun + 2] and words[noun + 1] in _all_words("of") else noun + 1


def _next_join(words: Sequence[str], values: dict[int, int], index: int) -> int:
    """Return where 'and' follows an adjective: '140 hourly and 9 salaried employees'."""
    for place in range(index, min(index + 3, len(words))):
        if place in values:
            break
        if words[place] in _all_words("and"):
            return place
    return index


def _noun_after(words: Sequence[str], values: dict[int, int], index: int) -> int | None:
    """Return the index of the people that a number before `index` counts."""
    for place in range(index, min(index + _NOUN_WITHIN, len(words))):
        if place in values or _is_stop(words[place]):
            return None
        if is_people(words[place]):
            last = place
            while last + 1 < min(len(words), place + 3) and is_people(words[last + 1]):
                last += 1
            return None if _is_thing(words, last) else last
    return None


def _is_thing(words: Sequence[str], last: int) -> bool:
    """'30 customer service centres', '12 member states': the next word says that they are no people."""
    return last + 1 < len(words) and words[last + 1] in _all_words("things")


def _is_stop(word: str) -> bool:
    return word in _all_words("and") or word in _all_words("stops") or word in _small_words()


@cache
def _small_words() -> frozenset[str]:
    """The short everyday words of all languages: no adjectives and no people."""
    return frozenset(word for words in load_lexicon("stopwords").values() for word in words)


def is_people(word: str) -> bool:
    """Say whether a word is for people: one of the lexicon's, or made as words for people are.

    >>> is_people("interpreters"), is_people("customers"), is_people("markets")
    (True, False, False)
    """
    if word in _all_words("nouns"):
        return True
    return word not in _all_words("not_people") and _endings().search(word) is not None


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(load_lexicon("team")["endings"])


@cache
def _all_words(name: str) -> frozenset[str]:
    """A list of lexicons/team.yaml in all its languages."""
    lexicon = load_lexicon("team")
    return frozenset(
        word for one in lexicon.values() if isinstance(one, dict) for word in one.get(name, ())
    )


@cache
def team_words(language: str, name: str) -> frozenset[str]:
    """A list of lexicons/team.yaml for a language, English always with it."""
    lexicon = load_lexicon("team")
    return frozenset(word for one in ("en", language) for word in lexicon.get(one, {}).get(name, ()))
