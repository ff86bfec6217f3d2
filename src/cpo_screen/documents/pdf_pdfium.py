"""The default PDF reader: pdfium, one look per word."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from cpo_screen.documents.letter_gaps import find_word_ends
from cpo_screen.documents.options import FAR_TOO_MUCH, MOST_RUNS, MOST_TEXT
from cpo_screen.documents.pdf_links import find_link_words
from cpo_screen.documents.pdf_shapes import PageObjects, collect_objects, fill_of, matrix_of
from cpo_screen.documents.runs import ASCENT, BLACK, DESCENT, Colour, PageRuns, Run, turn_page
from cpo_screen.documents.typeface import is_bold_name, is_italic_name, is_plain_name
from cpo_screen.errors import RefusedFile

_WORD = re.compile(r"[^\s\x00\ufffe]+\ufffe?|\ufffe")  # pdfium marks a hyphen at a line's end with U+FFFE
_HYPHENS = re.compile("[\ufffe\xad]")  # pdfium gives what is drawn: a soft hyphen that is drawn is seen
_NO_UNICODE = re.compile("[\ufffd\x00-\x08]")
_BOLD_WEIGHT = 700
_GLUED = 3  # letters: a shorter word is not looked into
_SIZES = (0.5, 300.0)  # points
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text object is painted."""

    bold: bool
    italic: bool
    colour: Colour
    invisible: bool
    order: int
    size: float


@dataclass(slots=True)
class _Page(PageObjects):
    """One open page; `looks` is by the address of the text object."""

    looks: dict[int, _Look] = field(default_factory=dict)


def read_pages(data: bytes, max_pages: int) -> list[PageRuns]:
    """Read every page's words. Raises RefusedFile (encrypted, damaged, too_many_pages)."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal(error) from error
    try:
        if len(document) > max_pages:
            raise RefusedFile("too_many_pages", f"it has {len(document)} pages; the limit is {max_pages}")
        return list(_read_all(document))
    finally:
        document.close()


def _read_all(document: Any) -> Iterator[PageRuns]:
    fonts: dict[int, tuple[bool, bool]] = {}
    runs, letters = MOST_RUNS, MOST_TEXT
    for index in range(len(document)):
        page = _read_page(document, index, fonts, letters)
        runs, letters = runs - len(page.runs), letters - sum(len(run.text) for run in page.runs)
        if runs < 0 or letters < 0:
            raise RefusedFile("too_large", FAR_TOO_MUCH)
        yield page


def read_info(data: bytes) -> dict[str, str]:
    """The document information by its keys (Title, Producer, CreationDate …), empty ones left out."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return {}
    try:
        return dict(document.get_metadata_dict(skip_empty=True))
    finally:
        document.close()


def _refusal(error: pdfium.PdfiumError) -> RefusedFile:
    if "password" in str(error).lower():
        return RefusedFile("encrypted", "the PDF is protected by a password")
    return RefusedFile("damaged", "the PDF is damaged and cannot be opened")


def _read_page(document: Any, index: int, fonts: dict[int, tuple[bool, bool]], most: int) -> PageRuns:
    """Read a page of at most so many characters."""
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise RefusedFile("damaged", f"page {index + 1} of the PDF is damaged") from error
    rotation = page.get_rotation()
    if rotation:
        page.set_rotation(0)
    left, bottom, right, top = page.get_bbox()
    state = _Page(right - left, top - bottom, left, bottom)
    collect_objects(page.raw, state)
    textpage = page.get_textpage()
    try:
        if c.FPDFText_CountChars(textpage.raw) > most:
            raise RefusedFile("too_large", FAR_TOO_MUCH)
        found, broken = _read_runs(textpage.raw, state, fonts)
        runs = tuple(find_link_words(document.raw, page.raw, state, found))
    finally:
        textpage.close()
        page.close()
    drawn = tuple(state.shapes), broken, tuple(state.rules), tuple(state.outlines)
    unturned = PageRuns(index + 1, state.width, state.height, runs, *drawn)
    return turn_page(unturned, rotation)


# --- words ------------------------------------------------------------------------------------


def _page_text(textpage: Any) -> str:
    """All characters of the page, one per character index."""
    count = c.FPDFText_CountChars(textpage)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = c.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    return "".join(_char(c.FPDFText_GetUnicode(textpage, i)) for i in range(count))


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _read_runs(
    textpage: Any, page: _Page, fonts: dict[int, tuple[bool, bool]]
) -> tuple[tuple[Run, ...], int]:
    text = _page_text(textpage)
    spans = [match.span() for match in _WORD.finditer(text)]
    gaps = [_letter_gaps(textpage, *span, page, fonts) for span in spans]
    runs = []
    for (first, last), cuts in zip(spans, find_word_ends(text, spans, gaps), strict=True):
        for start, end in pairwise((first, *cuts, last)):
            run = _read_run(textpage, text[start:end], start, page, fonts)
            if run is not None:
                runs.append(run)
    return tuple(runs), len(_NO_UNICODE.findall(text))


def _read_run(
    textpage: Any, word: str, start: int, page: _Page, fonts: dict[int, tuple[bool, bool]]
) -> Run | None:
    first, last = c.FS_RECTF(), c.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    if not c.FPDFText_GetLooseCharBox(textpage, start, first):
        return None
    c.FPDFText_GetLooseCharBox(textpage, start + len(word) - 1, last)
    c.FPDFText_GetCharOrigin(textpage, start, x, y)
    look = _look_of(c.FPDFText_GetTextObject(textpage, start), page, fonts)
    baseline = page.height - (y.value - page.bottom)
    size = look.size or first.top - first.bottom
    return Run(
        _HYPHENS.sub("-", word),
        min(first.left, last.left) - page.left,
        baseline - ASCENT * size,
        max(first.right, last.right) - page.left,
        baseline + DESCENT * size,
        baseline,
        size,
        look.bold,
        look.italic,
        look.colour,
        look.invisible,
        look.order,
        _spacing(textpage, start, first) if len(word) > 1 and word.isupper() else 0.0,
    )


def _letter_gaps(
    textpage: Any, start: int, end: int, page: _Page, fonts: dict[int, tuple[bool, bool]]
) -> tuple[float, ...]:
    """White space behind each letter but the last, in type sizes; none where a text object holds a word."""
    if end - start < _GLUED:
        return ()
    one, two = c.FPDFText_GetTextObject(textpage, start), c.FPDFText_GetTextObject(textpage, start + 1)
    if not one or not two or ctypes.addressof(one.contents) == ctypes.addressof(two.contents):
        return ()
    box, box_of = c.FS_RECTF(), c.FPDFText_GetLooseCharBox
    gaps: list[float] = []
    box_of(textpage, start, box)
    for index in range(start + 1, end):
        right = box.right
        box_of(textpage, index, box)
        gaps.append(box.left - right)
    size = _look_of(one, page, fonts).size or box.top - box.bottom
    return tuple(gap / size for gap in gaps)


def _spacing(textpage: Any, start: int, first: Any) -> float:
    """White space between a word's first two letters."""
    second = c.FS_RECTF()
    c.FPDFText_GetLooseCharBox(textpage, start + 1, second)
    return max(float(second.left - first.right), 0.0)


def _look_of(text_object: Any, page: _Page, fonts: dict[int, tuple[bool, bool]]) -> _Look:
    if not text_object:
        return _Look(False, False, BLACK, False, 0, 0.0)
    address = ctypes.addressof(text_object.contents)
    look = page.looks.get(address)
    if look is None:
        bold, italic = _typeface(c.FPDFTextObj_GetFont(text_object), fonts)
        mode = c.FPDFTextObj_GetTextRenderMode(text_object)
        colour, alpha = fill_of(text_object)
        unseen = mode in (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP) or alpha == 0
        thick = mode == c.FPDF_TEXTRENDERMODE_FILL_STROKE
        order, scale = page.orders.get(address, (0, 1.0))
        look = _Look(bold or thick, italic, colour, unseen, order, _size(text_object, scale))
        page.looks[address] = look
    return look


def _size(text_object: Any, scale: float) -> float:
    """Type size in points as drawn; 0.0 where the font does not tell."""
    size = ctypes.c_float()
    c.FPDFTextObj_GetFontSize(text_object, size)
    matrix = matrix_of(text_object)
    drawn = abs(size.value) * hypot(matrix[2], matrix[3]) * scale
    return drawn if _SIZES[0] <= drawn <= _SIZES[1] else 0.0


def _typeface(font: Any, fonts: dict[int, tuple[bool, bool]]) -> tuple[bool, bool]:
    """(bold, italic) of a font, by its name, weight and flags."""
    if not font:
        return False, False
    address = ctypes.addressof(font.contents)
    if address not in fonts:
        size = c.FPDFFont_GetBaseFontName(font, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 1))
        c.FPDFFont_GetBaseFontName(font, buffer, size)
        name = buffer.value.decode("utf-8", "replace")
        flags = c.FPDFFont_GetFlags(font)
        heavy = c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT and not is_plain_name(name)
        bold = is_bold_name(name) or heavy or bool(flags & _FORCE_BOLD)
        fonts[address] = (bold, is_italic_name(name) or bool(flags & _ITALIC))
    return fonts[address]
