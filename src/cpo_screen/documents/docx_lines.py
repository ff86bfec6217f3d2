"""The chunks of one Word paragraph into lines: forced breaks, page breaks, hidden text apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.docx_paragraph import Chunk
from cpo_screen.documents.docx_styles import Look, is_dark, is_white
from cpo_screen.documents.styled import Piece, goes_on, join_pieces
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon

_USUAL_SIZE = 11.0
_TINY = 2.0  # points: nobody reads below


@dataclass(frozen=True, slots=True)
class ParagraphLines:
    """A paragraph's lines, its type size, the page it ends on and whether a page ended within it."""

    lines: tuple[DraftLine, ...]
    size: float
    page: int
    turned: bool


@dataclass(slots=True)
class _Splitting:
    page: int
    dark: bool
    shown: list[Piece] = field(default_factory=list)
    hidden: list[Piece] = field(default_factory=list)
    lines: list[DraftLine] = field(default_factory=list)
    secrets: list[DraftLine] = field(default_factory=list)
    numbered: bool = False
    turns: int = 0

    def end_line(self) -> None:
        """Close the line at hand and begin another one."""
        line = join_pieces(self.shown, DraftLine("", page=self.page))
        if line.text and not (self.numbered and _is_page_mark(line.text)):
            before = self.lines[-1].text if self.lines else ""
            self.lines.append(replace(line, continues=goes_on(before, line.text)))
        secret = join_pieces(self.hidden, DraftLine("", page=self.page, hidden=True))
        if secret.text:
            self.secrets.append(secret)
        self.shown, self.hidden, self.numbered = [], [], False
        self.page += self.turns
        self.turns = 0

    def turn_page(self, ends_line: bool) -> None:
        """Count a page's end: a line that it runs through stands where it begins."""
        if ends_line:
            self.end_line()
        if any(piece.text.strip() for piece in self.shown):
            self.turns += 1
        else:
            self.page += 1


def split_lines(
    chunks: list[Chunk], page: int, dark: bool, look: Look, rendered: bool, drop_cap: str = ""
) -> ParagraphLines:
    """Cut a paragraph into lines; `dark` says that white text can be seen where it stands.

    With `rendered`, Word's own record of where pages ended counts, not the breaks asked for.
    """
    state = _Splitting(page, dark)
    size = look.size or _USUAL_SIZE
    if drop_cap:
        state.shown.append(_piece(Chunk("text", drop_cap, look), size))
    for chunk in chunks:
        if chunk.kind == "text":
            pieces = state.hidden if is_hidden(chunk.look, dark) else state.shown
            pieces.append(_piece(chunk, size))
        elif chunk.kind == "break":
            state.end_line()
        elif chunk.kind == "page_number":
            state.numbered = True
        elif chunk.kind == "page" and (chunk.text == "rendered" or not rendered):
            state.turn_page(chunk.text == "explicit")
    state.end_line()
    shown = max((line.size for line in state.lines), default=size)
    return ParagraphLines(tuple(state.lines + state.secrets), shown or size, state.page, state.page > page)


def _piece(chunk: Chunk, size: float) -> Piece:
    look = chunk.look
    return Piece(chunk.text, bool(look.bold), bool(look.italic), look.size or size, _colour(look))


def _colour(look: Look) -> str:
    """The letters' colour as rrggbb, empty for black and for Word's `auto`."""
    colour = (look.color or "").lower()
    return "" if colour in ("auto", "000000") else colour


def is_hidden(look: Look, dark: bool) -> bool:
    """Whether a person cannot see the text: hidden, tiny, or white where the paper is."""
    if look.vanish or (look.size is not None and look.size < _TINY):
        return True
    return is_white(look.color) and not dark and not is_dark(look.shade)


@cache
def _page_marks() -> frozenset[str]:
    return frozenset(fold(mark.replace("{n}", "")) for mark in load_lexicon("layout")["page_marks"])


def _is_page_mark(text: str) -> bool:
    """Whether what is left beside a page number only says that it is one."""
    return fold(re.sub(r"\d+", "", text)) in _page_marks()
