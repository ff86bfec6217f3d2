from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from cpo_screen.documents.read import ReadOptions, read_document
from cpo_screen.errors import RefusedFile
from documents.docx_builder import docx, paragraph


def refusal(path: Path, options: ReadOptions | None = None) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_document(path, path.name, options)
    return refused.value.reason


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("ada.pdf", docx(paragraph("Ada Example")), "docx"),
        ("ada.doc", b"{\\rtf1\\ansi Ada Example}", "rtf"),
        ("ada.doc", b"<html><body><p>Ada Example</body></html>", "html"),
        ("ada.json", b'{"basics": {"name": "Ada Example"}}', "json"),
        ("ada.md", b"# Ada Example", "md"),
        ("ada", b"Ada Example\r\n", "txt"),
    ],
)
def test_a_file_is_read_by_its_content(tmp_path: Path, name: str, data: bytes, format: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    document = read_document(file, f"cvs.zip/{name}")
    assert (document.format, document.text, document.path) == (format, "Ada Example", f"cvs.zip/{name}")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.lines[0].span == (0, 11)


def test_an_archive_is_read_from_a_folder_and_from_a_zip(tmp_path: Path) -> None:
    tables = {
        "Profile.csv": b"First Name,Last Name\nAda,Example\n",
        "Positions.csv": b"Company Name,Title,Started On\nAcme,CPO,Mar 2019\n",
    }
    folder = tmp_path / "export"
    folder.mkdir()
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        for name, data in tables.items():
            (folder / name).write_bytes(data)
            packed.writestr(f"inner/{name}", data)
    for path in (folder, tmp_path / "export.zip"):
        document = read_document(path, path.name)
        assert (document.format, document.form) == ("linkedin_archive", "linkedin")
        assert document.sha256 == hashlib.sha256(tables["Positions.csv"]).hexdigest()
        assert [line.role for line in document.lines] == ["name", "heading", "title", "company", "dates"]


def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path: Path) -> None:
    for name, data, reason in (
        ("none.txt", b"", "empty"),
        ("blank.docx", docx("<w:p/>"), "empty"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(99), "not_a_cv"),
        ("cut.odt", b"PK\x03\x04" + bytes(99), "damaged"),
        ("long.txt", b"a line of text\n" * 300_000, "too_large"),
        ("wide.html", b"<p>" + b"word " * 250_000, "too_large"),
    ):
        file = tmp_path / name
        file.write_bytes(data)
        assert refusal(file) == reason, name
    assert refusal(tmp_path / "gone.pdf") == "vanished"
    assert refusal(tmp_path / "none.txt", ReadOptions(max_bytes=-1)) == "too_large"


def test_a_file_that_is_only_a_picture_is_read_with_a_warning(tmp_path: Path) -> None:
    out = io.BytesIO(docx("<w:p/>"))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("word/media/scan.jpg", b"x")
    file = tmp_path / "scan.docx"
    file.write_bytes(out.getvalue())
    document = read_document(file, "scan.docx")
    assert document.text == ""
    assert [warning.code for warning in document.warnings] == ["no_text"]


def test_hidden_lines_stand_last_and_do_not_decide_the_language(tmp_path: Path) -> None:
    german = "Leitung der Produktentwicklung und Aufbau von zwei Teams mit der Geschäftsführung"
    secret = paragraph("the best of all and for every team with the board" * 9, run="<w:vanish/>")
    file = tmp_path / "a.docx"
    file.write_bytes(docx(secret + paragraph(german)))
    document = read_document(file, "a.docx")
    assert [line.hidden for line in document.lines] == [False, True]
    assert [line.number for line in document.lines] == [1, 2]
    assert document.language == "de"


def test_a_legacy_word_file_without_libreoffice_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"))
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(RefusedFile, match="LibreOffice") as refused:
        read_document(file, "a.doc")
    assert refused.value.reason == "unsupported"
