"""Imported once before the workers start: libraries and word lists are there when the first file comes."""

from __future__ import annotations

import os

# One thread of linear algebra per worker: the workers themselves use the cores.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from cpo_screen.documents import pdf, pdf_pdfium  # noqa: E402, F401
from cpo_screen.documents.text import document_from_text  # noqa: E402
from cpo_screen.model import PartialDate  # noqa: E402
from cpo_screen.pipeline import parse_document  # noqa: E402

_FIRST = """Ann Lee
ann.lee@example.com +44 20 7946 0123

Experience
Head of Product, Example Ltd, London
March 2019 - present
- Set the product strategy and led a team of 12 product managers

Education
MBA, Example School of Business, 2012
"""

parse_document(document_from_text(_FIRST), PartialDate(2026, 11))
