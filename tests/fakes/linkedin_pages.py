"""Profiles as LinkedIn's "Save to PDF" writes them, in several languages, drawn in the original's sizes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_SIDE, _MAIN, _TOP, _BOTTOM = 22.0, 223.0, 745.0, 70.0
_INKS = {"grey": 0.69, "black": 0.0}
_PAGES = Path(__file__).with_suffix(".yaml")
LANGUAGES = ("german", "french", "spanish", "portuguese")


class Row(NamedTuple):
    """A line of the main column: its type size, the space above it in points, its ink."""

    text: str
    size: float
    space: float
    ink: str


def draw_profile(language: str) -> bytes:
    """Return the PDF of the invented profile in a language."""
    from reportlab.pdfgen.canvas import Canvas

    profile = yaml.safe_load(_PAGES.read_text(encoding="utf-8"))[language]
    pages = _pages(profile)
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(612, 792), invariant=1)
    canvas.setTitle("Profile")
    canvas.setSubject("Resume generated from profile")
    canvas.setAuthor("LinkedIn")
    for number, rows in enumerate(pages, 1):
        _draw_side(canvas, profile["side"] if number == 1 else [])
        for row, y in rows:
            canvas.setFillGray(_INKS[row.ink])
            canvas.setFont("Helvetica", row.size)
            canvas.drawString(_MAIN, y, row.text)
        canvas.setFillGray(0.0)
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(415, 12, profile["page_mark"].format(page=number, pages=len(pages)))
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _pages(profile: dict[str, Any]) -> list[list[tuple[Row, float]]]:
    """Each page's rows with their height."""
    head = [
        Row(profile["name"], 26.0, 0.0, "black"),
        Row(profile["headline"], 12.0, 4.0, "black"),
        Row(profile["place"], 12.0, 2.0, "grey"),
    ]
    pages: list[list[tuple[Row, float]]] = [[]]
    y = _TOP
    for row in [*head, *map(_row, profile["rows"])]:
        y -= row.size * 1.2 + row.space
        if y < _BOTTOM:
            pages.append([])
            y = _TOP
        pages[-1].append((row, y))
    return pages


def _row(line: str) -> Row:
    size, space, ink, text = line.split(" ", 3)
    return Row(text, float(size), float(space), ink)


def _draw_side(canvas: Any, side: list[dict[str, list[str]]]) -> None:
    canvas.setFillColorRGB(0.16, 0.24, 0.29)
    canvas.rect(0, 0, 201, 792, stroke=0, fill=1)
    y = _TOP
    for part in side:
        for heading, lines in part.items():
            y -= 30
            canvas.setFillGray(0.87)
            canvas.setFont("Helvetica", 13)
            canvas.drawString(_SIDE, y, heading)
            canvas.setFillGray(1.0)
            canvas.setFont("Helvetica", 10.5)
            for line in lines:
                y -= 17
                canvas.drawString(_SIDE, y, line)
