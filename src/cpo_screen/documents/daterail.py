"""What a date looks like to reading order, which knows no more of dates than that."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.lexicons import load_lexicon


@cache
def _date_like() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("layout")["present"]))
    return re.compile(rf"\b(?:19|20)\d\d\b|['’]\d\d\b|\b\d{{1,2}}[/.]\d\d\b|\b(?:{words})\b", re.I)


def is_date_like(text: str) -> bool:
    """Say whether a short piece of text is a date or a period, as in a date rail.

    >>> is_date_like("03/2019 – present"), is_date_like("Led 12 people in 2019 and grew revenue by half")
    (True, False)
    """
    return len(text) <= 40 and bool(_date_like().search(text))
