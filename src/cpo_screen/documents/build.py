"""How every reader makes a Document: draft lines in reading order in, numbered lines with spans out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from cpo_screen.documents.clean import clean_text, squeeze
from cpo_screen.documents.language import guess_language
from cpo_screen.model import Box, Document, Format, Line, Remark, Role, Span, Stamp, Style

Form = Literal["cv", "linkedin"]
_BREAKS = str.maketrans("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 10)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line before it has its number and place; the fields are those of `model.Line`."""

    text: str
    page: int = 1
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    column: int = 0
    gap: float = 0.0
    bullet: bool = False
    continues: bool = False
    heading: int = 0
    hidden: bool = False
    role: Role | None = None
    styles: tuple[Style, ...] = ()
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader of one format gives back: lines in reading order, hidden ones marked.

    `properties` are the words of the file's own title, subject, keywords and comments.
    """

    lines: tuple[DraftLine, ...]
    pages: int = 1
    warnings: tuple[Remark, ...] = ()
    form: Form = "cv"
    stamps: tuple[Stamp, ...] = ()
    properties: tuple[str, ...] = ()


def build_document(
    path: str,
    sha256: str,
    format: Format,
    pages: int,
    draft_lines: Iterable[DraftLine],
    warnings: Iterable[Remark] = (),
    form: Form = "cv",
    language: str | None = None,
    stamps: tuple[Stamp, ...] = (),
    properties: Iterable[str] = (),
) -> Document:
    """Number the lines per page, join their text (visible first, hidden last) and compute the spans.

    Lines without text are left out; a line break inside a line becomes a space. The language is guessed
    from the visible text where it is not given. The file's `properties` are hidden lines of page 0.
    """
    kept = [line for line in chain(draft_lines, map(_property, properties)) if line.text.strip()]
    ordered = [line for line in kept if not line.hidden] + [line for line in kept if line.hidden]
    lines = _place(ordered)
    text = "\n".join(line.text for line in lines)
    if language is None:
        language = guess_language("\n".join(line.text for line in lines if not line.hidden))
    return Document(
        path=path,
        sha256=sha256,
        format=format,
        pages=pages,
        text=text,
        lines=lines,
        warnings=tuple(warnings),
        form=form,
        language=language,
        stamps=stamps,
    )


def _property(text: str) -> DraftLine:
    return DraftLine(squeeze(clean_text(text)), page=0, hidden=True, role="other")


def _place(ordered: list[DraftLine]) -> tuple[Line, ...]:
    count: Counter[int] = Counter()
    placed = []
    start = 0
    for draft in ordered:
        count[draft.page] += 1
        end = start + len(draft.text)
        placed.append(_numbered(draft, count[draft.page], Span(start, end)))
        start = end + 1
    return tuple(placed)


def _numbered(draft: DraftLine, number: int, span: Span) -> Line:
    return Line(
        text=draft.text.translate(_BREAKS),
        page=draft.page,
        number=number,
        span=span,
        box=draft.box,
        size=draft.size,
        bold=draft.bold,
        italic=draft.italic,
        column=draft.column,
        gap=draft.gap,
        bullet=draft.bullet,
        continues=draft.continues,
        heading=draft.heading,
        hidden=draft.hidden,
        role=draft.role,
        styles=draft.styles,
        colour=draft.colour,
    )
