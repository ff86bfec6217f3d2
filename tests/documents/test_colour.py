"""The colour of a line is that of its first letters, in every format that says it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cpo_screen.documents.read import read_document
from cpo_screen.training.rendering.docx_page import render_docx
from cpo_screen.training.rendering.html_page import render_html
from cpo_screen.training.rendering.page import Fragment, Page, Row
from cpo_screen.training.rendering.reportlab_page import render_reportlab
from cpo_screen.training.rendering.typst_page import render_pdf

PAGE = Page(
    (
        Row((Fragment("Anselm Ruiz", "name", scale=2.0),)),
        Row((Fragment("Kitchens", "heading", bold=True, colour="00665e"),), space=1.0),
        Row((Fragment("Head Baker", "title", colour="00665e"), Fragment(", in Leeds and York", "company"))),
        Row((Fragment("Baked 900 loaves a night.", "highlight"),)),
    )
)


@pytest.mark.parametrize(
    ("render", "suffix"),
    [(render_pdf, "pdf"), (render_reportlab, "pdf"), (render_docx, "docx"), (render_html, "html")],
)
def test_lines_know_their_colour(render: Callable[[Page], bytes], suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"cv.{suffix}"
    file.write_bytes(render(PAGE))
    colours = [line.colour for line in read_document(file, file.name).lines]
    assert colours == ["", "00665e", "00665e", ""]
