"""How an OpenDocument paragraph or span looks, through default, common and automatic styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cpo_screen.documents.docx_package import Element, number
from cpo_screen.documents.docx_styles import PLAIN, Look

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(pt|in|cm|mm|pc|px)\s*$")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0, "px": 0.75}
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a style states itself, None as inherited; spacing in points, `scale` of the parent's size."""

    parent: str = ""
    look: Look = PLAIN
    scale: float | None = None
    before: float | None = None
    after: float | None = None
    outline: int | None = None
    breaks: str | None = None
    listed: str | None = None


@dataclass(slots=True)
class OdtStyles:
    """The styles of a document by family and name."""

    raw: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)
    resolved: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)

    def find(self, family: str, name: str) -> OdtStyle:
        """A style with all that it inherits; an empty one for an unknown name."""
        key = (family, name)
        if key not in self.resolved:
            found = self.raw.get((family, ""), OdtStyle())
            for style in reversed(self._chain(family, name)):
                found = _over(style, found)
            self.resolved[key] = found
        return self.resolved[key]

    def _chain(self, family: str, name: str) -> list[OdtStyle]:
        chain: list[OdtStyle] = []
        seen: set[str] = set()
        while name and (family, name) in self.raw and name not in seen and len(chain) < _LONGEST_CHAIN:
            seen.add(name)
            chain.append(self.raw[family, name])
            name = chain[-1].parent
        return chain


def read_odt_styles(*roots: Element | None) -> OdtStyles:
    """Collect the styles of styles.xml and content.xml; later ones win."""
    styles = OdtStyles()
    for root in roots:
        if root is None:
            continue
        for style in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
            name = style.get(f"{STYLE}name") or ""
            styles.raw[style.get(f"{STYLE}family") or "", name] = _parse_style(style)
    return styles


def parse_points(text: str | None) -> float | None:
    """A length in points, None where it is none.

    >>> parse_points("0.5in"), parse_points("12pt"), parse_points("50%")
    (36.0, 12.0, None)
    """
    match = _LENGTH.match(text or "")
    return float(match.group(1)) * _POINTS[match.group(2)] if match else None


def _parse_style(style: Element) -> OdtStyle:
    words = style.find(f"{STYLE}text-properties")
    block = style.find(f"{STYLE}paragraph-properties")
    fill = _fill(style)
    size = "" if words is None else words.get(f"{FO}font-size") or ""
    outline = style.get(f"{STYLE}default-outline-level")
    return OdtStyle(
        parent=style.get(f"{STYLE}parent-style-name") or "",
        look=Look(shade=_hex(fill)) if words is None else _parse_look(words, fill),
        scale=number(size[:-1]) / 100 if size.endswith("%") else None,
        before=None if block is None else parse_points(block.get(f"{FO}margin-top")),
        after=None if block is None else parse_points(block.get(f"{FO}margin-bottom")),
        outline=int(number(outline)) if outline else None,
        breaks=None if block is None else block.get(f"{FO}break-before"),
        listed=style.get(f"{STYLE}list-style-name"),
    )


def _fill(style: Element) -> str | None:
    """What a paragraph, cell, row, table or box is filled with."""
    for properties in style:
        fill = properties.get(f"{FO}background-color") or properties.get(f"{_DRAW}fill-color")
        if (
            fill
            and properties.tag != f"{STYLE}text-properties"
            and properties.get(f"{_DRAW}fill") != "none"
        ):
            return fill
    return None


def _parse_look(words: Element, fill: str | None) -> Look:
    weight = words.get(f"{FO}font-weight")
    slant = words.get(f"{FO}font-style")
    display = words.get(f"{TEXT}display")
    shade = words.get(f"{FO}background-color") or fill
    transform = words.get(f"{FO}text-transform")
    return Look(
        bold=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        italic=None if slant is None else slant in ("italic", "oblique"),
        size=parse_points(words.get(f"{FO}font-size")),
        vanish=None if display is None else display == "none",
        color=_hex(words.get(f"{FO}color")),
        caps=None if transform is None else transform == "uppercase",
        shade=_hex(shade),
    )


def _hex(color: str | None) -> str | None:
    return color[1:].upper() if color and color.startswith("#") else None


def _over(style: OdtStyle, base: OdtStyle) -> OdtStyle:
    look = style.look.over(base.look)
    if style.scale and base.look.size:
        look = Look(size=base.look.size * style.scale).over(look)
    return OdtStyle(
        parent=style.parent,
        look=look,
        before=style.before if style.before is not None else base.before,
        after=style.after if style.after is not None else base.after,
        outline=style.outline if style.outline is not None else base.outline,
        breaks=style.breaks,
        listed=style.listed if style.listed is not None else base.listed,
    )
