"""The head of a position: its parts as found, then what they say of title, company, place and period."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.line_sketches import SENTENCE_END
from cpo_screen.extraction.places import split_place
from cpo_screen.extraction.position_elements import Element, Kind
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Period

_SURE_COMPANY = 0.8
_PLACE_WORDS = 3
_TAIL = re.compile(r"(?:, | [–—-] )([^,–—]+)$")
_ASIDE = re.compile(r"\s*[\[(](?:full|part)[ -]time[\])]|\s*,?\s*\b(?:full|part)-time\b", re.I)


@dataclass(slots=True)
class Record:
    """The parts of one head, in the order they came."""

    parts: dict[Kind, Element] = field(default_factory=dict)

    @property
    def lines(self) -> set[int]:
        """The lines of its title, company and dates."""
        return {one.line for kind, one in self.parts.items() if kind != "place"}

    @property
    def title(self) -> Element | None:
        """Its title, None if it has none."""
        return self.parts.get("title")

    @property
    def company(self) -> Element | None:
        """Its company, None if it has none."""
        return self.parts.get("company")

    @property
    def dates(self) -> Element | None:
        """Its period, None if it has none."""
        return self.parts.get("dates")


@dataclass(slots=True)
class Head:
    """A position's head: lines [first, last], and what they say; `probability` is that of its title."""

    first: int
    last: int
    period: Period
    rule: str
    title: str | None = None
    company: str | None = None
    location: str | None = None
    company_line: int | None = None
    probability: float = 1.0

    def set_company(self, text: str) -> None:
        """Take the employer from a text that may also name a place."""
        text = SENTENCE_END.split(text)[0]
        company, place = split_place(_ASIDE.sub("", text))
        company, unknown = _split_unknown_place(company)
        place = f"{unknown}, {place}" if unknown and place else unknown or place
        self.company = company.strip(" ,-–") or None
        self.location = self.location or place


def _split_unknown_place(text: str) -> tuple[str, str | None]:
    """'Erie Shore Plastics, Sandusky': a few capitals behind a sure company are a place we do not know."""
    match = _TAIL.search(text)
    if match is None:
        return text, None
    left, right = text[: match.start()], match.group(1)
    words = right.split()
    named = all(word[:1].isupper() and not word.isupper() for word in words) and len(words) <= _PLACE_WORDS
    sure = company_likeness(left) >= (_SURE_COMPANY if len(words) > 1 else 0.0)
    likely = 0 < company_likeness(right) <= min(company_likeness(left) + 0.1, _SURE_COMPANY - 0.1)
    if named and sure and likely and fold(right) not in load_lexicon("companies")["legal_forms"]:
        return left, right
    return text, None
