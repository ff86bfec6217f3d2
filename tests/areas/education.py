"""Education: the text's records in page order; without a text, each expected key is read as one degree."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.degrees import parse_degree
from cpo_screen.extraction.education import extract_education
from cpo_screen.model import PartialDate
from cpo_screen.sections import find_sections

AS_OF = PartialDate(2026, 11)


def run(case: dict[str, Any]) -> object:
    if "text" not in case:
        return {line: describe(line) for line in case["expect"]}
    document = document_from_text(case["text"])
    records = extract_education(document, find_sections(document), AS_OF)
    for one in records:
        span = one.evidence.span
        assert document.text[span.start : span.end] == one.evidence.quote
    return [asdict(one) for one in records]


def describe(line: str) -> str:
    found = parse_degree(line)
    if found is None:
        return "none"
    return f"{found.kind} {found.level}" + (f" | {found.field}" if found.field else "")
