"""Single dates in a line: 'Mar 2019', '03/2019', '2019-03', 'Q3 2018', 'Summer 2016', '’19', 'present'."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import PartialDate

_PIVOT = 50  # two-digit years below it are of this century
_YEAR = r"(?:19[4-9]\d|20\d\d|21\d\d)"


@dataclass(frozen=True, slots=True)
class Atom:
    """A date at [start, end) of a text. `date` is when it begins, `last` when it ends (a season or quarter
    has two); both None for 'present'. `kind` names its form."""

    start: int
    end: int
    date: PartialDate | None
    last: PartialDate | None
    kind: str

    @property
    def is_present(self) -> bool:
        """Whether it is a word for today."""
        return self.kind == "present"


def fold_same_length(text: str) -> str:
    """Lower case without accents, one character for each: offsets stay.

    >>> fold_same_length("MÄRZ ’19")
    "marz '19"
    """
    return "".join(_fold_char(char) for char in text)


@cache
def _fold_char(char: str) -> str:
    if char in "’‘`´′":
        return "'"
    base = unicodedata.normalize("NFKD", char)[:1].lower() or char
    return base if len(base) == 1 else char


@cache
def month_numbers() -> dict[str, int]:
    """Every month word of the lexicon, with its number."""
    months = load_lexicon("dates")["months"]
    return {word: int(number) for number, words in months.items() for word in words}


@cache
def _season_months() -> dict[str, tuple[int, int]]:
    seasons = load_lexicon("dates")["seasons"].values()
    return {word: (one["start"], one["end"]) for one in seasons for word in one["words"]}


def alternatives(words: list[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    month = alternatives(list(month_numbers()))
    season = alternatives(list(_season_months()))
    present = alternatives(load_lexicon("dates")["present"])
    gap = r"\.?(?:\s*[,/–-]?\s*|\s+(?:de|of|del|do)\s+)"
    forms = [
        r"(?P<ymd>(?<!\d)(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?!\d))",
        rf"(?P<dmy>(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:{_YEAR}|\d\d)(?!\d))",
        r"(?P<ym>(?<![\d./])(?:19|20)\d\d\s?[-/.]\s?(?:0[1-9]|1[0-2])(?![\d]|[./-]\d))",
        rf"(?P<my>(?<![\d./])(?:0?[1-9]|1[0-2])\s?[./-]\s?{_YEAR}(?!\d))",
        rf"(?P<word>(?<![^\W_])(?:(?:[12]?\d|3[01])(?:st|nd|rd|th|\.|er|o)? +(?:de +)?)?(?P<month>{month})"
        rf"(?:\.?\s+(?:[12]?\d|3[01])(?:st|nd|rd|th)?,)?{gap}"
        rf"(?P<wy>{_YEAR}|'\s?\d\d|(?<=[\s.,/-])\d\d(?![\d:%]))(?!\d))",
        rf"(?P<season>(?<![^\W_])(?P<sname>{season})\s+(?:of\s+)?(?P<sy>{_YEAR}|'\d\d)(?!\d))",
        rf"(?P<quarter>(?<![^\W_])(?:[qt](?P<q>[1-4])|(?P<q2>[1-4])q)\s*[/ '-]?\s*"
        rf"(?P<qy>{_YEAR}|\d\d)(?!\d))",
        r"(?P<my2>(?<![\d./])(?:0[1-9]|1[0-2])/\d\d(?![\d/]))",
        rf"(?P<year>(?<![\d$€£.,#])(?<!\d[.,]){_YEAR}(?![\d%]|[.,]\d|\s*(?:%|€|\$)))",
        r"(?P<short>(?<![\w'])'\s?\d\d(?![\d\w]))",
        rf"(?P<bare>(?<![^\W_])(?:{month})(?![^\W_])\.?)",
        rf"(?P<present>(?<![^\W_])(?:{present})(?![^\W_]))",
    ]
    return re.compile("|".join(forms))


def find_atoms(text: str, month_first: bool = False) -> list[Atom]:
    """Every date in the text, left to right. `month_first` reads 03/04/2019 as 4 March.

    >>> [(str(atom.date), atom.kind) for atom in find_atoms("Mar. ’19 to 07/2021, Q3 2018")]
    [('2019-03', 'word'), ('2021-07', 'my'), ('2018-07', 'quarter')]
    """
    folded = fold_same_length(text)
    atoms = (_parse_atom(match, month_first) for match in _pattern().finditer(folded))
    return [atom for atom in atoms if atom is not None]


def _parse_atom(match: re.Match[str], month_first: bool) -> Atom | None:
    kind = match.lastgroup or ""
    kind = next(name for name in _KINDS if match.group(name) is not None)
    dates = _DATES[kind](match, month_first)
    if dates is None:
        return None
    return Atom(match.start(), match.end(), dates[0], dates[1], kind)


Dates = tuple[PartialDate | None, PartialDate | None]


def _numbers(match: re.Match[str]) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", match.group())]


def _full_year(text: str) -> int:
    year = int(re.sub(r"\D", "", text))
    if year >= 100:
        return year
    return 2000 + year if year < _PIVOT else 1900 + year


def _both(year: int, month: int | None) -> Dates:
    date = PartialDate(year, month)
    return date, date


def _ymd(match: re.Match[str], _: bool) -> Dates | None:
    year, month = _numbers(match)[:2]
    return _both(year, month)


def _dmy(match: re.Match[str], month_first: bool) -> Dates | None:
    first, second, year = _numbers(match)
    month = first if (month_first and first <= 12) or second > 12 else second
    return _both(_full_year(str(year)), month) if month <= 12 else None


def _my(match: re.Match[str], _: bool) -> Dates | None:
    month, year = _numbers(match)
    return _both(_full_year(str(year)), month)


def _word(match: re.Match[str], _: bool) -> Dates | None:
    return _both(_full_year(match.group("wy")), month_numbers()[match.group("month")])


def _season(match: re.Match[str], _: bool) -> Dates | None:
    start, end = _season_months()[match.group("sname")]
    year = _full_year(match.group("sy"))
    return PartialDate(year, start), PartialDate(year + (end < start), end)


def _quarter(match: re.Match[str], _: bool) -> Dates | None:
    quarter = int(match.group("q") or match.group("q2"))
    year = _full_year(match.group("qy"))
    return PartialDate(year, 3 * quarter - 2), PartialDate(year, 3 * quarter)


def _year(match: re.Match[str], _: bool) -> Dates | None:
    return _both(_full_year(match.group()), None)


def _bare(match: re.Match[str], _: bool) -> Dates | None:
    month = month_numbers().get(match.group().rstrip("."))
    return _both(0, month) if month else None


def _present(_match: re.Match[str], _: bool) -> Dates | None:
    return None, None


_DATES = {
    "ymd": _ymd, "dmy": _dmy, "ym": _ymd, "my": _my, "word": _word, "season": _season, "quarter": _quarter,
    "my2": _my, "year": _year, "short": _year, "bare": _bare, "present": _present,
}  # fmt: skip
_KINDS = tuple(_DATES)
