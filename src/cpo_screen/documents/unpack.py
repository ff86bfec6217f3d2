"""A zip of CVs, unpacked safely: no path leaves the folder, nothing unpacks without bound."""

from __future__ import annotations

import errno
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cpo_screen.documents.archives import (
    MAX_RATIO,
    ZIP_ERRORS,
    ZipKind,
    has_endless_table,
    is_bomb,
    zip_kind,
)

Refused = tuple[str, tuple[str, str]]
_CHUNK = 1 << 20
_EXPLAINED = 200 * 1024 * 1024  # bytes of all members, below which no zip is a bomb
_LONGEST_NAME = 120
_FORBIDDEN = {ord(char): "_" for char in '<>:"|?*\\'}


@dataclass(frozen=True, slots=True)
class UnpackLimits:
    """Bounds of one zip: members, bytes of one member and of all, unpacked."""

    members: int = 20_000
    member_bytes: int = 100 * 1024 * 1024
    total_bytes: int = 2 * 1024 * 1024 * 1024


def kind_of_zip(path: Path) -> ZipKind | None:
    """`plain` for a zip of several files, `linkedin_archive` for LinkedIn's, None for anything else.

    A zip that cannot be opened is None too: reading it as a file gives the reason.
    """
    try:
        with path.open("rb") as file:
            if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return None
        if has_endless_table(path):
            return "plain"
        with zipfile.ZipFile(path) as packed:
            kind = zip_kind(packed)
    except ZIP_ERRORS:
        return None
    return kind if kind in ("plain", "linkedin_archive") else None


def unpack_zip(path: Path, folder: Path, limits: UnpackLimits) -> list[Refused]:
    """Unpack every member below `folder`; members that are refused come back with their name and reason.

    An empty name means the whole zip. Folder names are kept, made harmless; the archive's own
    statements of size are not believed.
    """
    try:
        if has_endless_table(path):
            return [("", ("too_large", "The zip lists more files than anyone could look through."))]
        with zipfile.ZipFile(path) as packed:
            members = [info for info in packed.infolist() if not info.is_dir()]
            if len(members) > limits.members:
                message = f"The zip holds {len(members)} files; {limits.members} is the limit."
                return [("", ("too_large", message))]
            most = min(limits.total_bytes, max(_EXPLAINED, MAX_RATIO * path.stat().st_size))
            return _unpack_members(packed, members, folder, most, limits)
    except ZIP_ERRORS:
        return [("", ("damaged", "The zip is damaged and cannot be unpacked."))]


def _unpack_members(
    packed: zipfile.ZipFile, members: list[zipfile.ZipInfo], folder: Path, left: int, limits: UnpackLimits
) -> list[Refused]:
    """Unpack members of `left` bytes together; overlapping ones would otherwise be unpacked without end."""
    refused: list[Refused] = []
    names = _Names(folder)
    for info in members:
        target = names.place(member_name(info))
        refusal = _refuse_member(info)
        if refusal is None and left <= 0:
            refusal = ("too_large", "The zip unpacks to more than the limit for all its files together.")
        if refusal is None:
            size, refusal = _unpack_member(packed, info, target, min(left, limits.member_bytes))
            left -= size
        if refusal is not None:
            refused.append((target.relative_to(folder).as_posix(), refusal))
    return refused


def _refuse_member(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if info.flag_bits & 1:
        return "encrypted", "This file is protected by a password. Ask for a copy without one."
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "not_a_cv", "This is no file but a link or device."
    return None


def _unpack_member(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, most: int
) -> tuple[int, tuple[str, str] | None]:
    """Unpack one member; gives the bytes unpacked and why it is refused, if so."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(info) as member, target.open("wb") as file:
            size, is_whole = _copy(member, file, most, info.compress_size)
    except ZIP_ERRORS as error:
        if target.is_file():
            target.unlink()
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return 0, ("too_large", "There is no room on the disk to unpack this file.")
        return 0, ("damaged", "This file is damaged within the zip.")
    if not is_whole:
        target.unlink(missing_ok=True)
        return size, ("too_large", "This file unpacks to more than a CV can hold.")
    return size, None


def _copy(member: IO[bytes], file: IO[bytes], most: int, packed_size: int) -> tuple[int, bool]:
    """Copy within limits; gives the bytes copied, and whether that is all."""
    size = 0
    while chunk := member.read(_CHUNK):
        size += len(chunk)
        if size > most or is_bomb(size, packed_size):
            return size, False
        file.write(chunk)
    return size, True


# --- names ------------------------------------------------------------------------------------


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name, harmless: no root, drive or parent folder; UTF-8 where the zip forgot to say so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    parts = [_harmless(part) for part in name.replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "unnamed"


def _harmless(part: str) -> str:
    clean = "".join(char for char in part if char.isprintable()).translate(_FORBIDDEN).strip()
    clean = clean.encode("utf-8", errors="replace").decode("utf-8")
    if len(clean.encode()) <= _LONGEST_NAME:
        return clean
    stem, dot, suffix = clean.rpartition(".")
    kept = (stem or clean).encode()[: _LONGEST_NAME - 12].decode(errors="ignore")
    return f"{kept}{dot}{suffix[:8]}" if dot else kept


class _Names:
    """Where members go; a second one of the same name gets a number, also a folder named as a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers: dict[Path, int] = {}
        self._given: set[Path] = set()  # to refused members, too, at which nothing will be

    def place(self, name: str) -> Path:
        """Return a path that no other member has."""
        *above, last = name.split("/")
        folder = self._folder
        for part in above:
            folder = self._free(folder, part) if (folder / part).is_file() else folder / part
        target = self._free(folder, last)
        self._given.add(target)
        return target

    def _free(self, folder: Path, name: str) -> Path:
        target = wanted = folder / name
        number = self._numbers.get(wanted, 1)  # so that a thousand of one name are not tried again
        while target in self._given or target.exists():
            number += 1
            target = wanted.with_name(f"{wanted.stem}~{number}{wanted.suffix}")
        self._numbers[wanted] = number
        return target
