"""What kind of file this is, told by its content; its name only decides between kinds of plain text."""

from __future__ import annotations

import json
import re
import stat
import zipfile
from io import BytesIO
from pathlib import Path, PurePath

from cpo_screen.documents.archives import ZIP_ERRORS, ZipKind, zip_kind
from cpo_screen.documents.text import decode_text
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Format

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD, _SAMPLE = 4096, 50_000

_READABLE_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")  # by text recognition
_PICTURES = (b"GIF8", b"\x00\x00\x01\x00")
_PROGRAMS = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"#!")
_MEDIA = (b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\xff\xfb")
_PACKED = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_OTHER_FORMATS = (
    (b"\xffWPC", "a WordPerfect document"),
    (b"%!PS", "a PostScript file"),
    (b"AT&TFORM", "a DjVu file"),
    (b"SQLite format 3", "a database"),
)

_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<(?:head|body|table|div|h1|h2|p|ul|meta|title|span)(?:\s[^>]*)?>", re.I
)
_MAIL = re.compile(
    r"^(?:Received|Return-Path|Delivered-To|Message-ID|X-[\w-]+|MIME-Version|Subject|"
    r"(?:From|To)(?=:[^\n]*@)): ",
    re.I | re.M,
)
_RELATED = re.compile(r"content-type:\s*multipart/related", re.I)
_MD_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_MD_OTHER = re.compile(r"\*\*\S[^*\n]{0,300}\*\*|\[[^\[\]\n]{1,200}\]\([^()\n]{1,300}\)|^> ", re.M)
_NO_CV = re.compile(
    r"(?:py|js|ts|css|sh|bat|ps1|yaml|yml|toml|ini|cfg|sql|log|ics|vcf|xml|csv|tsv|tex|bib)"
)
_RESUME_KEYS = frozenset({"basics", "work", "education", "volunteer", "skills", "projects"})


def load_bytes(path: Path, max_bytes: int) -> bytes:
    """Read a file whole, or refuse it: vanished, permission, too_large, empty, not a regular file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise RefusedFile("not_a_cv", "This is not a file but a folder, pipe or device.")
        if status.st_size > max_bytes:
            raise RefusedFile(
                "too_large", f"{_megabytes(status.st_size)} is over the limit of {_megabytes(max_bytes)}."
            )
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except PermissionError as error:
        raise RefusedFile("permission", "You have no permission to read this file.") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RefusedFile("vanished", "The file is no longer there.") from error
    except OSError as error:
        raise RefusedFile("damaged", f"The file cannot be read: {error.strerror}.") from error
    if len(data) > max_bytes:
        raise RefusedFile("too_large", f"The file is over the limit of {_megabytes(max_bytes)}.")
    return data


def _megabytes(size: int) -> str:
    return f"{size / 1_048_576:.0f} MB"


def sniff_format(path: Path, max_bytes: int = 25 * 1024 * 1024) -> Format:
    """Tell a file's format by its content; raise RefusedFile where no reader can take it."""
    return sniff_bytes(load_bytes(path, max_bytes), path.name)


def sniff_bytes(data: bytes, name: str) -> Format:
    """Tell the format of a file's bytes; `name` decides only what the content leaves open."""
    if not data.strip(b"\x00\t\r\n\x0c \xef\xbb\xbf"):
        raise RefusedFile("empty", "The file is empty.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return _sniff_ole(data)
    if data.startswith(_READABLE_PICTURES):
        return "image"
    _refuse_foreign(data)
    if b"endobj" in data and b"startxref" in data[-2048:]:
        return "pdf"
    return _sniff_text(data, name)


def _refuse_foreign(data: bytes) -> None:
    """Refuse pictures, programs, sound, films and packed files by their first bytes."""
    head = data[:16]
    if head.startswith(_PICTURES) or _is_picture(head):
        raise RefusedFile(
            "not_a_cv",
            "This is a picture of a kind that is not read. If it is a scanned CV, save it as PDF or JPEG.",
        )
    if head.startswith(_PROGRAMS) or (head.startswith(b"MZ") and 0 in head):
        raise RefusedFile("not_a_cv", "This is a program, not a CV.")
    if head.startswith(_MEDIA) or head[4:8] == b"ftyp" or head[:4] == b"RIFF":
        raise RefusedFile("not_a_cv", "This is sound or film, not a CV.")
    if head.startswith(_PACKED) or data[257:262] == b"ustar":
        raise RefusedFile("unsupported", "This is a packed archive. Unpack it, or pack the CVs as a .zip.")
    for magic, what in _OTHER_FORMATS:
        if head.startswith(magic):
            raise RefusedFile("unsupported", f"This is {what}. Save it as PDF or DOCX.")


def _is_picture(head: bytes) -> bool:
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"msf1")


# --- packed formats ---------------------------------------------------------------------------

_ZIP_REFUSALS: dict[ZipKind, tuple[str, str]] = {
    "encrypted": ("encrypted", "The file is protected by a password. Ask for a copy without one."),
    "spreadsheet": ("not_a_cv", "This is a spreadsheet, not a CV."),
    "presentation": ("unsupported", "This is a presentation. Save it as PDF."),
    "pages": ("unsupported", "This is an Apple Pages document. Export it as PDF or Word."),
    "ebook": ("unsupported", "This is an e-book (EPUB). Save it as PDF or DOCX."),
    "xps": ("unsupported", "This is an XPS document. Save it as PDF."),
    "program": ("not_a_cv", "This is a program, not a CV."),
    "plain": ("unsupported", "This is a zip archive inside another one. Unpack it and run again."),
    "empty": ("empty", "The archive is empty."),
}


def _sniff_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            kind = zip_kind(packed)
    except ZIP_ERRORS as error:
        if re.search(rb"word/\w+\.xml", data) or PurePath(name).suffix.lower() in (
            ".docx",
            ".docm",
            ".dotx",
        ):
            return "docx"  # cut off: its reader saves what is there
        raise RefusedFile("damaged", "The file is damaged (an incomplete archive).") from error
    if kind == "docx" or kind == "odt" or kind == "linkedin_archive":
        return kind
    raise RefusedFile(*_ZIP_REFUSALS[kind])


def _sniff_ole(data: bytes) -> Format:
    """Tell old Office files apart by the names of their streams (UTF-16 in the directory)."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise RefusedFile(*_ZIP_REFUSALS["encrypted"])
    if has("WordDocument"):
        if data[512:514] == b"\xec\xa5" and data[523] & 1:
            raise RefusedFile(*_ZIP_REFUSALS["encrypted"])
        return "doc"
    if has("Workbook") or has("Book\0"):
        raise RefusedFile(*_ZIP_REFUSALS["spreadsheet"])
    if has("PowerPoint Document"):
        raise RefusedFile(*_ZIP_REFUSALS["presentation"])
    if has("__properties_version1.0"):
        raise RefusedFile("unsupported", "This is an Outlook message. Save its attachment and give that.")
    raise RefusedFile(
        "unsupported", "This is an old Office file of an unknown kind. Save it as PDF or DOCX."
    )


# --- text -------------------------------------------------------------------------------------


def _sniff_text(data: bytes, name: str) -> Format:
    text = decode_text(data)[:200_000].lstrip("\ufeff\x00 \t\r\n\x0c")
    if _is_binary(text):
        raise RefusedFile("not_a_cv", "This is no document that can be read as text.")
    head = text[:_HEAD]
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if head.startswith("{\\rtf"):
        return "rtf"
    if head[:1] in "{[" and (suffix == "json" or _is_json_like(head)):
        return _sniff_json(data)
    if _MAIL.match(head) and len(_MAIL.findall(head)) > 1:
        return _sniff_mail(head)
    if head.startswith("<?xml") or head.startswith("<"):
        return _sniff_markup(head, suffix)
    return _sniff_plain(text, head, suffix)


def _is_binary(text: str) -> bool:
    sample = text[:20_000]
    odd = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f\v\x1b\b") or char == "\ufffd")
    return odd > max(2, len(sample) // 50)


def _is_json_like(head: str) -> bool:
    return re.match(r'[{\[]\s*(?:"|\{|\[|\}|\])', head) is not None


def _sniff_json(data: bytes) -> Format:
    try:
        loaded = json.loads(decode_text(data))
    except (ValueError, RecursionError) as error:
        raise RefusedFile("damaged", "This JSON file cannot be read.") from error
    if isinstance(loaded, dict) and _RESUME_KEYS & loaded.keys():
        return "json"
    raise RefusedFile("not_a_cv", "This JSON file is not a JSON Resume (jsonresume.org).")


def _sniff_mail(head: str) -> Format:
    if _RELATED.search(head) and _HTML.search(head):
        return "html"  # a web archive: Word's "single file web page"
    raise RefusedFile("unsupported", "This is an e-mail. Save its attachment and give that.")


def _sniff_markup(head: str, suffix: str) -> Format:
    if "<w:wordDocument" in head or "pkg:package" in head or 'progid="Word.Document"' in head:
        return "doc"  # Word's XML forms: LibreOffice reads them
    if _HTML.search(head):
        return "html"
    if suffix in ("md", "markdown"):
        return "md"
    if head.startswith("<?xml") or suffix in ("xml", "svg"):
        raise RefusedFile("unsupported", "This is an XML file of a kind that holds no CV that we know.")
    return "txt"


def _sniff_plain(text: str, head: str, suffix: str) -> Format:
    if suffix in ("htm", "html", "xhtml", "mht", "mhtml") or re.search(r"<(?:html|body)[\s>]", head, re.I):
        return "html"
    if "\\documentclass" in head or "\\begin{document}" in head:
        raise RefusedFile("unsupported", "This is LaTeX source. Give the PDF made from it.")
    if _NO_CV.fullmatch(suffix):
        raise RefusedFile("not_a_cv", f"A .{suffix} file is not a CV.")
    if suffix in ("md", "markdown") or _is_markdown(text):
        return "md"
    return "txt"


def _is_markdown(text: str) -> bool:
    return len(_MD_HEADING.findall(text)) >= 2 and _MD_OTHER.search(text[:_SAMPLE]) is not None
