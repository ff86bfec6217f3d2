"""Pieces of text with their typography, joined into one line: shared by the word-processor formats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.clean import clean_text, parse_bullet, squeeze
from cpo_screen.headings import parse_heading
from cpo_screen.model import Style

_WIDE = re.compile(" {4,}")
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
_RULE = re.compile(r"[\s_=~*#.,;|·•–—-]*|:{2,}")
_ADDRESS = re.compile(r"[@/]|\.\w")
_SENTENCE = 25  # characters before a break that can be half a sentence
_LABEL, _LABEL_WORDS = re.compile(r":[-–—]?\s*$"), 4
_ALMOST_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one typography; `size` in points, 0.0 unknown; `colour` rrggbb, empty for black."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    colour: str = ""

    def looks_like(self, other: Piece) -> bool:
        """Whether both are set alike, but for their colour."""
        return (self.bold, self.italic, self.size) == (other.bold, other.italic, other.size)


def join_pieces(pieces: Iterable[Piece], line: DraftLine) -> DraftLine:
    """Fill `line` with the text of the pieces: cleaned, squeezed, its bullet marker removed.

    Four spaces or more stand for a tab: people align by hand. Without words the line stays empty.
    """
    kept = _squeezed(_merged(pieces))
    if not kept:
        return line
    text = "".join(piece.text for piece in kept)
    if _RULE.fullmatch(text):  # a rule drawn with characters, or a stray dot
        return line
    bullet, rest = parse_bullet(text)
    styles = _styles(kept, cut=len(text) - len(rest), end=len(rest))
    weights = [_weight(piece) for piece in kept]
    return replace(
        line,
        text=rest,
        bullet=bullet or line.bullet,
        bold=_mostly([piece.bold for piece in kept], weights),
        italic=_mostly([piece.italic for piece in kept], weights),
        size=_size(kept, weights),
        styles=styles,
        colour=kept[0].colour,
    )


def is_marked_heading(text: str, bold: bool) -> bool:
    """Whether a line with a bullet before it is a section's heading all the same.

    >>> is_marked_heading("EXPERIENCE", bold=False), is_marked_heading("Strengths:-", bold=True)
    (True, True)
    >>> is_marked_heading("Pricing", bold=False), is_marked_heading("Led nine product managers", bold=True)
    (False, False)
    """
    if not bold and not text.isupper():
        return False
    return parse_heading(text) is not None or (
        _LABEL.search(text) is not None and len(text.split()) <= _LABEL_WORDS
    )


def goes_on(before: str, text: str) -> bool:
    """Whether a line after a forced break reads as the same sentence: small letter, no full stop before.

    >>> goes_on("Led the product team through two mergers", "and a spin-off")
    True
    >>> goes_on("Austin, Texas, United States of America", "ada@example.com")
    False
    """
    if len(before) < _SENTENCE or not text[:1].islower() or _ENDS_SENTENCE.search(before):
        return False
    return not _ADDRESS.search(text.split(" ", 1)[0])


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and (piece.looks_like(merged[-1]) or not piece.text.strip()):
            merged[-1] = replace(merged[-1], text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged


def _squeezed(pieces: list[Piece]) -> list[Piece]:
    """Pieces cleaned and squeezed, without the blank ones at either end."""
    kept: list[Piece] = []
    last = "\t"
    for piece in pieces:
        text = _WIDE.sub("\t", clean_text(piece.text).replace("\n", " "))
        text = _squeeze_inside(text)
        if last == "\t":
            text = text.lstrip(" \t")
            if kept and text[:1] == ":":  # a colon that stands alone belongs to the label before it
                kept[-1] = replace(kept[-1], text=kept[-1].text.removesuffix("\t"))
                text = ":\t" + text[1:].lstrip()
        elif last == " ":
            text = text.lstrip(" ")
            if text.startswith("\t"):
                kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
        if text:
            kept.append(replace(piece, text=text))
            last = text[-1]
    return _trim_end(kept)


def _squeeze_inside(text: str) -> str:
    """Squeeze a text but leave one space or tab at either end."""
    middle = squeeze(text)
    if not middle:
        return "\t" if "\t" in text else text[:1]
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    return _one(head) + middle + _one(tail)


def _one(space: str) -> str:
    return "\t" if "\t" in space else space[:1]


def _trim_end(kept: list[Piece]) -> list[Piece]:
    while kept:
        text = kept[-1].text.rstrip()
        if text:
            kept[-1] = replace(kept[-1], text=text)
            break
        kept.pop()
    return kept


def _styles(kept: list[Piece], cut: int, end: int) -> tuple[Style, ...]:
    """Typography of each stretch, where a line has more than one."""
    if len(kept) < 2:
        return ()
    styles = []
    start = -cut
    for piece in kept:
        stop = start + len(piece.text)
        if stop > 0 and start < end:
            styles.append(Style(max(start, 0), min(stop, end), piece.bold, piece.italic, piece.size))
        start = stop
    return tuple(styles) if len(styles) > 1 else ()


def _mostly(flags: list[bool], weights: list[int]) -> bool:
    total = sum(weights)
    held = sum(weight for flag, weight in zip(flags, weights, strict=True) if flag)
    return total > 0 and held >= _ALMOST_ALL * total


def _weight(piece: Piece) -> int:
    return sum(map(str.isalnum, piece.text))


def _size(kept: list[Piece], weights: list[int]) -> float:
    by_size: dict[float, int] = {}
    for piece, weight in zip(kept, weights, strict=True):
        by_size[piece.size] = by_size.get(piece.size, 0) + weight
    return max(by_size, key=lambda size: (by_size[size], size), default=0.0)
