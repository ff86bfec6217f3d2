"""What stands in a Word paragraph: text with its look, breaks, boxes; fields and changes resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from cpo_screen.documents.docx_boxes import TextBox, find_boxes
from cpo_screen.documents.docx_package import Element, R, W
from cpo_screen.documents.docx_styles import PLAIN, Look, Styles, parse_look, value
from cpo_screen.documents.links import hidden_address

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:\\\w\s+)*"([^"]*)"')
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_ICON_BULLETS = "lnqv§Øü¨·•à"

Kind = Literal["text", "break", "page", "box", "note", "page_number"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a paragraph: text in one look, or a break, box, note reference, page number."""

    kind: Kind
    text: str = ""
    look: Look = PLAIN
    box: TextBox | None = None


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False


@dataclass(slots=True)
class _Reading:
    """State while walking one paragraph."""

    styles: Styles
    targets: dict[str, str]
    base: Look
    chunks: list[Chunk] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    def add_text(self, text: str, look: Look) -> None:
        if any(not one.in_result for one in self.fields):
            return
        if any(_PAGE_FIELD.match(one.instruction) for one in self.fields):
            self.chunks.append(Chunk("page_number", text, look))
        elif text:
            self.chunks.append(Chunk("text", text, look))


def read_chunks(paragraph: Element, styles: Styles, targets: dict[str, str], base: Look) -> list[Chunk]:
    """Read a w:p; `base` is the look that its style gives. Insertions count, deletions don't."""
    reading = _Reading(styles, targets, base)
    _walk(paragraph, reading)
    return reading.chunks


def _walk(element: Element, reading: _Reading) -> None:
    for child in element:
        handler = _HANDLERS.get(child.tag)
        if handler is not None:
            handler(child, reading)


def _walk_run(run: Element, reading: _Reading) -> None:
    properties = run.find(f"{W}rPr")
    look = reading.base
    if properties is not None:
        style = value(properties.find(f"{W}rStyle"))
        if style:
            look = reading.styles.of_characters(style).over(look)
        look = parse_look(properties).over(look)
    for child in run:
        handler = _IN_RUN.get(child.tag)
        if handler is not None:
            handler(child, reading, look)


def _walk_link(link: Element, reading: _Reading) -> None:
    before = len(reading.chunks)
    _walk(link, reading)
    _show_target(reading.targets.get(link.get(f"{R}id") or "", ""), before, reading)


def _show_target(target: str, since: int, reading: _Reading) -> None:
    """Add the address behind a link where its words hide who the person is reached by."""
    shown = "".join(chunk.text for chunk in reading.chunks[since:] if chunk.kind == "text")
    address = hidden_address(target, shown)
    if address:
        reading.add_text(f" {address}" if shown and not shown.endswith(" ") else address, reading.base)


def _walk_simple_field(element: Element, reading: _Reading) -> None:
    reading.fields.append(_Field(element.get(f"{W}instr") or "", in_result=True))
    _walk(element, reading)
    reading.fields.pop()


def _walk_alternate(element: Element, reading: _Reading) -> None:
    chosen = choose_alternate(element)
    if chosen is not None:
        _walk(chosen, reading)


def choose_alternate(element: Element) -> Element | None:
    """The one branch of mc:AlternateContent to read: the first choice, else the fallback."""
    for branch in (*element.findall(f"{MC}Choice"), *element.findall(f"{MC}Fallback")):
        if len(branch):
            return branch
    return None


def _walk_content_control(element: Element, reading: _Reading) -> None:
    content = element.find(f"{W}sdtContent")
    if content is not None:
        _walk(content, reading)


def _walk_math(element: Element, reading: _Reading) -> None:
    reading.add_text("".join(text.text or "" for text in element.iter(f"{_M}t")), reading.base)


# --- inside a run -------------------------------------------------------------------------------


def _read_text(element: Element, reading: _Reading, look: Look) -> None:
    text = element.text or ""
    if look.symbol and len(text) <= 2:
        text = _icon(text, reading)
    if look.caps and not any(char.isupper() for char in text):
        text = text.upper()
    reading.add_text(text, look)


def _icon(text: str, reading: _Reading) -> str:
    """A letter of a symbol font: a bullet at the start of a line, else a picture without words."""
    at_start = not any(chunk.text.strip() for chunk in reading.chunks if chunk.kind == "text")
    return "• " if at_start and text.strip() and text.strip()[0] in _ICON_BULLETS else " "


def _read_symbol(element: Element, reading: _Reading, look: Look) -> None:
    code = element.get(f"{W}char") or ""
    if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        reading.add_text(chr(int(code, 16)), look)


def _read_break(element: Element, reading: _Reading, look: Look) -> None:
    kind: Kind = "page" if element.get(f"{W}type") == "page" else "break"
    reading.chunks.append(Chunk(kind, "explicit" if kind == "page" else "", look))


def _read_rendered_break(_element: Element, reading: _Reading, look: Look) -> None:
    reading.chunks.append(Chunk("page", "rendered", look))


def _read_field_char(element: Element, reading: _Reading, _look: Look) -> None:
    kind = element.get(f"{W}fldCharType")
    if kind == "begin":
        reading.fields.append(_Field())
    elif kind == "separate" and reading.fields:
        reading.fields[-1].in_result = True
    elif kind == "end" and reading.fields:
        ended = reading.fields.pop()
        match = _LINK_FIELD.match(ended.instruction)
        if match is not None:
            _show_target(match.group(1), 0, reading)


def _read_instruction(element: Element, reading: _Reading, _look: Look) -> None:
    if reading.fields and not reading.fields[-1].in_result:
        reading.fields[-1].instruction += element.text or ""


def _read_drawing(element: Element, reading: _Reading, look: Look) -> None:
    for box in find_boxes(element):
        reading.chunks.append(Chunk("box", look=look, box=box))


def _read_alternate(element: Element, reading: _Reading, look: Look) -> None:
    chosen = choose_alternate(element)
    for child in chosen if chosen is not None else ():
        handler = _IN_RUN.get(child.tag)
        if handler is not None:
            handler(child, reading, look)


def _read_note(element: Element, reading: _Reading, look: Look) -> None:
    kind = "end" if element.tag == f"{W}endnoteReference" else "foot"
    reading.chunks.append(Chunk("note", f"{kind}:{element.get(f'{W}id')}", look))


def _read_ruby(element: Element, reading: _Reading, _look: Look) -> None:
    base = element.find(f"{W}rubyBase")
    if base is not None:
        _walk(base, reading)


def _plain(text: str) -> Callable[[Element, _Reading, Look], None]:
    def read(_element: Element, reading: _Reading, look: Look) -> None:
        reading.add_text(text, look)

    return read


_IN_RUN: dict[object, Callable[[Element, _Reading, Look], None]] = {
    f"{W}t": _read_text,
    f"{W}tab": _plain("\t"),
    f"{W}ptab": _plain("\t"),
    f"{W}br": _read_break,
    f"{W}cr": _read_break,
    f"{W}sym": _read_symbol,
    f"{W}noBreakHyphen": _plain("-"),
    f"{W}lastRenderedPageBreak": _read_rendered_break,
    f"{W}fldChar": _read_field_char,
    f"{W}instrText": _read_instruction,
    f"{W}drawing": _read_drawing,
    f"{W}pict": _read_drawing,
    f"{W}object": _read_drawing,
    f"{W}footnoteReference": _read_note,
    f"{W}endnoteReference": _read_note,
    f"{W}ruby": _read_ruby,
    f"{MC}AlternateContent": _read_alternate,
}
_HANDLERS: dict[object, Callable[[Element, _Reading], None]] = {
    f"{W}r": _walk_run,
    f"{W}hyperlink": _walk_link,
    f"{W}ins": _walk,
    f"{W}moveTo": _walk,
    f"{W}smartTag": _walk,
    f"{W}customXml": _walk,
    f"{W}dir": _walk,
    f"{W}bdo": _walk,
    f"{W}sdt": _walk_content_control,
    f"{W}fldSimple": _walk_simple_field,
    f"{MC}AlternateContent": _walk_alternate,
    f"{_M}oMath": _walk_math,
    f"{_M}oMathPara": _walk_math,
}
