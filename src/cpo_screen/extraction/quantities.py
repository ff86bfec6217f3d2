"""Numbers in running text: digits and words, money, percentages, multiples, with their value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cpo_screen.lexicons import load_lexicon

Kind = Literal["money", "percent", "multiple", "number", "year"]
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_FEWEST_FIGURES, _MOST_FIGURES = 3, 12
_MOST = 1e15
_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")
_DATE = re.compile(
    r"(?<![\d.,])(?:\d{1,2}([-./])\d{1,2}\1(?:19|20)?\d\d|(?:19|20)\d\d([-./])\d\d\2\d\d)(?!\d)"
)
_PART = re.compile(r"([^\W\d_]+)[- ]$")
_THOUSANDS = re.compile(r"(?<=\d)[.,'’\u202f ](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at [start, end) of a text; of a range `value` is the upper end and `low` the lower one.

    `currency` is ISO 4217, None where the text leaves it open; `scale` what the figures were multiplied
    with (million: 1e6).
    """

    start: int
    end: int
    kind: Kind
    value: float
    low: float = 0.0
    currency: str | None = None
    scale: float = 1.0


def find_amounts(text: str, language: str = "en") -> tuple[Amount, ...]:
    """Find quantities in reading order, the widest at each place.

    >>> [(a.kind, a.value) for a in find_amounts("ARR $38M to $164M, churn -12%, 10–12 people in 2019")]
    [('money', 38000000.0), ('money', 164000000.0), ('percent', 12.0), ('number', 12.0), ('year', 2019.0)]
    >>> [(a.kind, a.value) for a in find_amounts("fünfundachtzig Köpfe, 4,2 Mio. EUR", "de")]
    [('number', 85.0), ('money', 4200000.0)]
    """
    grammar = _grammar(language if language in LANGUAGES else "en")
    dates = [match.span() for match in _DATE.finditer(text)]
    return tuple(
        amount
        for match in grammar.finditer(text)
        if not any(start <= match.start() < end for start, end in dates)
        and (amount := _amount_of(match, language)) is not None
    )


def parse_number(text: str, language: str = "en") -> int | None:
    """Read a whole number in digits or words; of a range the upper end; None if it is none.

    >>> parse_number("twenty-five"), parse_number("1,200"), parse_number("10-12"), parse_number("few")
    (25, 1200, 12, None)
    """
    found = [a for a in find_amounts(text.strip(), language) if a.kind in ("number", "year")]
    return int(found[0].value) if found else None


def _amount_of(match: re.Match[str], language: str) -> Amount | None:
    parts = match.groupdict()
    said = parts["upper"] or parts["digits"]
    value = _digits_value(said) if said else _words_value(parts["word"] or "", language)
    if value is None:
        return None
    kind = _kind_of(parts)
    if parts["figures"]:
        if not _FEWEST_FIGURES <= value <= _MOST_FIGURES:
            return None
        start, low, high = _figures(match, value)
        return Amount(start, match.end(), kind, high, low, _currency(parts), 10.0 ** (value - 1))
    scale = _scale(parts["size"])
    low = _digits_value(parts["digits"] or "0") if parts["upper"] else value
    least = round(low * (_scale(parts["lower_size"]) if parts["lower_size"] else scale), 2)
    most = float(round(value * scale, 2))
    if most > _MOST:
        return None
    return Amount(match.start(), match.end(), kind, most, min(least, most), _currency(parts), scale)


def _kind_of(parts: dict[str, str | None]) -> Kind:
    if any(parts[name] for name in ("sign", "after", "figures")):
        return "money"
    if parts["percent"]:
        return "percent"
    if parts["multiple"]:
        return "multiple"
    bare = not any(parts[name] for name in ("size", "plus", "word"))
    both = [text for name in ("digits", "upper") if (text := parts[name])]
    return "year" if bare and all(_YEAR.fullmatch(text) for text in both) else "number"


def _scale(size: str | None) -> float:
    return float(_magnitudes().get((size or "").strip(" -.").lower(), 1))


def _currency(parts: dict[str, str | None]) -> str | None:
    """The ISO 4217 code of the sign, code or word beside a figure."""
    for said in (parts["sign"], parts["currency"]):
        if said:
            return _currencies().get(said.lower())
    return None


@cache
def _currencies() -> dict[str, str | None]:
    lexicon = load_lexicon("numbers")
    signs = {**lexicon["currency_signs"], **lexicon["currency_words"]}
    codes = {code.lower(): code for code in lexicon["currency_codes"]}
    return codes | {said.lower(): code for said, code in signs.items()}


def _figures(match: re.Match[str], digits: float) -> tuple[int, float, float]:
    """Read 'low eight-figure' as its start and the range that it stands for: 10 to 40 million."""
    parts = load_lexicon("numbers")["parts_of_figures"]
    before = _PART.search(match.string, 0, match.start())
    part = parts.get(before[1].lower()) if before else None
    low, high = part or (1, 10)
    unit = 10.0 ** (digits - 1)
    return before.start(1) if before and part else match.start(), low * unit, high * unit


def _digits_value(text: str) -> float:
    """Read digits with thousands and decimal marks of any country."""
    plain = _THOUSANDS.sub("", text).replace(",", ".")
    return float(plain) if plain.count(".") < 2 else float(plain.replace(".", ""))


def _words_value(text: str, language: str) -> float | None:
    """Add and multiply number words: 'two hundred and ten' is 2 x 100 + 10."""
    grammar = load_lexicon("numbers")["words"].get(language) or load_lexicon("numbers")["words"]["en"]
    total = 0
    for atom in _atoms(language).findall(text.lower()):
        if atom in grammar["times"]:
            total = max(total, 1) * int(grammar["times"][atom])
        elif atom not in grammar["join"]:
            total += int(grammar["add"][atom])
    return total or None


@cache
def _magnitudes() -> dict[str, int]:
    return dict(load_lexicon("numbers")["magnitudes"])


def _either(words: Iterable[str]) -> str:
    """Return alternatives as one expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _atoms(language: str) -> re.Pattern[str]:
    grammar = load_lexicon("numbers")["words"].get(language) or load_lexicon("numbers")["words"]["en"]
    return re.compile(_either([*grammar["add"], *grammar["times"], *grammar["join"]]))


@cache
def _grammar(language: str) -> re.Pattern[str]:
    """One expression for all quantities; a range is kept by its upper end."""
    lexicon = load_lexicon("numbers")
    words = lexicon["words"][language]
    atom = _either([*words["add"], *words["times"]])
    glue = f"(?:[- ]?(?:{_either(words['join'])})[- ]?|[- ]?)"
    word = rf"\b(?:{_either(words['add'])})(?:{glue}(?:{atom})){{0,4}}(?:\b|(?=köpfig))"
    codes = _either(lexicon["currency_codes"])
    signs = _either(lexicon["currency_signs"])
    figures = _either(lexicon["figures"])
    money_words = _either(lexicon["currency_words"])
    digits = r"\d{1,3}(?:[.,'’\u202f ]\d{3}){1,4}(?!\d)(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,3})?"
    size = rf"(?:\s?-?(?:{_either(lexicon['magnitudes'])})\b\.?)"
    lower_size = size.replace("(?:", "(?P<lower_size>", 1)
    upper = rf"(?:{lower_size}?\s?[-–—]\s?(?:{signs})?\s?(?P<upper>{digits})(?![\d.,]*\d))"
    percent = rf"(?:\s?(?:{_either(lexicon['percent'])})(?!\w))"
    multiple = rf"(?:[\s-]?(?:{_either(lexicon['multiples'])})\b)"
    return re.compile(
        rf"(?:(?P<sign>(?<!\w)(?:{signs}|(?:{codes})\b))\s?)?"
        rf"(?:(?<![\w.,])(?P<digits>{digits})|(?P<word>{word}))"
        rf"{upper}?(?P<plus>\+)?(?P<size>{size})?\+?"
        rf"(?:(?P<percent>{percent})|(?P<multiple>{multiple})|(?P<figures>[- ]?(?:{figures})\b)"
        rf"|(?P<after>\s?(?:d['’]|d[ei]\s|of\s)?(?P<currency>[€£]|(?:{codes})\b|(?:{money_words})\b)))?",
        re.IGNORECASE,
    )
