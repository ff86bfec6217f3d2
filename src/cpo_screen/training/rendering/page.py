"""A page before any producer: fragments of text with their roles, in rows, tables and columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FragmentRole = Literal[
    "name", "headline", "heading", "title", "company", "dates", "location", "highlight", "degree", "field",
    "institution", "course", "provider", "contact", "label", "other", "",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text of one role and type; no `role`: a separator; `scale` is of the body size, `colour` rrggbb."""

    text: str
    role: FragmentRole = ""
    bold: bool = False
    italic: bool = False
    scale: float = 1.0
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line or paragraph: `right` at the margin, `bullet` before the text; lengths in line heights."""

    left: tuple[Fragment, ...]
    right: tuple[Fragment, ...] = ()
    bullet: str = ""
    space: float = 0.0
    rule: bool = False
    align: Literal["left", "center", "right"] = "left"
    fill: str = ""
    indent: float = 0.0
    leading: float = 0.0
    rule_share: float = 1.0


@dataclass(frozen=True, slots=True)
class Rail:
    """A narrow cell beside a wide one: dates beside the position, or a heading beside its part."""

    narrow: tuple[Row, ...]
    wide: tuple[Row, ...]
    space: float = 0.0
    narrow_left: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with rows of cells; `ruled` draws its lines."""

    cells: tuple[tuple[tuple[Row, ...], ...], ...]
    widths: tuple[float, ...]
    ruled: bool = True


Block = Row | Rail | Grid


@dataclass(frozen=True, slots=True)
class Style:
    """What a CV looks like throughout: body size in points, margins in points, line spacing in sizes."""

    size: float = 10.0
    margin: float = 50.0
    leading: float = 0.55
    serif: bool = False
    paper: Literal["a4", "us-letter"] = "a4"
    side_share: float = 0.3
    gutter: float = 12.0
    side_left: bool = True
    side_dark: bool = False
    side_fill: str = ""
    side_ink: str = ""
    side_only_first: bool = False
    edge: float = 0.0
    rail_share: float = 0.24
    frame: bool = False
    embedded: bool = False
    footer: bool = False
    footer_words: str = "{page} / {pages}"

    @property
    def top(self) -> float:
        """The margin above and below, in points."""
        return self.edge or self.margin

    @property
    def side_colour(self) -> str:
        """The colour behind the sidebar, empty for white."""
        return self.side_fill or ("dde3ea" if self.side_dark else "")


@dataclass(frozen=True, slots=True)
class Page:
    """A CV ready for a producer: the main column's blocks, and those of a sidebar if it has one."""

    main: tuple[Block, ...]
    side: tuple[Block, ...] = ()
    top: tuple[Block, ...] = ()
    style: Style = field(default_factory=Style)

    def fragments(self) -> list[Fragment]:
        """Every fragment with a role, in the order of reading."""
        rows = [row for block in (*self.top, *self.side, *self.main) for row in rows_of(block)]
        return [one for row in rows for one in (*row.left, *row.right) if one.role]


def rows_of(block: Block) -> list[Row]:
    """All rows of a block, narrow cells before wide ones."""
    if isinstance(block, Row):
        return [block]
    if isinstance(block, Rail):
        return [*block.narrow, *block.wide]
    return [row for cells in block.cells for cell in cells for row in cell]
