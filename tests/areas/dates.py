"""Dates: each expected key is a line; its value lists the periods read in it as 'start/end'."""

from __future__ import annotations

from typing import Any

from cpo_screen.extraction.dates import PeriodMatch, find_periods


def run(case: dict[str, Any]) -> object:
    return {
        line: [_shown(one) for one in find_periods(line, case.get("month_first", False))]
        for line in case["expect"]
    }


def _shown(match: PeriodMatch) -> str:
    end = "present" if match.period.is_current else str(match.period.end or "")
    return f"{match.period.start or ''}/{end}"
