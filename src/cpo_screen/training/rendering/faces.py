"""The typefaces of set pages: the core fonts of every PDF viewer, or fonts that two PyPI packages ship."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cpo_screen.training.rendering.page import Fragment, Style

_CORE = {
    False: ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    True: ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
}
_PLAIN_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Face:
    """A font by its name; `file` is empty for a core font."""

    name: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Four faces (regular, bold, italic, both), each ready to be measured."""

    faces: tuple[Face, ...]

    def face(self, fragment: Fragment) -> Face:
        """The face of a fragment."""
        return self.faces[fragment.bold + 2 * fragment.italic]

    def mark(self, bullet: str) -> str:
        """The list mark if the family has it, or else a plain one."""
        return bullet if _has(self.faces[0], bullet) else _PLAIN_BULLET


def choose_family(style: Style, texts: Iterable[str]) -> Family:
    """Core fonts if the style has them and the texts no other letters, else embedded ones."""
    core = not style.embedded and all(_is_western(text) for text in texts)
    return Family(tuple(map(Face, _CORE[style.serif])) if core else _embedded(style.serif))


def width_of(text: str, face: Face, size: float) -> float:
    """How wide a text is, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, face.name, size))


@cache
def _embedded(serif: bool) -> tuple[Face, ...]:
    import font_source_sans_pro
    import font_source_serif_pro
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    package, family = (
        (font_source_serif_pro, "SourceSerifPro") if serif else (font_source_sans_pro, "SourceSansPro")
    )
    folder = Path(package.__file__).parent / "files"
    faces = [
        Face(f"{family}-{one}", str(folder / f"{family}-{one}.ttf"))
        for one in ("Regular", "Bold", "It", "BoldIt")
    ]
    for face in faces:
        registerFont(TTFont(face.name, face.file))
    return tuple(faces)


def _has(face: Face, text: str) -> bool:
    if not face.file:
        return _is_western(text)
    from reportlab.pdfbase.pdfmetrics import getFont

    glyphs = getFont(face.name).face.charToGlyph
    return all(ord(one) in glyphs for one in text)


def _is_western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
