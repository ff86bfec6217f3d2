"""Legacy Word files (.doc), read through LibreOffice where it is installed: it turns them into .docx."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from cpo_screen.batch_worker import ends_with_worker, seconds_left
from cpo_screen.documents.build import Draft
from cpo_screen.documents.temporary import own_folder
from cpo_screen.errors import RefusedFile

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60
_TIDY = 1.0  # seconds kept back of a file's own to end LibreOffice in


_SAFE = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # by hand: a proxy that is not there
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


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
    with own_folder() as home:
        (home / "cv.doc").write_bytes(data)
        (home / "profile" / "user").mkdir(parents=True)
        (home / "profile" / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        _run_office(_command(office, home), seconds)
        made = home / "made" / "cv.docx"
        if not made.is_file():
            raise RefusedFile("damaged", "LibreOffice cannot open this Word file. Save it as .docx.")
        return made.read_bytes()


def _settings() -> str:
    """LibreOffice's settings: no macros, no links that lead out of the file, no network."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SAFE
    )
    return f'<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


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
        with ends_with_worker(started):
            started.wait(seconds_left(seconds + _TIDY) - _TIDY)
    except subprocess.TimeoutExpired as error:
        if hasattr(os, "killpg"):
            os.killpg(started.pid, signal.SIGKILL)
        else:
            started.kill()
        started.wait()
        raise RefusedFile("timed_out", "LibreOffice took too long over this Word file.") from error
