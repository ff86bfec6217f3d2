"""How a Word paragraph or run looks, through defaults, style hierarchy and direct formatting."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, fields, replace

from cpo_screen.documents.docx_package import Element, W, number

_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAME = re.compile(r"(?:heading|berschrift|titre|titolo|t[ií]tulo|kop|rubrik)\s*([1-9])$", re.I)
_SYMBOL_FONT = re.compile(r"wingdings|webdings|^symbol$|zapf ?dingbats|font ?awesome|material ?icons", re.I)
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """Typography of a run; None means: as inherited. `size` in points."""

    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    vanish: bool | None = None
    color: str | None = None
    caps: bool | None = None
    shade: str | None = None
    symbol: bool | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else the one below it."""
        return Look(
            self.bold if self.bold is not None else base.bold,
            self.italic if self.italic is not None else base.italic,
            self.size if self.size is not None else base.size,
            self.vanish if self.vanish is not None else base.vanish,
            self.color if self.color is not None else base.color,
            self.caps if self.caps is not None else base.caps,
            self.shade if self.shade is not None else base.shade,
            self.symbol if self.symbol is not None else base.symbol,
        )


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Format:
    """What a paragraph style or a paragraph itself states; spacing in points, `outline` 1-9, 0 for body."""

    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    before: float | None = None
    after: float | None = None
    shade: str | None = None
    page_break: bool | None = None
    contextual: bool | None = None

    def over(self, base: Format) -> Format:
        """This format where it says something, else the one below it."""
        stated = {
            one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) is not None
        }
        return replace(base, **stated) if stated else base


NO_FORMAT = Format()


@dataclass(frozen=True, slots=True)
class _RawStyle:
    based_on: str
    look: Look
    format: Format


@dataclass(slots=True)
class Styles:
    """The styles of a document by id, resolved through what they are based on."""

    raw: dict[str, _RawStyle] = field(default_factory=dict)
    default_look: Look = PLAIN
    default_format: Format = NO_FORMAT
    default_paragraph: str = ""
    resolved: dict[str, tuple[Look, Format]] = field(default_factory=dict)

    def of_paragraph(self, style: str) -> tuple[Look, Format]:
        """Look and format of a paragraph in a style, document defaults included."""
        look, format = self._resolve(style or self.default_paragraph)
        return look.over(self.default_look), format.over(self.default_format)

    def of_characters(self, style: str) -> Look:
        """What a character style adds."""
        return self._resolve(style)[0]

    def _resolve(self, style: str) -> tuple[Look, Format]:
        if style not in self.resolved:
            look, format = PLAIN, NO_FORMAT
            for one in reversed(self._chain(style)):
                look, format = one.look.over(look), one.format.over(format)
            self.resolved[style] = look, format
        return self.resolved[style]

    def _chain(self, style: str) -> list[_RawStyle]:
        chain: list[_RawStyle] = []
        seen: set[str] = set()
        while style in self.raw and style not in seen and len(chain) < _LONGEST_CHAIN:
            seen.add(style)
            chain.append(self.raw[style])
            style = self.raw[style].based_on
        return chain


def read_styles(root: Element | None) -> Styles:
    """Read word/styles.xml; without it everything looks plain."""
    styles = Styles()
    if root is None:
        return styles
    defaults = root.find(f"{W}docDefaults")
    if defaults is not None:
        styles.default_look = parse_look(defaults.find(f"{W}rPrDefault/{W}rPr"))
        styles.default_format = parse_format(defaults.find(f"{W}pPrDefault/{W}pPr"))
    for style in root.findall(f"{W}style"):
        _add_style(styles, style)
    return styles


def _add_style(styles: Styles, style: Element) -> None:
    id_ = style.get(f"{W}styleId") or ""
    format = parse_format(style.find(f"{W}pPr"))
    if format.outline is None:
        match = _HEADING_NAME.search(value(style.find(f"{W}name")) or id_)
        if match is not None:
            format = replace(format, outline=int(match.group(1)))
    look = parse_look(style.find(f"{W}rPr"))
    styles.raw[id_] = _RawStyle(value(style.find(f"{W}basedOn")) or "", look, format)
    if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
        styles.default_paragraph = id_


# --- single properties --------------------------------------------------------------------------


def value(element: Element | None) -> str | None:
    """The w:val of an element, None without one."""
    return None if element is None else element.get(f"{W}val")


def _is_on(element: Element | None) -> bool | None:
    if element is None:
        return None
    return (value(element) or "1").lower() not in _OFF


def parse_look(properties: Element | None) -> Look:
    """Read w:rPr."""
    if properties is None or not len(properties):
        return PLAIN
    get = properties.find
    fonts = get(f"{W}rFonts")
    named = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    shade = parse_fill(get(f"{W}shd")) or value(get(f"{W}highlight"))
    return Look(
        bold=_is_on(get(f"{W}b")),
        italic=_is_on(get(f"{W}i")),
        size=_half_points(get(f"{W}sz")),
        vanish=_is_on(get(f"{W}vanish")),
        color=value(get(f"{W}color")),
        caps=_is_on(get(f"{W}caps")),
        shade=shade,
        symbol=None if named is None else _SYMBOL_FONT.search(named) is not None,
    )


def parse_format(properties: Element | None) -> Format:
    """Read w:pPr."""
    if properties is None or not len(properties):
        return NO_FORMAT
    get = properties.find
    outline = _number(value(get(f"{W}outlineLvl")))
    spacing = get(f"{W}spacing")
    list_ = get(f"{W}numPr")
    return Format(
        outline=None if outline is None else (int(outline) + 1 if 0 <= outline < 9 else 0),
        list_id=None if list_ is None else value(list_.find(f"{W}numId")),
        list_level=None if list_ is None else int(_number(value(list_.find(f"{W}ilvl"))) or 0),
        before=_twips(spacing, "before"),
        after=_twips(spacing, "after"),
        shade=parse_fill(get(f"{W}shd")),
        page_break=_is_on(get(f"{W}pageBreakBefore")),
        contextual=_is_on(get(f"{W}contextualSpacing")),
    )


def parse_fill(shading: Element | None) -> str | None:
    """The colour of a w:shd, None without one; `none` where it lets the paper show."""
    if shading is None:
        return None
    fill = (shading.get(f"{W}fill") or "auto").lower()
    pattern = (value(shading) or "clear").lower()
    if pattern not in ("clear", "nil"):
        return "pattern"
    return "none" if fill == "auto" else fill


def _number(text: str | None) -> float | None:
    found = number(text, default=math.nan)
    return None if math.isnan(found) else found


def _half_points(element: Element | None) -> float | None:
    number = _number(value(element))
    return None if number is None else number / 2


def _twips(spacing: Element | None, side: str) -> float | None:
    if spacing is None:
        return None
    if spacing.get(f"{W}{side}Autospacing") in ("1", "true", "on"):
        return 14.0
    number = _number(spacing.get(f"{W}{side}"))
    return None if number is None else number / 20


def is_dark(fill: str | None) -> bool:
    """Whether white text can be read on a fill: any colour but white and near-white.

    >>> is_dark("1f3864"), is_dark("ffffff"), is_dark(None)
    (True, False, False)
    """
    if fill is None or fill in ("none", "auto", "white"):
        return False
    return not is_white(fill)


def is_white(color: str | None) -> bool:
    """Whether a colour cannot be seen on white paper.

    >>> is_white("FFFFFF"), is_white("FEFEFE"), is_white("D9D9D9"), is_white("auto")
    (True, True, False, False)
    """
    if color is None or not re.fullmatch(r"[0-9a-fA-F]{6}", color):
        return False
    return all(int(color[at : at + 2], 16) >= 0xF8 for at in (0, 2, 4))


def dark_table_styles(root: Element | None) -> frozenset[str]:
    """Ids of the table styles that fill cells, so that white text can be seen in them."""
    if root is None:
        return frozenset()
    return frozenset(
        style.get(f"{W}styleId") or ""
        for style in root.findall(f"{W}style")
        if any(is_dark(parse_fill(shading)) for shading in style.iter(f"{W}shd"))
    )


# --- lists --------------------------------------------------------------------------------------


def read_bullet_lists(root: Element | None) -> dict[tuple[str, int], str]:
    """The number format (`bullet`, `decimal`, `none` …) of each list id and level in word/numbering.xml."""
    if root is None:
        return {}
    abstract = {
        one.get(f"{W}abstractNumId"): {
            int(_number(level.get(f"{W}ilvl")) or 0): value(level.find(f"{W}numFmt")) or "decimal"
            for level in one.findall(f"{W}lvl")
        }
        for one in root.findall(f"{W}abstractNum")
    }
    found: dict[tuple[str, int], str] = {}
    for one in root.findall(f"{W}num"):
        levels = abstract.get(value(one.find(f"{W}abstractNumId")), {})
        for level, number_format in levels.items():
            found[one.get(f"{W}numId") or "", level] = number_format
    return found
