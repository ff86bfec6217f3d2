"""Positions: the text's positions in page order: title, company, start, end, location, highlights."""

from __future__ import annotations

from typing import Any

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.positions import extract_positions
from cpo_screen.sections import find_sections


def run(case: dict[str, Any]) -> object:
    document = document_from_text(case["text"])
    found = extract_positions(document, find_sections(document))
    for one in found:
        span = one.evidence.span
        assert document.text[span.start : span.end] == one.evidence.quote
    return [
        {
            "title": one.title,
            "company": one.company,
            "location": one.location,
            "start": str(one.period.start) if one.period.start else None,
            "end": "present" if one.period.is_current else str(one.period.end) if one.period.end else None,
            "highlights": [item.quote for item in one.highlights],
        }
        for one in found
    ]
