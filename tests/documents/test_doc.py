"""Legacy Word files, with a stand-in for LibreOffice."""

from __future__ import annotations

import contextlib
import shutil
import socket
import sys
from pathlib import Path

import pytest

from cpo_screen.documents.doc import convert_doc, find_office, read_doc
from cpo_screen.errors import RefusedFile

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def stand_in(folder: Path, script: str) -> str:
    office = folder / "soffice"
    office.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    office.chmod(0o755)
    return str(office)


def test_without_libreoffice_the_file_is_unsupported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(RefusedFile, match="LibreOffice") as refused:
        read_doc(b"\xd0\xcf\x11\xe0")
    assert refused.value.reason == "unsupported"


@posix
def test_the_made_file_comes_back(tmp_path: Path) -> None:
    script = (
        'for last; do :; done; home=$(dirname "$last"); mkdir "$home/made"; cp "$last" "$home/made/cv.docx"'
    )
    assert convert_doc(b"words", stand_in(tmp_path, script)) == b"words"


@posix
def test_nothing_made_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile) as refused:
        convert_doc(b"words", stand_in(tmp_path, "exit 1"))
    assert refused.value.reason == "damaged"


@posix
def test_a_hanging_office_is_ended(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile) as refused:
        convert_doc(b"words", stand_in(tmp_path, "sleep 30"), seconds=0.3)
    assert refused.value.reason == "timed_out"


def test_office_is_found_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/opt/lo" if name == "libreoffice" else None)
    assert find_office() == "/opt/lo"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_calls_no_address_that_a_file_names() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/spy.png"
        with contextlib.suppress(RefusedFile):
            convert_doc(
                f'<html><body>Ann Lee<img src="{address}"></body></html>'.encode(), find_office(), 30
            )
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()
