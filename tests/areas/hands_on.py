"""A section in, own technical and design work out, each as 'kind: quote'; skills behind a star."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.hands_on import find_hands_on
from cpo_screen.model import Document, Function, Period, Position, Section, Span


def run(case: dict[str, Any]) -> object:
    document = replace(document_from_text(case["text"]), language=case.get("language", "en"))
    section = Section(case.get("section", "experience"), None, document.lines)
    positions = [_position(document, case["function"])] if "function" in case else []
    found = find_hands_on(document, (section,), positions, ())
    return [f"{'*' if one.is_skill else ''}{one.kind}: {one.evidence.quote}" for one in found]


def _position(document: Document, function: str) -> Position:
    """A position of this function whose block is the whole text; its head stands before it."""
    return Position(
        title="Somebody",
        company="Somewhere",
        period=Period(),
        location=None,
        function=cast("Function", function),
        level="other",
        is_product=function == "product_management",
        highlights=(),
        evidence=evidence_of(document, Span(0, 0), "test"),
        block=Span(0, len(document.text)),
    )
