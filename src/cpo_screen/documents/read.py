"""One file in, one Document out: the format is told by content, and its reader does the rest."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cpo_screen.documents.build import Draft, build_document
from cpo_screen.documents.options import FAR_TOO_MUCH, MOST_LINES, MOST_TEXT, ReadOptions
from cpo_screen.documents.sniff import load_bytes, sniff_bytes
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Document, Format

__all__ = ["ReadOptions", "read_document"]


def read_document(path: Path, shown: str, options: ReadOptions | None = None) -> Document:
    """Read one CV; `shown` is the path that the recruiter knows and that the Document carries.

    A folder is read as a LinkedIn data archive. Raises RefusedFile with the reason where the file
    cannot be read as a CV.
    """
    options = options or ReadOptions()
    if path.is_dir() or _is_linkedin_zip(path):
        return _read_archive(path, shown)
    data = load_bytes(path, options.max_bytes)
    format = sniff_bytes(data, path.name)
    draft = _read_format(format, data, options)
    if not draft.lines and not draft.warnings:
        raise RefusedFile("empty", "There is no text in this file.")
    if len(draft.lines) > MOST_LINES or sum(len(line.text) for line in draft.lines) > MOST_TEXT:
        raise RefusedFile("too_large", FAR_TOO_MUCH)
    sha256 = hashlib.sha256(data).hexdigest()
    return _build(shown, sha256, format, draft)


def _build(shown: str, sha256: str, format: Format, draft: Draft) -> Document:
    return build_document(
        shown,
        sha256,
        format,
        draft.pages,
        draft.lines,
        draft.warnings,
        draft.form,
        stamps=draft.stamps,
        properties=draft.properties,
    )


def _is_linkedin_zip(path: Path) -> bool:
    from cpo_screen.documents.unpack import kind_of_zip

    return path.is_file() and kind_of_zip(path) == "linkedin_archive"


def _read_archive(path: Path, shown: str) -> Document:
    from cpo_screen.documents.linkedin_archive import read_linkedin_archive

    draft, sha256 = read_linkedin_archive(path)
    return _build(shown, sha256, "linkedin_archive", draft)


def _read_format(format: Format, data: bytes, options: ReadOptions) -> Draft:
    """Call the reader of a format; each is imported when first needed."""
    match format:
        case "pdf":
            from cpo_screen.documents.pdf import read_pdf

            return read_pdf(data, options)
        case "docx":
            from cpo_screen.documents.docx import read_docx

            return read_docx(data)
        case "doc":
            from cpo_screen.documents.doc import read_doc

            return read_doc(data)
        case "odt":
            from cpo_screen.documents.odt import read_odt

            return read_odt(data)
        case "rtf":
            from cpo_screen.documents.rtf import read_rtf

            return read_rtf(data)
        case "html":
            from cpo_screen.documents.html import read_html

            return read_html(data)
        case "md":
            from cpo_screen.documents.markdown import read_markdown

            return read_markdown(data)
        case "json":
            from cpo_screen.documents.json_resume import read_json_resume

            return read_json_resume(data)
        case "txt":
            from cpo_screen.documents.text import read_text

            return read_text(data)
        case "image":
            from cpo_screen.documents.ocr import read_picture

            return read_picture(data, options)
        case "linkedin_archive":
            raise RefusedFile("not_a_cv", "This LinkedIn archive must be given as a folder or .zip file.")
