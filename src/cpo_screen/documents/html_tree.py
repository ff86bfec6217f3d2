"""The bytes of a saved web page into a tree of elements, without fetching anything."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from cpo_screen.documents.docx_package import check_elements
from cpo_screen.documents.text import decode_text

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_MIME = re.compile(rb"\s*(?:MIME-Version|From|Subject|Date|Content-Type|Snapshot-Content-Location):", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_WINDOWS_CODE = re.compile(r"&#(1[2-5]\d);")


def unwrap_archive(data: bytes) -> bytes:
    """The page inside a web archive (.mht), or the data itself."""
    if not _MIME.match(data):
        return data
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            return body if isinstance(body, bytes) else data
    return data


def decode_page(data: bytes) -> str:
    """Decode a page: as UTF-8 where that fits, else as the page itself says."""
    match = _META.search(data[:4096])
    if match is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode_text(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(data, match.group(1).decode("ascii").lower())


def _decode_as(data: bytes, charset: str) -> str:
    try:
        name = codecs.lookup(charset).name
        if not name.startswith("utf"):
            return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name, errors="replace")
    except (LookupError, UnicodeError):  # no encoding of texts, such as idna
        pass
    return decode_text(data)


def parse_page(text: str) -> etree._Element | None:
    """The tree of a page, None if there is none in the text.

    >>> root = parse_page("<p>Ada &amp; Co &#150; <b>CPO")
    >>> root is not None and "".join(root.itertext())
    'Ada & Co – CPO'
    """
    text = _DECLARATION.sub("", text.replace("\0", ""))
    text = _WINDOWS_CODE.sub(_windows_char, text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is not None:
        check_elements(root)
    return root


def _windows_char(match: re.Match[str]) -> str:
    code = int(match.group(1))
    return bytes([code]).decode("cp1252", errors="ignore") if 0x80 <= code < 0xA0 else match.group()


def text_of(element: etree._Element, between: str = "") -> str:
    """All text inside an element."""
    return between.join(str(part) for part in element.itertext())
