"""Where profiles are kept and zips are unpacked: whether there is a place that can be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cpo_screen.doctor.findings import Finding, absent, broken, say_bytes
from cpo_screen.errors import UsageError
from cpo_screen.store import default_store_path, open_store

_SCARCE = 200_000_000  # bytes of free space below which it is told


def find_store(named: Path | None, today: date) -> Iterable[Finding]:
    """The store: where, what is in it, whether it can be written and locked, and how much room is left.

    Nothing is changed or left behind. A store that was `named` is needed, the default one is not.
    """
    path = named or default_store_path()
    folder = _existing(path.parent)
    yield _look_at(path, folder, needed=named is not None, today=today)
    if os.access(folder, os.W_OK):
        yield _try_locks(folder)
    yield _room("store", folder, "space")


def find_temporary() -> Iterable[Finding]:
    """The folder in which zips are unpacked."""
    try:
        with tempfile.TemporaryDirectory(prefix="cpo-screen-") as made:
            folder = Path(made).parent
    except OSError as error:
        yield broken("temporary files", "folder", "temporary", str(error))
        return
    yield Finding("temporary files", "folder", str(folder))
    yield _room("temporary files", folder, "temporary_space")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next((one for one in (folder, *folder.parents) if os.path.isdir(one)), Path())  # noqa: PTH112


def _look_at(path: Path, folder: Path, needed: bool, today: date) -> Finding:
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a folder may not be entered
        if os.access(folder, os.W_OK):
            return Finding("store", "profiles", f"none yet; the first run makes {path}")
        return _no_store(f"{path} cannot be made: {folder} cannot be written", needed)
    if not os.access(path, os.W_OK):
        return _no_store(f"{path} cannot be written", needed)
    damage = _damage_of(path)
    if damage is not None:
        value = f"{path} is damaged ({damage}): the next run sets it aside and begins anew"
        return absent("store", "profiles", "store", value)
    try:
        with open_store(path, today) as store:
            told = store.info()
    except UsageError as error:
        return _no_store(str(error), needed)
    several = "profile" if told.profiles == 1 else "profiles"
    kept = f"{told.profiles} {several}, {told.current} of them by this version, {say_bytes(told.bytes)}"
    return Finding("store", "profiles", f"{path}: {kept}")


def _no_store(why: str, needed: bool) -> Finding:
    """Tell of a store that cannot be used: that ends a run if it was named, else it costs time."""
    tell = broken if needed else absent
    return tell("store", "profiles", "store", why)


def _damage_of(path: Path) -> str | None:
    """What is wrong with a database, looked at without changing it."""
    try:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        return str(error)
    try:
        base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return None  # such as a lock: no damage, and told when it is opened
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        base.close()
    return None


def _try_locks(folder: Path) -> Finding:
    """Lock a database beside the store as a run does; some network shares cannot."""
    try:
        with tempfile.TemporaryDirectory(prefix="cpo-screen-", dir=folder) as made:
            base = sqlite3.connect(Path(made) / "locks.sqlite", timeout=1.0)
            try:
                base.execute("PRAGMA journal_mode=WAL")
                base.execute("BEGIN EXCLUSIVE")
                base.rollback()
            finally:
                base.close()
    except (OSError, sqlite3.Error) as error:
        return absent("store", "locks", "locks", f"files cannot be locked in {folder}: {error}")
    return Finding("store", "locks", f"files can be locked in {folder}")


def _room(topic: str, folder: Path, cost: str) -> Finding:
    free = shutil.disk_usage(folder).free
    value = f"{say_bytes(free)} free"
    return absent(topic, "room", cost, value) if free < _SCARCE else Finding(topic, "room", value)
