"""Fragments broken into lines of a width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cpo_screen.training.rendering.faces import Face, Family, width_of
from cpo_screen.training.rendering.page import Fragment

_PIECE = re.compile(r"[^\S\xa0]+|[\S\xa0]+")
_WIDE_SPACE, _SPACES = "\u2003", "    "


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one type within a line, `width` in points."""

    text: str
    face: Face
    size: float
    colour: str
    width: float


Line = list[Piece]


def wrap(fragments: Sequence[Fragment], family: Family, size: float, room: float) -> list[Line]:
    """Lines of at most `room` points, broken at spaces."""
    lines: list[Line] = [[]]
    for word in _words(fragments, family, size):
        if lines[-1] and width(lines[-1]) + width(word) > room and word[0].text.strip():
            lines.append([])
        for piece in _cut(word, room) if width(word) > room else [word]:
            if lines[-1] and width(lines[-1]) + width(piece) > room + 0.01 and piece is not word:
                lines.append([])
            lines[-1] += piece
    return [_joined(line) for line in lines]


def width(line: Line) -> float:
    """How wide a line is, without the space at its end, in points."""
    return sum(piece.width for piece in line) - (
        line[-1].width if line and not line[-1].text.strip() else 0.0
    )


def _words(fragments: Sequence[Fragment], family: Family, size: float) -> list[Line]:
    """Spaces and words, each of one or several pieces."""
    words: list[Line] = []
    for fragment in fragments:
        face, points = family.face(fragment), size * fragment.scale
        for text in _PIECE.findall(fragment.text.replace(_WIDE_SPACE, _SPACES)):
            piece = Piece(text, face, points, fragment.colour, width_of(text, face, points))
            if words and bool(words[-1][-1].text.strip()) == bool(text.strip()):
                words[-1].append(piece)
            else:
                words.append([piece])
    return words


def _cut(word: Line, room: float) -> list[Line]:
    """A word wider than the line, in parts that fit, after a hyphen if one is near."""
    parts: list[Line] = []
    for piece in word:
        text = ""
        for one in piece.text:
            if text and width_of(text + one, piece.face, piece.size) > room:
                hyphen = text.rfind("-") + 1
                at = hyphen if hyphen > len(text) / 2 else len(text)
                parts.append([_like(piece, text[:at])])
                text = text[at:]
            text += one
        parts.append([_like(piece, text)])
    return parts


def _joined(line: Line) -> Line:
    """Neighbouring pieces of one type as one."""
    joined: Line = []
    for piece in line:
        if joined and (joined[-1].face, joined[-1].size, joined[-1].colour) == (
            piece.face, piece.size, piece.colour,
        ):  # fmt: skip
            joined[-1] = _like(piece, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    if joined and joined[-1].text != joined[-1].text.rstrip():
        joined[-1] = _like(joined[-1], joined[-1].text.rstrip())
    return joined


def _like(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.face, piece.size, piece.colour, width_of(text, piece.face, piece.size))
