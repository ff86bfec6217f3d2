"""What a section lists, one thing at a time: wrapped lines joined, lists on one line parted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Section
from cpo_screen.sections import find_paragraphs

_NUMBERED = re.compile(r"\W{0,2}\d{1,3}[.)\]]\s")
_DATED = re.compile(r"(?:since |[A-Za-zÀ-ÿ]{3,9}\.? )?(?:19|20)\d\d\b.{0,12}(?:\t|  | )")
_GOES_ON = re.compile(r"[a-zà-ÿ,;)\]]|In [A-Z]|\d{1,4}[–-]\d")
_OPEN_END = re.compile(r"(?:[,:&]|(?<!\d)\s?[–-]|\b(?:and|und|et|y|e|en|of|for|the))\s*$", re.IGNORECASE)
_QUOTED = re.compile(r"[“„«\"‘]")
_MARKS = (_NUMBERED, _DATED, _QUOTED)
_STOPPED = re.compile(r"(?:\d|[^\W\d_]{5}|[)”\"’])\.\W*$")
_TITLE_ONLY = re.compile(r"[.\W]{0,3}[“\"«„][^\d]*[”\"»“]\W*")
_CITED = re.compile(r"[A-ZÀ-Ý][\w’-]+,? (?:[A-Z]\.?[ -]?){1,3}[,&]")  # 'Galland, O., Planke, S.'
_FEW = 2  # lines that begin alike before that is the section's habit
# Where one thing ends and the next begins.
_END = re.compile(r";\s*|\s[·•|▪○]\s*|(?P<stop>[.!?][”»\"')]?)\s+(?=[A-ZÀ-ÝŁŚŻ“„«\"‘'(\d])")
_LIST = re.compile(r"(?:19|20)\d\d(?:\s?\([^()]*\)|\))?,\s+(?=[A-ZÀ-Ý“„«\"])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATE_ONLY = re.compile(
    r"[\W\d]*(?:[A-Za-zÀ-ÿ]{3,9}\.?\s)?(?:19|20)\d\d\b[\W\d]*(?:[a-z]{2,7}\b\W*)?|(?:since|seit)?\W*"
)


class Entry(NamedTuple):
    """Text at an offset of the document, line breaks as spaces."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


def find_entries(document: Document, section: Section, is_begun: Callable[[str], bool]) -> Iterator[Entry]:
    """Join the lines of a list to its entries, by its numbers, bullets, dates, or by how they read.

    `is_begun` tells a line that surely begins one, whatever the page looks like.
    """
    lines = [line for line in section.lines if not line.hidden and not noise().search(line.text)]
    pieces = [
        piece
        for paragraph in find_paragraphs(lines, document)
        for piece in _by_marks(paragraph.lines, is_begun)
    ]
    if pieces and all(piece[0].bullet for piece in pieces[:_FEW]):
        pieces = [  # what stands unmarked among bullets is no entry: a footer, a place and a date
            below
            for above, below in zip(pieces[:1] + pieces, pieces, strict=False)
            if below[0].bullet or _joined(above, below)
        ]
    begins = _beginnings(pieces, is_begun) if pieces else []
    group: list[Line] = []
    for begin, piece in zip(begins, pieces, strict=True):
        if group and (begin or group[-1].span.end + 1 != piece[0].span.start):
            yield _entry(document, group)
            group = []
        group.extend(piece)
    if group:
        yield _entry(document, group)


def _by_marks(lines: Sequence[Line], is_begun: Callable[[str], bool]) -> Iterator[tuple[Line, ...]]:
    """Part a paragraph whose lines begin alike: each with a number, a date, a quotation mark, a role."""
    mark = next((one for one in _MARKS if one.match(lines[0].text)), None)
    begins = [0]
    for at, (above, line) in enumerate(pairwise(lines), 1):
        alike = mark is not None and mark.match(line.text) is not None
        if alike or (not _OPEN_END.search(above.text) and is_begun(line.text)):
            begins.append(at)
    for first, last in pairwise([*begins, len(lines)]):
        yield tuple(lines[first:last])


def _entry(document: Document, lines: Sequence[Line]) -> Entry:
    start, end = lines[0].span.start, lines[-1].span.end
    return Entry(document.text[start:end].replace("\n", " "), start)


def _beginnings(pieces: Sequence[Sequence[Line]], is_begun: Callable[[str], bool]) -> list[bool]:
    """Whether each piece begins an entry."""
    for mark in _MARKS:
        marked = [mark.match(piece[0].text) is not None for piece in pieces]
        if sum(marked) >= _FEW and marked[0] and mark is not _QUOTED:
            return [one or is_begun(piece[0].text) for one, piece in zip(marked, pieces, strict=True)]
    stopped = [_STOPPED.search(piece[-1].text) is not None for piece in pieces]
    if len(pieces) > _FEW and 2 * sum(stopped) >= len(pieces):  # a full stop ends each entry here
        return [
            True,
            *(
                below[0].bullet or (stop and not _joined(above, below))
                for stop, (above, below) in zip(stopped, pairwise(pieces), strict=False)
            ),
        ]
    return [True, *(not _joined(above, below) for above, below in pairwise(pieces))]


def _joined(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a line goes on with the one above it."""
    if below[0].bullet:
        return False
    text = " ".join(line.text for line in above)
    if _TITLE_ONLY.fullmatch(text) and not _QUOTED.match(below[0].text) and _YEAR.search(below[0].text):
        return True
    return (
        _GOES_ON.match(below[0].text) is not None
        or _OPEN_END.search(text) is not None
        or _DATE_ONLY.fullmatch(below[0].text) is not None
        or text.count("(") > text.count(")")
        or ("„" not in text and text.count("“") > text.count("”"))
    )


def split_things(entry: Entry) -> Iterator[Entry]:
    """Part what one line lists: at semicolons and dots, after sentences, after a year and a comma."""
    if _CITED.match(entry.text):
        yield entry
        return
    for start, end in _pieces(entry.text):
        for first, last in _listed(entry.text, start, end):
            text = entry.text[first:last]
            if text.strip():
                yield Entry(text, entry.start + first)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match["stop"] is not None and _is_abbreviation(text[start : match.start()]):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _is_abbreviation(before: str) -> bool:
    word = before.rpartition(" ")[2].strip("(“\"'.").lower()
    return len(word) <= 1 or word in _abbreviations()


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _LIST.finditer(text, start, end):
        if _YEAR.search(text, match.end(), end):
            yield start, match.end()
            start = match.end()
    yield start, end


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_lexicon("network")["abbreviations"])


@cache
def noise() -> re.Pattern[str]:
    """Footers, addresses and what else is no thing of a network."""
    return re.compile(load_lexicon("network")["noise"], re.IGNORECASE)
