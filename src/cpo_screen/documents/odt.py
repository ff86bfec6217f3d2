"""OpenDocument texts (.odt) into lines: headers, body with lists, tables and text boxes, notes, footers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count

from cpo_screen.documents.archives import ZIP_ERRORS, read_member
from cpo_screen.documents.build import Draft, DraftLine
from cpo_screen.documents.docx_lines import split_lines
from cpo_screen.documents.docx_package import Element, number, parse_xml
from cpo_screen.documents.docx_paragraph import Chunk
from cpo_screen.documents.docx_styles import Look
from cpo_screen.documents.links import hidden_address
from cpo_screen.documents.odt_flow import OdtFlow
from cpo_screen.documents.odt_styles import STYLE, TEXT, OdtStyle, parse_points, read_odt_styles
from cpo_screen.documents.properties import read_office_properties
from cpo_screen.documents.tables import Cell, arrange_table
from cpo_screen.documents.wrapped import mark_wrapped
from cpo_screen.errors import RefusedFile
from cpo_screen.headings import parse_heading
from cpo_screen.model import Remark

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_SKIPPED = frozenset(
    [f"{TEXT}{name}" for name in ("tracked-changes", "note-citation", "sequence-decls", "variable-decls")]
    + [f"{_OFFICE}{name}" for name in ("annotation", "forms", "event-listeners")]
)
_PAGE_NUMBERS = frozenset({f"{TEXT}page-number", f"{TEXT}page-count"})
_MOST_REPEATS, _MOST_SPACES, _MOST_PAGES, _DEEPEST = 50, 200, 60, 60
_BOX_LINES, _MIDDLE = 3, 290.0  # a box of so many lines, so far to the right, stands beside the text


def read_odt(data: bytes) -> Draft:
    """Read an OpenDocument text: headers, body, notes, footers.

    Raises RefusedFile if its text cannot be found; what can be saved of malformed XML is read.
    """
    content, whole = _read_xml(data, "content.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise RefusedFile("damaged", "The OpenDocument file is damaged: its text cannot be found.")
    common, _ = _read_xml(data, "styles.xml")
    flow = OdtFlow(read_odt_styles(common, content), count(1))
    _read_blocks(body, flow)
    lines = mark_wrapped([*flow.lines, *flow.beside])
    heads = _margin_lines(common, "header", lines, 1)
    feet = _margin_lines(common, "footer", [*heads, *lines], flow.page)
    notes = _note_lines(flow)
    warnings = (
        () if whole else (Remark("damaged", "The file is damaged; only a part of it could be read."),)
    )
    own = read_office_properties(_read_part(data, "meta.xml"))
    found = (*heads, *lines, *notes, *feet)
    return Draft(found, min(flow.page, _MOST_PAGES), warnings, stamps=own.stamps, properties=own.texts)


def _read_xml(data: bytes, name: str) -> tuple[Element | None, bool]:
    part = _read_part(data, name)
    return (None, True) if part is None else parse_xml(part)


def _read_part(data: bytes, name: str) -> bytes | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return read_member(packed, name)
    except KeyError:
        return None
    except ZIP_ERRORS as error:
        raise RefusedFile("damaged", "The OpenDocument file is damaged and cannot be unpacked.") from error


# --- blocks -------------------------------------------------------------------------------------


def _read_blocks(container: Element, flow: OdtFlow, listed: bool = False) -> None:
    """Read the paragraphs, lists, tables and boxes below an element into the flow."""
    if flow.depth > _DEEPEST:
        return
    flow.depth += 1
    fresh = listed
    for child in container:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            _read_paragraph(child, flow, fresh)
            fresh = False
        elif child.tag == f"{TEXT}list":
            for item in child:
                _read_blocks(item, flow, listed=item.tag == f"{TEXT}list-item")
        elif child.tag == f"{_TABLE}table":
            _read_table(child, flow)
        elif child.tag == f"{TEXT}soft-page-break":
            flow.page += 1
        elif child.tag.startswith(_DRAW):
            _read_box(child, flow)
        elif child.tag not in _SKIPPED and child.get(f"{TEXT}display") != "none":
            _read_blocks(child, flow, listed)  # sections, indexes
    flow.depth -= 1


def _read_paragraph(paragraph: Element, flow: OdtFlow, listed: bool) -> None:
    style = flow.styles.find("paragraph", paragraph.get(f"{TEXT}style-name") or "")
    if style.breaks == "page" and flow.lines:
        flow.page += 1
    chunks: list[Chunk] = []
    _read_inline(paragraph, style.look, chunks, flow)
    read = split_lines(chunks, flow.page, flow.dark, style.look, rendered=False)
    level = _level(paragraph, style)
    gap = min(flow.blank + max(style.before or 0.0, flow.after) / (1.2 * (read.size or 11.0)), 3.0)
    for index, line in enumerate(read.lines):
        first = index == 0
        bullet = (line.bullet or (listed and first)) and not level and not _is_marked_heading(line)
        flow.lines.append(
            replace(line, gap=round(gap, 2) if first else 0.0, bullet=bullet, heading=level if first else 0)
        )
    flow.page = read.page
    flow.blank = 0.0 if read.lines else flow.blank + 1.0
    flow.after = style.after or 0.0
    boxes, flow.boxes = flow.boxes, []
    for box in boxes:
        _read_box(box, flow)


def _level(paragraph: Element, style: OdtStyle) -> int:
    if paragraph.tag == f"{TEXT}h":
        return min(max(int(number(paragraph.get(f"{TEXT}outline-level"), 1.0)), 1), 9)
    return min(style.outline or 0, 9)


def _is_marked_heading(line: DraftLine) -> bool:
    """Whether a line in a list is a section's heading all the same."""
    return (line.bold or line.text.isupper()) and parse_heading(line.text) is not None


# --- within a paragraph -------------------------------------------------------------------------


def _read_inline(element: Element, look: Look, chunks: list[Chunk], flow: OdtFlow) -> None:
    """Read the text within a paragraph, a span or a link."""
    _add(element.text, look, chunks)
    for child in element:
        _read_child(child, look, chunks, flow)
        _add(child.tail, look, chunks)


def _read_child(child: Element, look: Look, chunks: list[Chunk], flow: OdtFlow) -> None:
    name = child.tag
    if name == f"{TEXT}tab":
        chunks.append(Chunk("text", "\t", look))
    elif name == f"{TEXT}line-break":
        chunks.append(Chunk("break"))
    elif name == f"{TEXT}s":
        spaces = min(int(number(child.get(f"{TEXT}c"), 1.0)), _MOST_SPACES)
        chunks.append(Chunk("text", " " * spaces, look))
    elif name == f"{TEXT}soft-page-break":
        chunks.append(Chunk("page", "rendered"))
    elif name in _PAGE_NUMBERS:
        chunks.append(Chunk("page_number", "", look))
    elif name == f"{TEXT}note":
        flow.notes.extend(child.findall(f"{TEXT}note-body"))
    elif name.startswith(_DRAW) and name != f"{_DRAW}a":
        flow.boxes.append(child)
    elif name not in _SKIPPED and name != f"{TEXT}hidden-text":
        _read_span(child, look, chunks, flow)


def _read_span(child: Element, look: Look, chunks: list[Chunk], flow: OdtFlow) -> None:
    before = len(chunks)
    style = child.get(f"{TEXT}style-name")
    if style and child.tag == f"{TEXT}span":
        own = flow.styles.find("text", style)
        look = own.look.over(look)
    if sum(1 for _ in zip(child.iterancestors(), range(_DEEPEST * 3), strict=False)) < _DEEPEST * 3:
        _read_inline(child, look, chunks, flow)
    _show_target(child.get(f"{_XLINK}href") or "", before, look, chunks)


def _show_target(target: str, since: int, look: Look, chunks: list[Chunk]) -> None:
    """Add the address behind a link where its words hide it."""
    address = hidden_address(target, "".join(chunk.text for chunk in chunks[since:]))
    if address:
        chunks.append(Chunk("text", f" {address}", look))


def _add(text: str | None, look: Look, chunks: list[Chunk]) -> None:
    if text:
        plain = re.sub(r"[ \t\r\n]+", " ", text)
        chunks.append(Chunk("text", plain.upper() if look.caps else plain, look))


# --- boxes, tables ------------------------------------------------------------------------------


def _read_box(box: Element, flow: OdtFlow) -> None:
    """Read the text of a frame or shape, after the paragraph that it hangs on."""
    inner = flow.inner(flow.is_dark_in("graphic", box, f"{_DRAW}style-name"))
    for content in box.findall(f"{_DRAW}text-box") or [box]:
        _read_blocks(content, inner)
    x = parse_points(box.get(f"{_SVG}x")) or 0.0
    if len(inner.lines) >= _BOX_LINES and x > _MIDDLE:
        column = next(flow.columns)
        flow.beside.extend(line if line.column else replace(line, column=column) for line in inner.lines)
    else:
        flow.lines.extend(inner.lines)


def _read_table(table: Element, flow: OdtFlow) -> None:
    page = flow.page
    rows = []
    dark = flow.is_dark_in("table", table, f"{_TABLE}style-name")
    for row in _rows(table):
        inner = flow.inner(dark)
        inner.dark = inner.is_dark_in("table-row", row, f"{_TABLE}style-name")
        inner.page = page
        cells, page = _read_row(row, inner)
        rows.append(cells)
    lines = arrange_table(rows, lambda: next(flow.columns))
    if lines:
        lines[0] = replace(lines[0], gap=max(lines[0].gap, min(flow.blank, 3.0)))
        flow.blank = 0.0
    flow.lines.extend(lines)
    flow.page = page


def _rows(table: Element) -> Iterator[Element]:
    """Rows of a table, also those in header rows and groups."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag.startswith(f"{_TABLE}table-") and "row" in child.tag:
            yield from _rows(child)


def _read_row(row: Element, flow: OdtFlow) -> tuple[list[Cell], int]:
    """The cells of a row and the page on which it ends."""
    at, last = 0, flow.page
    cells = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        if cell.tag == f"{_TABLE}table-cell":
            inner = flow.inner(flow.is_dark_in("table-cell", cell, f"{_TABLE}style-name"))
            _read_blocks(cell, inner)
            span = max(int(number(cell.get(f"{_TABLE}number-columns-spanned"), 1.0)), 1)
            cells.append(Cell(at, tuple(inner.lines), min(span, _MOST_REPEATS)))
            last = max(last, inner.page)
        at += min(max(int(number(cell.get(f"{_TABLE}number-columns-repeated"), 1.0)), 1), _MOST_REPEATS)
    return cells, last


# --- headers, footers, notes --------------------------------------------------------------------


def _margin_lines(common: Element | None, kind: str, known: list[DraftLine], page: int) -> list[DraftLine]:
    """Lines of the headers or footers that are shown, each text once and none that the body has, too."""
    seen = {_key(line) for line in known}
    lines: list[DraftLine] = []
    if common is None:
        return lines
    styles = read_odt_styles(common)
    for name in (f"{kind}-first", kind, f"{kind}-left"):
        for part in common.iterfind(f"{_OFFICE}master-styles/{STYLE}master-page/{STYLE}{name}"):
            if part.get(f"{STYLE}display") == "false":
                continue
            flow = OdtFlow(styles, count(90), page)
            _read_blocks(part, flow)
            fresh = [line for line in flow.lines if _key(line) not in seen]
            lines.extend(replace(line, page=page) for line in fresh)
            seen.update(_key(line) for line in fresh)
    return lines


def _key(line: DraftLine) -> str:
    return re.sub(r"\W+", "", line.text).casefold() or line.text


def _note_lines(flow: OdtFlow) -> list[DraftLine]:
    notes = OdtFlow(flow.styles, flow.columns, flow.page)
    for note in flow.notes:
        _read_blocks(note, notes)
    return notes.lines
