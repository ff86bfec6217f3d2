"""What stands between, before and behind dates: dashes, 'to', 'since', labels, 'present', durations."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.extraction.date_words import alternatives, lexicon_words

_LINE = r"[-–—−‐‑‒―─~～〜→➔➜⟶⇒»>]"
_DASH = (
    rf"(?:{_LINE}(?:\s?{_LINE}){{0,5}}|\.(?:\s?\.){{1,6}}|…)"  # bounded: rules are drawn with dashes, too
)
_HERE = r"(?<![^\W_])"  # a word begins
_END = r"(?![^\W_])"  # a word ends


def _any(*names: str) -> str:
    return f"(?:{alternatives(word for name in names for word in lexicon_words(name))})"


def _qualified() -> str:
    """Words between a sign and its date: 'to the end of', 'bis zum'."""
    small = alternatives(word for name in ("articles", "parts") for word in lexicon_words(name))
    return rf"(?:l'|(?:{small})(?:\.?\s+|\s?-)){{0,3}}(?:{_any('fiscal')}\s?)?"


@cache
def separator() -> re.Pattern[str]:
    """What stands between the two ends of a period."""
    word = rf"(?<![^\W\d_]){_any('until', 'to')}(?![^\W\d_])"
    label = rf"{_HERE}{_any('end_labels')}\s*+:?\s*+"
    sign = (
        rf"{_DASH}\s*+(?:{word}\.?\s*+)?(?:{label})?|{word}(?:\s+{word})?\s*+[:.]?\s*+(?:{_DASH}\s*+)?"
        rf"|[|;]?\s*+(?P<label>{label})|/"
    )
    return re.compile(rf"[\s,)\]'\"“”]*+(?:\.\s*+)?(?:{sign})\s*+{_qualified()}[(\[\"“”]?\s*+")


@cache
def conjunction() -> re.Pattern[str]:
    """'and' between two ends, after 'between'."""
    return re.compile(rf"\s+{_any('between_ends')}\s+{_qualified()}")


@cache
def present_behind() -> re.Pattern[str]:
    """A separator and a word for today; `word` is that word."""
    own, weak = _any("present"), _any("present_behind_sign")
    sign = separator().pattern
    return re.compile(
        rf"(?:{sign}(?P<word>{own}|{weak})|[\s,(]++(?P<plain>{own})){_END}\.?|\s*{_any('present_tight')}"
    )


@cache
def present_before() -> re.Pattern[str]:
    """'Present – ' before a date, at the beginning of a text or of a column."""
    return re.compile(rf"(?:^\s*|[(\[|\t·•]\s*|\s\s)(?P<word>{_any('present')})\s*{_DASH}\s*$")


@cache
def bare_month() -> re.Pattern[str]:
    """A month or a day of a month without its year, and the sign behind it; `word` is to be looked up."""
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    first = rf"(?:{day}(?:st|nd|rd|th|er|[.oª])?\s+{_qualified()})?"
    return re.compile(
        rf"{_HERE}(?P<date>{first}(?P<word>[^\W\d_]{{3,}})\.?(?:\s+{day}(?:st|nd|rd|th)?)?)"
        rf"(?P<sign>{separator().pattern})$"
    )


@cache
def lead() -> re.Pattern[str]:
    """Words before a date that belong to it; the group that matched says what they do."""
    since, labels = _any("since"), _any("start_labels")
    words = (
        rf"(?P<since>{_HERE}{since}(?:\s*[:–-]{{1,2}}\s*|\s+))|(?P<label>{_HERE}{labels}\s*:\s*)|(?P<until>{_HERE}(?:{_any('until')}:?\s+"
        rf"|{_any('end_labels')}\s*:\s*))|(?P<between>{_HERE}{_any('between')}\s+)|(?P<from>{_HERE}{_any('from')}\s+)"
    )
    return re.compile(rf"(?:(?:{words}){_qualified()}|{_HERE}{_any('parts')}(?:\.?\s+|\s?-))$")


@cache
def short_end() -> re.Pattern[str]:
    """The last two digits of the year that a period ends with: '–17', '/16', ' to 09'."""
    words = rf"\s+{_any('until', 'to')}\s+"
    return re.compile(
        rf"(?:\s?[–—/-]\s?|{words})(?:'|{_any('fiscal')}\s?)?(?P<short>\d\d)(?!\d|[/.:]\d|\s?%|\s?[–—-]\s?\d|\s?[^\W\d_])"
    )


@cache
def open_end() -> re.Pattern[str]:
    """A dash with nothing behind it, or 'onwards'."""
    words = alternatives(lexicon_words("open"))
    return re.compile(rf"\s*+{_DASH}\s*(?=$|[)\]\t|•·])|\s*+(?:{words}){_END}\.?")


@cache
def duration() -> re.Pattern[str]:
    """'(3 years 8 months)', '6 yrs', with what joins it to the date before it."""
    unit, joiner = _any("duration_units"), _any("duration_joiners")
    one = rf"\d{{1,2}}(?:[.,]\d)?\+?\s*(?:{unit}){_END}\.?"
    return re.compile(rf"[\s,·•|:;–-]*+[(\[]?\s*+(?:{one})(?:\s*(?:,|{joiner})?\s*{one})?\s*[)\]]?")


@cache
def months_alone() -> re.Pattern[str]:
    """A duration of months only, in brackets or at the end: `count` of them."""
    return re.compile(rf"\s*\(\s*(?P<count>\d\d?)\s*{_any('duration_months')}{_END}\.?\s*\)")


# --- what belongs to a period -----------------------------------------------------------------

_WINDOW = 48  # characters before a date that may belong to its period


def find_lead(folded: str, start: int, floor: int) -> re.Match[str] | None:
    """The words right before a date, not beginning before `floor`."""
    return lead().search(folded, max(floor, start - _WINDOW), start)


def led_start(folded: str, start: int, floor: int) -> int:
    """Where the words begin that lead a period in: 'from the end of', 'Start date:'."""
    before = find_lead(folded, start, floor)
    return before.start() if before is not None and before["until"] is None else start


def breaks_off(folded: str, end: int) -> bool:
    """'May 2014 to' at the end of a line: it is not said here when it ended."""
    sign = separator().match(folded, end)
    return sign is not None and sign.end() == len(folded) and any(map(str.isalpha, sign.group()))


def widened(folded: str, start: int, end: int) -> tuple[int, int]:
    """A period's bounds with a duration behind it and the brackets around it."""
    stated = duration().match(folded, end)
    if stated is not None:
        end = stated.end()
    left = len(folded[:start].rstrip())
    right = end + len(folded[end:]) - len(folded[end:].lstrip())
    opened, closed = folded[left - 1 : left] in ("(", "["), folded[right : right + 1] in (")", "]")
    if opened and closed:
        return left - 1, right + 1
    return (left - 1 if opened and folded[end - 1 : end] in (")", "]") else start), end
