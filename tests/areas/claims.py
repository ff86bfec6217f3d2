"""A text in, the years of experience that it claims out, with the words."""

from __future__ import annotations

from dataclasses import replace

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.experience_claims import find_claimed_years
from cpo_screen.model import Section


def run(case: dict) -> object:
    document = replace(document_from_text(case["text"]), language=case.get("language", "en"))
    section = Section(case.get("section", "summary"), None, document.lines)
    found = find_claimed_years(document, (section,))
    return {"years": found[0] if found else None, "quote": found[1].quote if found else None}
