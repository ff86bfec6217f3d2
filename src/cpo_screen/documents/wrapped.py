"""Paragraphs that were broken into lines by hand or by a converter, recognised in any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.styled import goes_on

_NEAR = 0.75  # of the usual full line's length
_ENOUGH = 5  # lines that must go on before a text counts as broken by hand
_WIDEST = 140


def mark_wrapped(lines: Sequence[DraftLine]) -> list[DraftLine]:
    """Set `continues` where a file's paragraphs stand line by line, as after a conversion from PDF.

    Only where many long lines are followed by a small letter: a Word paragraph is whole otherwise.
    """
    candidates = [index for index in range(1, len(lines)) if _could_go_on(lines[index - 1], lines[index])]
    if len(candidates) < _ENOUGH:
        return list(lines)
    lengths = sorted(len(lines[index - 1].text) for index in candidates)
    full = lengths[len(lengths) * 3 // 4]
    marked = list(lines)
    for index in candidates:
        if full * _NEAR <= len(lines[index - 1].text) <= _WIDEST and full >= 50:
            marked[index] = replace(lines[index], continues=True)
    return marked


def _could_go_on(before: DraftLine, line: DraftLine) -> bool:
    if line.bullet or line.heading or before.heading or line.hidden or line.column != before.column:
        return False
    if "\t" in line.text or "\t" in before.text or len(before.text) > _WIDEST or line.gap >= 1:
        return False
    return goes_on(before.text, line.text) and abs(line.size - before.size) < 0.6
