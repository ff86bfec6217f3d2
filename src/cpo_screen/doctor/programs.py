"""Other programs that some files need: LibreOffice and tesseract."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence

from cpo_screen.doctor.findings import Finding, absent
from cpo_screen.documents.doc import find_office
from cpo_screen.documents.ocr_program import find_tesseract, program_path
from cpo_screen.errors import RefusedFile

_PATIENCE = 20.0  # seconds for a program to say its version


def find_programs() -> Iterable[Finding]:
    """LibreOffice for old Word files; tesseract and its languages for scans."""
    yield _find_libreoffice()
    yield _find_tesseract()


def _find_libreoffice() -> Finding:
    try:
        office = find_office()
    except RefusedFile:
        return absent("programs", "LibreOffice", "libreoffice", "not found")
    return Finding("programs", "LibreOffice", _first_line([office, "--version"]))


def _find_tesseract() -> Finding:
    program = program_path()
    if program is None:
        return absent("programs", "tesseract", "tesseract", "not found")
    languages = _said([program, "--list-langs"]).splitlines()[1:]
    value = f"{_first_line([program, '--version'])}; languages: {', '.join(languages) or 'none'}"
    if find_tesseract() is None:
        return absent("programs", "tesseract", "tesseract_data", value)
    return Finding("programs", "tesseract", value)


def _first_line(command: Sequence[str]) -> str:
    return next(iter(_said(command).splitlines()), "found; it does not tell its version")


def _said(command: Sequence[str]) -> str:
    """What a program prints; nothing where it fails or takes too long."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", errors="replace").strip() if done.returncode == 0 else ""
