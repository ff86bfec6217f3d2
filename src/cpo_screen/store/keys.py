"""What a kept profile depends on: a file's content and name, the program, the as-of month, the options."""

from __future__ import annotations

import hashlib
import math
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath

from cpo_screen.documents.discover import FoundFile
from cpo_screen.documents.options import ReadOptions
from cpo_screen.model import PartialDate
from cpo_screen.resources import resource_path

_PROGRAM = ("*.py", "*.yaml", "*.json", "*.npz", "*.crfsuite", "*.txt", "*.tsv", "*.gz", "version")
_NOT_READING = ("training", "exports", "scoring", "criteria", "store")  # they do not change what is read
_LIBRARIES = (
    "pypdfium2", "pdfminer.six", "spacy", "scikit-learn", "python-crfsuite", "numpy", "lxml", "striprtf",
    "charset-normalizer", "ftfy", "markdown-it-py", "phonenumbers", "pydantic", "pillow",
)  # fmt: skip
_CHUNK = 1 << 20


def content_key(found: FoundFile, options: ReadOptions) -> str | None:
    """Return the hash of a file's content and name; None where it cannot be told (then it is read).

    Of a LinkedIn archive's folder the content of all its files counts. The name counts because a date in it
    says when the CV was written.
    """
    name = PurePath(found.shown).name
    digest = hashlib.sha256(f"{found.kind}\0{name}\0".encode("utf-8", "replace"))
    try:
        if found.kind == "file":
            return digest.hexdigest() if _add(digest, found.path, options.max_bytes) else None
        for path in _files(found.path):
            _add(digest, path)
    except OSError:
        return None
    return digest.hexdigest()


def _add(digest: hashlib._Hash, path: Path, most: float = math.inf) -> bool:
    """Add a file's name and content to a hash; where it has more bytes than `most`, nothing, and False."""
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            return False
        digest.update(path.name.encode("utf-8", "replace") + b"\0")
        while chunk := file.read(min(size + 1, _CHUNK)):
            digest.update(chunk)
    return True


def reading_key(as_of: PartialDate, options: ReadOptions) -> str:
    """Return what is read for: the as-of month, the readers' options, what reads scans on this computer."""
    from cpo_screen.documents.ocr import ocr_state

    return f"{as_of} {options.pdf_reader} {options.max_bytes} {options.max_pages} {ocr_state(options)}"


@cache
def program_key() -> str:
    """Return the hash of all that turns files into profiles: code, word lists, models, libraries."""
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    for root in (package, resource_path("models")):
        for path in sorted(one for pattern in _PROGRAM for one in root.rglob(pattern)):
            if path.relative_to(root).parts[0] not in _NOT_READING:
                digest.update(f"{path.relative_to(root)}\0".encode())
                digest.update(path.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\0".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "?"


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.rglob("*") if one.is_file())
