from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from cpo_screen.documents.sniff import load_bytes, sniff_bytes, sniff_format
from cpo_screen.errors import RefusedFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def packed(*names: str, mimetype: str = "", manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        if manifest:
            made.writestr("META-INF/manifest.xml", manifest)
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + b"\0\0".join(stream.encode("utf-16-le") for stream in streams)


ODT = "application/vnd.oasis.opendocument.text"
RESUME = json.dumps({"basics": {"name": "Ada"}, "work": []}).encode()


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.pdf", b"%PDF-1.7\n", "pdf"),
        ("a.docx", b"\r\n\0junk" * 20 + b"%PDF-1.4\n", "pdf"),
        ("a.pdf", b"1 0 obj\nendobj\nstartxref\n0\n%%EOF", "pdf"),
        ("a.pdf", packed("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.docm", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "docx"),
        ("a.docx", packed("word/document.xml"), "docx"),
        ("a.docx", packed("[Content_Types].xml", "word/document.xml")[:-40], "docx"),
        ("a.odt", packed("content.xml", mimetype=ODT), "odt"),
        ("a.ott", packed("content.xml", mimetype=ODT + "-template"), "odt"),
        ("a.zip", packed("Profile.csv", "Positions.csv"), "linkedin_archive"),
        ("a.doc", ole("Root Entry", "WordDocument"), "doc"),
        ("a.doc", b"{\\rtf1 Ada}", "rtf"),
        ("a.doc", b"<html><body>Ada</body></html>", "html"),
        ("a.doc", b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:w/>", "doc"),
        ("a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html><p>Ada</html>", "html"),
        ("a.htm", b"Ada <b>Example</b>", "html"),
        ("a.html", b"<!DOCTYPE html><p>Ada", "html"),
        ("a.html", "<!doctype html><p>Ada".encode("utf-16"), "html"),
        ("a.txt", b"<table><tr><td>Ada</td></tr></table>", "html"),
        ("a.json", RESUME, "json"),
        ("a.txt", RESUME, "json"),
        ("a.md", b"Ada Example\n", "md"),
        ("a.txt", b"# Ada\n\n## Work\n\n**VP Product**, Acme\n", "md"),
        ("a.txt", b"Ada Example\nVP Product\n", "txt"),
        ("a.txt", "Ada Example".encode("utf-16"), "txt"),
        ("a.txt", "Ada Example".encode("utf-16-le"), "txt"),
        ("a.txt", "Müller, Straße".encode("cp1252"), "txt"),
        ("cv", b"Ada Example", "txt"),
        ("a.txt", b"BMW Group, Munich\nMZ", "txt"),
        ("a.txt", b"[Ada Example]\nVP Product", "txt"),
        ("a.txt", b"From: 2019\nTo: 2021, VP Product", "txt"),
        ("a.docx", b"Ada Example", "txt"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        ("a.pdf", b"\xff\xd8\xff\xe0" + bytes(50), "image"),
        ("a.pdf", b"II*\x00" + bytes(50), "image"),
    ],
)  # fmt: skip
def test_the_format_is_told_by_content(name: str, data: bytes, format: str) -> None:
    assert sniff_bytes(data, name) == format


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf\r\n \t\0", "empty"),
        ("a.zip", packed(), "empty"),
        ("a.pdf", b"\0\0\0\x18ftypheic" + bytes(50), "not_a_cv"),
        ("a.gif", b"GIF89a" + bytes(50), "not_a_cv"),
        ("a.bmp", b"BM\x10\0\0\0\0\0\0\0" + bytes(50), "not_a_cv"),
        ("a.docx", packed("[Content_Types].xml", "xl/workbook.xml"), "not_a_cv"),
        ("a.docx", packed("[Content_Types].xml", "ppt/presentation.xml"), "unsupported"),
        ("a.ods", packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "not_a_cv"),
        ("a.odt", packed("content.xml", mimetype=ODT, manifest="<m:encryption-data/>"), "encrypted"),
        ("a.pages", packed("Index/Document.iwa"), "unsupported"),
        ("a.epub", packed(mimetype="application/epub+zip"), "unsupported"),
        ("a.zip", packed("a.pdf", "b.pdf"), "unsupported"),
        ("a.zip", packed("a.pdf")[:-30], "damaged"),
        ("a.docx", ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        ("a.xls", ole("Workbook"), "not_a_cv"),
        ("a.msg", ole("__properties_version1.0"), "unsupported"),
        ("a.exe", b"MZ\x90\0\x03\0" + bytes(50), "not_a_cv"),
        ("a", b"\x7fELF" + bytes(50), "not_a_cv"),
        ("a.sh", b"#!/bin/sh\n", "not_a_cv"),
        ("a.mp4", b"\0\0\0\x18ftypisom" + bytes(20), "not_a_cv"),
        ("a.rar", b"Rar!\x1a\x07", "unsupported"),
        ("a.tar.gz", b"\x1f\x8b\x08", "unsupported"),
        ("a.eml", b"Return-Path: <a@example.com>\nFrom: a@example.com\n\nHello", "unsupported"),
        ("a.json", b'{"name": "package"}', "not_a_cv"),
        ("a.json", b'{"basics": ', "damaged"),
        ("a.tex", b"\\documentclass{article}\\begin{document}", "unsupported"),
        ("a.csv", b"a,b\n1,2\n", "not_a_cv"),
        ("a.py", b"print(1)", "not_a_cv"),
        ("a.xml", b"<?xml version='1.0'?><resume/>", "unsupported"),
        ("a.bin", bytes(range(256)) * 20, "not_a_cv"),
        ("a.txt", os.urandom(0) + b"\0\1\2\3" * 500, "not_a_cv"),
    ],
)  # fmt: skip
def test_what_no_reader_takes_is_refused(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        sniff_bytes(data, name)
    assert refused.value.reason == reason
    assert str(refused.value).endswith((".", ")."))


def test_an_encrypted_legacy_word_file() -> None:
    block = bytearray(OLE)
    fib = bytearray(b"\xec\xa5" + bytes(30))
    fib[11] = 1
    data = bytes(block) + bytes(fib) + "WordDocument".encode("utf-16-le")
    with pytest.raises(RefusedFile) as refused:
        sniff_bytes(data, "a.doc")
    assert refused.value.reason == "encrypted"


# --- opening ------------------------------------------------------------------------------------


def refusal(path: Path, max_bytes: int = 1000) -> str:
    with pytest.raises(RefusedFile) as refused:
        load_bytes(path, max_bytes)
    return refused.value.reason


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path / "gone.pdf") == "vanished"
    assert refusal(tmp_path) == "not_a_cv"
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "not_a_cv"
    large = tmp_path / "large.pdf"
    large.write_bytes(bytes(1001))
    assert refusal(large) == "too_large"

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    assert refusal(large, 2000) == "permission"


def test_sniffing_a_file_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "ada.pdf"
    file.write_bytes(b"{\\rtf1 Ada}")
    assert sniff_format(file) == "rtf"
