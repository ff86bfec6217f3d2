"""A text as a file of `format` in; its lines out, with only what differs from a plain line."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cpo_screen.documents.read import read_document
from cpo_screen.model import Line


def run(case: dict) -> object:
    name = f"case.{case.get('format', 'txt')}"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
        document = read_document(file, name)
    return {
        "format": document.format,
        "language": document.language,
        "pages": document.pages,
        "lines": [_describe(line) for line in document.lines],
    }


def _describe(line: Line) -> str:
    """`*` a bullet, `>` goes on, `#` a heading, `?` hidden, `2|` a column; then the text, tabs as ` | `."""
    marks = "*" * line.bullet + ">" * line.continues + "#" * line.heading + "?" * line.hidden
    column = f"{line.column}| " if line.column else ""
    return column + (f"{marks} " if marks else "") + line.text.replace("\t", " | ")
