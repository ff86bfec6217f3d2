"""Output files: checked before the work begins, written beside and then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cpo_screen.errors import UsageError
from cpo_screen.exports.safe_text import one_line


def check_output(path: Path, *, ours: bytes = b"", force: bool = False) -> None:
    """Make sure that `path` can be written, before any work is done for it.

    A file that is there already must begin with `ours`, as earlier outputs do, unless `force` is given.
    Raises UsageError otherwise.
    """
    shown = one_line(str(path))
    if path.is_dir():
        raise UsageError(f"{shown} is a folder; name a file to write.")
    if not path.parent.is_dir():
        raise UsageError(f"{shown} cannot be written: there is no folder {one_line(str(path.parent))}.")
    try:
        if path.exists() and not force and not _begins_with(path, ours):
            raise UsageError(
                f"{shown} is there already and is no output of cpo-screen; --force replaces it."
            )
        if path.exists() and not os.access(path, os.W_OK):
            raise UsageError(f"{shown} cannot be written: it is write-protected or open elsewhere.")
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise UsageError(f"{shown} cannot be written: {error.strerror}.") from error


def write_file(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and rename, so that a partly written file never stands in its place."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _as_readable_as_usual(Path(beside))
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise UsageError(f"{one_line(str(path))} could not be written: {error.strerror}.") from error


def _begins_with(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        found = file.read(max(len(start), 1))
    return found.startswith(start) or not found


def _as_readable_as_usual(path: Path) -> None:
    """Give a temporary file, private at first, the rights that a new file has here."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
