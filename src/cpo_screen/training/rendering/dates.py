"""Dates as people write them: one style a CV, in the CV's language."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from cpo_screen.training.rendering.words import in_language

Period = Callable[[str | None, str | None], str]
_DASHES = (" - ", " – ", "–", "-", " — ", " – ", " - ")


def choose_dates(random: Random, language: str) -> Period:
    """A writer of periods in one style: (start, end) as YYYY-MM, YYYY, None or, at the end, "present"."""
    write = _choose_month(random, language)
    now = random.choice(in_language("now", language))
    dash = in_language("to", language) if random.random() < 0.12 else random.choice(_DASHES)

    def period(start: str | None, end: str | None) -> str:
        first = write(start) if start else ""
        last = now if end == "present" else write(end) if end else ""
        return f"{first}{dash}{last}" if first and last and first != last else first or last

    return period


def _choose_month(random: Random, language: str) -> Callable[[str], str]:
    names = _names(random, language, random.choice((3, 3, 0)))
    abbreviated = _names(random, language, 3)
    forms: list[Callable[[str, int], str]] = [
        lambda year, month: f"{names[month]} {year}",
        lambda year, month: f"{month:02}/{year}",
        lambda year, month: f"{month:02}.{year}",
        lambda year, month: f"{year}-{month:02}",
        lambda year, month: f"{abbreviated[month]} ’{year[2:]}",
        lambda year, month: f"{abbreviated[month]}'{year}",
        lambda year, month: f"{names[month]}, {year}",
        lambda year, _: year,
    ]
    form = random.choices(forms, (10, 4, 2, 1, 1, 1, 1, 3))[0]
    return lambda date: form(date[:4], int(date[5:])) if "-" in date else date


def _names(random: Random, language: str, length: int) -> list[str]:
    dot = "." if length and random.random() < 0.15 else ""
    capital = random.random() < 0.12
    written = [""]
    for name in in_language("months", language):
        text = name[:length] + dot if length and len(name) > length + 1 else name
        written.append(text.upper() if capital else text)
    return written
