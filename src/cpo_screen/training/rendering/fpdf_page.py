"""Pages through fpdf2, always with embedded fonts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cpo_screen.training.rendering.page import Page
from cpo_screen.training.rendering.typesetting import SIZES, Box, set_page

_MADE = datetime(2020, 1, 1, tzinfo=UTC)


def render_fpdf(page: Page) -> bytes:
    """The page as a PDF file's bytes, the same each time."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format=SIZES[page.style.paper])
    pdf.set_creation_date(_MADE)
    pdf.set_line_width(0.5)
    known: set[str] = set()
    for sheet in set_page(replace(page, style=replace(page.style, embedded=True))):
        pdf.add_page()
        for box in sheet.boxes:
            _draw_box(pdf, box)
        for run in sheet.runs:
            if run.face.name not in known:
                pdf.add_font(run.face.name, fname=run.face.file)
                known.add(run.face.name)
            pdf.set_font(run.face.name, size=run.size)
            pdf.set_text_color(*bytes.fromhex(run.colour))
            pdf.text(run.x, run.y, run.text)
    return bytes(pdf.output())


def _draw_box(pdf: Any, box: Box) -> None:
    if box.fill:
        pdf.set_fill_color(*bytes.fromhex(box.fill))
    pdf.rect(box.x, box.y, box.width, box.height, style="F" if box.fill else "D")
