"""The years of schools, degrees and courses, which tell how old somebody is."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.lexicons import load_lexicon

_YEAR = r"(?<![\d.,$€£])(?:19[4-9]\d|20[0-4]\d)(?![\d%]|[.,]\d)"
_YEARS = re.compile(_YEAR)
_SHORT_YEARS = re.compile(r"(?<=['’‘])\d{2}(?!\d)|(?<=\b\d[./])\d{2}(?!\d)|(?<=\b\d\d[./])\d{2}(?!\d)")
_SECOND_YEAR = re.compile(r"(?<=····)(\s?[-–/]\s?)\d{2}(?![\d/.-])")
_NEAR = 70  # characters between a degree and its year


def mask_years(text: str) -> str:
    """Mask every year in the text of a degree or course.

    >>> mask_years("MBA, INSEAD, Sept 2004 – 06/2006, class of '06"), mask_years("1998/99")
    ("MBA, INSEAD, Sept ···· – 06/····, class of '····", '····/····')
    """
    mark = _mark()
    text = _YEARS.sub(mark, text)
    text = _SECOND_YEAR.sub(rf"\g<1>{mark}", text)
    return _SHORT_YEARS.sub(mark, text) if any(map(str.isdigit, text)) else text


def mask_near_schools(text: str) -> str:
    """Mask the years that stand near a degree or a school in any text.

    >>> mask_near_schools("Graduated in 2004, then grew revenue"), mask_near_schools("Joined in 2004")
    ('Graduated in ····, then grew revenue', 'Joined in 2004')
    """
    text = _of_class().sub(_mark(), text)
    if not _YEARS.search(text):
        return text
    cues = [match.span() for pattern in _cues() for match in pattern.finditer(text)]
    if not cues:
        return text

    def masked(match: re.Match[str]) -> str:
        near = any(start - _NEAR <= match.start() and match.end() <= end + _NEAR for start, end in cues)
        return _mark() if near else match.group()

    return _SECOND_YEAR.sub(rf"\g<1>{_mark()}", _YEARS.sub(masked, text))


def _mark() -> str:
    return str(load_lexicon("blinding")["marks"]["year"])


@cache
def _of_class() -> re.Pattern[str]:
    return re.compile(load_lexicon("blinding")["schools"]["short"])


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    schools = load_lexicon("blinding")["schools"]
    return re.compile(schools["exact"]), re.compile(schools["words"], re.IGNORECASE)
