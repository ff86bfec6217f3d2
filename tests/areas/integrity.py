"""A text (`hidden` below it, the file's `properties`), positions as in areas/experience.py, a claim in.

The remarks' codes come out; with `messages` what they say; with `panel` the doubts, each with its severity
and the quotes of its evidence.
"""

from __future__ import annotations

from dataclasses import replace

from areas.experience import NOWHERE, read_date, read_position
from cpo_screen.documents.build import DraftLine, build_document
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.experience import measure_experience
from cpo_screen.extraction.integrity import find_doubts, find_remarks
from cpo_screen.model import Document, Education, Position, Remark, Section


def read_document(case: dict) -> Document:
    shown = document_from_text(case.get("text", "")).lines
    drafts = [DraftLine(line.text, bullet=line.bullet, continues=line.continues) for line in shown]
    drafts += [DraftLine(line, hidden=True) for line in case.get("hidden", "").splitlines()]
    told = [Remark(code, "told by the reader") for code in case.get("told", [])]
    own = case.get("properties", [])
    return build_document("case", "", "pdf", 1, drafts, told, language="en", properties=own)


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
    document = read_document(case)
    sections = (Section(case.get("kind", "experience"), None, document.visible),)
    doubts = find_doubts(document, sections, positions, clocks, as_of)
    for evidence in (one for doubt in doubts for one in doubt.evidence if one.found_by != "test"):
        assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
    if case.get("panel"):
        return [
            {"code": one.code, "severity": one.severity, "quotes": [words.quote for words in one.evidence]}
            for one in doubts
        ]
    remarks = find_remarks(document, positions, degrees, clocks, as_of, doubts=doubts)
    if case.get("messages"):
        return [remark.message for remark in remarks]
    return [remark.code for remark in remarks]
