"""Folders for a while: what a run that was killed left of them, the next run takes away."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "cpo-screen-held-"
_LOCK = ".held"


@contextmanager
def own_folder() -> Iterator[Path]:
    """Make a folder that nobody else can read and remove it at the end.

    A lock in it tells that its process lives. Where the platform has such locks, folders of processes that
    were killed are removed first: unpacked CVs do not stay behind.
    """
    _remove_left()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as made:
        folder = Path(made)
        new = folder / f"{_LOCK}.new"
        with new.open("wb") as lock:
            if _hold(lock.fileno()):
                new.replace(folder / _LOCK)  # held before it has its name
            yield folder


def _remove_left() -> None:
    """Remove this user's folders whose process has ended."""
    if os.name == "nt":
        return
    with os.scandir(tempfile.gettempdir()) as entries:
        left = [one.path for one in entries if one.name.startswith(_PREFIX) and _is_own(one)]
    for path in left:
        try:
            with Path(path, _LOCK).open("rb+") as lock:
                if _hold(lock.fileno()):
                    shutil.rmtree(path, ignore_errors=True)
        except OSError:
            continue  # it is being made, or gone


def _is_own(entry: os.DirEntry[str]) -> bool:
    try:
        is_folder = entry.is_dir(follow_symlinks=False)
        return is_folder and entry.stat(follow_symlinks=False).st_uid == os.getuid()
    except OSError:
        return False  # it is gone


def _hold(lock: int) -> bool:
    """Take a lock that ends with this process; False where another has it, or there are no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
