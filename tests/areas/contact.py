"""Contact: name, e-mail, phone, LinkedIn address and place of a text."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.contact import find_contact
from cpo_screen.sections import find_sections


def run(case: dict[str, Any]) -> object:
    document = document_from_text(case["text"])
    return asdict(find_contact(document, find_sections(document)))
