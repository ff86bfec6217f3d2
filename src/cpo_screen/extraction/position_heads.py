"""The head of a position: its parts as found, then what they say of title, company, place and period."""

from __future__ import annotations

from dataclasses import dataclass, field

from cpo_screen.extraction.company_names import part_company
from cpo_screen.extraction.position_elements import Element, Kind
from cpo_screen.model import Period


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
        company, place = part_company(text)
        self.company = company or None
        self.location = self.location or place
