"""Pages as HTML: headings h1 to h4, lists, tables and definition lists, as page builders write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from random import Random

from cpo_screen.training.rendering.page import Block, Fragment, Page, Rail, Row

_STYLES = (
    "body {{ font: {size}pt {font} }} .right {{ float: right }} .row {{ display: flex }} "
    ".apart {{ display: flex; justify-content: space-between }}"
)
_HEADS = frozenset({"title", "company", "degree", "institution"})


@dataclass(frozen=True, slots=True)
class _Tags:
    """How one page is marked up."""

    heading: str
    head: str
    line: str
    rail: str
    columns: str
    right: str
    classes: bool


def render_html(page: Page) -> bytes:
    """The page as an HTML file's bytes, its mark-up chosen by chance from its own text."""
    random = Random(repr(page.fragments()[:6]))
    tags = _Tags(
        heading=random.choice(("h2", "h2", "h3", "p")),
        head=random.choice(("h3", "h4", "h3", "div", "p")),
        line=random.choice(("p", "div", "div")),
        rail=random.choice(("table", "dl", "flex")),
        columns=random.choice(("table", "flex", "plain")),
        right=random.choice(("float", "flex", "span")),
        classes=random.random() < 0.5,
    )
    font = "serif" if page.style.serif else "sans-serif"
    styles = _STYLES.format(size=page.style.size, font=font)
    body = _blocks(page.top, tags) + _columns(page, tags)
    text = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(_title(page))}</title>\n'
        f"<style>{styles}</style></head>\n<body>\n{body}\n</body></html>\n"
    )
    return text.encode()


def _title(page: Page) -> str:
    return next((one.text for one in page.fragments() if one.role == "name"), "CV")


def _columns(page: Page, tags: _Tags) -> str:
    if not page.side:
        return _blocks(page.main, tags)
    share = round(page.style.side_share * 100)
    widths = (share, 100 - share)
    parts = [(_blocks(page.side, tags), widths[0]), (_blocks(page.main, tags), widths[1])]
    parts = parts if page.style.side_left else parts[::-1]
    if tags.columns == "table":
        cells = "".join(f'<td width="{width}%" valign="top">\n{text}</td>' for text, width in parts)
        return f"<table><tr>{cells}</tr></table>"
    if tags.columns == "flex":
        cells = "".join(f'<div style="width: {width}%">\n{text}</div>\n' for text, width in parts)
        return f'<div class="row">\n{cells}</div>'
    side, main = (0, 1) if page.style.side_left else (1, 0)
    return f"<main>\n{parts[main][0]}</main>\n<aside>\n{parts[side][0]}</aside>"


def _blocks(blocks: Sequence[Block], tags: _Tags) -> str:
    """Blocks; neighbouring rows with list marks become one list, neighbouring rails one list of terms."""
    text = ""
    for kind, group in groupby(blocks, key=_kind):
        members = list(group)
        if kind == "item":
            items = "".join(f"<li>{_inside(row, tags)}</li>\n" for row in members if isinstance(row, Row))
            text += f"<ul>\n{items}</ul>\n"
        elif kind == "rail":
            text += _rails([one for one in members if isinstance(one, Rail)], tags)
        else:
            text += "".join(_block(one, tags) for one in members)
    return text


def _kind(block: Block) -> str:
    if isinstance(block, Rail):
        return "rail"
    return "item" if isinstance(block, Row) and block.bullet else "other"


def _block(block: Block, tags: _Tags) -> str:
    if isinstance(block, Row):
        return _row(block, tags)
    if isinstance(block, Rail):
        return _rails([block], tags)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_blocks(cell, tags)}</td>" for cell in cells) + "</tr>\n"
        for cells in block.cells
    )
    return f"<table{' border=1' if block.ruled else ''}>\n{rows}</table>\n"


def _rails(rails: Sequence[Rail], tags: _Tags) -> str:
    halves = [(one.narrow, one.wide) if one.narrow_left else (one.wide, one.narrow) for one in rails]
    pairs = [(_blocks(first, tags), _blocks(second, tags)) for first, second in halves]
    if tags.rail == "dl" and rails[0].narrow_left:
        terms = "".join(f"<dt>{narrow}</dt>\n<dd>\n{wide}</dd>\n" for narrow, wide in pairs)
        return f"<dl>\n{terms}</dl>\n"
    if tags.rail == "flex":
        cells = [
            f'<div class="row"><div>{narrow}</div>\n<div>{wide}</div></div>\n' for narrow, wide in pairs
        ]
        return "".join(cells)
    rows = "".join(f"<tr><td valign=top>{narrow}</td><td>\n{wide}</td></tr>\n" for narrow, wide in pairs)
    return f"<table>\n{rows}</table>\n"


def _row(row: Row, tags: _Tags) -> str:
    roles = {one.role for one in row.left}
    if not any(one.text.strip() for one in (*row.left, *row.right)):
        return "<hr>\n" if row.rule else ""
    tag = tags.line
    if "name" in roles:
        tag = "h1"
    elif "heading" in roles:
        tag = tags.heading
    elif roles & _HEADS and row.space:
        tag = tags.head
    kind = next((one.role for one in row.left if one.role), "")
    name = f' class="{kind}"' if tags.classes and kind and not row.right else ""
    if row.right and tags.right == "flex" and tag not in ("p", "h1"):
        halves = "".join(f"<span>{_texts(half)}</span>" for half in (row.left, row.right))
        return f'<div class="apart">{halves}</div>\n'
    rule = "<hr>\n" if row.rule else ""
    return f"<{tag}{name}>{_inside(row, tags)}</{tag}>\n{rule}"


def _inside(row: Row, tags: _Tags) -> str:
    left, right = _texts(row.left), _texts(row.right)
    if not right:
        return left
    if tags.right == "float":
        return f'<span class="right">{right}</span>\n{left}'
    return f"{left} <span>{right}</span>"


def _texts(fragments: Sequence[Fragment]) -> str:
    return "".join(map(_text, fragments))


def _text(fragment: Fragment) -> str:
    text = escape(fragment.text, quote=False)
    if fragment.role == "contact" and "@" in fragment.text:
        text = f'<a href="mailto:{escape(fragment.text)}">{text}</a>'
    for tag, wanted in (("b", fragment.bold), ("i", fragment.italic)):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    coloured = fragment.colour not in ("", "ffffff")
    return f'<span style="color: #{fragment.colour}">{text}</span>' if coloured else text
