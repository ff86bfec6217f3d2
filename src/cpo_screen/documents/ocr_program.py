"""tesseract as a program beside this one: found on the PATH, given pixels, ended with its worker.

It is given nothing but pixels, on its standard input: no file's name, no address, no file of ours.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cpo_screen.batch_worker import ends_with_worker, seconds_left

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

DPI = 300  # of what tesseract is given
_PATIENCE = 10.0  # seconds for it to say what it is
_SECONDS = 60.0  # for a page, where the file has no deadline
_TIDY = 2.0  # seconds kept back of a file's own, for what comes after


class OutOfTimeError(Exception):
    """The file's time is used up."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program that was found: its path, what it says its version is, the languages it has data for."""

    program: str
    version: str
    languages: frozenset[str]


def program_path() -> str | None:
    """Return where tesseract is: on the PATH, or as CPO_SCREEN_TESSERACT names it (empty: none)."""
    return shutil.which(os.environ.get("CPO_SCREEN_TESSERACT", "tesseract"))


def find_tesseract() -> Tesseract | None:
    """Return tesseract, where it is installed and has data for a language."""
    program = program_path()
    return None if program is None else _ask(program)


@cache
def _ask(program: str) -> Tesseract | None:
    version = _said([program, "--version"]).partition("\n")[0].strip()
    languages = frozenset(line.strip() for line in _said([program, "--list-langs"]).splitlines()[1:])
    return Tesseract(program, version, languages) if languages - {"osd", "equ"} else None


def _said(command: Sequence[str]) -> str:
    """What a program prints; nothing where it fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds_left(_PATIENCE),
            check=False,
            env=_environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def run_tesseract(found: Tesseract, pixels: NDArray[uint8], options: Sequence[str], what: str) -> bytes:
    """Give a grey picture (rows x columns, 0 is black) to tesseract, and return what it makes of it.

    `what` is its output: `hocr`, or nothing for `--psm 0`. Empty where it fails. Raises OutOfTimeError.
    """
    rows, columns = pixels.shape
    picture = b"P5 %d %d 255\n" % (columns, rows) + pixels.tobytes()
    command = [found.program, "stdin", "stdout", "--dpi", str(DPI), *options, *([what] if what else [])]
    try:
        started = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_environment(),
        )
    except OSError:
        return b""
    try:
        with ends_with_worker(started):
            said, _ = started.communicate(picture, max(seconds_left(_SECONDS + _TIDY) - _TIDY, 0.01))
    except subprocess.TimeoutExpired as error:
        _end(started)
        raise OutOfTimeError from error
    return said if started.returncode == 0 else b""


def _end(started: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(started.pid, signal.SIGKILL)
    else:
        started.kill()
    started.communicate()


def _environment() -> dict[str, str]:
    """One thread, and nothing of this computer's but where programs and tesseract's data are."""
    kept = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMPDIR")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    return {**own, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
