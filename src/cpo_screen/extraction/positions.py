"""Positions: every title at a company with its period, from sections of experience, boards and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.position_forms import read_form
from cpo_screen.extraction.position_heads import Head, find_heads
from cpo_screen.extraction.position_lines import TITLE, HeaderLine, join_wrapped, read_lines
from cpo_screen.extraction.position_linkedin import find_linkedin_heads
from cpo_screen.extraction.position_roles import find_role_heads, has_roles
from cpo_screen.extraction.titles import classify_title
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Position, Section, Span
from cpo_screen.sections import find_paragraphs

_MAIN = ("experience", "boards", "volunteering")
_FALLBACK = ("projects", "other", "header", "summary", "network")
_SECOND_NUMBER = re.compile(r"\b\d{1,2}/(\d{1,2})/\d{2,4}\b")
_DATED = frozenset({"dates.range", "dates.since", "dates.open", "dates.years", "dates.span"})


@dataclass(frozen=True, slots=True)
class _Found:
    head: Head
    lines: tuple[Line, ...]
    section: Section
    end: int


def extract_positions(document: Document, sections: Sequence[Section]) -> tuple[Position, ...]:
    """Return the positions in page order; other sections serve where no experience is found."""
    month_first = _is_month_first(document)
    main = [section for section in sections if _holds_positions(section)]
    found = [one for section in main for one in _find(section, month_first)]
    if not any(one.section.kind == "experience" for one in found):
        rest = [section for section in sections if section.kind in _FALLBACK and section not in main]
        found += [one for section in rest for one in _find(section, month_first)]
    found.sort(key=lambda one: one.lines[one.head.first].span.start)
    return tuple(_position(document, one) for one in found)


def _holds_positions(section: Section) -> bool:
    if section.kind in _MAIN:
        return True
    heading = fold(section.heading.text) if section.heading is not None else ""
    return any(word in re.findall(r"\w+", heading) for word in load_lexicon("positions")["board_words"])


def _find(section: Section, month_first: bool) -> list[_Found]:
    lines = tuple(join_wrapped(read_form(section.lines)))
    if has_roles(lines):
        heads = find_role_heads(lines)
    else:
        heads = _find_heads(read_lines(lines, month_first), section)
    firsts = [head.first for head in heads]
    return [
        _Found(head, lines, section, min((one for one in firsts if one > head.last), default=len(lines)))
        for head in heads
        if head.title is not None
    ]


def _is_month_first(document: Document) -> bool:
    """Whether days stand behind months in this CV's numeric dates ('03/25/2019')."""
    return any(int(day) > 12 for day in _SECOND_NUMBER.findall(document.text))


def _find_heads(lines: list[HeaderLine], section: Section) -> list[Head]:
    anchors = [
        index for index, one in enumerate(lines) if one.period is not None and one.period.rule in _DATED
    ]
    if not anchors and section.kind == "experience":
        anchors = [index for index, one in enumerate(lines) if one.period is not None]
    heads = find_linkedin_heads(lines, anchors) or find_heads(lines, anchors)
    heads = _without_doubles(lines, [head for head in heads if not _is_none(lines[head.anchor], head)])
    _inherit_companies(heads)
    return heads


def _without_doubles(lines: Sequence[HeaderLine], heads: list[Head]) -> list[Head]:
    """Of two dates that claim the same title, the nearer one has it, then the one that stands alone."""
    best: dict[int, Head] = {}
    for head in heads:
        if head.title_line is not None:
            best[head.title_line] = min(
                best.get(head.title_line, head), head, key=lambda one: _claim(lines, one)
            )
    return [head for head in heads if head.title_line is None or best[head.title_line] is head]


def _claim(lines: Sequence[HeaderLine], head: Head) -> tuple[int, bool, int]:
    assert head.title_line is not None
    return abs(head.anchor - head.title_line), head.rule != "dates.range", len(lines[head.anchor].rest)


def _is_none(line: HeaderLine, head: Head) -> bool:
    """Say whether a dated entry is no position: a project, a training, a leave."""
    lexicon = load_lexicon("positions")
    text = fold(f"{head.title or ''} {line.rest}")
    if line.title < TITLE and any(word in lexicon["project_words"] for word in fold(line.rest).split()[:1]):
        return True
    return any(re.search(rf"\b{phrase}\b", text) for phrase in lexicon["break_words"])


def _inherit_companies(heads: list[Head]) -> None:
    """Titles under one company: a head without a title names the company of those that follow."""
    company, location = None, None
    for head in heads:
        if head.company is not None:
            company, location = head.company, head.location
        elif head.title is not None and company is not None and head.company_line is None:
            head.company = company
            head.location = head.location or location


def _position(document: Document, found: _Found) -> Position:
    head = found.head
    lines = found.lines
    assert head.title is not None
    kind = classify_title(head.title)
    body = [line for line in lines[head.last + 1 : found.end] if line.role in (None, "highlight")]
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
