"""Paragraphs, tables and text boxes of a Word file, one after the other, into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.daterail import is_date_like
from cpo_screen.documents.docx_boxes import TextBox, order_boxes
from cpo_screen.documents.docx_lines import ParagraphLines, split_lines
from cpo_screen.documents.docx_package import Element, Package, Part, R, W, number
from cpo_screen.documents.docx_paragraph import MC, Chunk, choose_alternate, read_chunks
from cpo_screen.documents.docx_styles import Format, Styles, is_dark, parse_fill, parse_format, value
from cpo_screen.documents.styled import is_marked_heading
from cpo_screen.documents.tables import Cell, arrange_table
from cpo_screen.headings import parse_heading

_TOP = 72.0  # points above the first line of a page
_TEXT_WIDTH = 450.0
_NARROW = 300.0  # a box below this width stands beside the text
_MIDDLE = 290.0
_BOX_LINES = 3  # a box of fewer lines is a banner within the text
_SLACK = 8.0
_WRAPPERS = frozenset(f"{W}{name}" for name in ("customXml", "ins", "moveTo", "smartTag", "sdtContent"))


@dataclass(slots=True)
class Word:
    """What all parts of one Word file share."""

    package: Package
    styles: Styles
    lists: dict[tuple[str, int], str]
    dark_tables: frozenset[str]
    backdrop: bool
    pictures: bool
    rendered: bool
    columns: Iterator[int]
    notes: list[str] = field(default_factory=list)

    def even_pages(self) -> bool:
        """Whether even pages have headers of their own."""
        settings = self.package.tree("word/settings.xml")
        return settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A text box that comes further down the page; `beside` if it stands beside the text."""

    box: TextBox
    lines: tuple[DraftLine, ...]
    beside: bool


@dataclass(slots=True)
class Flow:
    """Text that runs on: the body, a cell, a box, a header. `height` in points from the page's top."""

    part: Part
    page: int = 1
    dark: bool = False
    in_body: bool = False
    lines: list[DraftLine] = field(default_factory=list)
    waiting: list[_Waiting] = field(default_factory=list)
    height: float = _TOP
    blank: float = 0.0
    after: float = 0.0
    style: str = ""
    drop_cap: str = ""

    def turn_page(self, word: Word) -> None:
        """Go to the next page; boxes that still wait belong to this one."""
        release_boxes(self, word)
        self.page += 1
        self.height = _TOP


def read_flow(container: Element, flow: Flow, word: Word) -> list[DraftLine]:
    """Read all that stands below an element; gives the flow's lines."""
    read_blocks(container, flow, word)
    release_boxes(flow, word)
    return flow.lines


def read_blocks(container: Element, flow: Flow, word: Word) -> None:
    """Read the paragraphs and tables below an element into the flow."""
    for child in container:
        if child.tag == f"{W}p":
            _read_paragraph(child, flow, word)
        elif child.tag == f"{W}tbl":
            _read_table(child, flow, word)
        elif child.tag in _WRAPPERS:
            read_blocks(child, flow, word)
        elif child.tag == f"{W}sdt":
            for content in child.findall(f"{W}sdtContent"):
                read_blocks(content, flow, word)
        elif child.tag == f"{MC}AlternateContent":
            chosen = choose_alternate(child)
            if chosen is not None:
                read_blocks(chosen, flow, word)
        elif child.tag == f"{W}altChunk":
            _read_embedded(flow.part.targets.get(child.get(f"{R}id") or "", ""), flow, word)


def _read_embedded(target: str, flow: Flow, word: Word) -> None:
    """Read an embedded page (HTML or web archive): some programs put the whole CV in one."""
    data = word.package.read(target)
    if data and target.lower().endswith((".htm", ".html", ".xhtml", ".mht", ".mhtml")):
        from cpo_screen.documents.html import read_html

        flow.lines.extend(read_html(data).lines)


# --- paragraphs ---------------------------------------------------------------------------------


def _read_paragraph(paragraph: Element, flow: Flow, word: Word) -> None:
    properties = paragraph.find(f"{W}pPr")
    style = (value(properties.find(f"{W}pStyle")) if properties is not None else None) or ""
    look, format = word.styles.of_paragraph(style)
    format = parse_format(properties).over(format)
    chunks = read_chunks(paragraph, word.styles, flow.part.targets, look)
    word.notes.extend(chunk.text for chunk in chunks if chunk.kind == "note")
    if format.page_break and flow.lines and not word.rendered:
        flow.turn_page(word)
    _add_boxes(chunks, flow, word)
    if properties is not None and _is_drop_cap(properties):
        flow.drop_cap = "".join(chunk.text for chunk in chunks if chunk.kind == "text").strip()
        return
    dark = flow.dark or word.backdrop or is_dark(format.shade)
    read = split_lines(chunks, flow.page, dark, look, word.rendered, flow.drop_cap)
    _add_lines(read, _first_fields(format, flow, word, style, read), flow, word)
    _end_paragraph(properties, format, read, flow, word, style)


def _is_drop_cap(properties: Element) -> bool:
    frame = properties.find(f"{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def _first_fields(
    format: Format, flow: Flow, word: Word, style: str, read: ParagraphLines
) -> tuple[float, bool, int]:
    """Gap, bullet and heading level of a paragraph's first line."""
    spaced = max(format.before or 0.0, flow.after)
    if format.contextual and style == flow.style:
        spaced = 0.0
    gap = flow.blank + spaced / (1.2 * read.size)
    listed = word.lists.get((format.list_id or "", format.list_level or 0), "none") != "none"
    return round(min(gap, 3.0), 2), listed, format.outline or 0


def _add_lines(read: ParagraphLines, first: tuple[float, bool, int], flow: Flow, word: Word) -> None:
    gap, listed, heading = first
    if any(not line.hidden for line in read.lines):
        opens = heading > 0 or parse_heading(read.lines[0].text) is not None
        if not (listed or read.lines[0].bullet):
            _release_due(flow, word, opens)
    for index, line in enumerate(read.lines):
        bullet = (
            (line.bullet or (listed and index == 0))
            and not heading
            and not is_marked_heading(line.text, line.bold)
        )
        flow.lines.append(
            replace(
                line, gap=gap if index == 0 else 0.0, bullet=bullet, heading=heading if index == 0 else 0
            )
        )


def _end_paragraph(
    properties: Element | None, format: Format, read: ParagraphLines, flow: Flow, word: Word, style: str
) -> None:
    flow.page = max(flow.page, read.page)
    text = sum(len(line.text) for line in read.lines)
    flow.height += 1.2 * read.size * (1 + int(text * 0.5 * read.size / _TEXT_WIDTH)) + (format.after or 0.0)
    if read.turned:
        flow.height = _TOP
    flow.blank = 0.0 if read.lines else flow.blank + 1.0
    flow.after = format.after or 0.0
    flow.style = style
    flow.drop_cap = "" if read.lines else flow.drop_cap
    section = None if properties is None else properties.find(f"{W}sectPr")
    if section is not None and not word.rendered and value(section.find(f"{W}type")) != "continuous":
        flow.turn_page(word)


# --- text boxes ---------------------------------------------------------------------------------


def _add_boxes(chunks: list[Chunk], flow: Flow, word: Word) -> None:
    """Read the boxes that hang on a paragraph; floating ones wait for their place on the page."""
    for chunk in chunks:
        if chunk.box is None:
            continue
        waiting = _read_box(chunk.box, flow, word)
        if waiting is not None:
            flow.waiting.append(waiting)


def _read_box(box: TextBox, flow: Flow, word: Word) -> _Waiting | None:
    dark = flow.dark or is_dark(box.shade) or (box.floating and word.pictures)
    inner = Flow(flow.part, page=flow.page, dark=dark)
    if not read_flow(box.content, inner, word):
        return None
    tall = len(inner.lines) >= _BOX_LINES and 0 < box.width < _NARROW
    aside = box.x > _MIDDLE and not any(is_date_like(line.text) for line in inner.lines)
    beside = box.floating and (tall or aside)
    due = box.y if box.on_page else flow.height + (box.y if box.floating else 0.0)
    return _Waiting(replace(box, y=due), tuple(inner.lines), beside)


def _release_due(flow: Flow, word: Word, opens_section: bool) -> None:
    """Put the boxes in that are reached by now.

    Those beside the text come where a section begins, those on its right when the page is done.
    """
    due = [one for one in flow.waiting if one.box.y <= flow.height + _SLACK]
    if not opens_section:
        due = [one for one in due if not one.beside or not flow.lines]
    _release([one for one in due if not (one.beside and one.box.x > _MIDDLE)], flow, word)


def release_boxes(flow: Flow, word: Word) -> None:
    """Put in all boxes that still wait."""
    _release(list(flow.waiting), flow, word)


def _release(boxes: list[_Waiting], flow: Flow, word: Word) -> None:
    """Put boxes in, in reading order; those beside the text or in columns get a column's number."""
    by_box = {id(one.box): one for one in boxes}
    groups = order_boxes([one.box for one in boxes])
    for group in groups:
        column = 0
        for box in group:
            beside = by_box[id(box)].beside or len(groups) > 1
            column = (column or next(word.columns)) if beside else 0
            flow.lines += _in_column(by_box[id(box)].lines, column)
    flow.waiting = [one for one in flow.waiting if id(one.box) not in by_box]


def _in_column(lines: tuple[DraftLine, ...], column: int) -> list[DraftLine]:
    placed = [line if line.column else replace(line, column=column) for line in lines]
    return [replace(placed[0], gap=max(placed[0].gap, 1.0)), *placed[1:]]


# --- tables -------------------------------------------------------------------------------------


def _read_table(table: Element, flow: Flow, word: Word) -> None:
    properties = table.find(f"{W}tblPr")
    style = value(properties.find(f"{W}tblStyle")) if properties is not None else None
    dark = flow.dark or style in word.dark_tables
    page = flow.page
    rows = []
    for row in _children(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells, page = _read_row(row, flow, word, page, dark)
        rows.append(cells)
    lines = arrange_table(rows, lambda: next(word.columns))
    if any(not line.hidden for line in lines):
        _release_due(flow, word, opens_section=False)
    if lines:
        lines[0] = replace(lines[0], gap=max(lines[0].gap, min(flow.blank, 3.0)))
        flow.blank = 0.0
    flow.lines.extend(lines)
    flow.height = _TOP if page > flow.page else flow.height + 14.0 * len(lines)
    flow.page = page


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS or child.tag == f"{W}sdt":
            yield from _children(child, tag)


def _read_row(row: Element, flow: Flow, word: Word, page: int, dark: bool) -> tuple[list[Cell], int]:
    """The cells of a row and the page on which it ends."""
    at = int(number(value(row.find(f"{W}trPr/{W}gridBefore"))))
    last = page
    cells = []
    for cell in _children(row, f"{W}tc"):
        span = int(number(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1.0))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is None or value(merge) == "restart":
            shade = parse_fill(cell.find(f"{W}tcPr/{W}shd"))
            inner = Flow(flow.part, page=page, dark=dark or is_dark(shade))
            cells.append(Cell(at, tuple(read_flow(cell, inner, word)), span))
            last = max(last, inner.page)
        at += span
    return cells, last
