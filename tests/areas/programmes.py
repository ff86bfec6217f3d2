"""Programmes: the text's programmes in page order; `wrapped`: the lines that go on with the one before."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.programmes import extract_programmes
from cpo_screen.sections import find_sections


def run(case: dict[str, Any]) -> object:
    document = document_from_text(case["text"])
    wrapped = case.get("wrapped", ())
    lines = (
        replace(one, continues=True) if at in wrapped else one for at, one in enumerate(document.lines)
    )
    document = replace(document, lines=tuple(lines)) if wrapped else document
    found = extract_programmes(document, find_sections(document))
    for one in found:
        span = one.evidence.span
        assert document.text[span.start : span.end] == one.evidence.quote
    return [asdict(one) for one in found]
