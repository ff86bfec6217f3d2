"""Where the reader of OpenDocument texts stands: lines so far, and what waits for its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.docx_package import Element
from cpo_screen.documents.docx_styles import is_dark
from cpo_screen.documents.odt_styles import OdtStyles


@dataclass(slots=True)
class OdtFlow:
    """Text that runs on; `boxes` hang on the paragraph at hand, and on `dark` white text can be seen."""

    styles: OdtStyles
    columns: Iterator[int]
    page: int = 1
    lines: list[DraftLine] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    beside: list[DraftLine] = field(default_factory=list)
    blank: float = 0.0
    after: float = 0.0
    depth: int = 0
    dark: bool = False

    def inner(self, dark: bool) -> OdtFlow:
        """A flow within this one: a cell or a box; its notes come where this one's do."""
        return OdtFlow(
            self.styles,
            self.columns,
            self.page,
            notes=self.notes,
            beside=self.beside,
            depth=self.depth + 1,
            dark=dark,
        )

    def is_dark_in(self, family: str, element: Element, attribute: str) -> bool:
        """Whether white text can be seen in an element: it, or what it stands in, has a fill."""
        shade = self.styles.find(family, element.get(attribute) or "").look.shade
        return self.dark or is_dark(shade)
