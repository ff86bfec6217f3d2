"""Single dates in a line: 'Mar 2019', '03/2019', '2019-03', 'Q3 2018', 'Summer 2016', '’19', '2015年3月'.

Every form ends or begins with a number: the numbers of a line are looked at, and the words beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from cpo_screen.extraction.date_excluded import is_amount, is_no_year
from cpo_screen.extraction.date_words import (
    alternatives,
    ends_period,
    fold_same_length,
    full_year,
    last_word,
    leads_month,
    lexicon_words,
    month_of,
    part_months,
    season_months,
    word_set,
    year_end,
)
from cpo_screen.model import PartialDate

LONGEST_SPAN = 50  # years of '1999/2000'
_FURTHEST = 2050  # a bare number above it is a year only beside another date
_LONGEST = 40  # characters of a date before its year
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19[4-9]\d|20\d\d|21\d\d)"

_DIGITS = re.compile(r"\d+")
_YEAR_FIRST = re.compile(
    rf"(?P<ymd>(?P<y1>{_YEAR})(?P<s1>\s?[-/.]\s?)(?P<m1>{_MONTH})(?P=s1){_DAY}(?!\d)\.?)"
    rf"|(?P<cjk>(?P<y2>{_YEAR})\s?[年년](?:\s?(?P<m2>{_MONTH})\s?[月월](?:\s?{_DAY}\s?[日일])?)?)"
    rf"|(?P<ym>(?P<y3>{_YEAR})\s?[-/.]\s?(?P<m3>0[1-9]|1[0-2])(?!\d|[./-]\d{{1,2}}(?!\d)))"
    rf"|(?P<ym1>(?P<y4>{_YEAR})[./]\s?(?P<m4>[1-9]|1[0-2])(?!\d|[./-]\d{{1,2}}(?!\d))\.?)"
    rf"|(?P<years>{_YEAR}[/–—-](?P<short>\d\d)(?!\d|[/.]\d|\s?%|\s?[–—-]\s?\d\d(?!\d)))"
    rf"|(?P<yq>(?P<y5>{_YEAR})[\s/-]*(?P<letter>[^\W\d_])(?P<part>[1-4])(?![^\W_]))"
    rf"|(?P<year>{_YEAR}(?!\d|[.,]\d|[a-d](?![^\W_])))"
)
_MONTH_FIRST = re.compile(
    rf"(?P<dmy>(?P<d1>{_DAY})\s?(?P<s1>[./-])\s?(?P<d2>{_DAY})\s?(?P=s1)\s?(?P<y1>{_YEAR}|\d\d)(?!\d))"
    rf"|(?P<mmy>(?P<m1>{_MONTH})\.?\s?[-–—]\s?(?P<m2>{_MONTH})[/.](?P<y2>{_YEAR})(?!\d))"
    rf"|(?P<my>(?P<m3>{_MONTH})(?P<s3>\s?[./–-]\s?|(?<=\d\d) )(?P<y3>{_YEAR})(?!\d))"
    rf"|(?P<dm>{_DAY}(?P<s5>[./])(?P<m5>{_MONTH})\.?(?=\s*\D{{1,5}}\s*{_DAY}(?P=s5)\s?{_MONTH}(?P=s5)\s?{_YEAR}))"
    rf"|(?P<my2>(?P<m4>{_MONTH})(?P<s4>\s?/\s?|[.'-])'?(?P<y4>\d\d)(?![\d/%]|[.,-]\d|\s?[€$]|,?\s{_YEAR}))"
)
_NO_SHORT = re.compile(r"\d|%|[:.,/]\d|\s?[%€$+@]|\s?(?:st|nd|rd|th|er)(?![^\W_])|[^\W\d_]")
_AFTER_YEAR = re.compile(r"[.,]?[\s/-]*(?P<word>[^\W\d_]{3,})\.?(?![^\W_])")
_NEXT_YEAR = re.compile(r"(?:[\s.,']*|[/-])(?:19|20)\d\d")
_FULL_MONTH = 5  # letters of a month that may stand alone behind its year


@dataclass(frozen=True, slots=True)
class Atom:
    """A date at [start, end) of a text. `date` is when it begins, `last` when it ends (a season or quarter
    has two); both None for 'present'. `kind` names its form; a `weak` one is a date only beside another."""

    start: int
    end: int
    date: PartialDate | None
    last: PartialDate | None
    kind: str
    weak: bool = False


def find_atoms(text: str, month_first: bool = False, folded: str | None = None) -> list[Atom]:
    """Every date in the text, left to right. `month_first` reads 03/04/2019 as 4 March.

    >>> [(str(atom.date), atom.kind) for atom in find_atoms("Mar. ’19 to 07/2021, Q3 2018")]
    [('2019-03', 'word2'), ('2021-07', 'my'), ('2018-07', 'part')]
    """
    folded = fold_same_length(text) if folded is None else folded
    atoms: list[Atom] = []
    end = 0
    for run in _DIGITS.finditer(folded):
        if run.start() < end:
            continue
        floor = atoms[-1].start if atoms and atoms[-1].kind == "word2" else end
        atom = _atom_at(text, folded, run, floor, month_first)
        if atom is not None and atom.start < end and (atom.kind == "word2" or folded[end - 3] == "'"):
            atom = _atom_at(text, folded, run, end, month_first)
        if atom is None:
            continue
        if atom.start < end:  # 'June 15' was not 2015 in 'June 15, 2019'
            atoms.pop()
        atoms.append(atom)
        end = atom.end
    return atoms


def _atom_at(text: str, folded: str, run: re.Match[str], floor: int, month_first: bool) -> Atom | None:
    """The date whose first or only number is this; its words do not begin before `floor`."""
    at, digits = run.start(), run.end() - run.start()
    if digits == 4 and folded[at] in "12":
        return _year_first(text, folded, at, floor)
    if digits > 2:
        return None
    before = folded[at - 1 : at]
    glued = before in ("/", ".", "-", ",") and folded[at - 2 : at - 1].isdigit() and at - 1 != floor
    if not glued and not (before == ":" and folded[at - 2 : at - 1].isdigit()):
        match = _MONTH_FIRST.match(folded, at)
        if match is not None and not _attached(folded, at):
            if match.lastgroup == "my2" and _is_ratio(text, folded, at, match.end()):
                return None
            atom = _PARSERS[match.lastgroup or ""](match, month_first)
            return replace(atom, end=year_end(folded, atom.end)) if atom is not None else None
    return _short_year(text, folded, at, floor) if digits == 2 else None


def _attached(folded: str, at: int) -> bool:
    """Whether the number is the end of a word or an amount; 'to2019' has lost a space."""
    before = folded[at - 1 : at]
    if not before.isalpha():
        return before in ("€", "$", "£", "#", "+")
    word = re.split(r"[\W\d_]", folded[max(0, at - 12) : at])[-1]
    return word not in word_set("until") and word not in word_set("to") and word not in word_set("fiscal")


def _is_ratio(text: str, folded: str, at: int, end: int) -> bool:
    """'Grade: 08/10', '11/12 matches'."""
    return last_word(folded, at) in word_set("grades") or is_amount(text, folded, at, end)


# --- the year first ---------------------------------------------------------------------------


def _year_first(text: str, folded: str, at: int, floor: int) -> Atom | None:
    match = _YEAR_FIRST.match(folded, at)
    if match is None:
        return None
    kind = match.lastgroup or ""
    year = int(folded[at : at + 4])
    worded = _worded(text, folded, at, floor, year)
    if worded is not None:
        return replace(worded, end=year_end(folded, at + 4))
    if _attached(folded, at) or (folded[at - 1 : at] in (".", ",") and folded[at - 2 : at - 1].isdigit()):
        return None
    end = year_end(folded, match.end())
    if kind == "ym1" and is_no_year(text, folded, at, at + 4):
        return None
    if kind in ("ymd", "cjk", "ym", "ym1"):
        return _numeric_year_first(match, kind, end)
    if kind == "yq":
        months = part_months(match["letter"] + match["part"])
        if months is not None:
            return _spanning(at, end, int(match["y5"]), months)
    if is_no_year(text, folded, at, at + 4):
        return None
    return _plain_year(match, folded, at, year)


def _plain_year(match: re.Match[str], folded: str, at: int, year: int) -> Atom:
    """A year with its month behind it, two years ('2015/16'), or a year alone."""
    if match.lastgroup == "years":
        short = int(match["short"])
        century = year - year % 100
        last = century + short if short > year % 100 else century + 100 + short
        if last - year <= LONGEST_SPAN and (last // 100 == year // 100 or short == (year + 1) % 100):
            return Atom(at, match.end(), PartialDate(year), PartialDate(last), "years")
    return _month_behind(folded, at, year) or _both(
        at, year_end(folded, at + 4), year, None, "year", year > _FURTHEST
    )


def _month_behind(folded: str, at: int, year: int) -> Atom | None:
    """'2019 March': weak where the month could be a name or the beginning of the next date."""
    match = _AFTER_YEAR.match(folded, at + 4)
    if match is None or month_of(match["word"]) is None or _NEXT_YEAR.match(folded, match.end()):
        return None
    closed = folded[match.end() :].lstrip()[:1] in "-–—~|)],"
    weak = len(match["word"]) < _FULL_MONTH or not closed
    return _both(at, match.end(), year, month_of(match["word"]), "ymw", weak)


def _numeric_year_first(match: re.Match[str], kind: str, end: int) -> Atom:
    groups = {"ymd": ("y1", "m1"), "cjk": ("y2", "m2"), "ym": ("y3", "m3"), "ym1": ("y4", "m4")}[kind]
    year, month = int(match[groups[0]]), match[groups[1]]
    spaced = kind in ("ymd", "ym") and re.search(r"\s[-.]|[-.]\s", match.group()) is not None
    kind = "my" if kind == "cjk" and month is not None else "year" if kind == "cjk" else kind
    return _both(match.start(), end, year, int(month) if month else None, kind, kind == "ym1" or spaced)


# --- the month first --------------------------------------------------------------------------


def _parse_dmy(match: re.Match[str], month_first: bool) -> Atom | None:
    first, second = int(match["d1"]), int(match["d2"])
    month = first if (month_first and first <= 12) or second > 12 else second
    if month > 12 or (len(match["y1"]) == 2 and " " in match.group()):
        return None
    kind = "dmy" if first <= 12 and second <= 12 else "mdy!" if second > 12 else "dmy!"
    return _both(match.start(), match.end(), full_year(match["y1"]), month, kind)


def _parse_mmy(match: re.Match[str], _: bool) -> Atom | None:
    year, first, last = int(match["y2"]), int(match["m1"]), int(match["m2"])
    if first >= last:
        return None
    return Atom(match.start(), match.end(), PartialDate(year, first), PartialDate(year, last), "span")


def _parse_my(match: re.Match[str], _: bool) -> Atom:
    sign = match["s3"]
    weak = (" " in sign and "/" not in sign) or sign == "–"
    return _both(match.start(), match.end(), int(match["y3"]), int(match["m3"]), "my", weak)


def _parse_my2(match: re.Match[str], _: bool) -> Atom:
    strong = match["s4"] == "/" and len(match["m4"]) == 2
    return _both(match.start(), match.end(), full_year(match["y4"]), int(match["m4"]), "my2", not strong)


def _parse_dm(match: re.Match[str], _: bool) -> Atom:
    return _both(match.start(), match.end(), 0, int(match["m5"]), "bare")


_PARSERS = {"dmy": _parse_dmy, "mmy": _parse_mmy, "my": _parse_my, "my2": _parse_my2, "dm": _parse_dm}


# --- a word first -----------------------------------------------------------------------------


@cache
def _before_year() -> re.Pattern[str]:
    of = alternatives(lexicon_words("of_year"))
    mark = r"(?:\s?'?(?:st|nd|rd|th)|er|[.oª])?"
    return re.compile(
        rf"(?<![^\W_])(?P<day>{_DAY}{mark}(?:\s+(?:{of})\s+|\s*|\s?[./-]|[./-]\s?)(?=[^\W\d_]{{3}}))?"
        rf"(?P<word>[^\W\d_]+|[^\W\d_][1-4]|[1-4][^\W\d_])"
        rf"(?:[.\s,']{{1,4}}(?:the\s+)?{_DAY}{mark}(?:\s?[–-]\s?{_DAY}{mark})?[.,]?\s*[,-]?\s*"
        rf"|(?P<gap>\.?\s*[,;/'\"“”–-]?\s*'?\s?|\.?\s+(?:{of})\s+|\s*\())$"
    )


def _worded(text: str, folded: str, at: int, floor: int, year: int) -> Atom | None:
    """The date that ends with this year and has a month, a season or a quarter before it."""
    if folded[max(0, at - 8) : at].rstrip()[-1:] in ("", "[", "|", ":"):
        return None
    match = _before_year().search(folded, max(floor, at - _LONGEST), at)
    if match is None:
        return None
    word = match["word"]
    if folded[at - 1] == "(" and not leads_month(folded, match.start()):
        return None
    month = month_of(word) if len(word) > 2 else None
    if month is not None:
        if word in word_set("doubtful_months") and not _is_sure(text, folded, match):
            return None
        numbered = match["day"] is not None and last_word(folded, match.start()) in word_set("numbered")
        return _both(match.start("word") if numbered else match.start(), at, year, month, "word")
    months = season_months().get(word) or part_months(word)
    if months is None or match["gap"] is None:
        return None
    return _spanning(match.start("word"), at, year, months)


def _is_sure(text: str, folded: str, match: re.Match[str]) -> bool:
    """Whether a word that may be another than a month ('set', 'out') is one here."""
    gap = match["gap"] or ""
    told = text[match.start("word")].isupper() or "/" in gap
    return told or ends_period(folded, match.start(), match.end(), gap.startswith("."))


def _short_year(text: str, folded: str, at: int, floor: int) -> Atom | None:
    """'’19', 'Jan 19', 'Mar-20', 'Q3/17', 'FY18'."""
    if _NO_SHORT.match(folded, at + 2):
        return None
    year = full_year(folded[at : at + 2])
    before = folded[:at].rstrip(" ")
    quoted = before.endswith("'") and at - len(before) < 2
    if not quoted and not (before[-1:].isalnum() or before[-1:] in ("-", "/", ".", ",", "–")):
        return None
    worded = _worded(text, folded, at, floor, year)
    if worded is not None:
        return replace(worded, end=at + 2, kind="word2" if worded.kind == "word" else worded.kind)
    if quoted:
        sign = len(before) - 1
        return None if folded[sign - 1 : sign].isalnum() else _both(sign, at + 2, year, None, "short")
    if last_word(folded, at) in word_set("fiscal"):
        return _both(at, at + 2, year, None, "fiscal")
    return None


# --- years and parts of years -----------------------------------------------------------------


def _spanning(start: int, end: int, year: int, months: tuple[int, int]) -> Atom:
    first, last = PartialDate(year, months[0]), PartialDate(year + (months[1] < months[0]), months[1])
    return Atom(start, end, first, last, "part")


def _both(start: int, end: int, year: int, month: int | None, kind: str, weak: bool = False) -> Atom:
    date = PartialDate(year, month)
    return Atom(start, end, date, date, kind, weak)
