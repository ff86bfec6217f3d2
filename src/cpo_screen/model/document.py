"""A file as it was read: lines with their place and type, and the sections that they form.

Offsets are characters of `Document.text`; boxes are PDF points from the page's top left corner;
pages and lines count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """Half-open character range in `Document.text`."""

    start: int
    end: int


class Box(NamedTuple):
    """Rectangle in points; (0, 0) is the page's top left corner and y grows downwards."""

    x0: float
    top: float
    x1: float
    bottom: float


Role = Literal[
    "name", "headline", "heading", "title", "company", "dates", "location", "highlight",
    "degree", "field", "institution", "programme", "provider", "contact", "network", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """Typography of the characters [start, end) of a line's own text."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page in reading order, its bullet marker removed.

    A tab in `text` stands for a wide gap (table cell, right-aligned date). `continues` says that the
    line goes on with the paragraph of the line before it. `heading` is the level that the format
    itself states (Word style, h1-h6, #), 0 if none. `role` is set only where the source is structured
    (JSON Resume, LinkedIn) and says what the line is. `size` is 0.0 and `box` None where the format
    has no geometry. `gap` is the white space above, in line heights. `colour` is that of its first
    letters, rrggbb; empty for black and where the format does not say it. Page 0 holds the file's own
    properties (title, subject, keywords), which are always hidden.
    """

    text: str
    page: int
    number: int
    span: Span
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
class Remark:
    """Something a person should know: a stable `code` and a sentence."""

    code: str
    message: str


Format = Literal[
    "pdf", "docx", "doc", "odt", "rtf", "html", "txt", "md", "json", "linkedin_archive", "image"
]  # fmt: skip


StampKind = Literal["created", "modified", "converted", "exported"]


class Stamp(NamedTuple):
    """A date that a file carries, as it stands there, and the program that set it.

    `converted`: set when another program turned the file into this format; `exported`: by the site that
    made the file.
    """

    kind: StampKind
    said: str
    program: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text: `text` is the lines joined by newlines, visible lines first, hidden ones last.

    `form` is `linkedin` for LinkedIn's own exports; `stamps` are the dates of the file itself.
    """

    path: str
    sha256: str
    format: Format
    pages: int
    text: str
    lines: tuple[Line, ...]
    warnings: tuple[Remark, ...] = ()
    form: Literal["cv", "linkedin"] = "cv"
    language: str = "en"
    stamps: tuple[Stamp, ...] = ()

    @property
    def visible(self) -> tuple[Line, ...]:
        """The lines a person can see, in reading order."""
        return tuple(line for line in self.lines if not line.hidden)


SectionKind = Literal[
    "header", "contact", "personal", "summary", "experience", "boards", "volunteering", "projects",
    "education", "programmes", "certifications", "skills", "languages", "talks", "publications",
    "awards", "network", "interests", "references", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first one) and the lines below it, up to the next heading."""

    kind: SectionKind
    heading: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; `text` has a space for each line break, so that offset i of `text`
    is offset `span.start + i` of the document."""

    text: str
    span: Span
    lines: tuple[Line, ...]
