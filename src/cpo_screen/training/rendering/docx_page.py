"""Pages as Word files, through python-docx: tabs, tables and list marks as people use them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from cpo_screen.training.rendering.page import Block, Fragment, Grid, Page, Rail, Row, Style


def render_docx(page: Page) -> bytes:
    """The page as a .docx file's bytes; a sidebar becomes a table of two cells."""
    from docx import Document

    document = Document()
    for block in page.top:
        _add(document, block, page.style)
    if page.side:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        halves = (page.side, page.main) if page.style.side_left else (page.main, page.side)
        for cell, blocks in zip(cells, halves, strict=True):
            _fill(cell, blocks, page.style)
    else:
        for block in page.main:
            _add(document, block, page.style)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _fill(cell: Any, blocks: tuple[Block, ...], style: Style) -> None:
    for block in blocks:
        _add(cell, block, style)


def _add(container: Any, block: Block, style: Style) -> None:
    if isinstance(block, Row):
        _paragraph(container, block, style)
        return
    rows: tuple[tuple[tuple[Row, ...], ...], ...]
    rows = (_halves(block),) if isinstance(block, Rail) else block.cells
    table = container.add_table(len(rows), len(rows[0])) if rows else None
    if table is not None and isinstance(block, Grid) and block.ruled:
        table.style = (
            "Table Grid" if "Table Grid" in [one.name for one in table.part.document.styles] else None
        )
    for row, cells in zip(table.rows if table is not None else (), rows, strict=True):
        for cell, content in zip(row.cells, cells, strict=True):
            _fill(cell, content, style)


def _halves(rail: Rail) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    return (rail.narrow, rail.wide) if rail.narrow_left else (rail.wide, rail.narrow)


def _paragraph(container: Any, row: Row, style: Style) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt

    paragraph = container.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(row.space * style.size)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.left_indent = Pt(row.indent * style.size) if row.indent else None
    _shape(paragraph, row)
    if row.bullet:
        paragraph.add_run(f"{row.bullet}\t")
    for fragment in row.left:
        _run(paragraph, fragment, style)
    if row.right:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(460), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t")
        for fragment in row.right:
            _run(paragraph, fragment, style)


def _shape(paragraph: Any, row: Row) -> None:
    """The paragraph's alignment, and the colour behind it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    if row.align != "left":
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, row.align.upper())
    if row.fill:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{row.fill}"/>'
        paragraph._p.get_or_add_pPr().append(parse_xml(shade))


def _run(paragraph: Any, fragment: Fragment, style: Style) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(fragment.text)
    run.bold, run.italic = fragment.bold or None, fragment.italic or None
    run.font.size = Pt(round(style.size * fragment.scale * 2) / 2)
    if fragment.colour:
        run.font.color.rgb = RGBColor.from_string(fragment.colour.upper())
