"""Addresses behind links, on pages made with ReportLab."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.pdf import read_pdf


def lines(shown: str, target: str, at: tuple[float, float, float, float]) -> list[str]:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 700, shown)
    canvas.drawString(60, 600, "Head of Product")
    canvas.linkURL(target, at)
    canvas.save()
    return [line.text for line in read_pdf(buffer.getvalue(), ReadOptions()).lines]


def test_a_word_is_followed_by_the_profile_that_it_hides() -> None:
    found = lines("LinkedIn", "https://www.linkedin.com/in/ada-example/", (58, 696, 110, 712))
    assert found == ["LinkedIn linkedin.com/in/ada-example", "Head of Product"]


def test_an_icon_gives_its_address() -> None:
    found = lines("Ada Example", "mailto:ada@example.com", (300, 696, 312, 712))
    assert any("ada@example.com" in line for line in found)


def test_an_address_that_is_shown_is_not_said_twice() -> None:
    found = lines("ada@example.com", "mailto:ada@example.com", (58, 696, 150, 712))
    assert found == ["ada@example.com", "Head of Product"]


def test_other_links_add_nothing() -> None:
    assert lines("Acme", "https://acme.example.com/in/jobs", (58, 696, 90, 712)) == [
        "Acme",
        "Head of Product",
    ]


def test_an_icon_on_a_scan_leaves_it_a_scan() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.linkURL("https://www.linkedin.com/in/ada-example/", (300, 696, 312, 712))
    canvas.rect(10, 10, 20, 20, fill=1)
    canvas.save()
    draft = read_pdf(buffer.getvalue(), ReadOptions())
    assert not draft.lines
    assert [remark.code for remark in draft.warnings] == ["no_text"]


def test_a_link_without_area_is_not_believed() -> None:
    found = lines("Ada Example", "mailto:someone.else@example.com", (300, 700, 300, 700))
    assert found == ["Ada Example", "Head of Product"]
