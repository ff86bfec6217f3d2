"""Waiting for a file to be saved, whichever way an editor does it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

_PAUSE = 0.2  # seconds between two looks

Stamp = tuple[int, int, int]


def saves_of(path: Path) -> Iterator[None]:
    """Yield each time `path` has been saved and is whole; ends at Ctrl-C.

    An editor that writes a new file and renames it is seen too; while the file is away or growing, nothing
    is yielded.
    """
    known = _stamp(path)
    try:
        while True:
            time.sleep(_PAUSE)
            found = _stamp(path)
            if found is None or found == known:
                continue
            time.sleep(_PAUSE)
            if _stamp(path) == found:
                known = found
                yield
    except KeyboardInterrupt:
        return


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
