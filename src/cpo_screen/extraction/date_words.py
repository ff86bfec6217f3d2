"""The words of dates: folding that keeps offsets, month words and their slips, word lists as patterns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from cpo_screen.lexicons import load_lexicon

# Â is what is left of a hard space where a file's letters were read in the wrong code ('2005Â'): a mark.
_LETTERS = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "－": "-", "ー": "-", "Â": '"'} | dict.fromkeys(
    "’‘`´′ʼ＇", "'"
)
_PIVOT = 50  # two-digit years below it are of this century
_LONGEST_WORD = 40
_SHORTEST_SLIP = 5  # letters of a month word that may be misspelt


class _Folding(dict[int, str]):
    """Maps each character to one: lower case, no accent, ASCII digits."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_char(chr(code))
        return self[code]


def _fold_char(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if unicodedata.category(char) == "Lo":
        return char
    base = unicodedata.normalize("NFKD", char)[:1].lower()
    return base if len(base) == 1 else char


_FOLDING = _Folding()


def fold_same_length(text: str) -> str:
    """Lower case without accents, one character for each: offsets stay.

    >>> fold_same_length("MÄRZ ’19")
    "marz '19"
    """
    return text.translate(_FOLDING)


@cache
def lexicon_words(name: str) -> tuple[str, ...]:
    """A list of the lexicon of dates, folded as the text will be."""
    return tuple(fold_same_length(word) for word in load_lexicon("dates")[name])


@cache
def word_set(name: str) -> frozenset[str]:
    """The same for looking up."""
    return frozenset(lexicon_words(name))


# --- months -----------------------------------------------------------------------------------


@cache
def month_numbers() -> dict[str, int]:
    """Every month word of the lexicon, with its number."""
    months = load_lexicon("dates")["months"]
    return {fold_same_length(word): int(number) for number, words in months.items() for word in words}


@cache
def season_months() -> dict[str, tuple[int, int]]:
    """Every word for a season, with its first and last month."""
    seasons = load_lexicon("dates")["seasons"].values()
    return {fold_same_length(word): (one["start"], one["end"]) for one in seasons for word in one["words"]}


@lru_cache(maxsize=4096)
def month_of(word: str) -> int | None:
    """The month that a folded word means, misspelt or not.

    >>> [month_of(word) for word in ("mrz", "feburary", "sepetember", "apirl", "marketing", "match")]
    [3, 2, 9, 4, None, None]
    """
    exact = month_numbers().get(word)
    if exact is not None or len(word) < _SHORTEST_SLIP or word in word_set("no_months"):
        return exact
    near = (number for month, number in _slip_targets().get(word[0], ()) if _is_slip(word, month))
    return next(near, None)


@cache
def _slip_targets() -> dict[str, list[tuple[str, int]]]:
    """Month words that may be misspelt, by first letter."""
    targets: dict[str, list[tuple[str, int]]] = {}
    for month, number in month_numbers().items():
        if len(month) >= _SHORTEST_SLIP and month not in word_set("no_slips"):
            targets.setdefault(month[0], []).append((month, number))
    return targets


def _is_slip(word: str, month: str) -> bool:
    """Whether one letter is too many, missing or wrong, or two neighbours changed places.

    A month of five letters has too many neighbours for that: only a swap or a doubled letter.
    """
    if abs(len(word) - len(month)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, month, strict=False)) if a != b), -1)
    if at < 0:
        return len(month) > _SHORTEST_SLIP or word[-1:] == word[-2:-1]
    swapped = word[at : at + 2] == month[at : at + 2][::-1] and word[at + 2 :] == month[at + 2 :]
    if swapped or (len(word) > len(month) and word[at] == word[at - 1] and word[at + 1 :] == month[at:]):
        return True
    if len(month) == _SHORTEST_SLIP:
        return False
    return word[at + (len(word) >= len(month)) :] == month[at + (len(month) >= len(word)) :]


def last_word(folded: str, at: int) -> str:
    """The word before a place: 'grade' before the number of 'Grade: 08/10'."""
    return (folded[max(0, at - _LONGEST_WORD) : at].rstrip(":-–' ").split() or [""])[-1]


def leads_month(folded: str, at: int) -> bool:
    """Whether a month may stand here before its year in brackets: 'January (2016) – July (2017)'."""
    word = last_word(folded, at)
    leads = ("since", "until", "to", "dated_before")
    return not word[-1:].isalpha() or any(word in word_set(name) for name in leads)


_OPENED = re.compile(r"(?:^|\d\s?[-–—]|[(\[\t|·•,])\s*$")
_CLOSED = re.compile(
    r"\d{2,4}\s*(?P<sign>$|[-–—|)\]\t·•,;])(?:\s*(?:(?P<word>[^\W\d_]{3,})|(?P<year>\d))?)"
)


def ends_period(folded: str, start: int, at: int, dotted: bool) -> bool:
    """Whether a short word [start, ...) before a year `at` stands as one end of a period does.

    A full stop behind it, an end beside it or a month at the other end must say so.

    >>> ends_period("bairro sol set. 2012 – fev. 2016", 11, 16, True)
    True
    >>> ends_period("the data set 2012 – 2014", 9, 13, False)
    False
    """
    opened = _OPENED.search(folded, 0, start) is not None
    closed = _CLOSED.match(folded, at)
    if closed is None:
        return opened and dotted
    month = closed["word"] is not None and month_of(closed["word"]) is not None
    dash = closed["sign"] in ("-", "–", "—")
    return (opened and (dotted or dash)) or (dash and month) or (dotted and closed["year"] is None)


# --- years and their parts --------------------------------------------------------------------


def part_months(word: str) -> tuple[int, int] | None:
    """The first and last month of a quarter or a half year.

    >>> [part_months(word) for word in ("q3", "1t", "h2", "h3", "x1")]
    [(7, 9), (1, 3), (7, 12), None, None]
    """
    if len(word) != 2 or word.isalpha():
        return None
    number, letter = sorted(word)
    for name in ("quarters", "halves"):
        part = load_lexicon("dates")[name]
        if letter in part["words"] and number.isdigit() and int(number) * part["months"] <= 12:
            return (int(number) - 1) * part["months"] + 1, int(number) * part["months"]
    return None


def full_year(digits: str) -> int:
    """The year that four or two digits mean.

    >>> full_year("2019"), full_year("07"), full_year("87")
    (2019, 2007, 1987)
    """
    year = int(digits)
    if year >= 100:
        return year
    return 2000 + year if year < _PIVOT else 1900 + year


@cache
def _year_mark() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{alternatives(lexicon_words('year_marks'))})(?![^\W_])\.?")


def year_end(folded: str, end: int) -> int:
    """Past a 'r.' or 'г.' that says 'year' behind one."""
    match = _year_mark().match(folded, end)
    return match.end() if match is not None else end


# --- patterns ---------------------------------------------------------------------------------


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of these folded words, the longest first, a space being any space.

    >>> alternatives(["to", "today", "to date"])
    'to(?:\\\\s+date|day)?'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    parts = [_step(char) + _branches(below) for char, below in sorted(tree.items()) if char]
    if not parts:
        return ""
    joined = "|".join(parts)
    if "" in tree:
        return f"(?:{joined})?"
    return joined if len(parts) == 1 else f"(?:{joined})"


def _step(char: str) -> str:
    return r"\s+" if char == " " else re.escape(char)
