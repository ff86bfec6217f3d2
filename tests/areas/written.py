"""A text, a file's own dates, positions as in areas/integrity.py in; when it was written, the clocks, out.

`stamps` are 'kind date program' lines, `file` the file's name, `kind` a section's kind for the whole text,
`degrees` the lines of degrees in it.
"""

from __future__ import annotations

from dataclasses import replace

from areas.experience import NOWHERE, read_date
from areas.integrity import read_named
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.experience import measure_experience
from cpo_screen.extraction.written import find_written, old_document
from cpo_screen.model import Education, Section, Stamp


def run(case: dict) -> object:
    as_of = read_date(str(case.get("as_of", "2026-11")))
    assert as_of is not None
    stamps = tuple(Stamp(*line.split(maxsplit=2)) for line in case.get("stamps", []))
    document = replace(
        document_from_text(case.get("text", "")),
        stamps=stamps,
        path=case.get("file", "cv"),
        format=case.get("format", "docx"),
    )
    positions = [read_named(line) for line in case.get("positions", "").splitlines() if line.strip()]
    degrees = [
        Education("Some degree", "BA", "bachelor", None, None, None, True, replace(NOWHERE, span=line.span))
        for line in document.lines
        if line.number in case.get("degrees", [])
    ]
    sections = (Section(case.get("kind", "summary"), None, document.lines),)
    found = find_written(document, sections, positions, degrees, as_of)
    clocks = measure_experience(positions, as_of, None, found)
    return {
        "date": str(found.date) if found else None,
        "source": found.source if found else None,
        "quote": found.evidence.quote if found and found.evidence else None,
        "warning": next((remark.message for remark in old_document(found, as_of)), None),
        "product": [clocks.months_product, clocks.months_product_low, clocks.months_product_high],
    }
