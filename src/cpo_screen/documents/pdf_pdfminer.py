"""The second opinion: pdfminer.six, giving the same words as pdfium does."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cpo_screen.documents.options import FAR_TOO_MUCH, MOST_TEXT
from cpo_screen.documents.rules import rules_of_path
from cpo_screen.documents.runs import ASCENT, BLACK, DESCENT, Colour, PageRuns, Run, Shape
from cpo_screen.documents.typeface import is_bold_name, is_italic_name
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Box

_SPACE = 0.15  # of the type size: a gap that parts words
_BASELINE = 0.2
_INVISIBLE = 3
_MOST_DRAWING = 20_000_000  # bytes of a page's commands, unpacked
# What pdfminer raises where an object is of another kind than it takes for granted.
_LIBRARY_ERRORS = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, struct.error,
    zlib.error,
)  # fmt: skip
_CHUNK, _CHECKSUM = 1 << 16, 3  # bytes
_MOST_STEPS = 10  # references from one object to the next
_NO_UNICODE = "(cid:"


def read_pages(data: bytes, max_pages: int) -> list[PageRuns]:
    """Read every page's words. Raises RefusedFile (encrypted, damaged, too_many_pages)."""
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    try:
        pages = [_page(number, layout) for number, layout in enumerate(_layouts(data, max_pages), 1)]
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise RefusedFile("encrypted", "the PDF is protected by a password") from error
    except (PDFException, PSException, *_LIBRARY_ERRORS) as error:
        raise RefusedFile("damaged", "the PDF is damaged and cannot be read") from error
    if not pages:
        raise RefusedFile("damaged", "the PDF has no pages that can be read")
    return pages


def _layouts(data: bytes, max_pages: int) -> Iterator[Any]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    class Interpreter(PDFPageInterpreter):
        def render_contents(self, resources: Any, streams: Any, ctm: Any = (1, 0, 0, 1, 0, 0)) -> None:
            _check_drawing(streams)
            super().render_contents(resources, streams, ctm)

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = Interpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(_open(data)), 1):
        if number > max_pages:
            raise RefusedFile("too_many_pages", f"it has more than {max_pages} pages")
        interpreter.process_page(page)
        yield device.get_result()


def _check_drawing(streams: Any) -> None:
    """Refuse drawing commands that would take minutes to read, as a bomb of blanks does."""
    from pdfminer.pdftypes import PDFStream, list_value, resolve1

    parts = [resolve1(one) for one in list_value(streams)]
    if sum(len(one.get_data()) for one in parts if isinstance(one, PDFStream)) > _MOST_DRAWING:
        raise RefusedFile("too_large", FAR_TOO_MUCH)


def _unpack_damaged(data: bytes) -> bytes:
    """What a damaged stream still holds: all there is if only its end is wrong, else zlib.error.

    In place of pdfminer's own, which goes byte by byte and takes minutes for a large one.
    """
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    for at in range(0, len(data) - _CHECKSUM, _CHUNK):
        parts.append(unpacker.decompress(data[at : min(at + _CHUNK, len(data) - _CHECKSUM)]))
    return b"".join(parts)


def _open(data: bytes) -> Any:
    """Open a document in which no object is a reference that leads back to itself."""
    from pdfminer import pdftypes
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfexceptions import PDFObjectNotFound
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFObjRef

    pdftypes.decompress_corrupted = _unpack_damaged

    class Document(PDFDocument):
        def getobj(self, objid: int) -> object:
            found = super().getobj(objid)
            for _ in range(_MOST_STEPS):
                if not isinstance(found, PDFObjRef):
                    return found
                found = super().getobj(found.objid)
            raise PDFObjectNotFound(objid)

    return Document(PDFParser(io.BytesIO(data)))


def _page(number: int, layout: Any) -> PageRuns:
    from pdfminer.layout import LTChar, LTCurve, LTImage

    chars: list[tuple[int, Any]] = []
    shapes: list[Shape] = []
    rules: list[Box] = []
    for order, item in enumerate(_items(layout), 1):
        if isinstance(item, LTChar):
            chars.append((order, item))
        elif isinstance(item, LTImage) or (isinstance(item, LTCurve) and item.fill):
            shapes.append(_shape(item, layout, order))
        if isinstance(item, LTCurve) and (item.fill or item.stroke):
            points = [(x - layout.x0, layout.height - (y - layout.y0)) for x, y in item.pts]
            rules.extend(rules_of_path([points], bool(item.stroke)))
    if len(chars) > MOST_TEXT:
        raise RefusedFile("too_large", FAR_TOO_MUCH)
    words = list(_words(chars))
    broken = sum(char.get_text().startswith(_NO_UNICODE) for _, char in chars)
    runs = tuple(_run(word, layout) for word in words)
    return PageRuns(number, layout.width, layout.height, runs, tuple(shapes), broken, tuple(rules))


def _items(container: Any) -> Iterator[Any]:
    from pdfminer.layout import LTContainer

    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _words(chars: list[tuple[int, Any]]) -> Iterator[list[tuple[int, Any]]]:
    """Characters that follow each other on a baseline without a gap."""
    word: list[tuple[int, Any]] = []
    for entry in chars:
        char = entry[1]
        if not char.get_text().strip():
            if word:
                yield word
            word = []
            continue
        if word and not _follows(word[-1][1], char):
            yield word
            word = []
        word.append(entry)
    if word:
        yield word


def _follows(before: Any, char: Any) -> bool:
    size = max(char.size, 1.0)
    if abs(before.matrix[5] - char.matrix[5]) > _BASELINE * size:
        return False
    return bool(-0.6 * size < char.x0 - before.x1 < _SPACE * size)


def _run(word: list[tuple[int, Any]], layout: Any) -> Run:
    order, first = word[0]
    size = float(first.size)
    baseline = layout.height - (first.matrix[5] - layout.y0)
    text = "".join(char.get_text() for _, char in word if not char.get_text().startswith(_NO_UNICODE))
    gaps = [max(after.x0 - before.x1, 0.0) for (_, before), (_, after) in pairwise(word)]
    return Run(
        text or "\ufffd",
        first.x0 - layout.x0,
        baseline - ASCENT * size,
        word[-1][1].x1 - layout.x0,
        baseline + DESCENT * size,
        baseline,
        size,
        is_bold_name(first.fontname),
        is_italic_name(first.fontname),
        _colour(first.graphicstate.ncolor),
        getattr(first.graphicstate, "render", 0) == _INVISIBLE,
        order,
        min(gaps) if text.isupper() and gaps else 0.0,
    )


def _shape(item: Any, layout: Any, order: int) -> Shape:
    from pdfminer.layout import LTRect

    box = Box(
        item.x0 - layout.x0,
        layout.height - (item.y1 - layout.y0),
        item.x1 - layout.x0,
        layout.height - (item.y0 - layout.y0),
    )
    plain = isinstance(item, LTRect)
    return Shape(box, _colour(item.non_stroking_color) if plain else None, order, plain)


def _colour(value: Any) -> Colour:
    """Grey, RGB or CMYK parts of 0-1 as RGB of 0-255; black for patterns."""
    parts = [value] if isinstance(value, int | float) else list(value or ())
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return BLACK
    if len(parts) == 1:
        parts = parts * 3
    if len(parts) == 4:
        c, m, y, k = parts
        parts = [(1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)]
    if len(parts) != 3:
        return BLACK
    red, green, blue = (max(0, min(255, round(255 * part))) for part in parts)
    return red, green, blue
