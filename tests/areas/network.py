"""A section in, the stated reach and the extras out, each as 'kind: quote', and how reliable they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.network import find_network
from cpo_screen.model import Document, PartialDate, Period, Position, Section, SectionKind, Span


def run(case: dict[str, Any]) -> object:
    document = document_from_text(case["text"])
    document = replace(document, language=case.get("language", "en"), form=case.get("form", "cv"))
    lines = document.lines
    if "role" in case:
        lines = tuple(replace(line, role=case["role"]) for line in lines)
        document = replace(document, lines=lines)
    kind = case.get("section", "summary")
    heading = replace(lines[0], text=case.get("heading", kind.title()))
    section = Section(kind, heading, lines)
    positions = [_position(document, **one) for one in case.get("positions", ())]
    found = find_network(document, (section,), positions)
    return {
        "connections": found.connections,
        "followers": found.followers,
        "extras": [f"{kind}: {evidence.quote}" for kind, evidence in found.extras],
        "grades": list(found.grades),
    }


def _position(document: Document, title: str, section: SectionKind, dated: bool) -> Position:
    """A position whose words are the whole text."""
    words = evidence_of(document, Span(0, len(document.text)), "test")
    return Position(
        title=title,
        company="Somewhere",
        period=Period(PartialDate(2020), None, True) if dated else Period(),
        location=None,
        function="other",
        level="other",
        is_product=False,
        highlights=(),
        evidence=words,
        block=words.span,
        section=section,
    )
