"""Words so near that pdfium sees one: parted where a letter is followed by more space than usual.

Some producers place each letter on its own and the space between two words as well, which pdfium leaves out
where the box of the letter before hangs over it: 'ofProduct', 'teamresponsible'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import quantiles

_WORD_GAP, _LEAST_GAP = 0.13, 0.05  # type sizes: more than usual behind a letter, and at all
_SHARED = -0.3  # type sizes: letters of a ligature share one box
_KNOWN = 4  # occurrences from which the usual space behind a letter is known


def find_word_ends(
    text: str, spans: Sequence[tuple[int, int]], gaps: Sequence[Sequence[float]]
) -> Iterator[list[int]]:
    """For each span of `text` the offsets where a new word begins, given the gaps behind its letters."""
    middles = [sorted(found)[len(found) // 2] if found else 0.0 for found in gaps]
    usual = _usual(text, spans, gaps, middles)
    for (start, _), found, middle in zip(spans, gaps, middles, strict=True):
        if not found:
            yield []
            continue
        spaced = max(middle, 0.0)
        own = max(middle + _WORD_GAP, _LEAST_GAP)
        yield [
            start + at + 1
            for at, gap in enumerate(found)
            if gap > min(own, spaced + usual.get(text[start + at], own) + _WORD_GAP)
        ]


def _usual(
    text: str, spans: Sequence[tuple[int, int]], gaps: Sequence[Sequence[float]], middles: Sequence[float]
) -> dict[str, float]:
    """The space usually found behind each letter inside words: below zero where its box hangs over."""
    behind: dict[str, list[float]] = defaultdict(list)
    for (start, _), found, middle in zip(spans, gaps, middles, strict=True):
        spaced = max(middle, 0.0)
        for at, gap in enumerate(found):
            if gap > _SHARED:
                behind[text[start + at]].append(gap - spaced)
    lows = {letter: quantiles(all_, n=4)[0] for letter, all_ in behind.items() if len(all_) >= _KNOWN}
    return {letter: low for letter, low in lows.items() if low < 0}
