"""How far someone's network reaches: connections and followers where stated, boards, talks, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.quantities import Amount
from cpo_screen.extraction.signals import RuleBook, read_rules
from cpo_screen.extraction.signals_clauses import Clause, split_clauses
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Evidence, Line, Network, Section, SectionKind, Span
from cpo_screen.sections import find_paragraphs

Reach = Literal["connections", "followers"]

_ABOUT_REACH: frozenset[SectionKind] = frozenset({"network", "contact", "header", "personal"})
_BY_SECTION: dict[SectionKind, str] = {
    "talks": "talk",
    "publications": "publication",
    "languages": "language",
}
_SAID_IN: frozenset[SectionKind] = frozenset(
    {
        "summary",
        "boards",
        "volunteering",
        "talks",
        "publications",
        "network",
        "awards",
        "interests",
        "other",
    }
)
_HAS_PLUS = re.compile(r"\d\s?\+")
_NEAR = 40  # characters between a number and its noun
_MOST_CONNECTIONS, _MOST_FOLLOWERS = 60_000, 50_000_000
_MOST_EXTRAS = 12
_FEWEST_LETTERS = 4


class _Stated(NamedTuple):
    kind: Reach
    number: int
    evidence: Evidence


def find_network(document: Document, sections: Sequence[Section]) -> Network:
    """Find the LinkedIn connections and followers that a CV states, and what else tells of a network.

    '500+' is 500. Readers of a newsletter and followers elsewhere are not LinkedIn's. Extras are (kind,
    evidence): board, advisory, mentoring, community, talk, publication, language.
    """
    stated = [one for section in sections for one in _stated_in(document, section)]
    connections = _most(stated, "connections")
    followers = _most(stated, "followers")
    return Network(
        connections=connections.number if connections else None,
        connections_evidence=connections.evidence if connections else None,
        followers=followers.number if followers else None,
        followers_evidence=followers.evidence if followers else None,
        extras=tuple(_extras(document, sections)),
    )


def _most(stated: Sequence[_Stated], kind: Reach) -> _Stated | None:
    of_kind = [one for one in stated if one.kind == kind]
    return max(of_kind, key=lambda one: (one.number, -one.evidence.span.start), default=None)


def _stated_in(document: Document, section: Section) -> Iterator[_Stated]:
    for paragraph in find_paragraphs(_visible(section), document):
        if not _any_noun().search(paragraph.text):
            continue
        about_reach = section.kind in _ABOUT_REACH or any(
            line.role == "network" for line in paragraph.lines
        )
        for clause in split_clauses(paragraph.text, paragraph.span.start, document.language):
            yield from _stated_by(document, clause, about_reach)


def _stated_by(document: Document, clause: Clause, about_reach: bool) -> Iterator[_Stated]:
    on_linkedin = _expression("linkedin").search(clause.text) is not None
    if not on_linkedin and _expression("elsewhere").search(clause.text):
        return
    for amount in clause.amounts:
        if amount.kind not in ("number", "year") or _in_a_row_of_digits(clause.text, amount):
            continue
        kind = _counted(clause, amount)
        if kind is None or not (on_linkedin or about_reach or _HAS_PLUS.search(clause.text)):
            continue
        if not about_reach and _is_grown(clause, amount):
            continue
        if kind == "followers" and _names_other_platform(clause, amount):
            continue
        number = int(amount.value)
        if number <= (_MOST_CONNECTIONS if kind == "connections" else _MOST_FOLLOWERS):
            span = Span(clause.start, clause.start + len(clause.text))
            yield _Stated(kind, number, evidence_of(document, span, f"rule:network.{kind}"))


def _counted(clause: Clause, amount: Amount) -> Reach | None:
    """Return what a number counts: the noun after it, or before it with a colon or brackets."""
    after = clause.text[amount.end : amount.end + _NEAR]
    before = clause.text[max(amount.start - _NEAR, 0) : amount.start]
    for kind in ("connections", "followers"):
        noun = _nouns(kind)
        follows = re.match(rf"\+?\s*(?:linkedin[- ])?(?:[\w-]+ )?(?:{noun})\b", after, re.IGNORECASE)
        precedes = re.search(
            rf"\b(?:{noun})(?: on linkedin)?\s*[:(=–-]\s*(?:over |about |ca\.? )?$", before, re.IGNORECASE
        )
        if follows or precedes:
            return kind
    return None


@cache
def _any_noun() -> re.Pattern[str]:
    return re.compile(f"{_nouns('connections')}|{_nouns('followers')}", re.IGNORECASE)


def _in_a_row_of_digits(text: str, amount: Amount) -> bool:
    """Whether a number is a part of a telephone number."""
    return re.search(r"\d[-/. ]$", text[: amount.start]) is not None or (
        re.match(r"[-/. ]\d", text[amount.end :]) is not None
    )


def _nouns(kind: str) -> str:
    return "|".join(load_lexicon("network")[kind])


def _is_grown(clause: Clause, amount: Amount) -> bool:
    """Whether a number is a result of work ('grew the page to 40k followers'), not the person's own."""
    return _expression("grown").search(clause.text[: amount.start]) is not None


def _names_other_platform(clause: Clause, amount: Amount) -> bool:
    """Whether another platform stands nearer to the number than LinkedIn does."""
    other = _distance(_expression("elsewhere"), clause.text, amount)
    own = _distance(_expression("linkedin"), clause.text, amount)
    return other is not None and (own is None or other < own)


def _distance(pattern: re.Pattern[str], text: str, amount: Amount) -> int | None:
    gaps = [max(match.start() - amount.end, amount.start - match.end()) for match in pattern.finditer(text)]
    return min(gaps, default=None)


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(load_lexicon("network")[name], re.IGNORECASE)


# --- boards, talks and the like -----------------------------------------------------------------


def _extras(document: Document, sections: Sequence[Section]) -> list[tuple[str, Evidence]]:
    found: list[tuple[str, Evidence]] = []
    seen: set[tuple[str, str]] = set()
    for section in sections:
        for kind, evidence in _extras_in(document, section):
            key = (kind, evidence.quote.casefold())
            if key not in seen:
                seen.add(key)
                found.append((kind, evidence))
    return sorted(found, key=lambda one: one[1].span.start)[:_MOST_EXTRAS]


def _extras_in(document: Document, section: Section) -> Iterator[tuple[str, Evidence]]:
    by_section = _BY_SECTION.get(section.kind)
    for paragraph in find_paragraphs(_visible(section), document):
        if sum(map(str.isalpha, paragraph.text)) < _FEWEST_LETTERS:
            continue
        said = set(_kinds_said(paragraph.text, document.language)) if section.kind in _SAID_IN else set()
        if "advisory" in said:
            said.discard("board")
        by_default = (
            [by_section] if by_section and not _expression("linkedin").search(paragraph.text) else []
        )
        for kind in sorted(said) or by_default:
            yield kind, evidence_of(document, paragraph.span, f"rule:network.{kind}")


def _kinds_said(text: str, language: str) -> Iterator[str]:
    for clause in split_clauses(text, 0, language):
        matches, _ = _extras_book().read(clause)
        yield from (match.name for match in matches)


def _visible(section: Section) -> list[Line]:
    return [line for line in section.lines if not line.hidden]


@cache
def _extras_book() -> RuleBook:
    lexicon = load_lexicon("network")
    return RuleBook(read_rules(lexicon["extras"], lexicon["lists"]), {})
