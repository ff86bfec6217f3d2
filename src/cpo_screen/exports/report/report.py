"""The ranking as one self-contained page: no network, works from a file, prints.

Everything that comes from a CV stands in one block of JSON and reaches the page as text only. The page's
policy allows its own style and script, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from cpo_screen.criteria import Criteria
from cpo_screen.exports.report.report_data import Questions, RankRange, page_data
from cpo_screen.exports.safe_text import one_line
from cpo_screen.model import PartialDate
from cpo_screen.screening import Screening

BEGINS_WITH = b"<!doctype html>\n<!-- cpo-screen "
_SCRIPTS = (
    "dom",
    "score",
    "board",
    "cells",
    "table",
    "chart",
    "timeline",
    "card",
    "facts",
    "weights",
    "start",
)
_STYLES = ("base", "weights", "chart", "table", "career", "card", "print")
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def export_report(
    screening: Screening,
    criteria: Criteria,
    questions: Questions | None = None,
    stability: Sequence[RankRange] | None = None,
) -> bytes:
    """Write the page as UTF-8; the same screening and criteria give the same bytes.

    `questions` are those to ask, by the path of the candidate's file; `stability` how far each rank moves,
    in the order of `screening.ranked`. Raises ValueError where the screening was scored by other criteria.
    """
    style, script = _style(), _script()
    page = Template(_read("report.html")).substitute(
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        data=_json(page_data(screening, criteria, questions, stability)),
        **{key: html.escape(one_line(text)) for key, text in _head(screening, criteria).items()},
    )
    return page.encode("utf-8")


def _head(screening: Screening, criteria: Criteria) -> dict[str, str]:
    counts = screening.counts
    return {
        "title": criteria.title,
        "as_of": _say_month(screening.as_of),
        "found": "1 file" if counts.found == 1 else f"{counts.found} files",
        "ranked": str(counts.ranked),
        "review": str(counts.review),
        "refused": str(counts.refused),
        "duplicates": str(counts.duplicates),
        "merged": str(counts.merged),
        "version": screening.version,
        "sha": screening.criteria_sha256,
        "short_sha": screening.criteria_sha256[:12],
    }


def _say_month(date: PartialDate) -> str:
    """Write a month in words.

    >>> _say_month(PartialDate(2026, 11))
    'November 2026'
    """
    names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return str(date.year) if date.month is None else f"{names[date.month - 1]} {date.year}"


def _json(data: Any) -> str:
    """Write JSON that can stand in a script element: no tag, entity or line separator can begin in it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)


@cache
def _style() -> str:
    return "\n" + "\n".join(_read(f"{name}.css") for name in _STYLES)


@cache
def _script() -> str:
    """All parts as one function, so that nothing of them is reachable from outside."""
    parts = "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    return f'\n"use strict";\n(() => {{\n{parts}\n}})();\n'


def _read(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
