"""All kinds of hostile and broken files, folders of them, and folders of good ones."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hostile import (
    markup_kinds,
    office_kinds,
    pdf_bomb_kinds,
    pdf_kinds,
    place_kinds,
    text_kinds,
    zip_kinds,
)
from hostile.kinds import KINDS, Kind
from hostile.people import cv_lines
from hostile.writers import docx_of, html_of, odt_of, pdf_of, rtf_of

__all__ = ["KINDS", "write_good", "write_hostile"]

# Imported, they fill KINDS.
_MODULES = (
    pdf_kinds,
    pdf_bomb_kinds,
    office_kinds,
    zip_kinds,
    text_kinds,
    markup_kinds,
    place_kinds,
)
_WRITERS = (
    (".pdf", pdf_of),
    (".docx", docx_of),
    (".odt", odt_of),
    (".rtf", rtf_of),
    (".html", html_of),
    (".txt", lambda lines: "\n".join(lines).encode()),
)


def write_hostile(folder: Path, seed: int, number: int) -> dict[Path, Kind]:
    """Write so many hostile files, each kind in turn, each a variation of its own; gives what each is.

    The same seed and number write the same files. Nothing in them is executed by writing them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[Path, Kind] = {}
    kinds = sorted(KINDS.values(), key=lambda one: one.name)
    for at in range(number):
        one = kinds[at % len(kinds)]
        path = folder / f"{one.name}-{at // len(kinds)}{one.suffix}"
        one.write(path, Random(f"{seed} {one.name} {at // len(kinds)}"))
        written[path] = one
    return written


def write_good(folder: Path, seed: int, number: int) -> list[Path]:
    """Write so many CVs of invented people that read well, in all formats."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for at in range(number):
        suffix, write = _WRITERS[at % len(_WRITERS)]
        path = folder / f"good-{at:04d}{suffix}"
        path.write_bytes(write(cv_lines(Random(f"{seed} good {at}"))))
        paths.append(path)
    return paths
