"""A section in, the signals that its lists of skills name out, each as 'signal: words'."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.leadership_skills import extract_leadership_skills
from cpo_screen.model import Section


def run(case: dict[str, Any]) -> object:
    document = replace(document_from_text(case["text"]), language=case.get("language", "en"))
    section = Section(case.get("section", "skills"), None, document.lines)
    found = extract_leadership_skills(document, (section,))
    return [f"{one.signal}: {one.evidence.quote}" for one in found]
