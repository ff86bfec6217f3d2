"""Lines 'function start end [section] [| company]' or 'title | company | dates | duty' and degree lines in;
the background out, or all of it where a case expects more than the field."""

from __future__ import annotations

from areas.experience import NOWHERE, read_date
from cpo_screen.extraction.background import find_background
from cpo_screen.extraction.titles import classify_title
from cpo_screen.model import Education, Evidence, PartialDate, Period, Position, Span

AS_OF = PartialDate(2026, 11)


def read_position(line: str) -> Position:
    line, _, company = line.partition("|")
    function, start, end, *section = line.split()
    current = end == "present"
    period = Period(read_date(start), None if current else read_date(end), current)
    is_product = function == "product_management"
    return Position(
        title=None, company=company.strip() or None,
        period=period, location=None, function=function, level="other",  # type: ignore[arg-type]
        is_product=is_product, highlights=(), evidence=NOWHERE, block=Span(0, 0),
        section=section[0] if section else "experience",  # type: ignore[arg-type]
    )  # fmt: skip


def read_job(line: str) -> Position:
    title, company, dates, *duties = (part.strip() for part in line.split("|"))
    start, end = dates.split()
    period = Period(read_date(start), None if end == "present" else read_date(end), end == "present")
    found = classify_title(title)
    return Position(
        title=title, company=None if company == "None" else company, period=period, location=None,
        function=found.function, level=found.level, is_product=found.is_product,
        highlights=tuple(Evidence(1, 1, Span(0, 0), duty, "") for duty in duties),
        evidence=NOWHERE, block=Span(0, 0),
    )  # fmt: skip


def read_degree(line: str) -> Education:
    level, field, year = (part.strip() for part in line.split("|"))
    end_year = int(year) if year.isdigit() else None
    return Education(None, "other", level, field, None, end_year, None, NOWHERE)  # type: ignore[arg-type]


def run(case: dict) -> object:
    positions = [read_position(line) for line in case.get("positions", "").splitlines() if line]
    degrees = [read_degree(line) for line in case.get("degrees", "").splitlines() if line]
    positions += [read_job(line) for line in case.get("jobs", "").splitlines() if line]
    found = find_background(positions, degrees, AS_OF if case.get("as_of", True) else None)
    if not isinstance(case.get("expect"), dict):
        return found.field
    return {"field": found.field, "positions": list(found.positions), "confidence": found.confidence}
