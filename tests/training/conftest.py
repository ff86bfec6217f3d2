"""A labelled corpus of one's own, written into a temporary folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WriteCorpus = Callable[..., Path]


@pytest.fixture
def write_corpus(tmp_path: Path) -> WriteCorpus:
    """Write label rows, and a text file for each that has none; return the label file's path."""

    def write(*rows: dict[str, Any], text: str = "Ada Example\n") -> Path:
        for number, row in enumerate(rows, 1):
            row.setdefault("id", f"cv{number}")
            row.setdefault("file", f"{row['id']}.txt")
            (tmp_path / row["file"]).write_text(text, encoding="utf-8")
        gold = tmp_path / "gold.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return gold

    return write
