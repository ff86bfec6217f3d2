"""Heads of positions: which lines around a date carry its title and company, by what the CV does most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.places import is_place, split_place
from cpo_screen.extraction.position_lines import COMPANY, TITLE, HeaderLine, Piece, piece_of
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.model import Period

_REACH = 3  # lines above and below a date
_APART = 1.0  # type sizes of white space between two blocks
_SURE = 0.85
_BESIDE = 0.2  # likeness that is enough for a piece beside the title
_ASIDE = re.compile(r"\s*[\[(](?:full|part)[ -]time[\])]|\s*,?\s*\b(?:full|part)-time\b", re.I)


@dataclass(slots=True)
class Head:
    """A position's head: lines [first, last] of the section, and what they say."""

    anchor: int
    first: int
    last: int
    period: Period
    rule: str
    title: str | None = None
    company: str | None = None
    location: str | None = None
    title_line: int | None = None
    company_line: int | None = None


def find_heads(lines: Sequence[HeaderLine], anchors: Sequence[int]) -> list[Head]:
    """One head for each dated line, its title and company where this CV usually has them."""
    around = {anchor: list(_neighbours(lines, anchor, set(anchors))) for anchor in anchors}
    titles = _votes(lines, around, "title", TITLE)
    usual_title = _usual(titles)
    companies = _votes(lines, around, "company", COMPANY)
    return [_head(lines, anchor, around[anchor], usual_title, _usual(companies)) for anchor in anchors]


def _neighbours(lines: Sequence[HeaderLine], anchor: int, anchors: set[int]) -> Iterator[int]:
    """The date's own line, and the header lines next to it, nearest first."""
    yield anchor
    for index in range(anchor - 1, max(anchor - _REACH - 1, -1), -1):
        below = lines[index + 1].line
        if not lines[index].is_header or index in anchors or (below.gap >= _APART and index + 1 != anchor):
            break
        yield index
    for index in range(anchor + 1, min(anchor + _REACH + 1, len(lines))):
        one = lines[index]
        if not one.is_header or index in anchors or one.line.gap >= _APART:
            break
        yield index


def _votes(
    lines: Sequence[HeaderLine], around: dict[int, list[int]], name: str, least: float
) -> Counter[int]:
    """How often a good title (or company) stands so many lines below the date."""
    votes: Counter[int] = Counter()
    for anchor, indexes in around.items():
        for index in indexes:
            score = getattr(lines[index], name)
            if score >= least:
                votes[index - anchor] += score
    return votes


def _usual(votes: Counter[int]) -> int | None:
    """The offset with most votes; the date's own line, then the lines above, win a tie."""
    return max(votes, key=lambda one: (round(votes[one], 2), one == 0, one < 0), default=None)


def _head(
    lines: Sequence[HeaderLine],
    anchor: int,
    indexes: list[int],
    usual_title: int | None,
    usual_company: int | None,
) -> Head:
    match = lines[anchor].period
    assert match is not None
    head = Head(anchor, anchor, anchor, match.period, match.rule)
    at = _best(lines, anchor, indexes, "title", usual_title, TITLE)
    if at is not None:
        _take_title(head, lines[at], at)
    _take_company(head, lines, indexes, usual_company, at)
    used = [anchor, *(one for one in (head.title_line, head.company_line) if one is not None)]
    head.first, head.last = min(used), max(used)
    return head


def _best(
    lines: Sequence[HeaderLine], anchor: int, indexes: list[int], name: str, usual: int | None, least: float
) -> int | None:
    scored = []
    for index in indexes:
        score = getattr(lines[index], name)
        if score >= least:
            bonus = 0.5 if usual is not None and index - anchor == usual else 0.0
            near = 0.05 * abs(index - anchor)
            scored.append((score + bonus - near, -abs(index - anchor), index))
    return max(scored)[2] if scored else None


def _take_title(head: Head, line: HeaderLine, at: int) -> None:
    pieces = list(line.pieces)
    best = max(
        range(len(pieces)), key=lambda i: (pieces[i].title >= TITLE, -i if pieces[i].title >= TITLE else 0)
    )
    title = pieces[best].text
    head.title, head.title_line = title, at
    rest = pieces[:best] + pieces[best + 1 :]
    _take_from_pieces(head, rest, at)


def _take_from_pieces(head: Head, pieces: Sequence[Piece], at: int) -> None:
    for piece in pieces:
        if piece.place and head.location is None:
            head.location = piece.text
        elif head.company is None and piece.company >= (COMPANY if at != head.title_line else _BESIDE):
            _set_company(head, piece.text, at)


def _set_company(head: Head, text: str, at: int) -> None:
    company, place = split_place(_ASIDE.sub("", text))
    if place is None:
        company, place = _split_unknown_place(company)
    head.company, head.company_line = company.strip(" ,-–"), at
    head.location = head.location or place


def _split_unknown_place(text: str) -> tuple[str, str | None]:
    """'Erie Shore Plastics, Sandusky': a lone word behind a sure company is a place we do not know."""
    left, comma, right = text.rpartition(", ")
    lone = len(right.split()) == 1 and right[:1].isupper() and not right.isupper()
    if comma and lone and len(left.split()) > 1 and company_likeness(left) > company_likeness(right) > 0:
        return left, right
    return text, None


def _take_company(
    head: Head, lines: Sequence[HeaderLine], indexes: list[int], usual: int | None, title_at: int | None
) -> None:
    if head.company is not None:
        return
    others = [index for index in indexes if index != title_at and lines[index].title < _SURE]
    at = _best(lines, head.anchor, others, "company", usual, COMPANY)
    if at is not None:
        _take_from_pieces(head, sorted(lines[at].pieces, key=lambda one: -one.company), at)
    if head.company is None and head.title is not None and title_at is not None:
        _split_title(head, title_at)


def _split_title(head: Head, at: int) -> None:
    """'Sales Engineer, Vantage Relay': no company elsewhere, so the title's tail may be it."""
    assert head.title is not None
    parts = head.title.split(", ")
    whole, place = split_place(head.title)
    if place is not None and len(parts) > 1:
        head.location = head.location or place
        parts = whole.split(", ")
    for cut in range(1, len(parts)):
        left, right = ", ".join(parts[:cut]), ", ".join(parts[cut:])
        if title_likeness(left) >= TITLE and not is_place(right) and company_likeness(right) >= COMPANY:
            head.title = left
            _set_company(head, right, at)
            return
    head.title = ", ".join(parts)


def pieces_of(texts: Sequence[str]) -> list[Piece]:
    """Judge several texts."""
    return [piece_of(text) for text in texts]
