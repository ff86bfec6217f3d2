"""Headings and heads of positions in many types: size, weight, colour, bars, rules, capitals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from cpo_screen.training.rendering.page import Block, Fragment, FragmentRole, Page, Rail, Row

_ACCENTS = ("1f3864", "2e74b5", "7b2d26", "00665e", "808080", "c55a11", "444444", "6a3d9a")
_BARS = (("d9d9d9", ""), ("e7eef7", ""), ("1f3864", "ffffff"), ("404040", "ffffff"))
_STRAYING = 0.3
_SIDES = (("24364b", "ffffff"), ("333333", "e8e8e8"), ("e9e4dc", "333333"), ("1d3b34", "e6efe9"))
_NAMES: tuple[FragmentRole, ...] = ("title", "company", "degree", "institution")


@dataclass(frozen=True, slots=True)
class _Type:
    """How fragments of one role are set; None leaves it as it was."""

    scale: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    form: Callable[[str], str] = str

    def set(self, one: Fragment) -> Fragment:
        """The fragment in this type."""
        return replace(
            one,
            text=self.form(one.text),
            scale=one.scale if self.scale is None else self.scale,
            bold=one.bold if self.bold is None else self.bold,
            italic=one.italic if self.italic is None else self.italic,
            colour=self.colour or one.colour,
        )


@dataclass(frozen=True, slots=True)
class _Setting:
    """The types of a page, and the space, rule, bar and place of its headings."""

    types: dict[str, _Type]
    space: float
    rule: bool
    fill: str
    centred: bool
    strays: tuple[Random, _Type] | None = None

    def change(self, row: Row) -> Row:
        """The row in this setting; where headings stray, every third or so is in another type."""
        types = self.types
        if self.strays and self.strays[0].random() < _STRAYING:
            types = {**types, "heading": self.strays[1]}
        left = tuple(types[one.role].set(one) if one.role in types else one for one in row.left)
        if not any(one.role == "heading" for one in row.left):
            return replace(row, left=left)
        align = "center" if self.centred else row.align
        return replace(row, left=left, space=self.space, rule=self.rule, fill=self.fill, align=align)


def set_headings(page: Page, random: Random) -> Page:
    """Set the headings otherwise, the same for all of a page, and often titles, companies, degrees too."""
    if page.side and random.random() < 0.4:
        fill, ink = random.choice(_SIDES)
        page = replace(page, style=replace(page.style, side_fill=fill, side_ink=ink))
    setting = _choose(random)
    plain = replace(setting, types={"heading": replace(setting.types["heading"], colour="")})
    return replace(
        page,
        main=tuple(_changed(one, setting.change) for one in page.main),
        side=tuple(_changed(one, (plain if page.style.side_ink else setting).change) for one in page.side),
        top=tuple(_changed(one, setting.change) for one in page.top),
    )


def _choose(random: Random) -> _Setting:
    accent = random.choice(_ACCENTS) if random.random() < 0.5 else ""
    fill, ink = random.choice(_BARS) if random.random() < 0.08 else ("", "")
    heading = _Type(
        scale=random.choice((1.0, 1.0, 1.0, 1.1, 1.2, 1.2, 1.35, 1.6)),
        bold=random.random() < 0.6,
        italic=random.random() < 0.07,
        colour=ink or (accent if random.random() < 0.7 else ""),
        form=random.choice((str, str, str, str, str.upper, str.upper, str.lower, _colon)),
    )
    types: dict[str, _Type] = {"heading": heading}
    if random.random() < 0.45:
        for role, one in zip(_NAMES, _name_types(heading, accent, random) * 2, strict=True):
            types[role] = one
    space = random.choice((0.0, 0.3, 0.6, 1.0, 1.0, 1.6))
    rule, centred = random.random() < 0.2 and not fill, random.random() < 0.08
    strays = (Random(random.random()), _stray(heading, random)) if random.random() < 0.25 else None
    return _Setting(types, space, rule, fill, centred, strays)


def _stray(heading: _Type, random: Random) -> _Type:
    """The type of the headings that somebody set by hand and not like the others."""
    changed = random.choice(("scale", "bold", "form", "form"))
    if changed == "scale":
        return replace(heading, scale=random.choice((1.0, 1.1, 1.2)))
    if changed == "bold":
        return replace(heading, bold=not heading.bold)
    return replace(heading, form=random.choice((_colon, str.upper, str)))


def _name_types(heading: _Type, accent: str, random: Random) -> list[_Type]:
    """Titles and companies, now and then as large, as bold or as bright as the headings."""
    scales = (None, None, 1.0, 1.1, 1.2, heading.scale)
    other = random.choice((accent, accent, random.choice(_ACCENTS), "", ""))
    title = _Type(random.choice(scales), random.choice((None, True, False)), None, other)
    pale = random.choice(("", "", accent, "808080"))
    return [
        title,
        _Type(random.choice((None, 1.0, title.scale)), random.choice((None, False, True)), None, pale),
    ]


def _colon(text: str) -> str:
    return f"{text}:"


def _changed(block: Block, change: Callable[[Row], Row]) -> Block:
    if isinstance(block, Row):
        return change(block)
    if isinstance(block, Rail):
        return replace(block, narrow=tuple(map(change, block.narrow)), wide=tuple(map(change, block.wide)))
    return block
