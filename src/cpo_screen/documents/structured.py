"""Structured sources (JSON Resume, LinkedIn's archive) as lines whose role is known, in one fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.clean import clean_text, parse_bullet, squeeze
from cpo_screen.model import Role

_ISO_DAY = re.compile(r"^(\d{4}-\d{2})-\d{2}.*$")


@dataclass(slots=True)
class StructuredLines:
    """Collects lines with their roles; empty values leave no line."""

    lines: list[DraftLine] = field(default_factory=list)

    def add(self, role: Role, value: object) -> None:
        """Add one value as a line; longer texts become one line per paragraph, without a role for prose."""
        for text in str(value or "").splitlines():
            cleaned = squeeze(clean_text(text))
            bullet, rest = parse_bullet(cleaned)
            if rest:
                self.lines.append(DraftLine(rest, role=role, bullet=bullet))

    def heading(self, text: str) -> None:
        """Open a section."""
        self.lines.append(DraftLine(text, role="heading", heading=1, bold=True, gap=1.0))

    def prose(self, value: object) -> None:
        """Add running text, one line per paragraph."""
        before = len(self.lines)
        self.add("other", value)
        plain = [DraftLine(line.text, bullet=line.bullet) for line in self.lines[before:]]
        self.lines[before:] = plain


def period_text(start: object, end: object, is_open: bool = True) -> str:
    """'2019-03 – 2021-05'; an absent end is 'present' for a job that has begun.

    >>> period_text("2022-09-01", None), period_text("2012", "2014", is_open=False), period_text("", "2014")
    ('2022-09 – present', '2012 – 2014', '2014')
    """
    first, last = (_ISO_DAY.sub(r"\1", str(one or "").strip()) for one in (start, end))
    if first and (last or is_open):
        return f"{first} – {last or 'present'}"
    return first or last


def joined(values: Iterable[object], mark: str = ", ") -> str:
    """The values that are there, in one string."""
    return mark.join(str(value).strip() for value in values if value and str(value).strip())
