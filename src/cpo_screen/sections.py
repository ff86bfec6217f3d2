"""Lines to sections: which lines are headings, what they open, and paragraphs of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cpo_screen.heading_features import heading_text
from cpo_screen.heading_kinds import is_dated, lines_below
from cpo_screen.heading_search import find_more_headings, tell_column
from cpo_screen.headings import (
    fold,
    is_document_title,
    is_inside_positions,
    is_table_head,
    parse_heading_loosely,
)
from cpo_screen.model import Document, Line, Paragraph, Section, SectionKind, Span

__all__ = ["cut_sections", "find_headings", "find_paragraphs", "find_sections", "is_document_title"]

_HEADING_WORDS = 6
_ENDS_OPEN = re.compile(r"[,;.]$|\band$")
_COLON = re.compile(r"\s*[:–—-]\s*$")
_GAP = 0.45  # type sizes of white space that set a heading apart
_SAME_SIZE = 0.3
_WITH_POSITIONS: frozenset[SectionKind] = frozenset({"experience", "boards", "volunteering", "projects"})
_ENOUGH = 2  # headings set apart by type: then white space alone makes none


@dataclass(frozen=True, slots=True)
class _Look:
    """How a heading of this CV is set."""

    size: float
    bold: bool
    upper: bool


def find_sections(document: Document) -> tuple[Section, ...]:
    """Cut the visible lines into sections at their headings, in reading order.

    Lines before the first heading, and those at the top of a column without one, are the `header`.
    """
    lines = [line for line in document.visible if line.role != "other"]
    return cut_sections(lines, find_headings(lines))


def cut_sections(lines: Sequence[Line], headings: Mapping[int, SectionKind]) -> tuple[Section, ...]:
    """The sections that these headings, by their index, open."""
    sections: list[Section] = []
    kind: SectionKind = "header"
    heading: Line | None = None
    own: list[Line] = []
    for index, line in enumerate(lines):
        opened = headings.get(index)
        if opened is None and index and line.column != lines[index - 1].column:
            opened = _kind_at_column_top(lines, index, kind, headings)
            _close(sections, kind, heading, own)
            kind, heading, own = opened, None, [line]
        elif opened is not None:
            _close(sections, kind, heading, own)
            kind, heading, own = opened, line, _rest_of_heading(line)
        else:
            own.append(line)
    _close(sections, kind, heading, own)
    return tuple(sections)


def _close(sections: list[Section], kind: SectionKind, heading: Line | None, own: list[Line]) -> None:
    if own or heading is not None:
        sections.append(Section(kind, heading, tuple(own)))


def _rest_of_heading(line: Line) -> list[Line]:
    """A heading beside its text ('Education<tab>MBA, INSEAD') is a line of its section, too."""
    heading, tab, rest = line.text.partition("\t")
    if not tab:
        return []
    cut = len(heading) + 1
    styles = tuple(
        replace(one, start=max(one.start - cut, 0), end=one.end - cut)
        for one in line.styles
        if one.end > cut
    )
    return [replace(line, text=rest, span=Span(line.span.end - len(rest), line.span.end), styles=styles)]


def _kind_at_column_top(
    lines: Sequence[Line], index: int, before: SectionKind, headings: Mapping[int, SectionKind]
) -> SectionKind:
    """What a column without a heading at its top holds: the CV's head, or what the last one held."""
    line = lines[index]
    if line.page == 1 and line.column >= 0:
        body = body_size(lines)
        top = [one for one in lines[index : index + 4] if one.column == line.column]
        if any(one.size > 1.25 * body for one in top) or before in (
            "contact",
            "skills",
            "languages",
            "interests",
        ):
            return "header"
    if before in _WITH_POSITIONS or before == "header":
        return before
    told = tell_column(lines, index, headings)
    return told if told in _WITH_POSITIONS else before


# --- headings ---------------------------------------------------------------------------------


def find_headings(lines: Sequence[Line]) -> dict[int, SectionKind]:
    """The headings by their index: known words set apart, then whatever is set like headings."""
    body = body_size(lines)
    found = find_known_headings(lines, body)
    _drop_inner_headings(lines, found)
    more = find_more_headings(lines, found, body)
    _drop_inner_headings(lines, more, found)
    return found | more


def find_known_headings(lines: Sequence[Line], body: float) -> dict[int, SectionKind]:
    """The headings in known words that the format, the type or white space sets apart, by their index."""
    known = {
        index: kind
        for index in range(len(lines))
        if (kind := _known_heading(lines, index, body)) is not None
    }
    strong = {index for index in known if _is_strong(lines[index], body)}
    weak = {index for index in known if len(strong) < _ENOUGH and _is_apart(lines, index)}
    found = {index: known[index] for index in sorted(strong | weak)}
    _drop_second_lines(lines, found)
    return found


def body_size(lines: Iterable[Line]) -> float:
    """The size of most of the letters."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _known_heading(lines: Sequence[Line], index: int, body: float) -> SectionKind | None:
    line = lines[index]
    if (
        (line.bullet and not _is_strong(line, body))
        or line.continues
        or (line.role is not None and line.role != "heading")
    ):
        return None
    text = heading_text(line)
    if index and lines[index - 1].text.endswith("&"):
        return None
    if len(text.split()) > _HEADING_WORDS or _ENDS_OPEN.search(text) or is_table_head(line.text):
        return None
    return parse_heading_loosely(text) or _wrapped_kind(lines, index)


def _wrapped_kind(lines: Sequence[Line], index: int) -> SectionKind | None:
    """A heading that a narrow column breaks in two: 'EXECUTIVE' / 'EDUCATION'."""
    if index + 1 >= len(lines):
        return None
    line, after = lines[index], lines[index + 1]
    alike = after.continues or (abs(line.size - after.size) < _SAME_SIZE and line.bold and after.bold)
    upper = line.text.isupper() and after.text.isupper()
    if not alike or line.column != after.column or not (upper or line.bold) or "\t" in after.text:
        return None
    return parse_heading_loosely(f"{line.text} {after.text}")


def _is_strong(line: Line, body: float) -> bool:
    """Say whether the format or the type sets the line apart from running text."""
    text = heading_text(line)
    lettered = sum(map(str.isalpha, text)) > 2
    if line.role == "heading" or line.heading:
        return True
    bold = line.bold or bool(line.styles and line.styles[0].bold and line.styles[0].end >= len(text))
    return line.size > body + _SAME_SIZE or bold or (text.isupper() and lettered)


def _is_apart(lines: Sequence[Line], index: int) -> bool:
    """Say whether white space or a colon sets the line apart from running text."""
    line = lines[index]
    if _COLON.search(heading_text(line)):
        return True
    if "\t" in line.text:
        return False
    before = lines[index - 1] if index else None
    new_column = before is None or before.column != line.column or before.page != line.page
    after = lines[index + 1] if index + 1 < len(lines) else None
    underlined = after is not None and after.gap >= line.gap > 0
    return line.gap >= _GAP or (new_column and not line.continues) or (underlined and line.gap >= _GAP / 2)


def _drop_second_lines(lines: Sequence[Line], found: dict[int, SectionKind]) -> None:
    """The second line of a heading broken in two is no heading of its own."""
    for index in [one for one in found if one + 1 in found]:
        joined = parse_heading_loosely(f"{lines[index].text} {lines[index + 1].text}")
        if joined is not None and _wrapped_kind(lines, index) is not None:
            found[index] = joined
            del found[index + 1]


def _look(line: Line) -> _Look:
    return _Look(line.size, line.bold, heading_text(line).isupper())


def _drop_inner_headings(
    lines: Sequence[Line], found: dict[int, SectionKind], known: Mapping[int, SectionKind] | None = None
) -> None:
    """'Key achievements' inside a position is no section: it is set otherwise, or stands there twice."""
    every = {**(known or {}), **found}
    names = {index: fold(heading_text(lines[index])) for index in every}
    inner = {index for index, name in names.items() if is_inside_positions(name)}
    looks = Counter(_look(lines[index]) for index in every if index not in inner)
    times = Counter(names[index] for index in inner)
    for index in sorted(inner & set(found)):
        before = max((one for one in every if one < index and one not in inner), default=None)
        if before is None or every[before] not in _WITH_POSITIONS:
            continue
        beside = lines[index].column != lines[before].column
        unlike = bool(looks) and looks[_look(lines[index])] == 0 and not beside
        unlike |= _has_colon(lines[index]) and not _has_colon(lines[before])
        goes_on = every[index] not in _WITH_POSITIONS and is_dated(lines_below(lines, index, every))
        if times[names[index]] > 1 or unlike or goes_on:
            del found[index]


def _has_colon(line: Line) -> bool:
    return heading_text(line).endswith(":")


# --- paragraphs -------------------------------------------------------------------------------


def find_paragraphs(lines: Sequence[Line], document: Document) -> tuple[Paragraph, ...]:
    """Join each line with those that continue it."""
    if not lines:
        return ()
    groups = [[lines[0]]]
    for before, line in pairwise(lines):
        if line.continues and before.span.end + 1 == line.span.start:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_paragraph(group, document) for group in groups)


def _paragraph(group: list[Line], document: Document) -> Paragraph:
    span = Span(group[0].span.start, group[-1].span.end)
    return Paragraph(document.text[span.start : span.end].replace("\n", " "), span, tuple(group))
