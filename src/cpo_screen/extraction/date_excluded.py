"""Numbers that look like years and are none: telephone numbers, postcodes, amounts, versions."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.extraction.date_words import alternatives, lexicon_words, month_of, word_set

_PHONE = re.compile(r"\+\d[\d().\-/]+(?:\s[\d().\-/]+)*\s?$|(?<!\d)0\d{2,4}[\s/-](?:\d{2,4}[\s-])*$")
_DIGITS = re.compile(r"(?<![\d/])(?!(?:19|20)\d\d\D)\d{3,}\)?[-.]$|\d:$|\(\d{3}\)\s?\d*[\s.-]?$")
_HOUSE = re.compile(r"(?P<street>[^\W\d_]{3,})\.?\s\d{1,4}\s?[a-z]?,?\s$")
_STREET_BEHIND = re.compile(
    r"\s+(?:[^\W\d_][\w'.]*\s+){1,3}?(?P<word>[^\W\d_]+)\.?(?=\s*(?:,|$|\d|suite|apt))"
)
_AMOUNT_SIGN = re.compile(
    r"\+(?=\s?[^\W\d_])|\s?(?:[%€$£¥²]|k(?![^\W_])|x(?![^\W_]))|'?s(?![^\W_])|\s?m[²2³3]|@"
)
_ADDRESS = re.compile(r"(?:://|www\.)\S*$")
_RANGE_BEHIND = re.compile(r"\s?(?:[-–—]|[^\W\d_]{1,3})\s?\d[\d.,]*(?<=\d)")
_RANGE_SIGN = re.compile(r"\s*(?:[–—-]|[^\W\d_]{2,5}\s)\s*(?:['\d]|(?P<word>[^\W\d_]{3,}))")
_WINDOW = 44


def is_no_year(text: str, folded: str, start: int, end: int) -> bool:
    """Whether the four digits at [start, end) are anything but a year.

    >>> [is_no_year(one, one.lower(), one.index("20"), one.index("20") + 4)
    ...  for one in ("ISO 9001:2015", "2020 users", "CH-2000 Basel", "Since 2020")]
    [True, True, True, False]
    """
    if _AMOUNT_SIGN.match(folded, end) or is_amount(text, folded, start, end):
        return True
    before = folded[max(0, start - _WINDOW) : start]
    if not before.strip() or before[-1] in "([|–—\t":
        return _is_house(folded, end)
    if not before[-1].isspace() and _ADDRESS.search(before):
        return True
    if _has_number_before(text, before, start, end):
        return True
    return _has_word_before(text, folded, start, end) or _is_house(folded, end)


def is_amount(text: str, folded: str, start: int, end: int) -> bool:
    """'2020 users', '1950 to 2100 active users': in small letters, as things that are counted."""
    further = _RANGE_BEHIND.match(folded, end)
    if further is not None:
        end = further.end()
    if folded[end : end + 1] not in (" ", "\N{NO-BREAK SPACE}") or not text[end + 1 : end + 2].isalpha():
        return False
    before = folded[max(0, start - _WINDOW) : start].split()
    dated = bool(before) and before[-1] in word_set("dated_before")  # 'In 2016 four days of training'
    words = folded[end : end + _WINDOW].split(maxsplit=2)[: 1 if dated else 2]
    if words[0] in word_set("units"):
        return True
    counted = word_set("amounts_behind")
    if text[end + 1].islower():
        return any(word.strip(".,;:)") in counted for word in words)
    return words[0].strip(".,;:)") in word_set("amounts_before")


def _has_number_before(text: str, before: str, start: int, end: int) -> bool:
    if not any(map(str.isdigit, before)):
        return False
    if _DIGITS.search(before) or _PHONE.search(before) or _labelled_phone().search(before):
        return True
    house = _HOUSE.search(before)
    if house is None or month_of(house["street"]) is not None or house["street"] in _no_streets():
        return False
    return text[end : end + 2].strip()[:1].isupper() and text[start - 2 : start] == ", "


def _has_word_before(text: str, folded: str, start: int, end: int) -> bool:
    """Whether a currency, a label, a program's name or a postcode's country stands before the number."""
    before = folded[max(0, start - _WINDOW) : start]
    words = before.rstrip("(:-# ").split()[-2:]
    if not words:
        return False
    country = words[-1] in word_set("postcode_leads") and text[start - 2].isupper()
    lone = len(words[-1]) == 1 and before[-2:-1].isalpha()  # 'T-2016'
    if before[-1] == "-" and (country or lone) and not before.endswith(" -"):
        return True
    last = words[-1].strip(",;")
    amounts = word_set("amounts_before")
    if last in amounts or " ".join(words) in amounts:
        return True
    if last.rstrip(":") in word_set("phones") and before.rstrip()[-1:] in ":.":
        return True
    if _opens_period(folded, end):
        return False  # 'Clerk, Andersen Windows 2010 – 2014'
    return (
        _version().search(before) is not None or _street_lead().search(before) is not None
    )  # 'Av. Paulista, 2001'


def _is_house(folded: str, end: int) -> bool:
    """'2020 Main Street,': the number of a house."""
    if folded[end : end + 1] != " ":
        return False
    found = _STREET_BEHIND.match(folded, end)
    return found is not None and found["word"] in word_set("street_words")


def _opens_period(folded: str, end: int) -> bool:
    sign = _RANGE_SIGN.match(folded, end)
    if sign is None or sign["word"] is None:
        return sign is not None
    return month_of(sign["word"]) is not None or sign["word"] in word_set("present")


@cache
def _labelled_phone() -> re.Pattern[str]:
    words = alternatives(lexicon_words("phones"))
    return re.compile(rf"(?<![^\W_])(?:{words})[.:]?\s?[(+0][\d\s()+/.-]*$")


@cache
def _version() -> re.Pattern[str]:
    """A program or standard before its version, or before several of them."""
    also = alternatives(lexicon_words("and_versions"))
    return re.compile(
        rf"(?<![^\W_])(?:{alternatives(lexicon_words('versioned'))})[\s-]?"
        rf"(?:(?:19|20)\d\d(?:\s?[/,&]\s?|\s+(?:{also})\s+))*$"
    )


@cache
def _street_lead() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lexicon_words("street_leads"))
    return re.compile(rf"(?<![^\W_])(?:{words})\s+[^\d,;|:()–—-]{{2,30}},?\s(?:n[o°º]?\.?\s?)?$")


@cache
def _no_streets() -> frozenset[str]:
    return word_set("phones") | word_set("since") | word_set("until")
