"""Heads of positions: which lines around a date carry its title and company, by what the CV does most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.places import is_place, split_place
from cpo_screen.extraction.position_lines import COMPANY, TITLE, HeaderLine, Piece
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Period

_REACH = 3  # lines above and below a date
_MOST = 0.3  # of the likeness that a company line has, per date
_APART = 1.05  # type sizes of white space between two blocks
_SURE = 0.85
_SURE_COMPANY = 0.8
_UNSURE = 0.5
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


@dataclass(frozen=True, slots=True)
class Usual:
    """Where this CV has titles and companies, in lines below the date; `apart`: on lines of their own."""

    title: int | None
    company: int | None
    apart: bool


def find_heads(lines: Sequence[HeaderLine], anchors: Sequence[int]) -> list[Head]:
    """One head for each dated line, its title and company where this CV usually has them."""
    around = {anchor: list(_neighbours(lines, anchor, set(anchors))) for anchor in anchors}
    titles = _votes(lines, around, "title", TITLE)
    usual_title = _usual(titles)
    companies = _votes(lines, around, "company", COMPANY)
    apart = sum(score for offset, score in companies.items() if offset != usual_title) > _MOST * len(
        anchors
    )
    groups = [one for one in anchors if lines[one].title < TITLE and lines[one].company >= COMPANY]
    if usual_title == 0 and groups:
        apart = True
        companies.pop(0, None)
    usual = Usual(usual_title, _usual(companies), apart)
    return [_head(lines, anchor, around[anchor], usual) for anchor in anchors]


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


def _head(lines: Sequence[HeaderLine], anchor: int, indexes: list[int], usual: Usual) -> Head:
    match = lines[anchor].period
    assert match is not None
    head = Head(anchor, anchor, anchor, match.period, match.rule)
    at = _best(lines, anchor, indexes, "title", usual.title, TITLE)
    if at is None:
        at = _at_usual(lines, anchor, indexes, usual.title, _UNSURE)
    if at is not None:
        _take_title(head, lines[at], at, usual)
    _take_company(head, lines, indexes, usual, at)
    if at is not None:
        _extend_title(head, lines[at])
    used = [anchor, *(one for one in (head.title_line, head.company_line) if one is not None)]
    head.first, head.last = min(used), max(used)
    return head


def _at_usual(
    lines: Sequence[HeaderLine], anchor: int, indexes: list[int], offset: int | None, most: float
) -> int | None:
    """The line where this CV usually has it, though its words are unknown to us."""
    if offset is None or anchor + offset not in indexes:
        return None
    line = lines[anchor + offset]
    if line.line.bullet or not line.pieces or line.pieces[0].place or line.pieces[0].company >= most:
        return None
    return anchor + offset


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


def _take_title(head: Head, line: HeaderLine, at: int, usual: Usual) -> None:
    pieces = list(line.pieces)
    likely = [i for i, piece in enumerate(pieces) if piece.title >= TITLE]
    best = likely[0] if likely else max(range(len(pieces)), key=lambda i: (pieces[i].title, -i))
    head.title, head.title_line = pieces[best].text, at
    rest = sorted(pieces[:best] + pieces[best + 1 :], key=lambda one: one.company < _SURE_COMPANY)
    same_line = usual.company == usual.title or not usual.apart
    _take_from_pieces(head, rest, at, _BESIDE if same_line else _SURE_COMPANY)


def _extend_title(head: Head, line: HeaderLine) -> None:
    """'Product Manager – Prepaid': a dash does not end the title if the company is elsewhere."""
    texts = [piece.text for piece in line.pieces]
    if head.title is None or head.company is None or head.title not in texts:
        return
    after = texts[texts.index(head.title) + 1 :][:1]
    if not after or after[0] in (head.company, head.location) or is_place(after[0]):
        return
    dashed = re.search(re.escape(head.title) + r"\s+[-–—]\s+" + re.escape(after[0]), line.rest)
    if dashed is not None and head.company not in dashed.group():
        head.title = dashed.group()


def _take_from_pieces(head: Head, pieces: Sequence[Piece], at: int, least: float) -> None:
    for piece in pieces:
        if piece.place and head.location is None:
            head.location = piece.text
        elif head.company is None and piece.company >= least:
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
    likely = 0 < company_likeness(right) <= min(company_likeness(left) + 0.1, _SURE_COMPANY - 0.1)
    if comma and lone and likely and fold(right) not in load_lexicon("companies")["legal_forms"]:
        return left, right
    return text, None


def _take_company(
    head: Head, lines: Sequence[HeaderLine], indexes: list[int], usual: Usual, title_at: int | None
) -> None:
    if head.company is not None:
        return
    others = [index for index in indexes if index != title_at and lines[index].title < _SURE]
    at = _best(lines, head.anchor, others, "company", usual.company, COMPANY)
    if at is None and usual.apart:
        at = _at_usual(lines, head.anchor, others, usual.company, 1.0)
    if at is not None:
        _take_from_pieces(head, sorted(lines[at].pieces, key=lambda one: -one.company), at, 0.0)
    if head.company is None and head.title is not None and title_at is not None:
        _split_title(head, title_at, _SURE_COMPANY if usual.apart else COMPANY)


def _split_title(head: Head, at: int, least: float) -> None:
    """'Sales Engineer, Vantage Relay': no company elsewhere, so the title's tail may be it."""
    assert head.title is not None
    parts = head.title.split(", ")
    whole, place = split_place(head.title)
    if place is not None and len(parts) > 1:
        head.location = head.location or place
        parts = whole.split(", ")
    for cut in range(1, len(parts)):
        left, right = ", ".join(parts[:cut]), ", ".join(parts[cut:])
        if title_likeness(left) >= TITLE and not is_place(right) and company_likeness(right) >= least:
            head.title = left
            _set_company(head, right, at)
            return
    head.title = ", ".join(parts)
