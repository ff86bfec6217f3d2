"""What a run asks of the readers, and the limits they keep to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What is far more than any CV holds, and less than what a reader takes seconds for. A page of a dense CV
# has 800 words; sixty such pages, half as many again for letters set one by one, and as much to spare.
MOST_TEXT = 1_000_000  # characters of a file
MOST_LINES = 20_000
MOST_RUNS = 100_000  # words that stand by themselves: a PDF's, or text runs of another format
MOST_ELEMENTS = 150_000  # elements of an XML part or a web page; a CV of ten pages has five thousand
FAR_TOO_MUCH = "There is far more text in this file than a CV has."


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Limits and choices for reading one file; `max_bytes` counts the file, `max_pages` a PDF's pages.

    `ocr`: whether pages that are pictures are read by tesseract, where it is installed.
    """

    pdf_reader: Literal["auto", "pdfium", "pdfminer"] = "auto"
    max_bytes: int = 25 * 1024 * 1024
    max_pages: int = 60
    ocr: Literal["auto", "off"] = "auto"
