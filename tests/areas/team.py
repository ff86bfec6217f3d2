"""A text (one clause or more) in, the number of people led out; `level` makes it a position's."""

from __future__ import annotations

from dataclasses import replace

from areas.experience import NOWHERE
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.scope import find_scope
from cpo_screen.extraction.team import largest_team
from cpo_screen.model import Period, Position, Section, Span


def run(case: dict) -> object:
    document = replace(document_from_text(case["text"]), language=case.get("language", "en"))
    section = Section(case.get("section", "experience"), None, document.lines)
    positions = []
    if "level" in case:
        block = Span(0, len(document.text))
        positions.append(
            Position("x", "y", Period(), None, "other", case["level"], False, (), NOWHERE, block)
        )
    found = largest_team(find_scope(document, (section,), positions))
    return {"people": found.people if found else None, "quote": found.evidence.quote if found else None}
