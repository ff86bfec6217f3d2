"""Text boxes of a Word file: where each one stands, and in what order a person reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cpo_screen.documents.docx_package import Element, W, number
from cpo_screen.documents.docx_styles import is_dark

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
_MARGIN = 72.0  # points, of a usual page
_EMU = 12700.0  # per point
_CSS = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 1.0}
_MOST_BOXES = 200  # on a page; of more, only their place from the top counts
_SLACK = 6.0  # points by which boxes may overlap and still stand apart


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box; place in points, `x` from the page's left edge, `y` from its top (`on_page`)
    or from the paragraph that the box hangs on.

    `floating` is False for a box that stands in the line. `shade` is its fill.
    """

    content: Element
    floating: bool
    on_page: bool
    x: float
    y: float
    width: float
    height: float
    shade: str | None


def find_boxes(drawing: Element) -> Iterator[TextBox]:
    """The text boxes of a w:drawing or w:pict, without those inside other boxes."""
    for content in drawing.iter(f"{W}txbxContent"):
        if _box_around(content, drawing) is None:
            yield _vml_box(content) if _is_vml(content) else _drawing_box(content)


def _box_around(content: Element, top: Element) -> Element | None:
    for above in content.iterancestors():
        if above is top:
            return None
        if above.tag == f"{W}txbxContent":
            return above
    return None


def _is_vml(content: Element) -> bool:
    parent = content.getparent()
    return parent is not None and str(parent.tag).startswith(V)


# --- DrawingML ----------------------------------------------------------------------------------


def _drawing_box(content: Element) -> TextBox:
    anchor = next(content.iterancestors(f"{WP}anchor"), None)
    shape = next(content.iterancestors(f"{WPS}wsp"), None)
    x = y = width = height = 0.0
    on_page = False
    frame = anchor if anchor is not None else next(content.iterancestors(f"{WP}inline"), None)
    if frame is not None:
        width, height = _size(frame.find(f"{WP}extent"))
    if anchor is not None:
        x, across = _position(anchor.find(f"{WP}positionH"))
        x += 0.0 if across == "page" else _MARGIN
        y, vertical = _position(anchor.find(f"{WP}positionV"))
        on_page = vertical in ("page", "margin", "topMargin")
        y += _MARGIN if vertical == "margin" else 0.0
    inside = _in_group(shape)
    if inside is not None:
        x, y, width, height = x + inside[0], y + inside[1], inside[2], inside[3]
    return TextBox(content, anchor is not None, on_page, x, y, width, height, _shape_fill(shape))


def _position(position: Element | None) -> tuple[float, str]:
    if position is None:
        return 0.0, "paragraph"
    offset = position.findtext(f"{WP}posOffset")
    aligned = {"right": 400.0, "center": 150.0, "bottom": 600.0}.get(
        position.findtext(f"{WP}align") or "", 0.0
    )
    return (number(offset) / _EMU if offset else aligned), position.get("relativeFrom") or ""


def _size(extent: Element | None) -> tuple[float, float]:
    if extent is None:
        return 0.0, 0.0
    return number(extent.get("cx")) / _EMU, number(extent.get("cy")) / _EMU


def _in_group(shape: Element | None) -> tuple[float, float, float, float] | None:
    """A shape's place in its group, in points, None outside groups."""
    if shape is None:
        return None
    group = next(shape.iterancestors(f"{WPG}wgp"), None)
    own = shape.find(f"{WPS}spPr/{A}xfrm")
    frame = None if group is None else group.find(f"{WPG}grpSpPr/{A}xfrm")
    if own is None or frame is None:
        return None
    off, ext = _pair(own, "off", "x", "y"), _pair(own, "ext", "cx", "cy")
    origin, inner = _pair(frame, "chOff", "x", "y"), _pair(frame, "chExt", "cx", "cy")
    outer = _pair(frame, "ext", "cx", "cy")
    across = outer[0] / inner[0] if inner[0] else 1.0
    down = outer[1] / inner[1] if inner[1] else 1.0
    place = ((off[0] - origin[0]) * across, (off[1] - origin[1]) * down, ext[0] * across, ext[1] * down)
    return (place[0] / _EMU, place[1] / _EMU, place[2] / _EMU, place[3] / _EMU)


def _pair(frame: Element, name: str, first: str, second: str) -> tuple[float, float]:
    found = frame.find(f"{A}{name}")
    if found is None:
        return 0.0, 0.0
    return number(found.get(first)), number(found.get(second))


def _shape_fill(shape: Element | None) -> str | None:
    if shape is None:
        return None
    properties = shape.find(f"{WPS}spPr")
    if properties is not None:
        if properties.find(f"{A}noFill") is not None:
            return None
        solid = properties.find(f"{A}solidFill/{A}srgbClr")
        if solid is not None:
            return (solid.get("val") or "").lower()
        if any(properties.find(f"{A}{kind}Fill") is not None for kind in ("solid", "grad", "blip", "patt")):
            return "theme"
    reference = shape.find(f"{WPS}style/{A}fillRef")
    return "theme" if reference is not None and reference.get("idx") != "0" else None


# --- VML ----------------------------------------------------------------------------------------


def _vml_box(content: Element) -> TextBox:
    shape = next(
        (above for above in content.iterancestors() if str(above.tag).startswith(V) and above.get("style")),
        None,
    )
    style = dict(_CSS.findall(shape.get("style") or "")) if shape is not None else {}
    floating = style.get("position", "").strip() == "absolute"
    vertical = style.get("mso-position-vertical-relative", "text").strip()
    across = style.get("mso-position-horizontal-relative", "text").strip()
    fill = None if shape is None or shape.get("filled") in ("f", "false") else shape.get("fillcolor")
    return TextBox(
        content,
        floating,
        vertical in ("page", "margin"),
        _points(style.get("margin-left") or style.get("left")) + (0.0 if across == "page" else _MARGIN),
        _points(style.get("margin-top") or style.get("top")) + (_MARGIN if vertical == "margin" else 0.0),
        _points(style.get("width")),
        _points(style.get("height")),
        fill.split(" ")[0].lstrip("#").lower() if fill else None,
    )


def _points(length: str | None) -> float:
    match = _LENGTH.match(length.strip()) if length else None
    return number(match.group(1)) * _POINTS[match.group(2)] if match else 0.0


def has_backdrop(root: Element) -> bool:
    """Whether filled shapes or pictures lie on or behind the page, so that white text may be seen."""
    if root.find(f".//{W}background") is not None:
        return True
    for anchor in root.iter(f"{WP}anchor"):
        if anchor.get("behindDoc") in ("1", "true"):
            return True
        if any(is_dark(_shape_fill(shape)) for shape in anchor.iter(f"{WPS}wsp")):
            return True
    shapes = (shape for name in ("rect", "shape", "roundrect", "oval") for shape in root.iter(f"{V}{name}"))
    return any(_is_dark_vml(shape) for shape in shapes)


def has_floating_picture(root: Element) -> bool:
    """Whether a picture stands free on the page, so that white text in a box may lie on it."""
    if any(next(anchor.iter(f"{A}blip"), None) is not None for anchor in root.iter(f"{WP}anchor")):
        return True
    return next(root.iter(f"{V}imagedata"), None) is not None


def _is_dark_vml(shape: Element) -> bool:
    fill = (shape.get("fillcolor") or "").split(" ")[0].lstrip("#").lower()
    return bool(fill) and shape.get("filled") not in ("f", "false") and is_dark(fill)


# --- order --------------------------------------------------------------------------------------


def order_boxes(boxes: Sequence[TextBox]) -> list[list[TextBox]]:
    """Boxes in reading order, as groups that each run from top to bottom.

    What stands above everything comes first, then column by column. Two groups follow each other only
    where the page is parted into columns.
    """
    if not boxes:
        return []
    if len(boxes) > _MOST_BOXES:
        return [sorted(boxes, key=lambda box: (box.y, box.x))]
    left = _first_part(boxes, _across)
    if left is not None:
        return order_boxes(left) + order_boxes(_without(boxes, left))
    top = _first_part(boxes, _down)
    if top is not None:
        first, *others = order_boxes(_without(boxes, top))
        return [*order_boxes(top), first, *others] if others else [[*_flat(order_boxes(top)), *first]]
    return [sorted(boxes, key=lambda box: (box.y, box.x))]


def _without(boxes: Sequence[TextBox], part: Sequence[TextBox]) -> list[TextBox]:
    taken = {id(box) for box in part}
    return [box for box in boxes if id(box) not in taken]


def _flat(groups: list[list[TextBox]]) -> list[TextBox]:
    return [box for group in groups for box in group]


def _across(box: TextBox) -> tuple[float, float]:
    return box.x, box.x + max(box.width, 1.0)


def _down(box: TextBox) -> tuple[float, float]:
    return box.y, box.y + max(box.height, 1.0)


def _first_part(
    boxes: Sequence[TextBox], extent: Callable[[TextBox], tuple[float, float]]
) -> list[TextBox] | None:
    """The boxes before the first gap along one direction, None if there is no gap."""
    ordered = sorted(boxes, key=lambda box: (extent(box), box.y, box.x))
    end = extent(ordered[0])[1]
    for index, box in enumerate(ordered):
        start, stop = extent(box)
        if start > end - _SLACK and index:
            return list(ordered[:index])
        end = max(end, stop)
    return None
