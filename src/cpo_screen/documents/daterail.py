"""What a date looks like to reading order, which knows no more of dates than that."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.lexicons import load_lexicon


@cache
def _date_like() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("layout")["present"]))
    dates = load_lexicon("dates")
    named = [*(word for months in dates["months"].values() for word in months), *dates["seasons"]]
    months = "|".join(sorted((re.escape(one) for one in named if one.isascii() and len(one) > 2), key=len))
    return re.compile(
        rf"\b(?:19|20)\d\d\b|['’]\d\d\b|\b\d{{1,2}}[/.]\d\d\b|\b(?:{words})\b"
        rf"|^(?:{months})\.?\s\d\d(?:\s*[-–—]|$)",
        re.I,
    )


def is_date_like(text: str) -> bool:
    """Say whether a short piece of text is a date or a period, as in a date rail.

    >>> is_date_like("03/2019 – present"), is_date_like("Led 12 people in 2019 and grew revenue by half")
    (True, False)
    """
    return len(text) <= 40 and bool(_date_like().search(text))


@cache
def _open_end() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("layout")["open_ends"]))
    now = "|".join(map(re.escape, load_lexicon("layout")["present"]))
    return re.compile(
        rf"(?:[-–—]|\b(?:{words}))\s*$|[-–—]\s*(?!(?:{now})\b)(?P<month>[^\W\d_]{{3,10}}\.?)$", re.I
    )


_DASH_FIRST = re.compile(r"\s*[-–—]\s*\S")
_YEAR_FIRST = re.compile(r"\s*(?:19|20)\d\d\b")


def is_half_period(text: str, below: str) -> bool:
    """Say whether a narrow cell has broken a period in two: what stands below is its rest.

    >>> is_half_period("03/2021 –", "present"), is_half_period("Mar 2018 – Dec", "2021")
    (True, True)
    >>> is_half_period("2019 – present", "2017 – 2019"), is_half_period("2019", "– 2021")
    (False, True)
    """
    if not is_date_like(text) or not is_date_like(below):
        return False
    end = _open_end().search(text)
    if end is None:
        return bool(_DASH_FIRST.match(below)) and len(below) <= 14
    return end["month"] is None or bool(_YEAR_FIRST.match(below))
