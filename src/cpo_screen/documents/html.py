"""Web pages (.html, .mht) into lines as a person reads them on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from lxml import etree

from cpo_screen.documents import html_styles as css
from cpo_screen.documents.build import Draft, DraftLine
from cpo_screen.documents.daterail import is_date_like
from cpo_screen.documents.html_flow import USUAL_SIZE, Flow, Look
from cpo_screen.documents.html_styles import Declarations, Sheet
from cpo_screen.documents.html_tree import decode_page, parse_page, text_of, unwrap_archive
from cpo_screen.documents.links import hidden_address
from cpo_screen.documents.properties import page_properties
from cpo_screen.documents.tables import Cell, arrange_table
from cpo_screen.documents.wrapped import mark_wrapped

_IGNORED = frozenset({
    "script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "button",
    "select", "video", "audio", "canvas", "map",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "ul", "table", "caption", "tr", "td", "th", "tbody", "thead", "tfoot",
})  # fmt: skip
_SPACED = frozenset({
    "article", "blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "ol", "p", "pre", "section", "table", "ul",
})  # fmt: skip
_PARTS = frozenset({"p", "div", "ul", "ol", "dl", "section", "header", "br"})  # of an entry in a list
_BOLD = frozenset({
    "b", "strong", "th", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_ITALIC = frozenset({
    "i", "em", "cite", "dfn", "var", "address",
})  # fmt: skip
_SCALE = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "big": 1.2}
_HEADING = re.compile(r"h([1-6])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 60
_WIDEST = 60  # cells of a row; more are no table for people
_SHORT_ITEM = 60
SOFT_BREAK = "soft"  # the class of a <br> that stands for a line end of the source


@dataclass(slots=True)
class _Page:
    sheet: Sheet
    columns: Iterator[int]


def read_html(data: bytes) -> Draft:
    """Read a saved web page; nothing is fetched, scripts are not run, simple styles are respected."""
    return draft_from_html(decode_page(unwrap_archive(data)))


def draft_from_html(text: str) -> Draft:
    """Lines of a page that is already decoded."""
    root = parse_page(text)
    if root is None:
        return Draft(())
    page = _Page(Sheet("\n".join(style.text or "" for style in root.iter("style"))), count(1))
    flow = Flow()
    _read_element(root, Look(), flow, page)
    flow.end_line()
    own = page_properties(root)
    return Draft(tuple(mark_wrapped(flow.lines)), stamps=own.stamps, properties=own.texts)


# --- the tree to lines --------------------------------------------------------------------------


def _read_element(element: etree._Element, outer: Look, flow: Flow, page: _Page) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _IGNORED:
        return
    if outer.depth > _DEEPEST:
        _add_text(text_of(element, " "), outer, flow)
        return
    if tag == "br":
        flow.end_line(forced=True, soft=element.get("class") == SOFT_BREAK)
        return
    style = page.sheet.declarations(element)
    look = _look(element, tag, style, outer)
    if tag == "table":
        _read_rows(_table_rows(element, look, page), flow, page)
    elif (side := css.tracks(style)) and not look.hidden and _is_row(element):
        _read_rows(_side_by_side(element, side, look, page), flow, page)
    elif _is_block(tag, style):
        _read_block(element, tag, style, look, flow, page)
    else:
        _read_inline(element, tag, style, look, flow, page)


def _look(element: etree._Element, tag: str, style: Declarations, outer: Look) -> Look:
    weight = style.get("font-weight", "")
    bold = outer.bold or tag in _BOLD
    if weight:
        bold = weight in ("bold", "bolder", "600", "700", "800", "900")
    backdrop = outer.backdrop or css.has_backdrop(style) or bool(element.get("bgcolor"))
    unseen = css.is_unseen(style) or element.get("hidden") is not None or tag == "area"
    heading = _HEADING.fullmatch(tag)
    return Look(
        bold=bold,
        italic=tag in _ITALIC or style.get("font-style", "italic" if outer.italic else "") == "italic",
        size=css.font_size(style, outer.size * _SCALE.get(tag, 1.0), USUAL_SIZE),
        hidden=outer.hidden or unseen or (css.is_white(style) and not backdrop),
        backdrop=backdrop,
        pre=outer.pre or tag == "pre" or style.get("white-space", "").startswith("pre"),
        heading=int(heading.group(1)) if heading else outer.heading,
        depth=outer.depth + 1,
        colour=css.text_colour(style, outer.colour),
    )


def _is_block(tag: str, style: Declarations) -> bool:
    display = style.get("display", "")
    if display in ("inline", "inline-block", "inline-flex", "table-cell", "contents"):
        return False
    return tag in _BLOCKS or display in ("block", "flex", "grid", "list-item", "table", "flow-root")


def _read_block(
    element: etree._Element, tag: str, style: Declarations, look: Look, flow: Flow, page: _Page
) -> None:
    flow.end_line()
    flow.heading = look.heading
    if (
        tag in _SPACED
        and flow.lines
        and not flow.bullet
        and not (tag in ("ul", "ol") and _is_nested(element))
    ):
        flow.gap = 1.0
    if tag == "li" and _is_bullet(element, style):
        flow.bullet = True
    _read_content(element, look, flow, page)
    flow.end_line()
    if tag == "li":
        flow.bullet = False
    flow.heading = 0


def _is_nested(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag in ("li", "ul", "ol")


def _is_bullet(element: etree._Element, style: Declarations) -> bool:
    """Whether an item reads as a point of a list rather than as an entry with its own heading or date."""
    if any(_HEADING.fullmatch(inner.tag) for inner in element.iter() if isinstance(inner.tag, str)):
        return False
    if any(inner.tag in _PARTS for inner in element.iterdescendants()) and any(
        is_date_like(text) for piece in element.itertext() if (text := str(piece).strip())
    ):
        return False
    above = element.getparent()
    marks = f"{style.get('list-style', '')} {style.get('list-style-type', '')}"
    marks += f" {above.get('style') or ''}" if above is not None else ""
    plain = re.search(r"\bnone\b", marks) is not None
    return not plain or len(text_of(element).strip()) > _SHORT_ITEM


def _read_inline(
    element: etree._Element, tag: str, style: Declarations, look: Look, flow: Flow, page: _Page
) -> None:
    apart = style.get("float") == "right" or (tag in _BLOCKS) or _abuts(element)
    if apart and not look.hidden and flow.shown:
        flow.add("\t", look)
    _read_content(element, look, flow, page)
    if style.get("float") in ("left", "right") and (element.tail or "").strip() and not look.hidden:
        flow.add("\t", look)
    if tag == "a":
        _show_target(element, look, flow)


def _abuts(element: etree._Element) -> bool:
    """Whether two styled spans stand without a space: the page's style keeps them apart."""
    before = element.getprevious()
    if before is None or before.tail or not (element.keys() and before.keys()):
        return False
    left, right = text_of(before), text_of(element)
    return len(left) > 1 and len(right) > 1 and left[-1].isalnum() and right[0].isalnum()


def _read_content(element: etree._Element, look: Look, flow: Flow, page: _Page) -> None:
    _add_text(element.text, look, flow)
    for child in element:
        _read_element(child, look, flow, page)
        _add_text(child.tail, look, flow)


def _add_text(text: str | None, look: Look, flow: Flow) -> None:
    if not text:
        return
    if not look.pre:
        flow.add(_SPACE.sub(" ", text), look)
        return
    first, *others = text.replace("\r\n", "\n").expandtabs(8).split("\n")
    flow.add(first, look)
    for part in others:
        flow.end_line(forced=True)
        flow.add(part, look)


def _show_target(element: etree._Element, look: Look, flow: Flow) -> None:
    """Add the address behind a link where its words hide who the person is reached by."""
    target = (element.get("href") or "").strip()
    words = text_of(element)
    address = hidden_address(target, words)
    if address:
        flow.add(f" {address}" if words.strip() else address, look)


# --- texts side by side -------------------------------------------------------------------------


def _read_rows(rows: list[list[Cell]], flow: Flow, page: _Page) -> None:
    flow.end_line()
    lines = arrange_table(rows, lambda: next(page.columns))
    if lines and flow.lines and lines[0].gap == 0.0:
        lines[0] = replace(lines[0], gap=1.0)
    flow.lines.extend(lines)
    flow.gap = 0.0


def _is_row(element: etree._Element) -> bool:
    return not (element.text or "").strip() and len(element) > 1


def _side_by_side(element: etree._Element, side: int, look: Look, page: _Page) -> list[list[Cell]]:
    cells = [child for child in element if isinstance(child.tag, str) and child.tag not in _IGNORED]
    rows = [cells[at : at + side] for at in range(0, len(cells), side)]
    return [[Cell(at, _cell_lines(cell, look, page)) for at, cell in enumerate(row)] for row in rows]


def _cell_lines(element: etree._Element, look: Look, page: _Page) -> tuple[DraftLine, ...]:
    flow = Flow()
    _read_element(element, look, flow, page)
    flow.end_line()
    return tuple(flow.lines)


def _table_rows(table: etree._Element, look: Look, page: _Page) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    covered: dict[int, int] = {}  # column -> rows that a cell above still reaches into
    for child in table:
        for row in list(child) if child.tag in ("tbody", "thead", "tfoot") else [child]:
            cells = _row_cells(row, look, page, covered)
            rows.extend(cells[at : at + _WIDEST] for at in range(0, len(cells), _WIDEST))
            covered = {column: left - 1 for column, left in covered.items() if left > 1}
    return rows


def _row_cells(row: etree._Element, look: Look, page: _Page, covered: dict[int, int]) -> list[Cell]:
    if row.tag in ("colgroup", "col"):
        return []
    if row.tag != "tr":
        return [Cell(0, _cell_lines(row, look, page))]
    style = page.sheet.declarations(row)
    look = _look(row, "tr", style, look)
    cells: list[Cell] = []
    column = 0
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        while column in covered:
            column += 1
        span = _number(cell.get("colspan"))
        cells.append(Cell(min(column, _WIDEST), _cell_lines(cell, look, page), span))
        rows = _number(cell.get("rowspan"))
        covered.update({at: rows for at in range(column, column + span) if rows > 1})
        column += span
    return cells


def _number(text: str | None) -> int:
    return min(int(text), 50) if text and text.isascii() and text.isdigit() and len(text) < 5 else 1
