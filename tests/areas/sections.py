"""Sections: kind and heading of each, in order."""

from __future__ import annotations

from typing import Any

from cpo_screen.documents.text import document_from_text
from cpo_screen.sections import find_sections


def run(case: dict[str, Any]) -> object:
    found = find_sections(document_from_text(case["text"]))
    return [{"kind": one.kind, "heading": one.heading.text if one.heading else None} for one in found]
