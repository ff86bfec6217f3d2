"""How many people someone led: the largest number that they say themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.signals import LANGUAGES, RuleMatch, rule_book
from cpo_screen.extraction.signals_clauses import Clause, split_clauses
from cpo_screen.extraction.signals_index import TokenSpan
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Position, Section, SectionKind, Span, TeamSize
from cpo_screen.sections import find_paragraphs

_SECTIONS: frozenset[SectionKind] = frozenset(
    {"header", "summary", "experience", "boards", "volunteering", "projects", "awards", "other"}
)
_FEWEST, _MOST = 2, 50_000
_NOUN_WITHIN = 4  # words between a number and the people that it counts
_ROW = 8  # words between the first and a later number of a row of counts
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
    counted by their trades are added up. A company's headcount counts for its founder or head.
    """
    counts: list[_Count] = []
    denied = False
    for section in sections:
        if section.kind not in _SECTIONS:
            continue
        lines = [line for line in section.lines if not line.hidden]
        for paragraph in find_paragraphs(lines, document):
            for clause in split_clauses(paragraph.text, paragraph.span.start, document.language):
                found, denies = _count(clause, document.language, positions)
                counts.extend(found)
                denied = denied or denies
    kept = [one for one in counts if not denied or one.way in ("led", "owner")]
    if not kept:
        return None
    best = max(kept, key=lambda one: (one.people, -one.clause.start))
    span = Span(best.clause.start, best.clause.start + len(best.clause.text))
    return TeamSize(best.people, evidence_of(document, span, f"rule:team.{best.way}"))


def _count(clause: Clause, language: str, positions: Sequence[Position]) -> tuple[list[_Count], bool]:
    """Return the people counted in a clause, and whether it denies a team."""
    book = rule_book("team", language)
    matches, cues = book.read(clause)
    denies = bool(book.find_cue("none", clause))
    if cues.get("anywhere"):
        return [], denies
    counts = [
        _Count(people, match.way, clause)
        for match in matches
        if not _is_others(match, cues.get("before", ()))
        and (match.way != "owner" or _is_own_company(clause, positions))
        and _FEWEST <= (people := _people_from(match, clause, language)) <= _MOST
    ]
    return counts, denies


def _is_others(match: RuleMatch, cues: Sequence[TokenSpan]) -> bool:
    return any(start < match.end for start, _ in cues)


def _is_own_company(clause: Clause, positions: Sequence[Position]) -> bool:
    """Whether '61 employees' stands alone in the position of a founder or head of the company."""
    return len(clause.tokens) <= _SHORT and any(
        position.block.start <= clause.start < position.block.end
        and position.level in ("founder", "c_level")
        for position in positions
    )


def _people_from(match: RuleMatch, clause: Clause, language: str) -> int:
    """Add up the people from the match's number on: '15 PMs and four designers' are 19.

    A total ('22 people: 14 PMs, 5 designers') stands for itself; of 'from 4 to 26' the latter counts.
    """
    values = _numbers_by_token(clause)
    inside = [index for index in sorted(values) if match.start <= index < match.end]
    if not inside:
        return 0
    words = [token.text for token in clause.tokens]
    growing = any(
        word in _words(language, "growth") for index in inside[1:] for word in words[index - 2 : index]
    )
    index = inside[-1] if growing else inside[0]
    if not growing:
        index = _first_of_row(words, values, index, language)
    return values[index] + sum(value for _, value in _further(words, values, index + 1, language))


def _first_of_row(words: Sequence[str], values: dict[int, int], index: int, language: str) -> int:
    """Return the number that a row of counts begins with: the two of 'two directors and eight PMs'."""
    for place in sorted(place for place in values if index - _ROW <= place < index):
        counts_people = _noun_after(words, values, place + 1, language) is not None
        if counts_people and any(
            other == index for other, _ in _further(words, values, place + 1, language)
        ):
            return place
    return index


def _numbers_by_token(clause: Clause) -> dict[int, int]:
    by_start = {amount.start: amount for amount in clause.amounts if amount.kind == "number"}
    return {
        index: int(by_start[token.start].value)
        for index, token in enumerate(clause.tokens)
        if token.start in by_start
    }


def _further(
    words: Sequence[str], values: dict[int, int], index: int, language: str
) -> Iterator[tuple[int, int]]:
    """Yield the counts that follow, each with its place: 'and four designers' or ', a manager'."""
    noun = _noun_after(words, values, index, language)
    if noun is not None and words[noun] in _words(language, "total"):
        return
    place = _next_join(words, values, index, language) if noun is None else noun + 1
    while place < len(words) and words[place] in _words(language, "and"):
        while place < len(words) and words[place] in _words(language, "and"):
            place += 1
        if place >= len(words):
            return
        value = values.get(place) or (1 if words[place] in _words(language, "one") else 0)
        noun = _noun_after(words, values, place + 1, language)
        if not value or noun is None or words[noun] in _words(language, "within"):
            return
        yield place, value
        place = noun + 1


def _next_join(words: Sequence[str], values: dict[int, int], index: int, language: str) -> int:
    """Return where 'and' follows an adjective: '140 hourly and 9 salaried employees'."""
    for place in range(index, min(index + 3, len(words))):
        if place in values:
            break
        if words[place] in _words(language, "and"):
            return place
    return index


def _noun_after(words: Sequence[str], values: dict[int, int], index: int, language: str) -> int | None:
    """Return the index of the people that a number before `index` counts."""
    for place in range(index, min(index + _NOUN_WITHIN, len(words))):
        if place in values or words[place] in _words(language, "and"):
            return None
        if words[place] in _words(language, "nouns"):
            following = place + 1
            more = following < len(words) and words[following] in _words(language, "nouns")
            return following if more else place
    return None


@cache
def _words(language: str, name: str) -> frozenset[str]:
    """Return a word list of lexicons/team.yaml for a language, English always with it."""
    lexicon = load_lexicon("team")
    languages = {"en", language if language in LANGUAGES else "en"}
    return frozenset(word for each in sorted(languages) for word in lexicon[each].get(name, ()))
