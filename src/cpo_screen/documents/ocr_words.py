"""What tesseract says of a page (hOCR), as words with their place: straightened, in sizes that agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from cpo_screen.documents.ocr_program import DPI
from cpo_screen.documents.ocr_sizes import find_sizes
from cpo_screen.documents.runs import ASCENT, DESCENT, PageRuns, Run

POINTS = 72 / DPI  # a pixel
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_LONG_WORD = 4  # letters
_STEEPEST = 0.2  # the slope of a line that is not turned
_LONG = 300  # pixels: a line from which its slope can be told
_SPECK = 50  # percent: a mark that is no letter and less sure than this is dirt


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
    """Words of one line, the slope of its baseline and its height at x = 0, the type size; in pixels."""

    words: tuple[Word, ...]
    slope: float
    baseline: float
    size: float

    def baseline_at(self, x: float) -> float:
        """Height of the baseline below the page's top."""
        return self.baseline + self.slope * x

    @property
    def is_turned(self) -> bool:
        """Whether the line runs up or down the page: its longer words are higher than wide."""
        long = [word for word in self.words if len(word.text) >= _LONG_WORD]
        return sum(word.bottom - word.top > word.x1 - word.x0 for word in long) * 2 > len(long)


def parse_hocr(data: bytes) -> list[WordLine]:
    """Read tesseract's hOCR; what it holds no words for is left out."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return []
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
    if abs(slope) > _STEEPEST:
        slope = offset = 0.0
    size = said.get("x_size", [bottom - top])[0]
    return WordLine(words, slope, bottom + offset - slope * x0, size)


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


@dataclass(frozen=True, slots=True)
class PageLines:
    """The recognised lines of a page whose picture is `width` by `height` pixels."""

    number: int
    width: int
    height: int
    lines: tuple[WordLine, ...]


def make_pages(pages: Sequence[PageLines]) -> Iterator[PageRuns]:
    """Yield the pages put straight, in points; lines of about one size have one size on all of them."""
    sizes = iter(find_sizes([line for page in pages for line in page.lines]))
    for page in pages:
        slope = _slope(page.lines)
        runs = [run for line in page.lines for run in _line_runs(line, slope, next(sizes))]
        numbered = tuple(replace(run, order=order) for order, run in enumerate(runs, 1))
        yield PageRuns(page.number, page.width * POINTS, page.height * POINTS, numbered)


def _line_runs(line: WordLine, slope: float, size: float) -> Iterator[Run]:
    baseline = _baseline(line, slope)
    for word in line.words:
        yield _run(word, baseline * POINTS, size * POINTS, slope)


def _slope(lines: Sequence[WordLine]) -> float:
    long = [line.slope for line in lines if line.words[-1].x1 - line.words[0].x0 >= _LONG]
    return median(long) if long else 0.0


def _baseline(line: WordLine, slope: float) -> float:
    """Height of a line's baseline, where the page is put straight about its left edge."""
    x = (line.words[0].x0 + line.words[-1].x1) / 2
    return line.baseline_at(x) - slope * x


def _run(word: Word, baseline: float, size: float, slope: float) -> Run:
    shift = slope * (word.top + word.bottom) / 2  # what leans to the left lower down
    x0, x1 = (word.x0 + shift) * POINTS, (word.x1 + shift) * POINTS
    top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
    return Run(word.text, x0, top, x1, bottom, baseline, size)
