"""A text in, the signals that it shows out: 'roadmap', or 'roadmap contributed' where others led."""

from __future__ import annotations

from dataclasses import replace

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.leadership import extract_signals
from cpo_screen.extraction.statements import find_statements
from cpo_screen.model import Section


def run(case: dict) -> object:
    document = replace(document_from_text(case["text"]), language=case.get("language", "en"))
    section = Section(case.get("section", "experience"), None, document.lines)
    found = extract_signals(document, find_statements(document, (section,), ()), ())
    if case.get("quotes"):
        return [f"{one.signal}: {one.evidence.quote}" for one in found]
    if case.get("amounts"):
        return [f"{one.signal}: {one.amount}" for one in found]
    return [one.signal if one.strength == "led" else f"{one.signal} contributed" for one in found]
