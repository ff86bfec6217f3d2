"""The lines of a web page as they come about, element by element."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.styled import Piece, goes_on, join_pieces

USUAL_SIZE = 12.0  # points of a browser's plain text
_FULL_LINE = 50  # characters from which a line of the source was ended for its width
_LEAST = 30  # characters from which a small letter after a break goes on with a sentence


@dataclass(frozen=True, slots=True)
class Look:
    """How an element is set, from its own style and those around it; `size` in points."""

    bold: bool = False
    italic: bool = False
    size: float = USUAL_SIZE
    hidden: bool = False
    backdrop: bool = False
    pre: bool = False
    heading: int = 0
    depth: int = 0
    colour: str = ""


@dataclass(slots=True)
class Flow:
    """Lines so far and the line at hand; `gap` and `bullet` wait for the next line."""

    lines: list[DraftLine] = field(default_factory=list)
    shown: list[Piece] = field(default_factory=list)
    hidden: list[Piece] = field(default_factory=list)
    gap: float = 0.0
    bullet: bool = False
    broken: bool = False
    soft: bool = False
    heading: int = 0

    def end_line(self, forced: bool = False, soft: bool = False) -> None:
        """Close the line at hand; `forced` by a <br>, `soft` where only the source's line ends."""
        draft = DraftLine("", gap=self.gap, bullet=self.bullet, heading=self.heading)
        line = join_pieces(self.shown, draft)
        if line.text:
            before = self.lines[-1] if self.lines else None
            self.lines.append(replace(line, continues=before is not None and self._goes_on(before, line)))
            self.gap, self.bullet = 0.0, False
        elif forced and self.broken:
            self.gap = 1.0
        secret = join_pieces(self.hidden, DraftLine("", hidden=True))
        if secret.text:
            self.lines.append(secret)
        self.shown, self.hidden, self.broken, self.soft = [], [], forced, soft

    def _goes_on(self, before: DraftLine, line: DraftLine) -> bool:
        if not self.broken:
            return False
        if self.soft and len(before.text) >= _FULL_LINE:
            return True
        open_end = len(before.text) >= _LEAST and "@" not in line.text.split(" ", 1)[0]
        return open_end and goes_on(before.text, line.text)

    def add(self, text: str, look: Look) -> None:
        """Add text to the line at hand."""
        if look.heading and not look.hidden:
            self.heading = look.heading
        pieces = self.hidden if look.hidden else self.shown
        pieces.append(Piece(text, look.bold, look.italic, round(look.size, 1), look.colour))
