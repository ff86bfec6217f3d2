"""Files from nothing but bytes: PDF objects, Word and OpenDocument packages, zips."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)

# --- PDF ------------------------------------------------------------------------------------------


def stream(data: bytes, extra: bytes = b"", length: int | None = None) -> bytes:
    """A stream object; `length` may lie."""
    said = len(data) if length is None else length
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (said, extra, data)


def flate(data: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode " + extra)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"", root: int = 1, xref: bool = True) -> bytes:
    """A PDF of numbered objects, with a table of where they stand unless it is left out."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    if xref:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<</Root %d 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (root, size, trailer, start)
    return bytes(out)


def page_objects(content: bytes, resources: bytes = b"", box: bytes = b"[0 0 595 842]") -> dict[int, bytes]:
    """Catalog, pages, one page with the stream object `content`, Helvetica as /F1."""
    fonts = b"/Font<</F1 5 0 R>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<<%s%s>>>>"
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page % (box, fonts, resources),
        4: content,
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }


def typed(lines: Iterable[str], top: int = 800, size: int = 10) -> bytes:
    """Drawing commands that write lines below each other."""
    out = [b"BT /F1 %d Tf 14 TL 50 %d Td" % (size, top)]
    for line in lines:
        shown = line.encode("cp1252", "replace")
        for special in (b"\\", b"(", b")"):
            shown = shown.replace(special, b"\\" + special)
        out.append(b"(%s) Tj T*" % shown)
    return b"\n".join([*out, b"ET"])


def pdf_of(lines: Iterable[str]) -> bytes:
    return pdf(page_objects(flate(typed(lines))))


# --- Word and OpenDocument ------------------------------------------------------------------------


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip; the time in it is always the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = method
            packed.writestr(info, data)
    return out.getvalue()


def docx(body: str, head: str = "", **parts: bytes | str) -> bytes:
    """A Word file with this XML as its body; `head` stands before the root element."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body>'
        "</w:document>"
    )
    main = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    return zipped(main | {f"word/{name}.xml": part for name, part in parts.items()})


def paragraphs(lines: Iterable[str]) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r></w:p>' for one in lines)


def docx_of(lines: Iterable[str]) -> bytes:
    return docx(paragraphs(lines))


def odt(body: str, head: str = "", styles: str = "") -> bytes:
    """An OpenDocument text with this XML as its body."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {_ODT}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def odt_of(lines: Iterable[str]) -> bytes:
    return odt("".join(f"<text:p>{escape(one)}</text:p>" for one in lines))


# --- text in clothes --------------------------------------------------------------------------------


def html_of(lines: Iterable[str]) -> bytes:
    return ("<!doctype html><html><body>" + "".join(f"<p>{escape(one)}</p>" for one in lines)).encode()


def rtf_of(lines: Iterable[str]) -> bytes:
    def coded(text: str) -> str:
        text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text)

    return ("{\\rtf1\\ansi " + "".join(f"{coded(one)}\\par\n" for one in lines) + "}").encode("ascii")
