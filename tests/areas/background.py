"""Position lines 'function start end [section] [| company]' and degree lines in, the background out."""

from __future__ import annotations

from areas.experience import NOWHERE, read_date
from cpo_screen.extraction.background import find_background
from cpo_screen.model import Education, PartialDate, Period, Position, Span

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


def read_degree(line: str) -> Education:
    level, field, year = (part.strip() for part in line.split("|"))
    end_year = int(year) if year.isdigit() else None
    return Education(None, "other", level, field, None, end_year, None, NOWHERE)  # type: ignore[arg-type]


def run(case: dict) -> object:
    positions = [read_position(line) for line in case.get("positions", "").splitlines() if line]
    degrees = [read_degree(line) for line in case.get("degrees", "").splitlines() if line]
    return find_background(positions, degrees, AS_OF if case.get("as_of", True) else None).field
