"""Sections: kind and heading of each, in order; `lines` in place of `text` states how each line is set."""

from __future__ import annotations

from typing import Any

from cpo_screen.documents.build import DraftLine, build_document
from cpo_screen.documents.text import document_from_text
from cpo_screen.model import Document
from cpo_screen.sections import find_sections


def run(case: dict[str, Any]) -> object:
    document = _set(case["lines"]) if "lines" in case else document_from_text(case["text"])
    found = find_sections(document)
    return [{"kind": one.kind, "heading": one.heading.text if one.heading else None} for one in found]


def _set(lines: list[dict[str, Any]]) -> Document:
    drafts = [DraftLine(**{"size": 10.0, "gap": 0.1, **line}) for line in lines]
    return build_document("case", "", "pdf", 1, drafts, language="en")
