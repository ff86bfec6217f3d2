"""Positions: every title at a company with its period, wherever a CV lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.line_sketches import PlacedLine, place_lines
from cpo_screen.extraction.position_elements import REMARK, Element, find_elements
from cpo_screen.extraction.position_forms import read_form
from cpo_screen.extraction.position_heads import Head
from cpo_screen.extraction.position_linkedin import find_linkedin_heads
from cpo_screen.extraction.position_patterns import complete_by_pattern
from cpo_screen.extraction.position_records import gather_heads
from cpo_screen.extraction.position_repairs import repair_elements
from cpo_screen.extraction.position_roles import find_role_heads, has_roles
from cpo_screen.extraction.position_sentences import find_sentence_heads
from cpo_screen.extraction.position_splits import split_by_habit
from cpo_screen.extraction.tagger import Tag, tag_lines
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.extraction.titles import classify_title
from cpo_screen.headings import fold, parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Period, Position, Section, Span
from cpo_screen.sections import find_paragraphs

_MAIN = ("experience", "boards", "volunteering")
_LISTED = ("experience", "boards")
_SILENT = ("references", "personal", "skills", "languages", "contact")
_OPEN = ("projects", "other", "header", "summary", "network")
_SECOND_NUMBER = re.compile(r"\b\d{1,2}/(\d{1,2})/\d{2,4}\b")
_LIKELY = 0.7  # likeness of a title outside the sections of experience
_SURE = 0.8  # and its probability; also that of a heading that is a title
_TITLE = 0.4  # likeness from which a project's name is a title all the same


@dataclass(frozen=True, slots=True)
class _Part:
    """A section with its lines [first, end) among all lines."""

    section: Section
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    head: Head
    lines: Sequence[Line]
    section: Section
    end: int


def extract_positions(document: Document, sections: Sequence[Section]) -> tuple[Position, ...]:
    """Return the positions in page order; other sections serve where no experience is found."""
    month_first = _is_month_first(document)
    sections = [_as_boards(section) for section in sections]
    placed = place_lines(sections)
    tags = tag_lines(placed)
    elements = repair_elements(find_elements(placed, tags, month_first))
    main: list[_Found] = []
    rest: list[_Found] = []
    for part in _parts(sections, tags):
        if part.section.kind not in _SILENT:
            found = list(_find(part, placed, elements, month_first))
            (main if _holds_positions(part.section) else rest).extend(found)
    main = main or list(_told_elsewhere(sections, month_first))
    has_experience = any(one.section.kind == "experience" for one in main)
    main += [one for one in rest if _is_position_elsewhere(one, has_experience)]
    main.sort(key=lambda one: one.lines[one.head.first].span.start)
    return tuple(_position(document, one) for one in main)


def _told_elsewhere(sections: Sequence[Section], month_first: bool) -> Iterator[_Found]:
    """Jobs told in sentences under other headings, of a CV that lists none: dated, with an employer."""
    for section in sections:
        if section.kind in _MAIN:
            continue
        told = find_sentence_heads(section.lines, month_first)
        heads = [head for head in told if head.company and head.period != Period()]
        for at, head in enumerate(heads):
            below = [other.first for other in heads[at + 1 :] if other.first > head.last]
            yield _Found(head, section.lines, section, min(below, default=len(section.lines)))


def _is_month_first(document: Document) -> bool:
    """Whether days stand behind months in this CV's numeric dates ('03/25/2019')."""
    return any(int(day) > 12 for day in _SECOND_NUMBER.findall(document.text))


def _parts(sections: Sequence[Section], tags: Sequence[Tag]) -> list[_Part]:
    """The sections and where their lines stand; a heading that is a job's title does not part them."""
    titles = {tag.line for tag in tags if tag.label in ("TITLE", "COMPANY") and tag.probability >= _SURE}
    parts: list[_Part] = []
    at = 0
    for section in sections:
        end = at + len(section.lines) + (section.heading is not None)
        is_title = section.heading is not None and section.kind == "other" and at in titles
        if is_title and parts and parts[-1].section.kind not in _SILENT:
            parts[-1] = _Part(parts[-1].section, parts[-1].first, end)
        else:
            parts.append(_Part(section, at, end))
        at = end
    return parts


def _holds_positions(section: Section) -> bool:
    if section.kind in _MAIN:
        return True
    heading = fold(section.heading.text) if section.heading is not None else ""
    return any(word in re.findall(r"\w+", heading) for word in load_lexicon("positions")["board_words"])


def _as_boards(section: Section) -> Section:
    """'Teaching, boards, talks': read like a section of boards."""
    is_board = section.kind not in _MAIN and _holds_positions(section)
    return replace(section, kind="boards") if is_board else section


def _is_position_elsewhere(found: _Found, has_experience: bool) -> bool:
    """Whether something outside the sections of experience is a position: dated, likely by its words."""
    head = found.head
    if head.rule in ("positions.undated", "dates.single"):
        return False
    if not has_experience and found.section.kind in _OPEN:
        return True
    likely = title_likeness(head.title or "") >= _LIKELY and head.probability >= _SURE
    return likely and head.company_line is not None


# --- one section --------------------------------------------------------------------------------


def _find(
    part: _Part,
    placed: Sequence[PlacedLine],
    elements: Sequence[Element],
    month_first: bool,
) -> Iterator[_Found]:
    """The heads of one section: stated by its format or form, by LinkedIn's type, else by tags."""
    lines: Sequence[Line] = tuple(read_form(part.section.lines))
    end = len(lines)
    if has_roles(lines):
        heads = find_role_heads(lines) if _holds_positions(part.section) else []
    else:
        heads = find_linkedin_heads(lines, month_first) if _holds_positions(part.section) else []
        if not heads:
            own = [one for one in elements if part.first <= one.line < part.end]
            heads = gather_heads(complete_by_pattern(split_by_habit(own), placed))
            lines, end = [one.line for one in placed], part.end
    listed = part.section.kind in _LISTED
    if part.section.kind != "experience":
        heads = [head for head in heads if not _is_talk(head)]
    heads = [head for head in heads if head.title and not _is_none(head) and (listed or not _is_club(head))]
    if part.section.kind == "experience":
        told = list(find_sentence_heads(part.section.lines, month_first))
        if told and not _beside(heads, told, part):
            heads, lines, end = told, part.section.lines, len(part.section.lines)
    firsts = [head.first for head in heads]
    for head in heads:
        yield _Found(
            head, lines, part.section, min((one for one in firsts if one > head.last), default=end)
        )


def _beside(heads: Sequence[Head], told: Sequence[Head], part: _Part) -> bool:
    """Whether heads outside the sentences that tell of jobs name an employer, or more of them are dated."""
    if sum(head.period != Period() for head in heads) > sum(head.period != Period() for head in told):
        return True
    top = part.first + (part.section.heading is not None)
    full = [head for head in told if head.company]
    lines = {top + line for head in full for line in range(head.first, head.last + 1)}
    return any(head.company and lines.isdisjoint((head.first, head.last)) for head in heads)


def _is_none(head: Head) -> bool:
    """Say whether a dated entry is no position: a project, a training, a leave."""
    lexicon = load_lexicon("positions")
    text = fold(head.title or "")
    unlikely = title_likeness(text) < _TITLE
    if unlikely and (
        text.partition(" ")[0] in lexicon["project_words"] or parse_heading(text) == "projects"
    ):
        return True
    bare = fold(REMARK.sub("", head.title or ""))
    breaks = [one for one in lexicon["break_words"] if unlikely or one not in lexicon["break_words_alone"]]
    return any(re.search(rf"\b{phrase}\b", bare) for phrase in breaks)


def _is_talk(head: Head) -> bool:
    """'Speaker, DevConf Johannesburg, 2023' among boards and talks."""
    return any(word in load_lexicon("positions")["talk_words"] for word in fold(head.title or "").split())


def _is_club(head: Head) -> bool:
    """'General Secretary, KU Accounting Club' among activities."""
    words = re.findall(r"\w+", fold(f"{head.title} {head.company or ''}"))
    return any(word in words for word in load_lexicon("positions")["club_words"])


def _position(document: Document, found: _Found) -> Position:
    head = found.head
    lines = found.lines
    assert head.title is not None
    seats = load_lexicon("positions")["board_seats"]
    is_seat = found.section.kind == "boards" and fold(head.title) in seats
    kind = classify_title(f"Board {head.title}" if is_seat else head.title)
    body = [
        line
        for at, line in enumerate(lines[head.first : found.end], head.first)
        if line.role == "highlight" or (line.role is None and at > head.last)
    ]
    highlights = tuple(
        evidence_of(document, paragraph.span, "rule:positions.highlight")
        for paragraph in find_paragraphs(body, document)
    )
    top, bottom = lines[head.first], lines[max(found.end - 1, head.last)]
    own = Span(top.span.start, lines[head.last].span.end)
    return Position(
        title=head.title,
        company=head.company,
        period=head.period,
        location=head.location,
        function=kind.function,
        level=kind.level,
        is_product=kind.is_product,
        highlights=highlights,
        evidence=evidence_of(document, own, f"rule:{head.rule}"),
        block=Span(top.span.start, bottom.span.end),
        section=found.section.kind,
    )
