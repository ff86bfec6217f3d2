"""Zip files: which kind one is by its members, and members read within limits."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from cpo_screen.errors import RefusedFile

ZipKind = Literal[
    "docx", "odt", "linkedin_archive", "encrypted", "spreadsheet", "presentation", "pages", "ebook",
    "xps", "program", "plain", "empty",
]  # fmt: skip

ZIP_ERRORS = (  # what reading a damaged or crafted zip raises, one way or another
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError,
    OverflowError, RuntimeError,
)  # fmt: skip
MAX_MEMBER = 100 * 1024 * 1024
MAX_RATIO = 200
_RATIO_MATTERS_ABOVE = 5 * 1024 * 1024
_TABLE_BYTES, _LARGEST_TABLE = 5, 16 * 1024 * 1024
LINKEDIN_FILES = frozenset({"positions.csv", "profile.csv"})
_MAY_BE_CVS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".json", ".zip", ".pages")
_MIMETYPES: dict[str, ZipKind] = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "spreadsheet",
    "application/vnd.oasis.opendocument.presentation": "presentation",
    "application/epub+zip": "ebook",
}


def has_endless_table(path: Path) -> bool:
    """Tell whether a zip's table of contents is too large to be looked at, whatever it lists.

    It is read before anything else, and each of its bytes takes ten of memory.
    """
    with path.open("rb") as file:
        end = zipfile._EndRecData(file)  # type: ignore[attr-defined]
    return bool(end) and end[_TABLE_BYTES] > _LARGEST_TABLE


def zip_kind(packed: zipfile.ZipFile) -> ZipKind:
    """Tell what a zip is by the names of its members."""
    names = [name for name in packed.namelist() if not name.startswith("__MACOSX/")]
    if not any(not name.endswith("/") for name in names):
        return "empty"
    office = _office_kind(packed, names)
    if office is not None:
        return office
    if is_linkedin_archive(names):
        return "linkedin_archive"
    if all(info.flag_bits & 1 for info in packed.infolist() if not info.is_dir()):
        return "encrypted"
    return "plain"


def _office_kind(packed: zipfile.ZipFile, names: list[str]) -> ZipKind | None:
    known = set(names)
    if "mimetype" in known:
        kind = _mimetype_kind(packed, known)
        if kind is not None:
            return kind
    tops = {name.split("/", 1)[0] for name in names if "/" in name}
    if "[Content_Types].xml" in known or "_rels" in tops:
        for folder, kind in (("word", "docx"), ("xl", "spreadsheet"), ("ppt", "presentation")):
            if folder in tops:
                return kind
        if "FixedDocumentSequence.fdseq" in known or "Documents" in tops:
            return "xps"
    if "word/document.xml" in known:
        return "docx"
    if any(name.endswith(".iwa") for name in names) or "index.apxl" in known:
        return "pages"
    if "META-INF/MANIFEST.MF" in known and any(name.endswith(".class") for name in names):
        return "program"
    return None


def _mimetype_kind(packed: zipfile.ZipFile, known: set[str]) -> ZipKind | None:
    stated = read_member(packed, "mimetype", 200).decode("ascii", errors="replace").strip()
    for mimetype, kind in _MIMETYPES.items():
        if stated.startswith(mimetype):
            manifest = "META-INF/manifest.xml"
            if kind == "odt" and manifest in known and b"encryption-data" in read_member(packed, manifest):
                return "encrypted"
            return kind
    return None


def is_linkedin_archive(names: Iterable[str]) -> bool:
    """Whether these members are one LinkedIn data archive, at most one folder deep, and nothing else."""
    files = [name for name in names if not name.endswith("/")]
    tops = {name.rpartition("/")[0] for name in files if name.rpartition("/")[2].lower() in LINKEDIN_FILES}
    if len(tops) != 1 or "/" in (top := tops.pop()):
        return False
    return all(name.startswith(top) and not name.lower().endswith(_MAY_BE_CVS) for name in files)


def read_member(packed: zipfile.ZipFile, name: str, max_bytes: int = MAX_MEMBER) -> bytes:
    """Read one member, never more than the limits allow, whatever the archive says of its size."""
    info = packed.getinfo(name)
    if info.flag_bits & 1:
        raise RefusedFile("encrypted", "The file is protected by a password. Ask for a copy without one.")
    with packed.open(info) as member:
        data = member.read(max_bytes + 1)
    if len(data) > max_bytes or is_bomb(len(data), info.compress_size):
        raise RefusedFile("too_large", f"{name} unpacks to more than a CV can hold.")
    return data


def is_bomb(size: int, packed_size: int) -> bool:
    """Whether a member unpacks to far more than its packed size explains."""
    return size > _RATIO_MATTERS_ABOVE and size > MAX_RATIO * max(packed_size, 1)
