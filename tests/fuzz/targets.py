"""What is fuzzed: every reader and criteria.yaml, each as a function of bytes that may only refuse."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

from cpo_screen.criteria import load_criteria
from cpo_screen.documents import pdf_pdfium, pdf_pdfminer
from cpo_screen.documents.discover import find_files
from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.read import _read_format, read_document
from cpo_screen.documents.sniff import sniff_bytes
from cpo_screen.errors import CriteriaError, RefusedFile
from cpo_screen.model import Format, PartialDate
from cpo_screen.pipeline import parse_document
from cpo_screen.resources import resource_path
from hostile.corpus import KINDS
from hostile.people import cv_lines
from hostile.writers import docx_of, html_of, odt_of, pdf_of, rtf_of

Target = Callable[[bytes], None]
_OPTIONS = ReadOptions(max_bytes=4_000_000)
_LARGEST = 60_000  # bytes of a seed


def _reader(format: Format, data: bytes) -> None:
    _read_format(format, data, _OPTIONS)


def _whole(suffix: str, data: bytes) -> None:
    """A file from its bytes to its profile: found, read, laid out, extracted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"cv{suffix}")
        path.write_bytes(data)
        for one in find_files([path], Path(folder, "unpacked")):
            if one.refused is None:
                parse_document(read_document(one.path, one.shown, _OPTIONS), PartialDate(2026, 11))


def _criteria(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "criteria.yaml")
        path.write_bytes(data)
        load_criteria(path)


TARGETS: dict[str, Target] = {
    "pdfium": partial(lambda data: pdf_pdfium.read_pages(data, 60) and None),
    "pdfminer": partial(lambda data: pdf_pdfminer.read_pages(data, 60) and None),
    "docx": partial(_reader, "docx"),
    "odt": partial(_reader, "odt"),
    "rtf": partial(_reader, "rtf"),
    "html": partial(_reader, "html"),
    "md": partial(_reader, "md"),
    "json": partial(_reader, "json"),
    "txt": partial(_reader, "txt"),
    "sniff": lambda data: sniff_bytes(data, "cv") and None,
    "zip": partial(_whole, ".zip"),
    "whole_txt": partial(_whole, ".txt"),
    "whole_pdf": partial(_whole, ".pdf"),
    "criteria": _criteria,
}
_SUFFIXES = {"pdfium": ".pdf", "pdfminer": ".pdf", "whole_pdf": ".pdf", "whole_txt": ".txt"}


def run_target(name: str, data: bytes) -> None:
    """Run one input; only what nobody foresaw is raised.

    RecursionError and MemoryError are foreseen: they end at the border between a file and the run.
    """
    with suppress(RefusedFile, CriteriaError, RecursionError, MemoryError):
        TARGETS[name](data)


def seeds(name: str) -> list[bytes]:
    """Inputs to begin with: good files and the hostile ones of the format, the large ones left out."""
    random = Random(name)
    if name == "criteria":
        return [resource_path("criteria.yaml").read_bytes(), b"version: 1\n", b"{}"]
    suffix = _SUFFIXES.get(name, f".{name}")
    writers = {".pdf": pdf_of, ".docx": docx_of, ".odt": odt_of, ".rtf": rtf_of, ".html": html_of}
    good = [writers[suffix](cv_lines(random)) for _ in range(3)] if suffix in writers else []
    kinds = [one for one in KINDS.values() if (one.make and name == "sniff") or one.suffix == suffix]
    light = [
        one for one in kinds if not any(word in one.name for word in ("bomb", "many", "ten_", "double"))
    ]
    bad = [one.make(Random(f"{name} {n}")) for one in light for n in range(2) if one.make is not None]
    return [*good, *(one for one in bad if len(one) <= _LARGEST)] or [b"CV"]
