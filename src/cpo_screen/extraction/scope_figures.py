"""The figures of a clause: single ones, ranges, what something grew from, and over which time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from cpo_screen.extraction.quantities import Amount
from cpo_screen.extraction.scope_words import Words, scale_of

_APART = 4  # words between the two figures of 'from 900 in 2019 to 6,100'
_MOST_MONTHS = 480
_SMALL = 1000  # figures below it share the magnitude of the one behind them


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount at words [start, end): from `low` to `high`, once `base`."""

    start: int
    end: int
    kind: Literal["money", "number"]
    low: float
    high: float
    base: float | None = None
    currency: str | None = None


def read_figures(words: Words) -> Iterator[Figure]:
    """Yield money and numbers of things in their order, those of a change or a range together."""
    text = words.clause.text
    places = [
        place
        for place, one in sorted(words.amounts.items())
        if one.kind in ("money", "number") and not text[one.end : one.end + 1].isalpha()  # 500KVA
    ]
    taken = -1
    for place, after in zip_longest(places, places[1:]):
        if place <= taken or words.plays(place + 1, "time"):
            continue
        figure = None if after is None else _pair(words, place, after)
        if figure is not None and after is not None:
            taken = after
        yield figure or _single(words, place)


def _single(words: Words, place: int) -> Figure:
    one = words.amounts[place]
    kind: Literal["money", "number"] = "money" if one.kind == "money" else "number"
    return Figure(place, place + 1, kind, one.low, one.value, currency=one.currency)


def _pair(words: Words, place: int, after: int) -> Figure | None:
    """Read 'from 9 to 31 Mio. EUR', '41k → 96k', '2.4M, up from 300k', '2 to 3 million'."""
    apart = after - place - 1
    if apart > 2 * _APART or words.plays(after + 1, "time"):
        return None
    first, last = words.amounts[place], words.amounts[after]
    rises = words.plays(after - 1, "to") or (
        words.plays(after - 1, "about") and words.plays(after - 2, "to")
    )
    kind: Literal["money", "number"] = "money" if "money" in (first.kind, last.kind) else "number"
    currency = first.currency or last.currency
    if words.plays(after - 1, "from") and words.plays(after - 2, "growth"):
        return Figure(place, place + 1, kind, first.low, first.value, last.value, currency)
    between = words.texts[place + 1 : after]
    if not rises or apart > _APART or "," in between or ";" in between:
        return None
    base = _scaled(first, last)
    if base > last.value:
        return Figure(place, after + 1, kind, last.low, last.value, base, currency)
    if _grew(words, place):
        return Figure(place, after + 1, kind, last.value, last.value, base, currency)
    return Figure(place, after + 1, kind, base, last.value, None, currency)


def _scaled(first: Amount, last: Amount) -> float:
    """The first of two figures in the size of the last: the 9 of 'from 9 to 31 million'."""
    return (
        first.value * last.scale
        if first.scale == 1 and last.scale > 1 and first.value < 1000
        else first.value
    )


def _grew(words: Words, place: int) -> bool:
    if words.plays(place - 1, "from") and not words.plays(place - 2, "budget", "range"):
        return True
    nouns = any(words.plays(p, "revenue", "users") for p in range(max(place - 5, 0), place))
    return nouns or any(words.plays(p, "growth", "form") for p in range(max(place - 8, 0), place))


def months_in(words: Words) -> int | None:
    """Over how many months a clause says that something happened: 'within three years' is 36."""
    sizes = scale_of("time", words.language)
    for place, amount in sorted(words.amounts.items()):
        if amount.kind != "number" or not words.plays(place + 1, "time"):
            continue
        before = range(max(place - 3, 0), place)
        months = round(amount.value * sizes.get(words.texts[place + 1], 0))
        if 1 <= months <= _MOST_MONTHS and any(words.plays(p, "within", "about") for p in before):
            return months
    return None
