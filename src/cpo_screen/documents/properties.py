"""What a file says of itself: when it was made and changed, its title, subject, keywords and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from cpo_screen.documents.docx_package import parse_xml
from cpo_screen.model import Stamp

_TEXTS = frozenset({"title", "subject", "keywords", "description", "category", "keyword"})
_CREATED, _MODIFIED = frozenset({"created", "creation-date"}), frozenset({"modified", "date"})
_META = re.compile(
    r"(?:dc(?:terms)?\.)?(?:(?P<modified>modified|last-?modified|revised|date)|created|issued)"
)
_RTF_TIME = re.compile(r"\\(crea|rev)tim\\yr(\d{4})\\mo(\d{1,2})")
_RTF_INFO = 100_000  # bytes at the top of a rich text
_LONGEST = 5000  # characters of one property
_FEWEST = 6  # words; fewer are a name, not keywords or orders


@dataclass(frozen=True, slots=True)
class Properties:
    """Dates and words that a file carries beside its text."""

    stamps: tuple[Stamp, ...] = ()
    texts: tuple[str, ...] = ()


def read_office_properties(data: bytes | None) -> Properties:
    """Read a Word file's docProps/core.xml or an OpenDocument's meta.xml.

    A Word file that was made and changed in the same second, and never saved by hand (no revision), was
    converted.
    """
    root = parse_xml(data)[0] if data else None
    if root is None:
        return Properties()
    found: dict[str, list[str]] = {}
    for element in root.iter(etree.Element):
        if element.text and element.text.strip():
            found.setdefault(etree.QName(element).localname, []).append(element.text.strip())
    created, modified = _first(found, _CREATED), _first(found, _MODIFIED)
    converted = created == modified and b"core-properties" in (data or b"") and "revision" not in found
    stamps = (
        [Stamp("converted", modified)]
        if converted
        else [Stamp("created", created), Stamp("modified", modified)]
    )
    return Properties(tuple(stamp for stamp in stamps if stamp.said), _texts(found))


def _first(found: Mapping[str, list[str]], names: Iterable[str]) -> str:
    return next((found[name][0] for name in names if name in found), "")


def _texts(found: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    kept = [", ".join(values)[:_LONGEST] for name, values in found.items() if name in _TEXTS]
    return tuple(text for text in dict.fromkeys(kept) if len(text.split()) >= _FEWEST)


def pdf_properties(info: Mapping[str, str]) -> Properties:
    """The dates and words of a PDF's document information; its producer, creator and author in one."""
    program = " / ".join(filter(None, (info.get(key, "") for key in ("Producer", "Creator", "Author"))))
    stamps = []
    if info.get("CreationDate"):
        stamps.append(Stamp("created", info["CreationDate"], program))
    if info.get("ModDate"):
        stamps.append(Stamp("modified", info["ModDate"], program))
    texts = {key.lower(): [value.strip()] for key, value in info.items() if value.strip()}
    return Properties(tuple(stamps), _texts(texts))


def rtf_stamps(data: bytes) -> tuple[Stamp, ...]:
    """The dates in the \\info group of a rich text.

    >>> rtf_stamps(rb"{\\rtf1{\\info{\\creatim\\yr2019\\mo3\\dy4}}}")
    (Stamp(kind='created', said='2019-03', program=''),)
    """
    found = _RTF_TIME.findall(data[:_RTF_INFO].decode("latin-1"))
    return tuple(
        Stamp("created" if kind == "crea" else "modified", f"{year}-{int(month):02d}")
        for kind, year, month in found
    )


def page_properties(root: etree._Element) -> Properties:
    """The dates, keywords and description of a web page's <meta> elements."""
    stamps: list[Stamp] = []
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("http-equiv") or "").lower()
        content = (meta.get("content") or "").strip()
        match = _META.fullmatch(name.rpartition(":")[2].removesuffix("_time"))
        if match is not None and content:
            stamps.append(Stamp("modified" if match["modified"] else "created", content))
        elif content:
            found[name] = [content]
    return Properties(tuple(stamps), _texts(found))
