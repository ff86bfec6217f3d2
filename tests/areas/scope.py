"""A text in, the ledger's entries out: 'people 85 from 12 in 18', 'budget 4000000 EUR', 'users 12 around'.

`in` are months, `around` what the person did not carry, `level` and `product` make the text a position's.
"""

from __future__ import annotations

from dataclasses import replace

from areas.experience import NOWHERE
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.scope import find_scope
from cpo_screen.model import Period, Position, ScopeEntry, Section, Span


def run(case: dict) -> object:
    document = replace(document_from_text(case["text"]), language=case.get("language", "en"))
    section = Section(case.get("section", "experience"), None, document.lines)
    positions = []
    if "level" in case:
        block, product = Span(0, len(document.text)), case.get("product", False)
        positions.append(
            Position("x", "y", Period(), None, "other", case["level"], product, (), NOWHERE, block)
        )
    found = find_scope(document, (section,), positions)
    for one in found:
        span = one.evidence.span
        assert document.text[span.start : span.end] == one.evidence.quote
    return sorted(_said(one) for one in found)


def _said(one: ScopeEntry) -> str:
    said: list[str] = [one.kind]
    if one.high is not None and one.low is not None:
        said.append(f"{one.high:g}" if one.low == one.high else f"{_plain(one.low)}-{_plain(one.high)}")
        said[-1] = _plain(one.high) if one.low == one.high else said[-1]
    said += [one.currency] if one.currency else []
    said += [f"from {_plain(one.start)}"] if one.start is not None else []
    if one.change is not None:
        said.append(f"{one.change:g}%" if one.by == "percent" else f"x{one.change:g}")
    said += [f"in {one.months}"] if one.months is not None else []
    said += ["direct"] if one.is_direct else []
    return " ".join([*said, *([] if one.is_led else ["around"])])


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
