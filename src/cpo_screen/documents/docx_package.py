"""A Word file's parts: XML trees and relationships, also from a package that is cut off or malformed.

python-docx refuses what Word itself would repair and does not reach text boxes, content controls or
tracked changes, so the parts are read straight from the zip with lxml.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice

from lxml import etree

from cpo_screen.documents.archives import MAX_MEMBER, ZIP_ERRORS, read_member
from cpo_screen.documents.options import FAR_TOO_MUCH, MOST_ELEMENTS
from cpo_screen.errors import RefusedFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_MAIN = "word/document.xml"
_MOST_SAVED = 200  # members of a cut-off file

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part with the targets of its relationships by id."""

    name: str
    root: Element
    targets: dict[str, str]


@dataclass(slots=True)
class Package:
    """The members of a Word file by lower-case name; `damaged` once something could not be read whole."""

    data: bytes
    packed: zipfile.ZipFile | None
    saved: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    damaged: bool = False

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, None if it is missing or broken."""
        key = name.lower().lstrip("/")
        if key in self.saved:
            return self.saved[key]
        if self.packed is None or key not in self.names:
            return None
        try:
            return read_member(self.packed, self.names[key])
        except ZIP_ERRORS:
            self.damaged = True
            self.saved = _salvage(self.data) | self.saved
            return self.saved.get(key)

    def tree(self, name: str) -> Element | None:
        """The XML of a member; what can be saved of it where it is malformed."""
        data = self.read(name)
        if data is None:
            return None
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        root, whole = parse_xml(data)
        self.damaged = self.damaged or not whole
        return root

    def part(self, name: str) -> Part | None:
        """A part with its relationships."""
        root = self.tree(name)
        return None if root is None else Part(name, root, self._targets(name))

    def _targets(self, name: str) -> dict[str, str]:
        folder, file = posixpath.split(name)
        root = self.tree(f"{folder}/_rels/{file}.rels")
        found: dict[str, str] = {}
        if root is None:
            return found
        for relation in root:
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External" and not target.startswith("/"):
                target = posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id") or ""] = target.lstrip("/")
        return found


def number(text: str | None, default: float = 0.0) -> float:
    """A number as an attribute gives it, the default where it gives none.

    >>> number("12.5"), number("auto"), number(None)
    (12.5, 0.0, 0.0)
    """
    try:
        found = float(text) if text else default
    except ValueError:
        return default
    return found if abs(found) < 1e9 else default


def parse_xml(data: bytes) -> tuple[Element | None, bool]:
    """Parse untrusted XML without entities or network; gives the tree and whether it was well-formed.

    Raises RefusedFile (too_large) where it has more elements than a CV can have.
    """
    for recover in (False, True):
        try:
            root = etree.fromstring(data, _parser(recover))
        except etree.XMLSyntaxError:
            continue
        if root is not None:
            check_elements(root)
            etree.strip_elements(root, etree.Entity, with_tail=False)
        return root, not recover
    return None, False


def check_elements(root: Element) -> None:
    """Refuse a tree of more elements than a CV can have."""
    if sum(1 for _ in islice(root.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise RefusedFile("too_large", FAR_TOO_MUCH)


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=recover, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip


def open_package(data: bytes) -> Package:
    """Open a Word file; one that is cut off is searched for its main part."""
    try:
        packed = zipfile.ZipFile(BytesIO(data))
    except ZIP_ERRORS:
        return Package(data, None, saved=_salvage(data), damaged=True)
    names = {name.replace("\\", "/").lower().lstrip("/"): name for name in packed.namelist()}
    return Package(data, packed, names=names)


def main_part(package: Package) -> Part:
    """The part that holds the text, wherever the package keeps it; RefusedFile if there is none."""
    for name in (*_stated_main(package), _MAIN, *_guessed_main(package)):
        part = package.part(name)
        if part is not None and part.root.find(f"{W}body") is not None:
            return part
    raise RefusedFile("damaged", "The Word file is damaged: its text cannot be found.")


def _stated_main(package: Package) -> list[str]:
    root = package.tree("_rels/.rels")
    if root is None:
        return []
    return [
        (relation.get("Target") or "").lstrip("/")
        for relation in root
        if (relation.get("Type") or "").endswith("/officeDocument")
    ]


def _guessed_main(package: Package) -> list[str]:
    return sorted(name for name in package.names if re.fullmatch(r"(?:.*/)?document\d*\.xml", name))


def _salvage(data: bytes) -> dict[str, bytes]:
    """Unpack what a zip without its table of contents still holds, member by member."""
    saved: dict[str, bytes] = {}
    left = MAX_MEMBER
    at = data.find(b"PK\x03\x04")
    while at >= 0 and at + _LOCAL_HEADER.size <= len(data) and left > 0 and len(saved) < _MOST_SAVED:
        fields = _LOCAL_HEADER.unpack_from(data, at)
        method, name_length, extra_length = fields[3], fields[9], fields[10]
        name_at = at + _LOCAL_HEADER.size
        start = name_at + name_length + extra_length
        name = data[name_at : name_at + name_length].decode("utf-8", errors="replace").lower()
        if name.endswith((".xml", ".rels")):
            is_packed = method == zipfile.ZIP_DEFLATED
            saved[name] = _inflate(memoryview(data)[start:], left) if is_packed else b""
            left -= len(saved[name])
        at = data.find(b"PK\x03\x04", start)
    return saved


def _inflate(data: memoryview, at_most: int) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, at_most)
    except zlib.error:
        return b""
