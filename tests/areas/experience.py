"""Positions as 'title-level start end' lines in, the clocks out."""

from __future__ import annotations

import re
from dataclasses import asdict

from cpo_screen.extraction.experience import measure_experience
from cpo_screen.model import Evidence, PartialDate, Period, Position, Span

NOWHERE = Evidence(1, 1, Span(0, 0), "", "test")


def read_date(text: str) -> PartialDate | None:
    """Read '2019-03', '2019' or '?'."""
    if text == "?":
        return None
    year, _, month = text.partition("-")
    return PartialDate(int(year), int(month) if month else None)


def read_position(line: str) -> Position:
    """Read 'product vp 2019-03 present': product or other, level, start, end."""
    function, level, start, end = line.split()
    current = end == "present"
    period = Period(read_date(start), None if current else read_date(end), current)
    product = function == "product"
    return Position(
        title=None, company=None, period=period, location=None,
        function="product_management" if product else "other", level=level,  # type: ignore[arg-type]
        is_product=product, highlights=(), evidence=NOWHERE, block=Span(0, 0),
    )  # fmt: skip


def run(case: dict) -> object:
    as_of = read_date(str(case.get("as_of", "2026-11")))
    assert as_of is not None
    lines = [line for line in re.split(r"\n", case["positions"]) if line.strip()]
    found = asdict(measure_experience([read_position(line) for line in lines], as_of))
    clocks = ("total", "product", "product_leadership")
    return {
        clock: [found[f"months_{clock}{reading}"] for reading in ("", "_low", "_high")] for clock in clocks
    }
