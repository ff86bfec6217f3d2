"""From what the recruiter names (folders, files, zips) to the candidates' files, losing none."""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import translate
from functools import cache
from pathlib import Path
from typing import Literal

from cpo_screen.documents.archives import LINKEDIN_FILES
from cpo_screen.documents.unpack import UnpackLimits, kind_of_zip, unpack_zip
from cpo_screen.errors import UsageError
from cpo_screen.lexicons import load_lexicon

Refusal = tuple[str, str]
# How the files begin that cpo-screen itself has written, under whatever name.
_OWN_OUTPUTS = {
    ".csv": (b"rank,tier,score", b"\xef\xbb\xbfrank,tier,score", b"\xef\xbb\xbffile,sha256,outcome"),
    ".json": (b'{"schema": "cpo-screen/', b'{\n "schema": "cpo-screen/'),
    ".html": (b"<!doctype html>\n<!-- cpo-screen ",),
    ".htm": (b"<!doctype html>\n<!-- cpo-screen ",),
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A candidate's file: where it lies, the path the recruiter knows, and why it is refused, if so."""

    path: Path
    shown: str
    kind: Literal["file", "linkedin_archive"] = "file"
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Somewhere to look: `in_zip` in an unpacked zip, `in_archive` in a LinkedIn archive's folder."""

    path: Path
    shown: str
    in_zip: bool = False
    in_archive: bool = False

    def below(self, name: str, in_archive: bool) -> _Place:
        shown = f"{self.shown.rstrip('/')}/{show_path(name)}"
        return _Place(self.path / name, shown, self.in_zip, in_archive)


@dataclass(slots=True)
class _Search:
    """What one search has found and has yet to look at."""

    unpack_to: Path
    limits: UnpackLimits
    waiting: deque[_Place] = field(default_factory=deque)
    found: dict[str, FoundFile] = field(default_factory=dict)
    folders: set[tuple[int, int]] = field(default_factory=set)
    zips: int = 0

    def add(
        self,
        place: _Place,
        kind: Literal["file", "linkedin_archive"] = "file",
        refused: Refusal | None = None,
    ) -> None:
        self.found.setdefault(place.shown, FoundFile(place.path, place.shown, kind, refused))


def find_files(
    paths: Iterable[str | Path], unpack_to: Path, limits: UnpackLimits | None = None
) -> tuple[FoundFile, ...]:
    """List every candidate's file under folders, single files and zips, sorted by the path shown.

    Zips are unpacked below `unpack_to`, a folder that the caller makes and removes. What cannot be a
    CV for a reason that needs no reading (unreadable folder, nested zip) comes back refused. Raises
    UsageError for a path that does not exist.
    """
    search = _Search(Path(unpack_to), limits or UnpackLimits())
    for given in paths:
        if not os.path.lexists(given):
            raise UsageError(f"No such file or folder: {show_path(str(given))}")
        search.waiting.append(_Place(Path(given), show_path(str(Path(given)))))
    while search.waiting:
        _look_at(search.waiting.popleft(), search)
    return tuple(sorted(search.found.values(), key=lambda one: (one.shown.split("/"), one.shown)))


def show_path(path: str) -> str:
    """A path as it can be printed: control characters and undecodable bytes are escaped.

    >>> show_path("new\\nline.pdf")
    'new\\\\nline.pdf'
    """
    if path.isprintable():
        return path
    shown = "".join(
        char if _is_printable(char) else char.encode("unicode_escape").decode("ascii") for char in path
    )
    return shown.encode("utf-8", errors="replace").decode("utf-8")


def _is_printable(char: str) -> bool:
    return char.isprintable() or char == "\u200d"  # the joiner inside emoji


def _look_at(place: _Place, search: _Search) -> None:
    try:
        status = place.path.stat()
    except OSError as error:
        search.add(place, refused=_refusal_of(error))
        return
    if stat.S_ISDIR(status.st_mode):
        _look_in_folder(place, (status.st_dev, status.st_ino), search)
    elif not stat.S_ISREG(status.st_mode):
        search.add(place, refused=("not_a_cv", "This is no file but a pipe, socket or device."))
    else:
        _look_at_file(place, search)


def _look_in_folder(place: _Place, identity: tuple[int, int], search: _Search) -> None:
    """Queue what lies in a folder; one reached before, by a link or named twice, is listed already."""
    if identity in search.folders:
        return
    search.folders.add(identity)
    try:
        with os.scandir(place.path) as entries:
            is_folder = {entry.name: _is_folder(entry) for entry in entries}
    except OSError as error:
        search.add(place, refused=_refusal_of(error))
        return
    archive = place.in_archive or any(name.lower() in LINKEDIN_FILES for name in is_folder)
    if archive and not place.in_archive:
        search.add(place, kind="linkedin_archive")
    for name in sorted(is_folder):
        below = place.below(name, archive)
        is_none = _is_no_candidate(below.path, is_folder[name])
        if not is_none and not (archive and _is_part_of_archive(below.path)):
            search.waiting.append(below)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a folder or a link to one; links in a circle are none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _look_at_file(place: _Place, search: _Search) -> None:
    kind = kind_of_zip(place.path) if _begins_with(place.path, b"PK") else None
    if kind == "linkedin_archive":
        search.add(place, kind="linkedin_archive")
    elif kind == "plain" and place.in_zip:
        message = "This is a zip archive inside another one. Unpack it and run again."
        search.add(place, refused=("unsupported", message))
    elif kind == "plain":
        _look_in_zip(place, search)
    else:
        search.add(place)


def _look_in_zip(place: _Place, search: _Search) -> None:
    search.zips += 1
    folder = search.unpack_to / f"zip-{search.zips:04d}"
    for name, refusal in unpack_zip(place.path, folder, search.limits):
        if not name:
            search.add(place, refused=refusal)
        elif not is_no_candidate(folder / name):
            search.add(place.below(name, in_archive=False), refused=refusal)
    if folder.is_dir():
        search.waiting.append(_Place(folder, place.shown, in_zip=True))


def _refusal_of(error: OSError) -> Refusal:
    if isinstance(error, PermissionError):
        return "permission", "You have no permission to read this."
    if isinstance(error, FileNotFoundError):
        return "vanished", "This is a link to something that is no longer there."
    return "damaged", f"This cannot be read: {error.strerror}."


# --- what is no candidate -----------------------------------------------------------------------


@cache
def _pattern(*groups: str) -> re.Pattern[str]:
    """One pattern for all names of these groups, in lower case."""
    lexicon = load_lexicon("file_names")
    return re.compile("|".join(translate(str(name).lower()) for group in groups for name in lexicon[group]))


def is_no_candidate(path: Path) -> bool:
    """Whether a file or folder is clearly none of a candidate's: the system's, a lock, our own output."""
    return _is_no_candidate(path, path.is_dir())


def _is_no_candidate(path: Path, is_folder: bool) -> bool:
    name = path.name.lower()
    if is_folder:
        return _pattern("system_folders").match(name) is not None
    if _pattern("system_files", "lock_files", "own_outputs").match(name):
        return True
    if name.startswith("._"):
        return path.is_file() and _begins_with(
            path, b"\x00\x05\x16\x07"
        )  # what macOS leaves beside a file on foreign disks
    own = _OWN_OUTPUTS.get(path.suffix.lower())
    return own is not None and path.is_file() and _begins_with(path, *own)


def _begins_with(path: Path, *starts: bytes) -> bool:
    try:
        with path.open("rb", buffering=0) as file:
            return file.read(64).startswith(starts)
    except OSError:
        return False


def _is_part_of_archive(path: Path) -> bool:
    """Whether a file in a LinkedIn archive's folder is one of its tables or articles, no CV of its own."""
    suffix = path.suffix.lower()
    return suffix == ".csv" or (suffix in (".html", ".htm") and path.parent.name.lower() == "articles")
