"""How the lines of a CV are set, look by look: that of its headings shows as a whole, not line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple

from cpo_screen.model import Line

LOOK_FEATURES = (
    "all_times", "all_able", "all_titled", "all_named", "all_dated", "all_plainer", "all_alike",
    "all_spread", "all_apart", "all_gap", "all_holds", "all_held", "all_larger", "all_emphasis",
    "all_coloured", "all_letters",
)  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_SAME_SIZE = 0.3
_SEVERAL = 2


class Look(NamedTuple):
    """The type of a line's first words."""

    size: float
    bold: bool
    italic: bool
    upper: bool
    colour: str

    @property
    def roughly(self) -> Look:
        """The same, whatever its colour and slant."""
        return self._replace(italic=False, colour="")


def look_of(line: Line) -> Look:
    """How the line is set, before its first tab."""
    upper = line.text.split("\t", 1)[0].isupper()
    return Look(round(line.size, 1), line.bold, line.italic, upper, line.colour)


@dataclass(frozen=True, slots=True)
class Signs:
    """The lines that could be headings, and what is asked of each: has it a word of titles, or of firms,
    schools, degrees?"""

    able: frozenset[int]
    titled: Callable[[str], bool]
    named: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a CV's lines, the lines of each, and how most letters are set."""

    each: Sequence[Look]
    places: Mapping[Look, Sequence[int]]
    plain: Look
    colour: str

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Looks:
        """Gather the lines of each look; those that go on with a paragraph or a list are left out."""
        each = [look_of(line) for line in lines]
        letters: Counter[Look] = Counter()
        colours: Counter[str] = Counter()
        places: dict[Look, list[int]] = {}
        for index, (line, look) in enumerate(zip(lines, each, strict=True)):
            letters[look] += len(line.text)
            colours[look.colour] += len(line.text)
            if not line.bullet and not line.continues:
                places.setdefault(look, []).append(index)
        plain = letters.most_common(1)[0][0] if letters else Look(0.0, False, False, False, "")
        return cls(each, places, plain, colours.most_common(1)[0][0] if colours else "")

    def emphasis(self, look: Look) -> int:
        """In how many ways the look is set apart from running text."""
        plain = self.plain
        return (
            (look.size > plain.size + _SAME_SIZE)
            + (look.bold and not plain.bold)
            + (look.upper and not plain.upper)
            + (look.colour != self.colour)
        )

    def features(self, lines: Sequence[Line], look: Look, signs: Signs) -> dict[str, float]:
        """What holds for all lines of one look together, in LOOK_FEATURES' names."""
        own = self.places.get(look, ())
        after = [index + 1 for index in own if index + 1 < len(lines)]
        texts = [lines[index].text for index in own]
        steps = [other - one for one, other in pairwise(own)]
        return {
            "all_times": min(len(own), 15),
            "all_able": _share(index in signs.able for index in own),
            "all_titled": _share(signs.titled(text) for text in texts),
            "all_named": _share(signs.named(text) for text in texts),
            "all_dated": _share(_has_year(lines[index : index + 3]) for index in own),
            "all_plainer": _share(self._is_plainer(self.each[index], look) for index in after),
            "all_alike": _share(self.each[index] == look for index in after),
            "all_spread": (own[-1] - own[0]) / len(lines) if own else 0.0,
            "all_apart": min(*steps, 12) if steps else -1.0,
            "all_gap": self._gap(lines, own),
            "all_larger": _share(one.size > look.size + _SAME_SIZE for one in self.each),
            "all_emphasis": self.emphasis(look),
            "all_coloured": look.colour != self.colour,
            "all_letters": median([len(text) for text in texts]) if texts else 0.0,
        } | self._nesting(own, look)

    def _is_plainer(self, look: Look, than: Look) -> bool:
        return look != than and (look.size, look.bold) <= (than.size, than.bold)

    def _gap(self, lines: Sequence[Line], own: Sequence[int]) -> float:
        """The white space above them, more than above most lines."""
        usual = median([line.gap for line in lines])
        return min(fmean(lines[index].gap for index in own) - usual, 4.0) if own else 0.0

    def _nesting(self, own: Sequence[int], look: Look) -> dict[str, float]:
        """Headings hold several titles; titles are held by headings."""
        others = [
            places
            for other, places in self.places.items()
            if other != look and len(places) >= _SEVERAL and self.emphasis(other)
        ]
        return {
            "all_holds": max((_between(places, own) for places in others), default=-1.0),
            "all_held": max((_between(own, places) for places in others), default=-1.0),
        }


def _between(counted: Sequence[int], bounds: Sequence[int]) -> float:
    """How many of the counted places lie between two neighbouring bounds, on average."""
    if len(bounds) < _SEVERAL:
        return 0.0
    inside = sum(bounds[0] < one < bounds[-1] for one in counted)
    return min(inside / (len(bounds) - 1), 6.0)


def _has_year(lines: Sequence[Line]) -> bool:
    return any(_YEAR.search(line.text) for line in lines)


def _share(flags: Iterable[bool]) -> float:
    found = list(flags)
    return sum(found) / len(found) if found else 0.0
