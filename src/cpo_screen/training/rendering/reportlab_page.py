"""Pages through ReportLab: core fonts, or embedded ones for further letters."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from cpo_screen.training.rendering.page import Page
from cpo_screen.training.rendering.typesetting import SIZES, Box, Sheet, set_page


def render_reportlab(page: Page) -> bytes:
    """The page as a PDF file's bytes, the same each time."""
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, pagesize=SIZES[page.style.paper], invariant=True)
    canvas.setLineWidth(0.5)
    for sheet in set_page(page):
        _draw(canvas, sheet, SIZES[page.style.paper][1])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Any, sheet: Sheet, high: float) -> None:
    for box in sheet.boxes:
        _draw_box(canvas, box, high)
    for run in sheet.runs:
        canvas.setFillColor(f"#{run.colour}")
        canvas.setFont(run.face.name, run.size)
        canvas.drawString(run.x, high - run.y, run.text)


def _draw_box(canvas: Any, box: Box, high: float) -> None:
    canvas.setLineWidth(0.5)
    if box.fill:
        canvas.setFillColor(f"#{box.fill}")
    bottom = high - box.y - box.height
    canvas.rect(box.x, bottom, box.width, box.height, stroke=int(not box.fill), fill=int(bool(box.fill)))
