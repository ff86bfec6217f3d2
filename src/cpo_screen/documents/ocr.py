"""Text recognition: pages that are pictures become words with their place, as if they had been drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING

from cpo_screen.documents.build import Draft
from cpo_screen.documents.language import guess_language
from cpo_screen.documents.ocr_mending import mend_lines
from cpo_screen.documents.ocr_pictures import count_pages, draw_page, open_picture
from cpo_screen.documents.ocr_program import OutOfTimeError, Tesseract, find_tesseract, run_tesseract
from cpo_screen.documents.ocr_words import (
    PageLines,
    WordLine,
    letters_of,
    make_pages,
    parse_hocr,
    sureness,
)
from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.runs import PageRuns
from cpo_screen.errors import RefusedFile
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Remark

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

_MOST_PAGES = 8  # of a file that are recognised
_POOR = 60.0  # percent: recognition that is less sure of itself must be looked at
_FEW = 60  # letters of a page that is a picture all the same
_PICTURE = 0.5  # of a page's area
_NOTHING = 0.15  # of a page's characters that stand for nothing: its font has no map
_KEPT = 0.7  # of a page's letters that recognition must find to take their place
_LEAST = 100  # letters of a picture that may be a CV

_HOW_TO = "Install tesseract to read them (cpo-screen doctor tells more)."


@dataclass(frozen=True, slots=True)
class Recognised:
    """The pages of a file, with the words that were recognised, and what a person should know of them."""

    pages: list[PageRuns]
    remarks: tuple[Remark, ...] = ()


def ocr_state(options: ReadOptions) -> str:
    """Say what recognition a run has: a profile that was read with another is not this run's."""
    found = _engine(options)
    if found is None:
        return "off" if options.ocr == "off" else "absent"
    pictures = "pictures" if _has_pillow() else "pages"
    return f"{found.version} {pictures} {'+'.join(sorted(found.languages))}"


def _engine(options: ReadOptions) -> Tesseract | None:
    return None if options.ocr == "off" else find_tesseract()


def _has_pillow() -> bool:
    return find_spec("PIL") is not None


# --- pages of a PDF -----------------------------------------------------------------------------


def recognise_pages(data: bytes, pages: list[PageRuns], options: ReadOptions) -> Recognised:
    """Give the pages of a PDF that have no text of their own the words that are seen on them."""
    wanted = [at for at, page in enumerate(pages) if is_unread(page)]
    if not wanted:
        return Recognised(pages)
    found = _engine(options)
    if found is None:
        return Recognised(pages, _unread(pages, wanted, options))
    reader = _Reader(found)
    drawn = _drawn(data, [pages[at].number for at in wanted[:_MOST_PAGES]])
    given = {page.number: page for page in reader.read_all(drawn)}
    mixed = [_best(page, given.get(page.number)) for page in pages]
    taken = {new.number for new, old in zip(mixed, pages, strict=True) if new is not old}
    return Recognised(mixed, reader.remarks(taken, len(pages), len(wanted)))


def is_unread(page: PageRuns) -> bool:
    """Tell whether a page is a picture, or its letters stand for nothing."""
    text = "".join(run.text for run in page.runs)
    letters = sum(map(str.isalnum, text))
    if letters == 0:
        return bool(page.shapes or page.rules or page.broken)
    nothing = page.broken + sum("\ue000" <= char <= "\uf8ff" for char in text)
    return nothing > _NOTHING * (len(text) + page.broken) or (letters < _FEW and _is_picture(page))


def _is_picture(page: PageRuns) -> bool:
    boxes = [shape.box for shape in page.shapes if shape.colour is None]
    area = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in boxes)
    return area >= _PICTURE * page.width * page.height


def _unread(pages: list[PageRuns], wanted: list[int], options: ReadOptions) -> tuple[Remark, ...]:
    """What a person should know where nothing is recognised."""
    how_to = f" {_HOW_TO}" if options.ocr == "auto" else ""
    if not any(page.runs for page in pages):
        told = f"The pages are pictures without text, as a scanner makes them.{how_to}"
        return (Remark("no_text", told),)
    numbers = [pages[at].number for at in wanted if _is_picture(pages[at])]
    if not numbers:
        return ()
    named = _named(numbers)
    return (Remark("pages_without_text", f"{named}: a picture without text, which was not read.{how_to}"),)


def _named(numbers: Iterable[int]) -> str:
    """Name pages.

    >>> _named([2]), _named([3, 1])
    ('Page 2', 'Pages 1, 3')
    """
    said = [str(number) for number in sorted(numbers)]
    return f"Page{'s' if len(said) > 1 else ''} {', '.join(said)}"


def _drawn(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, NDArray[uint8]]]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return  # only pdfminer.six could read it
    try:
        for number in numbers:
            pixels = draw_page(document, number - 1)
            if pixels is not None:
                yield number, pixels
    finally:
        document.close()


def _best(page: PageRuns, seen: PageRuns | None) -> PageRuns:
    """A page's own words, or those that are seen on it where they are more, or its own are none."""
    if seen is None:
        return page
    return seen if _letters(seen) >= max(_KEPT * _letters(page), 1) else page


def _letters(page: PageRuns) -> int:
    return sum(sum(map(str.isalnum, run.text)) for run in page.runs)


# --- pictures -----------------------------------------------------------------------------------


def read_picture(data: bytes, options: ReadOptions) -> Draft:
    """Read a photograph or scan: a PNG, JPEG or TIFF file.

    Raises RefusedFile: not_a_cv without tesseract, without Pillow or without words; too_large, timed_out.
    """
    from cpo_screen.documents.pdf import lay_out

    found = _engine(options)
    if found is None or not _has_pillow():
        raise RefusedFile("not_a_cv", _needs(found, options))
    reader = _Reader(found)
    pages = reader.read_all(enumerate(open_picture(data, _MOST_PAGES), 1))
    if reader.is_late and not pages:
        raise RefusedFile("timed_out", "Text recognition took too long over this picture.")
    if sum(map(_letters, pages)) < _LEAST:
        raise RefusedFile("not_a_cv", "This is a picture with hardly any text that can be read.")
    count = count_pages(data)
    draft = lay_out(pages)
    remarks = reader.remarks({page.number for page in pages}, count, count)
    return replace(draft, pages=count, warnings=(*draft.warnings, *remarks))


def _needs(found: Tesseract | None, options: ReadOptions) -> str:
    told = "This is a picture, not a document. "
    if options.ocr == "off":
        return f"{told}If it is a scanned CV, read it with --ocr auto, or save it as a PDF with text (OCR)."
    what = "install tesseract" if found is None else "pip install 'cpo-screen[ocr]'"
    return f"{told}If it is a scanned CV, {what} to read it, or save it as a PDF with text (OCR)."


# --- one file's recognition ---------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Recognition of one file: the languages that its first page decides, and how sure it was."""

    found: Tesseract
    languages: str = ""
    sure: dict[int, float] = field(default_factory=dict)
    is_late: bool = False

    def read_all(self, drawn: Iterable[tuple[int, NDArray[uint8]]]) -> list[PageRuns]:
        """The pages with their words, by their numbers, until they end or the file's time does."""
        found = []
        try:
            for number, pixels in islice(drawn, _MOST_PAGES):
                upright, lines = self._read(pixels)
                self.sure[number] = sureness(lines)
                height, width = upright.shape
                mended = mend_lines(lines, load_lexicon("ocr"), upright)
                found.append(PageLines(number, width, height, tuple(mended)))
        except OutOfTimeError:
            self.is_late = True
        return list(make_pages(found))

    def _read(self, pixels: NDArray[uint8]) -> tuple[NDArray[uint8], list[WordLine]]:
        """The picture of a page put upright, and its lines, read as the language they are written in."""
        first = not self.languages
        if first:
            self.languages = self._named("en")
        lines = self._lines(pixels)
        if _is_poor(lines):
            pixels, lines = self._upright(pixels, lines)
        if first and lines:
            language = guess_language(" ".join(word.text for line in lines for word in line.words))
            if (named := self._named(language)) != self.languages:
                self.languages = named
                lines = self._lines(pixels)
        return pixels, lines

    def _lines(self, pixels: NDArray[uint8], *more: str) -> list[WordLine]:
        options = ("-l", self.languages, "--psm", "3", *more)
        return parse_hocr(run_tesseract(self.found, pixels, options, "hocr"))

    def _named(self, language: str) -> str:
        """Tesseract's names of a language and those that go with it; without data, whatever there is."""
        wanted = load_lexicon("ocr")["languages"].get(language, ["eng"])
        usable = [name for name in wanted if name in self.found.languages]
        return "+".join(usable) or min(self.found.languages - {"osd", "equ"})

    def _upright(
        self, pixels: NDArray[uint8], lines: list[WordLine]
    ) -> tuple[NDArray[uint8], list[WordLine]]:
        """Try a page that can hardly be read the other ways round, and with light that changes over it."""
        import numpy as np

        for turn in (*_turns(lines), 0):
            tried = np.ascontiguousarray(np.rot90(pixels, turn))
            more = () if turn else ("-c", "thresholding_method=2")
            others = self._lines(tried, *more)
            if _worth(others) > _worth(lines):
                pixels, lines = tried, others
            if not _is_poor(lines):
                break
        return pixels, lines

    def remarks(self, taken: set[int], count: int, wanted: int) -> tuple[Remark, ...]:
        """What a person should know: `taken` pages of `count` were recognised, of those `wanted`."""
        told = []
        if taken:
            sure = sum(self.sure[number] for number in sorted(taken)) / len(taken)
            what = "" if len(taken) == count else f" ({_named(taken)})"
            told.append(Remark("ocr", f"Read by text recognition{what}; check quotes against the picture."))
            if sure < _POOR:
                doubt = f"Text recognition is unsure of what it read ({sure:.0f}%); a person must read it."
                told.append(Remark("poor_ocr", doubt))
        if self.is_late:
            late = f"Text recognition ran out of time after {len(self.sure)} of {wanted} pages; "
            told.append(Remark("ocr_timed_out", f"{late}a longer --timeout reads the rest."))
        elif wanted > _MOST_PAGES:
            first = f"Of {wanted} pages that are pictures only the first {_MOST_PAGES} were read."
            told.append(Remark("ocr_first_pages", first))
        return tuple(told)


def _is_poor(lines: list[WordLine]) -> bool:
    return sureness(lines) < _POOR or _is_turned(lines)


def _is_turned(lines: list[WordLine]) -> bool:
    turned = sum(len(line.words) for line in lines if line.is_turned)
    return turned * 2 > sum(len(line.words) for line in lines)


def _worth(lines: list[WordLine]) -> float:
    return sureness(lines) * letters_of([line for line in lines if not line.is_turned])


def _turns(lines: list[WordLine]) -> tuple[int, ...]:
    """How often to turn a picture by a quarter to the left, the likeliest first."""
    if not _is_turned(lines):
        return (2, 1, 3)
    return (1, 3) if sureness(lines) >= _POOR else (3, 1)
