"""Sections in, the stated reach and the extras out. `sections` maps a kind to its text."""

from __future__ import annotations

from dataclasses import replace

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.network import find_network
from cpo_screen.model import Section


def run(case: dict) -> object:
    document = replace(document_from_text(case["text"]), language=case.get("language", "en"))
    lines = document.lines
    if "role" in case:
        lines = tuple(replace(line, role=case["role"]) for line in lines)
        document = replace(document, lines=lines)
    found = find_network(document, (Section(case.get("section", "summary"), None, lines),))
    return {
        "connections": found.connections,
        "followers": found.followers,
        "extras": [f"{kind}: {evidence.quote}" for kind, evidence in found.extras],
    }
