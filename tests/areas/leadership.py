"""A text in, the signals that it shows out: 'roadmap', or 'roadmap contributed' where others led.

The text is that of somebody who has worked in product, unless `trade: other` says that it is not.
"""

from __future__ import annotations

from dataclasses import replace

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.leadership import extract_signals
from cpo_screen.extraction.statements import find_statements
from cpo_screen.model import Section
from profile_builder import build_profile

_TITLES = {"product": ("Product Manager", True), "other": ("Engineer", False)}


def run(case: dict) -> object:
    document = replace(document_from_text(case["text"]), language=case.get("language", "en"))
    section = Section(case.get("section", "experience"), None, document.lines)
    title, is_product = _TITLES[case.get("trade", "product")]
    career = build_profile(
        {"positions": [{"title": title, "product": is_product, "level": "other"}]}
    ).positions
    found = extract_signals(document, find_statements(document, (section,), ()), career)
    if case.get("quotes"):
        return [f"{one.signal}: {one.evidence.quote}" for one in found]
    if case.get("amounts"):
        return [f"{one.signal}: {one.amount}" for one in found]
    return [one.signal if one.strength == "led" else f"{one.signal} contributed" for one in found]
