"""Legacy Word files (.doc), read through LibreOffice where it is installed: it turns them into .docx."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from cpo_screen.documents.build import Draft
from cpo_screen.errors import RefusedFile

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60


def read_doc(data: bytes) -> Draft:
    """Read a legacy Word file by way of LibreOffice.

    Raises RefusedFile: unsupported without LibreOffice, timed_out after a minute, damaged if it gives up.
    """
    from cpo_screen.documents.docx import read_docx

    return read_docx(convert_doc(data, find_office()))


def find_office() -> str:
    """The path of LibreOffice's program; RefusedFile if there is none."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found:
            return found
    raise RefusedFile(
        "unsupported", "Old Word files (.doc) need LibreOffice. Install it, or save the file as .docx."
    )


def convert_doc(data: bytes, office: str, seconds: float = _SECONDS) -> bytes:
    """The same text as .docx, converted in a folder and with a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="cpo-screen-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "cv.doc").write_bytes(data)
        _run_office(_command(office, home), seconds)
        made = home / "made" / "cv.docx"
        if not made.is_file():
            raise RefusedFile("damaged", "LibreOffice cannot open this Word file. Save it as .docx.")
        return made.read_bytes()


def _command(office: str, home: Path) -> list[str]:
    profile = (home / "profile").as_uri()
    return [
        office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx", "--outdir", str(home / "made"), str(home / "cv.doc"),
    ]  # fmt: skip


def _run_office(command: list[str], seconds: float) -> None:
    """Run LibreOffice in a process group of its own, so that a timeout ends its children, too."""
    import os
    import signal

    started = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        started.wait(seconds)
    except subprocess.TimeoutExpired as error:
        if hasattr(os, "killpg"):
            os.killpg(started.pid, signal.SIGKILL)
        else:
            started.kill()
        started.wait()
        raise RefusedFile("timed_out", "LibreOffice took too long over this Word file.") from error
