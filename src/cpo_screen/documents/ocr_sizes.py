"""Type sizes of recognised lines: measured by their capitals, and made to agree where they nearly do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpo_screen.documents.ocr_words import WordLine

_TALL = re.compile(r"[^\W_a-zß-öø-ÿ]|[bdfhkl]")  # capitals, figures, and letters that are as high
_CAPITAL = 0.716  # of the type size: how high they are
_SURE = 3  # words with such letters, from which a line's size is well known
_ALIKE = 0.045  # sizes that differ by less are one
_NEAR = 0.12  # a size that is not well known is another that differs by less
_STEP = 2.0  # pixels


def find_sizes(lines: Sequence[WordLine]) -> list[float]:
    """The type size of each line in pixels; lines that were set in one size have one size."""
    heights = [_heights(line) for line in lines]
    ratios = [_size(own) / line.size for line, own in zip(lines, heights, strict=True) if own and line.size]
    ratio = median(ratios) if ratios else 1.0
    measured = [_size(own) if own else line.size * ratio for line, own in zip(lines, heights, strict=True)]
    sure = [len(own) >= _SURE for own in heights]
    agreed = _agreed(size for size, known in zip(measured, sure, strict=True) if known)
    agreed |= _agreed(size for size in measured if _nearest(size, agreed) is None)
    return [agreed[size] if size in agreed else (_nearest(size, agreed) or size) for size in measured]


def _heights(line: WordLine) -> list[float]:
    """How high the words with capitals and figures stand above the baseline."""
    tall = [word for word in line.words if _TALL.search(word.text)]
    return [line.baseline_at((word.x0 + word.x1) / 2) - word.top for word in tall]


def _size(heights: Sequence[float]) -> float:
    return max(median(heights), 1.0) / _CAPITAL


def _agreed(sizes: Iterable[float]) -> dict[float, float]:
    """The size that each stands for: that with the most others near it first."""
    left = sorted(sizes)
    found: dict[float, float] = {}
    while left:
        middle = max(left, key=lambda size: (len(_alike(size, left)), -size))
        same = _alike(middle, left)
        found |= dict.fromkeys(same, round(median(same) / _STEP) * _STEP)
        left = [size for size in left if size not in found]
    return found


def _alike(size: float, sizes: Sequence[float]) -> list[float]:
    return [one for one in sizes if abs(one - size) <= _ALIKE * size]


def _nearest(size: float, agreed: dict[float, float]) -> float | None:
    near = min(agreed, key=lambda one: (abs(one - size), one), default=None)
    return None if near is None or abs(near - size) > _NEAR * size else agreed[near]
