"""Job titles: each expected key is a title, its value 'function level [product]'."""

from __future__ import annotations

from typing import Any

from cpo_screen.extraction.titles import classify_title


def run(case: dict[str, Any]) -> object:
    return {title: describe(title) for title in case["expect"]}


def describe(title: str) -> str:
    found = classify_title(title)
    return f"{found.function} {found.level}" + (" product" if found.is_product else "")
