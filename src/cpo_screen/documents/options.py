"""What a run asks of the readers, and the limits they keep to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Limits and choices for reading one file; `max_bytes` counts the file, `max_pages` a PDF's pages."""

    pdf_reader: Literal["auto", "pdfium", "pdfminer"] = "auto"
    max_bytes: int = 25 * 1024 * 1024
    max_pages: int = 60
