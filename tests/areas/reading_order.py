"""A page drawn with characters in; its lines in reading order out, tabs as ` | `.

Each character stands in a cell of 5 by 14 points. `─` and `│` are drawn lines, `┼` is both; `**` before a
word sets it bold.
"""

from __future__ import annotations

import re

from cpo_screen.documents.pdf import lay_out
from cpo_screen.documents.runs import PageRuns, Run
from cpo_screen.model import Box

WIDTH, HEIGHT = 5.0, 14.0
_WORD = re.compile(r"[^\s─│┼]+")


def run(case: dict) -> object:
    pages = [_page(number, page) for number, page in enumerate(case["text"].split("\f"), 1)]
    draft = lay_out(pages)
    return {
        "lines": [line.text.replace("\t", " | ") for line in draft.lines if not line.hidden],
        "columns": [line.column for line in draft.lines if not line.hidden],
    }


def _page(number: int, text: str) -> PageRuns:
    grid = text.splitlines()
    runs = tuple(_run(match, row) for row, line in enumerate(grid) for match in _WORD.finditer(line))
    return PageRuns(number, 620.0, max(800.0, HEIGHT * len(grid) * 1.3), runs, rules=_rules(grid))


def _run(match: re.Match[str], row: int) -> Run:
    word = match.group()
    bold = word.startswith("**")
    x0, baseline = 20 + WIDTH * match.start(), 100 + HEIGHT * row
    x1 = 20 + WIDTH * match.end()
    return Run(word.removeprefix("**"), x0, baseline - 9, x1, baseline + 2.5, baseline, 10.0, bold)


def _rules(grid: list[str]) -> tuple[Box, ...]:
    across = [
        Box(20 + WIDTH * m.start(), y, 20 + WIDTH * m.end(), y)
        for row, line in enumerate(grid)
        for m in re.finditer("[─┼]{2,}", line)
        for y in (97 + HEIGHT * row,)
    ]
    width = max(map(len, grid), default=0)
    columns = ["".join(line.ljust(width)[at] for line in grid) for at in range(width)]
    down = [
        Box(x, 97 + HEIGHT * m.start(), x, 97 + HEIGHT * (m.end() - 1))
        for at, column in enumerate(columns)
        for m in re.finditer("[│┼]{2,}", column)
        for x in (22.5 + WIDTH * at,)
    ]
    return tuple(across + down)
