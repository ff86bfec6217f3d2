"""What files say of themselves: dates of making and changing, hidden words of their properties."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from cpo_screen.documents.properties import page_properties, pdf_properties, read_office_properties
from cpo_screen.documents.read import read_document
from cpo_screen.model import Stamp

_CORE = """<cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>"""
_KEYWORDS = "product, roadmap, strategy, vision, leadership, growth"


def _core(*elements: str) -> bytes:
    return _CORE.format("".join(elements)).encode()


def test_word_files_have_two_dates() -> None:
    own = read_office_properties(
        _core(
            "<dcterms:created>2019-02-19T20:14:51Z</dcterms:created>",
            "<dcterms:modified>2021-03-02T08:00:00Z</dcterms:modified>",
            "<cp:revision>4</cp:revision>",
        )
    )
    assert [stamp.kind for stamp in own.stamps] == ["created", "modified"]
    assert own.stamps[1].said == "2021-03-02T08:00:00Z"


def test_a_converted_word_file_says_so() -> None:
    same = "2019-02-19T20:14:51Z"
    own = read_office_properties(
        _core(f"<dcterms:created>{same}</dcterms:created>", f"<dcterms:modified>{same}</dcterms:modified>")
    )
    assert own.stamps == (Stamp("converted", same),)


def test_keywords_are_kept_and_names_are_not() -> None:
    own = read_office_properties(
        _core(f"<cp:keywords>{_KEYWORDS}</cp:keywords>", "<dc:title>My CV</dc:title>")
    )
    assert own.texts == (_KEYWORDS,)


@pytest.mark.parametrize("data", [None, b"", b"no xml", b"<a/>"])
def test_no_properties(data: bytes | None) -> None:
    assert read_office_properties(data).stamps == ()


def test_pdf_dates_carry_their_program() -> None:
    own = pdf_properties({"Producer": "Qt 4", "Creator": "wkhtmltopdf", "CreationDate": "D:20210808155003"})
    assert own.stamps == (Stamp("created", "D:20210808155003", "Qt 4 / wkhtmltopdf"),)


def test_a_page_says_when_it_was_changed() -> None:
    from lxml import html

    root = html.fromstring('<html><head><meta name="dcterms.modified" content="2020-05-01"></head></html>')
    assert page_properties(root).stamps == (Stamp("modified", "2020-05-01"),)


def test_json_resume_says_when_it_was_changed(tmp_path: Path) -> None:
    file = tmp_path / "cv.json"
    file.write_text(json.dumps({"basics": {"name": "Ada Example"}, "meta": {"lastModified": "2020-05-01"}}))
    assert read_document(file, "cv.json").stamps == (Stamp("modified", "2020-05-01"),)


def test_markdown_says_when_it_was_changed(tmp_path: Path) -> None:
    file = tmp_path / "cv.md"
    file.write_text("---\nname: Ada Example\ndate: 2020-05-01\n---\n# Experience\n")
    assert read_document(file, "cv.md").stamps == (Stamp("modified", "2020-05-01"),)


def test_rich_text_says_when_it_was_made(tmp_path: Path) -> None:
    file = tmp_path / "cv.rtf"
    file.write_bytes(rb"{\rtf1\ansi{\info{\creatim\yr2019\mo3\dy4}{\revtim\yr2020\mo11}}Ada Example\par}")
    said = [(stamp.kind, stamp.said) for stamp in read_document(file, "cv.rtf").stamps]
    assert said == [("created", "2019-03"), ("modified", "2020-11")]


@pytest.mark.parametrize(
    ("name", "said"),
    [("Basic_LinkedInDataExport_01-15-2024.zip", "2024-01"), ("linkedin.zip", "2023-06")],
)
def test_linkedin_says_when_it_was_exported(tmp_path: Path, name: str, said: str) -> None:
    from zipfile import ZipInfo

    file = tmp_path / name
    with ZipFile(file, "w") as archive:
        archive.writestr(
            ZipInfo("Profile.csv", (2023, 6, 1, 0, 0, 0)), "First Name,Last Name\nAda,Example\n"
        )
        archive.writestr(
            ZipInfo("Positions.csv", (2023, 6, 1, 0, 0, 0)),
            "Company Name,Title,Started On,Finished On\nAcme,CPO,Jan 2020,\n",
        )
    assert read_document(file, name).stamps == (Stamp("exported", said),)


def test_properties_are_hidden_lines_of_page_0() -> None:
    from cpo_screen.documents.build import DraftLine, build_document

    document = build_document("a", "0", "pdf", 1, [DraftLine("Ada Example")], properties=[_KEYWORDS])
    last = document.lines[-1]
    assert (last.page, last.number, last.hidden) == (0, 1, True)
    assert document.text[last.span.start : last.span.end] == _KEYWORDS
    assert [line.text for line in document.visible] == ["Ada Example"]
