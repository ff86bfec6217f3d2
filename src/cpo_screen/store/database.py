"""The SQLite database of kept profiles: shared by runs, and never worth more than the files it came from.

What goes wrong with it stops no run: it is told in `Store.notes`, and the files are read again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Literal, TypeVar

from platformdirs import user_cache_path

from cpo_screen.errors import RefusedFile, UsageError
from cpo_screen.store.keys import program_key
from cpo_screen.store.records import LASTING, Kept, decode, encode

_APPLICATION = 0x43504F53  # "CPOS": tells our databases from others
_VERSION = 1
_PATIENCE = 30.0  # seconds that a run waits for another one's write
_AT_ONCE = 500  # keys asked for in one query
_MAPPED = 1 << 31  # bytes of the database that are read where they lie in memory; SQLite takes what it can
_TABLES = """
CREATE TABLE profiles (
    content TEXT NOT NULL, reading TEXT NOT NULL, program TEXT NOT NULL, read_on TEXT NOT NULL,
    kept BLOB NOT NULL, PRIMARY KEY (content, reading)
) WITHOUT ROWID;
CREATE INDEX known ON profiles (reading, program, content);
CREATE TABLE tombstones (purged_on TEXT NOT NULL, what TEXT NOT NULL, profiles INTEGER NOT NULL);
"""
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Purge:
    """What to delete: all, what was read before a day, or one candidate (by name, e-mail, file name)."""

    what: Literal["all", "older-than", "candidate"]
    before: date | None = None
    candidate: str = ""


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store holds: profiles, how many of this program's, bytes, days of reading, past purges."""

    path: Path
    profiles: int
    current: int
    bytes: int
    oldest: str | None
    newest: str | None
    tombstones: tuple[tuple[str, str, int], ...]


def default_store_path() -> Path:
    """Return where profiles are kept by default: CPO_SCREEN_STORE, or in the user's cache folder."""
    named = os.environ.get("CPO_SCREEN_STORE")
    return Path(named) if named else user_cache_path("cpo-screen") / "profiles.sqlite"


def open_store(path: Path, today: date) -> Store:
    """Open a store, made if it is not there; a damaged one is set aside and made anew, which is told.

    Raises UsageError where none can be made, or where the file is another program's or a newer version's.
    """
    return Store(path, today)


class Store:
    """Profiles by the content of their files. `notes` tells what the recruiter should know."""

    def __init__(self, path: Path, today: date) -> None:
        self.path = path
        self.notes: list[str] = []
        self._today = today.isoformat()
        self._writes = True
        self._base = self._open()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; nothing is written after this."""
        self._base.close()

    # --- profiles ---------------------------------------------------------------------------------

    def known(self, keys: Sequence[str], reading: str) -> frozenset[str]:
        """Return those content keys of which something is kept that this very program has read."""

        found: set[str] = set()
        for at in range(0, len(keys), _AT_ONCE):
            found.update(key for (key,) in self._ask("content", keys[at : at + _AT_ONCE], reading))
        return frozenset(found)

    def load(self, keys: Sequence[str], reading: str) -> dict[str, bytes]:
        """Return what is kept of some contents, by their keys, as `encode` wrote it."""
        return dict(self._ask("content, CAST(kept AS BLOB)", keys, reading))

    def _ask(self, columns: str, keys: Sequence[str], reading: str) -> list[Any]:
        """Return some columns of the rows of some keys (no more than an SQLite statement can name)."""
        marks = ",".join("?" * len(keys))
        query = f"SELECT {columns} FROM profiles WHERE reading=? AND program=? AND content IN ({marks})"
        wanted = (reading, program_key(), *keys)
        return self._guarded(lambda: self._base.execute(query, wanted).fetchall(), [])

    def save(self, key: str, reading: str, kept: Kept) -> None:
        """Keep a profile, or a refusal that lies in the file; where nothing can be written, say so once."""
        if not self._writes or (isinstance(kept, RefusedFile) and kept.reason not in LASTING):
            return
        row = (key, reading, program_key(), self._today, encode(kept))

        def write() -> None:
            with self._base:
                self._base.execute("INSERT OR REPLACE INTO profiles VALUES (?, ?, ?, ?, ?)", row)

        self._guarded(write, None)

    # --- what is in it, and taking it out --------------------------------------------------------------

    def info(self) -> StoreInfo:
        """Count what is kept."""
        count, oldest, newest = self._base.execute(
            "SELECT count(*), min(read_on), max(read_on) FROM profiles"
        ).fetchone()
        current = self._base.execute(
            "SELECT count(*) FROM profiles WHERE program=?", (program_key(),)
        ).fetchone()[0]
        graves = self._base.execute("SELECT purged_on, what, profiles FROM tombstones ORDER BY rowid")
        size = sum(one.stat().st_size for one in _files_of(self.path) if one.exists())
        return StoreInfo(self.path, count, current, size, oldest, newest, tuple(graves.fetchall()))

    def purge(self, purge: Purge) -> int:
        """Delete for real, leave a tombstone without personal data, and return how many profiles went."""
        if purge.what == "candidate":
            wanted = list(self._of_candidate(purge.candidate))
        elif purge.what == "older-than":
            before = (purge.before or date.min).isoformat()
            rows = self._base.execute("SELECT content, reading FROM profiles WHERE read_on < ?", (before,))
            wanted = rows.fetchall()
        else:
            wanted = self._base.execute("SELECT content, reading FROM profiles").fetchall()
        with self._base:
            self._base.executemany("DELETE FROM profiles WHERE content=? AND reading=?", wanted)
            if wanted:
                stone = (self._today, purge.what, len(wanted))
                self._base.execute("INSERT INTO tombstones VALUES (?, ?, ?)", stone)
        self._base.execute("VACUUM")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(wanted)

    def _of_candidate(self, named: str) -> Iterator[tuple[str, str]]:
        wanted = named.casefold().strip()
        for content, reading, kept in self._base.execute(
            "SELECT content, reading, CAST(kept AS BLOB) FROM profiles"
        ):
            one = decode(kept)
            if one is None or wanted in _names_of(one):
                yield content, reading

    # --- opening, and what can be wrong with it ------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise UsageError(f"the store {self.path} cannot be opened: {error}") from error
            self._set_aside(error)
            return self._connect()
        except OSError as error:
            raise UsageError(f"the store {self.path} cannot be made: {error.strerror}") from error

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = not self.path.exists()
        with ExitStack() as undo:
            base = sqlite3.connect(self.path, timeout=_PATIENCE)
            undo.callback(base.close)
            if is_new:
                self.path.chmod(0o600)
            base.execute("PRAGMA secure_delete=ON")
            base.execute(f"PRAGMA mmap_size={_MAPPED}")
            self._check_version(base)
            base.execute("PRAGMA journal_mode=WAL")
            base.execute("PRAGMA synchronous=NORMAL")
            undo.pop_all()
        return base

    def _check_version(self, base: sqlite3.Connection) -> None:
        base.execute("BEGIN IMMEDIATE")  # so that no other run makes the tables in between
        with base:
            tables = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            application = base.execute("PRAGMA application_id").fetchone()[0]
            found = base.execute("PRAGMA user_version").fetchone()[0]
            if tables and application != _APPLICATION:
                raise UsageError(f"{self.path} is a database of another program; name another --store")
            if found > _VERSION:
                raise UsageError(
                    f"the store {self.path} was written by a newer version of cpo-screen; use that one, "
                    "or name another --store"
                )
            if not tables:
                base.execute(f"PRAGMA application_id={_APPLICATION}")
                base.execute(f"PRAGMA user_version={_VERSION}")
                for statement in _TABLES.split(";"):
                    base.execute(statement)

    def _guarded(self, action: Callable[[], _Result], otherwise: _Result) -> _Result:
        """Do something with the database; what fails is told and costs no more than reading again."""
        try:
            return action()
        except sqlite3.DatabaseError as error:
            if _is_damage(error):
                self._base.close()
                self._set_aside(error)
                self._base = self._connect()
            elif self._writes:
                self._writes = False
                self.notes.append(f"profiles cannot be kept in {self.path}: {error}")
            return otherwise

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        """Rename a damaged database and what belongs to it, so that a new one can take its place."""
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.damaged-{number}")).exists():
            number += 1
        for one in _files_of(self.path):
            if one.exists():
                one.replace(aside.with_name(aside.name + one.name.removeprefix(self.path.name)))
        self.notes.append(
            f"the store {self.path} was damaged ({error}): set aside as {aside.name} and begun anew; "
            "delete it when you like, nothing but time is lost"
        )


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _files_of(path: Path) -> list[Path]:
    return [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]


def _names_of(kept: Kept) -> set[str]:
    """What a candidate can be called in a purge, folded; a refused file has no name in it."""
    if isinstance(kept, RefusedFile):
        return set()
    contact, path = kept.contact, kept.source.path
    names = (contact.name, contact.email, contact.linkedin, path, PurePath(path).name)
    return {one.casefold() for one in names if one}
