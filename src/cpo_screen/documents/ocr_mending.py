"""What recognition mistakes again and again, put right by its look: bullets, dots, I and |."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Any

from cpo_screen.documents.ocr_words import Word, WordLine

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

_BULLET, _DOT = "•", "·"
_DOT_SIZE = 0.3  # of the type size: a dot is no wider and no higher
_DOT_HEIGHT = (0.12, 0.6)  # of the type size above the baseline: where its middle is
_ROUND = 2.0  # a dot is no more than so much wider than high, or higher than wide
_GAP = (0.2, 0.4)  # of the type size: behind a bullet, more where it was read as a letter
_WIDEST = 0.7  # of the type size
_NEAR = 0.5  # of the type size: what begins this near begins at one place
_FOOT = 0.08  # of the type size: a letter's foot is this near to the baseline
_TALLEST = 0.85  # of the type size: a capital letter is no higher
_INK = 0.4  # of a bullet's ink, as a share of what other bullets have
_DARK = 0.6  # of the page's own lightness


def mend_lines(
    lines: Sequence[WordLine], words: Mapping[str, Any], pixels: NDArray[uint8] | None = None
) -> list[WordLine]:
    """Put right what can be seen to be wrong; `words` is the lexicon `ocr`.

    With the page's `pixels`, bullets that were not recognised at all are looked for.
    """
    mended = [_mend_words(line, words["mend"]) for line in lines]
    signs = frozenset(words["bullets"])
    found = [_with_bullet(line) if _is_bullet(line, signs, mended) else line for line in mended]
    return found if pixels is None else _with_missed(found, pixels)


def _mend_words(line: WordLine, known: Mapping[str, str]) -> WordLine:
    words = []
    for word in line.words:
        if word.text == "|" and _is_letter(word, line):
            words.append(replace(word, text="I"))
        elif len(word.text) == 1 and not word.text.isalnum() and _is_dot(word, line):
            words.append(replace(word, text=_DOT))
        else:
            words.append(replace(word, text=known.get(word.text, word.text)))
    return replace(line, words=tuple(words))


def _is_letter(word: Word, line: WordLine) -> bool:
    """Tell a capital I, which stands on the baseline, from a stroke, which crosses it."""
    foot = word.bottom - line.baseline_at(word.x0)
    return abs(foot) <= max(_FOOT * line.size, 2.0) and word.bottom - word.top <= _TALLEST * line.size


def _is_dot(word: Word, line: WordLine) -> bool:
    wide, high = max(word.x1 - word.x0, 1.0), max(word.bottom - word.top, 1.0)
    middle = (line.baseline_at(word.x0) - (word.top + word.bottom) / 2) / max(line.size, 1.0)
    is_small = max(wide, high) <= _DOT_SIZE * line.size
    return (
        is_small and max(wide / high, high / wide) <= _ROUND and _DOT_HEIGHT[0] <= middle <= _DOT_HEIGHT[1]
    )


# --- bullets ------------------------------------------------------------------------------------


def _is_bullet(line: WordLine, signs: frozenset[str], lines: Sequence[WordLine]) -> bool:
    """Tell a bullet: what bullets are read as, a gap behind it, and others at its place or its text's."""
    if len(line.words) < 2 or line.words[0].text not in signs:
        return False
    first, second = line.words[:2]
    least = _GAP[first.text.isalnum()] * line.size
    if second.x0 - first.x1 < least or first.x1 - first.x0 > _WIDEST * line.size:
        return False
    near = _NEAR * line.size
    like = [one for one in lines if abs(one.words[0].x0 - first.x0) <= near and one is not line]
    return any(one.words[0].text in signs for one in like) or any(
        abs(one.words[0].x0 - second.x0) <= near for one in lines
    )


def _with_bullet(line: WordLine) -> WordLine:
    return replace(line, words=(replace(line.words[0], text=_BULLET), *line.words[1:]))


def _with_missed(lines: list[WordLine], pixels: NDArray[uint8]) -> list[WordLine]:
    """Put a bullet before lines that begin where the text behind bullets does, and have ink before it."""
    bulleted = [line for line in lines if line.words[0].text == _BULLET and len(line.words) > 1]
    if not bulleted:
        return lines
    ink = _ink_of(pixels)
    found = []
    for line in lines:
        near = _NEAR * line.size
        like = [one for one in bulleted if abs(one.words[1].x0 - line.words[0].x0) <= near]
        if like and line.words[0].text != _BULLET and (sign := _missed(line, like, ink)) is not None:
            line = replace(line, words=(sign, *line.words))
        found.append(line)
    return found


def _missed(
    line: WordLine, like: Sequence[WordLine], ink: Callable[[WordLine, float, float], int]
) -> Word | None:
    away = median(one.words[1].x0 - one.words[0].x0 for one in like)
    wide = median(one.words[0].x1 - one.words[0].x0 for one in like)
    usual = median(ink(one, one.words[0].x0, one.words[0].x1) for one in like)
    x0 = line.words[0].x0 - away
    if usual == 0 or ink(line, x0 - 2, x0 + wide + 2) < _INK * usual:
        return None
    y = line.baseline_at(x0)
    return Word(_BULLET, x0, y - _DOT_HEIGHT[1] * line.size, x0 + wide, y, line.words[0].sure)


def _ink_of(pixels: NDArray[uint8]) -> Callable[[WordLine, float, float], int]:
    """Count dark dots where a bullet of a line would be, between two places on it."""
    import numpy as np

    dark = pixels < _DARK * float(np.median(pixels))

    def ink(line: WordLine, x0: float, x1: float) -> int:
        y = line.baseline_at(x0)
        top, bottom = (round(max(y - part * line.size, 0)) for part in (0.7, 0.08))
        return int(dark[top:bottom, round(max(x0, 0)) : round(max(x1, 0))].sum())

    return ink
