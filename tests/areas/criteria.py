"""Checks the text of a criteria file: every mistake as `line:column setting: message`."""

from __future__ import annotations

from typing import Any

from cpo_screen.criteria import check_criteria


def run(case: dict[str, Any]) -> object:
    return [
        {"at": f"{each.line}:{each.column}", "where": each.where, "says": each.message}
        for each in check_criteria(case["text"])
    ]
