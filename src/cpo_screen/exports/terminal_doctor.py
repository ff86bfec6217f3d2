"""An examination as lines to read and to paste, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from textwrap import wrap

from cpo_screen.doctor import Examination, Finding

SCHEMA = "cpo-screen/doctor/1"
_WIDTH = 100
_MANY = 8  # findings in order, from which on they share lines
_MARKS = {"ok": "ok", "absent": "absent", "broken": "BROKEN"}


def examination_lines(found: Examination) -> Iterator[str]:
    """Say what was found, a topic at a time, and at last whether a run will work."""
    for topic, findings in groupby(found.findings, lambda one: one.topic):
        yield topic[:1].upper() + topic[1:]
        yield from _topic_lines(list(findings))
    yield ""
    yield _verdict(found)


def _topic_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each; of many that are in order, only their names and values."""
    in_order = [one for one in findings if one.state == "ok"]
    if len(in_order) > _MANY:
        told = ", ".join(f"{one.name} {one.value}" for one in in_order)
        begin, indent = f"  {_MARKS['ok']:6}  ", " " * 10
        yield from wrap(
            told, _WIDTH, initial_indent=begin, subsequent_indent=indent, break_on_hyphens=False
        )
        findings = [one for one in findings if one.state != "ok"]
    width = max((len(one.name) for one in findings), default=0)
    for one in findings:
        yield from _lines(one, width)


def _verdict(found: Examination) -> str:
    """Say whether a run will work."""
    lacking = sum(one.state == "absent" for one in found.findings)
    wrong = [one for one in found.findings if one.state == "broken"]
    if wrong:
        named = ", ".join(f"{one.topic}: {one.name}" for one in wrong)
        return f"A run will not work here. In the way: {named}."
    if lacking:
        return f"A run will work; {lacking} thing{'s' if lacking > 1 else ''} absent, as told above."
    return "A run will work; nothing is absent."


def _lines(one: Finding, width: int) -> Iterator[str]:
    yield f"  {_MARKS[one.state]:6}  {one.name:{width}}  {one.value}".rstrip()
    yield from wrap(one.says, _WIDTH, initial_indent=" " * 10, subsequent_indent=" " * 10)


def examination_json(found: Examination) -> str:
    """Return the same as one JSON object."""
    told = {"schema": SCHEMA, "works": found.works, "findings": [asdict(one) for one in found.findings]}
    return json.dumps(told, ensure_ascii=True, indent=1)
