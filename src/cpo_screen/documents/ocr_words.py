"""What tesseract says of a page (hOCR), as words with their place: straightened, in sizes that agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from cpo_screen.documents.ocr_program import DPI
from cpo_screen.documents.runs import ASCENT, DESCENT, Run

POINTS = 72 / DPI  # a pixel
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_LONG = 300  # pixels: a line from which its slope can be told
_ALIKE = 0.12  # sizes that differ by less are one
_SPECK = 50  # percent: a mark that is no letter and less sure than this is dirt
_SIZES = (3.0, 120.0)  # points


@dataclass(frozen=True, slots=True)
class Word:
    """A word as recognised: its box in pixels and how sure tesseract is of it, in percent."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    sure: float


@dataclass(frozen=True, slots=True)
class WordLine:
    """Words of one line: its baseline `slope` and its height at x = 0, the type size; all in pixels.

    `turned` is how far the line is turned, in degrees.
    """

    words: tuple[Word, ...]
    slope: float
    baseline: float
    size: float
    turned: int = 0


def parse_hocr(data: bytes) -> list[WordLine]:
    """Read tesseract's hOCR; what it holds no words for is left out."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        return []
    return [
        line
        for node in root.iter("{*}span")
        if node.get("class") in _LINES and (line := _line_of(node)) is not None
    ]


def _line_of(node: Any) -> WordLine | None:
    said = _properties(node.get("title", ""))
    words = tuple(word for one in node.iter("{*}span") if (word := _word_of(one)) is not None)
    if not words or len(said.get("bbox", ())) != 4:
        return None
    x0, top, _, bottom = said["bbox"]
    slope, offset = [*said.get("baseline", []), 0.0, 0.0][:2]
    size = said.get("x_size", [bottom - top])[0]
    return WordLine(words, slope, bottom + offset - slope * x0, size, int(said.get("textangle", [0])[0]))


def _word_of(node: Any) -> Word | None:
    if node.get("class") != "ocrx_word":
        return None
    said, text = _properties(node.get("title", "")), "".join(node.itertext()).strip()
    if not text or len(said.get("bbox", ())) != 4:
        return None
    sure = said.get("x_wconf", [0.0])[0]
    if sure < _SPECK and not any(map(str.isalnum, text)):
        return None
    x0, top, x1, bottom = said["bbox"]
    return Word(text, x0, top, x1, bottom, sure)


def _properties(title: str) -> dict[str, list[float]]:
    """Read what hOCR keeps in a title.

    >>> _properties("bbox 1 2 30 40; baseline 0.008 -7; x_size 71.3")
    {'bbox': [1.0, 2.0, 30.0, 40.0], 'baseline': [0.008, -7.0], 'x_size': [71.3]}
    """
    named = (part.strip().partition(" ") for part in title.split(";"))
    return {name: [float(one) for one in _NUMBERS.findall(rest)] for name, _, rest in named}


def sureness(lines: Iterable[WordLine]) -> float:
    """Mean confidence in percent, each word counting its letters; 0.0 without words."""
    words = [(word.sure, len(word.text)) for line in lines for word in line.words]
    return sum(sure * letters for sure, letters in words) / max(sum(letters for _, letters in words), 1)


def letters_of(lines: Iterable[WordLine]) -> int:
    """How many letters and digits were recognised."""
    return sum(sum(map(str.isalnum, word.text)) for line in lines for word in line.words)


# --- runs ---------------------------------------------------------------------------------------


def make_runs(lines: Sequence[WordLine]) -> tuple[Run, ...]:
    """Words in points, on a page put straight; lines of about one size have one size."""
    slope = _slope(lines)
    straight = [(line, _baseline(line, slope)) for line in lines]
    sizes = _agreed([line.size * POINTS for line in lines], [_weight(line) for line in lines])
    numbered: Iterator[int] = iter(range(1, 1 << 30))
    return tuple(
        _run(word, baseline * POINTS, sizes[line.size * POINTS], slope, next(numbered))
        for line, baseline in straight
        for word in line.words
    )


def _slope(lines: Sequence[WordLine]) -> float:
    long = [line.slope for line in lines if line.words[-1].x1 - line.words[0].x0 >= _LONG]
    return median(long) if long else 0.0


def _baseline(line: WordLine, slope: float) -> float:
    """Height of a line's baseline, where the page is put straight about its left edge."""
    x = (line.words[0].x0 + line.words[-1].x1) / 2
    return line.baseline + line.slope * x - slope * x


def _run(word: Word, baseline: float, size: float, slope: float, order: int) -> Run:
    shift = slope * (word.top + word.bottom) / 2  # what leans to the left lower down
    x0, x1 = (word.x0 + shift) * POINTS, (word.x1 + shift) * POINTS
    top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
    return Run(word.text, x0, top, x1, bottom, baseline, size, order=order)


def _weight(line: WordLine) -> int:
    return sum(len(word.text) for word in line.words)


def _agreed(sizes: Sequence[float], weights: Sequence[int]) -> dict[float, float]:
    """The size that each measured one stands for: the most frequent first, those near it are the same."""
    left = dict.fromkeys(sorted(sizes), 0)
    for size, weight in zip(sizes, weights, strict=True):
        left[size] += weight
    found: dict[float, float] = {}
    while left:
        middle = max(left, key=lambda size: (_within(size, left), -size))
        same = [size for size in left if abs(size - middle) <= _ALIKE * middle]
        agreed = min(max(round(middle * 2) / 2, _SIZES[0]), _SIZES[1])
        found |= dict.fromkeys(same, agreed)
        left = {size: weight for size, weight in left.items() if size not in found}
    return found


def _within(size: float, weights: dict[float, int]) -> int:
    return sum(weight for one, weight in weights.items() if abs(one - size) <= _ALIKE * size)


# --- bullets ------------------------------------------------------------------------------------


def mend_bullets(lines: Sequence[WordLine], signs: Iterable[str]) -> list[WordLine]:
    """Put a bullet where lines begin with what bullets are read as, and their text stands in from it."""
    known = frozenset(signs)
    return [_with_bullet(line) if _is_bullet(line, known, lines) else line for line in lines]


def _is_bullet(line: WordLine, signs: frozenset[str], lines: Sequence[WordLine]) -> bool:
    if len(line.words) < 2 or line.words[0].text not in signs:
        return False
    first, second = line.words[:2]
    if second.x0 - first.x1 < 0.4 * line.size or first.x1 - first.x0 > 0.7 * line.size:
        return False
    near = 0.5 * line.size
    like = [one for one in lines if abs(one.words[0].x0 - first.x0) <= near and one is not line]
    return any(one.words[0].text in signs for one in like) or any(
        abs(one.words[0].x0 - second.x0) <= near for one in lines
    )


def _with_bullet(line: WordLine) -> WordLine:
    return replace(line, words=(replace(line.words[0], text="•"), *line.words[1:]))
