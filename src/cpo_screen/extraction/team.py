"""How many people someone led: the largest number that they say themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.signals import RuleBook, RuleMatch, read_rules
from cpo_screen.extraction.signals_clauses import Clause, split_clauses
from cpo_screen.extraction.signals_index import TokenSpan
from cpo_screen.extraction.signals_phrases import Phrase, parse_phrase
from cpo_screen.extraction.team_counts import (
    counted_from,
    counts_people,
    ends_count,
    people_from,
    team_words,
)
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Position, Section, SectionKind, Span, TeamSize
from cpo_screen.sections import find_paragraphs

_SECTIONS: frozenset[SectionKind] = frozenset(
    {"header", "summary", "experience", "boards", "volunteering", "projects", "awards", "talks", "other"}
)
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_HEADS = ("founder", "c_level", "vp", "head", "director")
_OWNERS = ("founder", "c_level")
_FEWEST, _MOST = 2, 50_000
_SHORT = 4  # words of a clause that says no more than a company's headcount


@dataclass(frozen=True, slots=True)
class _Count:
    people: int
    way: str
    clause: Clause


def find_team_size(
    document: Document, sections: Sequence[Section], positions: Sequence[Position]
) -> TeamSize | None:
    """Find the largest number of people that the person led, with the clause that says so.

    Not the size of a company, of a squad that a product manager works with, or of an audience; people
    counted by their trades are added up. A company's headcount counts for its founder or head, if
    nothing else is said.
    """
    counts: list[_Count] = []
    denied = False
    for clause in _clauses(document, sections):
        found, denies = _count(clause, document.language, positions)
        counts.extend(found)
        denied = denied or denies
    kept = [one for one in counts if not denied or one.way in ("led", "counted", "owner")]
    said = [one for one in kept if one.way != "owner" or _is_founders(one.clause, positions)] or kept
    if not said:
        return None
    best = max(said, key=lambda one: (one.people, -one.clause.start))
    span = Span(best.clause.start, best.clause.start + len(best.clause.text))
    return TeamSize(best.people, evidence_of(document, span, f"rule:team.{best.way}"))


def _clauses(document: Document, sections: Sequence[Section]) -> Iterator[Clause]:
    for section in sections:
        if section.kind not in _SECTIONS:
            continue
        lines = [line for line in section.lines if not line.hidden]
        for paragraph in find_paragraphs(lines, document):
            yield from split_clauses(paragraph.text, paragraph.span.start, document.language)


@cache
def _book(in_english: bool) -> RuleBook:
    """English rules hold in every CV, those of all other languages in any that is not in English."""
    rules = []
    cues: dict[str, list[Phrase]] = {}
    for language in LANGUAGES[:1] if in_english else LANGUAGES:
        lexicon = load_lexicon(f"team.{language}")
        rules.extend(read_rules(lexicon["team"], lexicon["lists"]))
        for name, phrases in lexicon["cues"].items():
            cues.setdefault(name, []).extend(parse_phrase(phrase, lexicon["lists"]) for phrase in phrases)
    return RuleBook(rules, cues)


def _count(clause: Clause, language: str, positions: Sequence[Position]) -> tuple[list[_Count], bool]:
    """Return the people counted in a clause, and whether it denies a team."""
    book = _book(language == LANGUAGES[0])
    matches, cues = book.read(clause)
    denies = bool(book.find_cue("none", clause))
    if cues.get("anywhere") or denies:
        return [], denies
    counts = [
        _Count(people, match.way, clause)
        for match in matches
        if not _is_others(match, clause, cues.get("before", ()))
        and _is_said_of_team(match, clause, positions)
        and _FEWEST <= (people := people_from(match, clause, language)) <= _MOST
    ]
    return counts, denies


def _is_others(match: RuleMatch, clause: Clause, cues: Sequence[TokenSpan]) -> bool:
    end = (
        match.end if match.way not in ("counted", "heads") else max(match.end, counted_from(match, clause))
    )
    return any(start < end for start, _ in cues)


def _is_said_of_team(match: RuleMatch, clause: Clause, positions: Sequence[Position]) -> bool:
    """Whether a match needs no more than its words, or who says it makes up for what they lack."""
    if match.way == "owner":
        return len(clause.tokens) <= _SHORT and _is_in(clause, positions, _OWNERS)
    if match.way == "counted":
        return counts_people(match, clause)
    if match.way == "heads":
        return (
            _is_in(clause, positions, _HEADS) and counts_people(match, clause) and ends_count(match, clause)
        )
    return True


def _is_in(clause: Clause, positions: Sequence[Position], levels: Sequence[str]) -> bool:
    return any(one.block.start <= clause.start < one.block.end and one.level in levels for one in positions)


def _is_founders(clause: Clause, positions: Sequence[Position]) -> bool:
    """Whether a company's headcount stands in the position of somebody who heads all of it."""
    for one in positions:
        if one.block.start <= clause.start < one.block.end:
            words = set((one.title or "").casefold().replace(",", " ").split())
            if one.level == "founder" or words & team_words("en", "company_heads"):
                return True
    return False
