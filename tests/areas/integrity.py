"""A text (`hidden` below it), positions as in areas/experience.py, a claim in; the remarks' codes out."""

from __future__ import annotations

from dataclasses import replace

from areas.experience import NOWHERE, read_date, read_position
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.experience import measure_experience
from cpo_screen.extraction.integrity import find_remarks
from cpo_screen.model import Document, Education, Position, Remark


def read_document(case: dict) -> Document:
    hidden = case.get("hidden", "")
    document = document_from_text(case.get("text", "") + ("\n" + hidden if hidden else ""))
    lines = tuple(replace(line, hidden=bool(hidden) and line.text in hidden) for line in document.lines)
    told = tuple(Remark(code, "told by the reader") for code in case.get("told", []))
    return replace(document, lines=lines, warnings=told)


def read_named(line: str) -> Position:
    """Read 'Company | product vp 2019-03 present'; the company is also the title."""
    name, _, rest = line.rpartition("|")
    position = read_position(rest)
    return replace(position, title=name.strip() or None, company=name.strip() or None)


def run(case: dict) -> object:
    as_of = read_date(str(case.get("as_of", "2026-11")))
    assert as_of is not None
    positions = [read_named(line) for line in case.get("positions", "").splitlines() if line.strip()]
    claim = case.get("claim")
    claimed = (claim["years"], replace(NOWHERE, quote=claim["quote"])) if claim else None
    degrees = [
        Education("Some degree", "BA", "bachelor", None, None, year, None, NOWHERE)
        for year in case.get("degrees", [])
    ]
    clocks = measure_experience(positions, as_of, claimed)
    remarks = find_remarks(read_document(case), positions, degrees, clocks, as_of)
    if case.get("messages"):
        return [remark.message for remark in remarks]
    return [remark.code for remark in remarks]
