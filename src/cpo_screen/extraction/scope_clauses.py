"""The clauses of a CV that may say what somebody carried: with a number, or a word that stands for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cpo_screen.extraction.scope_nouns import is_total
from cpo_screen.extraction.scope_words import OTHERS, Words, languages_of, read_words, scale_of
from cpo_screen.extraction.signals_clauses import Clause, split_clauses
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Paragraph, Position, Role, Section, SectionKind, Span
from cpo_screen.sections import find_paragraphs

_SECTIONS: frozenset[SectionKind] = frozenset(
    {"header", "summary", "experience", "boards", "volunteering", "projects", "awards", "talks", "other"}
)
_NAMES: frozenset[Role] = frozenset({"name", "title", "company", "dates", "location", "contact"})
_DIGITS = re.compile(r"(?<![\d./])(?!(?:19|20)\d\d\b)\d")
_WORD = re.compile(r"[^\W\d_]+")
_TAKEN_PART: frozenset[SectionKind] = frozenset({"projects"})  # teams that somebody was in
_MOST_HEAD_LINES = 4  # of a position: title, company, place, dates
_COMPOUND = 12  # letters of a word that may hold a number: 'fünfundzwanzig'
_FEWEST_LETTERS = 2  # of a word that tells
_OPEN = re.compile(r"(?:[\d,(–&/]|\b[^\W\d_]{1,3})$")  # ends in the middle: 'and 3', 'of', 'und'


@dataclass(frozen=True, slots=True)
class Told:
    """A clause's words, the position that they tell of, whether of its employer, or in a summary.

    `is_aside`: people whom it counts without a verb are not the writer's: a project's, perhaps a company's.
    """

    words: Words
    position: int | None
    is_remark: bool
    is_summary: bool
    is_aside: bool


def telling_clauses(
    document: Document, sections: Sequence[Section], positions: Sequence[Position]
) -> Iterator[Told]:
    """Yield the clauses worth a second look, in reading order."""
    language = "en" if document.language == "en" else OTHERS
    for section in sections:
        if section.kind not in _SECTIONS:
            continue
        lines = [line for line in section.lines if not line.hidden and line.role not in _NAMES]
        for paragraph in _wrapped(find_paragraphs(lines, document), document):
            if not _is_worth_reading(paragraph.text, language):
                continue
            position = _position_at(paragraph.span.start, positions)
            told = [
                read_words(clause, document.language)
                for clause in split_clauses(paragraph.text, paragraph.span.start, document.language)
                if _may_say(clause, language)
            ]
            is_remark = _describes_company(paragraph, told)
            is_aside = section.kind in _TAKEN_PART or (
                position is not None
                and _opens(section, paragraph, positions[position])
                and _counts_company(paragraph, told)
            )
            for words in told:
                is_own = words.has("lead", "form", "hire", "own")
                yield Told(
                    words,
                    position,
                    is_remark and not is_own,
                    section.kind == "summary",
                    is_aside and not is_own,
                )


def _position_at(offset: int, positions: Sequence[Position]) -> int | None:
    for index, one in enumerate(positions):
        if one.block.start <= offset < one.block.end:
            return index
    return None


def _opens(section: Section, paragraph: Paragraph, position: Position) -> bool:
    """Whether a paragraph stands right below the head of its position, where employers are described."""
    start, end = position.block.start, paragraph.span.start
    before = [line for line in section.lines if start <= line.span.start < end and not line.hidden]
    return len(before) <= _MOST_HEAD_LINES and not any(line.bullet for line in before)


def _describes_company(paragraph: Paragraph, told: Sequence[Words]) -> bool:
    """Whether a paragraph tells of the employer: no bullet, begun with what kind of company it is."""
    if paragraph.lines[0].bullet or not told:
        return False
    return told[0].clause.start <= paragraph.span.start + 1 and told[0].has("company")


def _counts_company(paragraph: Paragraph, told: Sequence[Words]) -> bool:
    """Whether people below a position's head are its company's: 'Card payments, 160 people, Series B'."""
    counted = next((i for i, words in enumerate(told) if any(map(is_total, words.texts))), None)
    if paragraph.lines[0].bullet or counted is None or any(map(_says_whose, told[: counted + 1])):
        return False
    return told[counted].has("funding") or not _begins_with_people(told[counted], paragraph)


def _says_whose(words: Words) -> bool:
    """Whether a clause says that its people belong to somebody: a verb, a team, direct reports."""
    if words.has("lead", "form", "hire", "own", "other", "agile", "size", "direct", "me", "site_head"):
        return True
    first = min(words.amounts, default=0)
    bodies = [
        place for place in words.places("team", "unit") if place < first or not words.plays(place, "unit")
    ]
    return any(not is_total(words.texts[place]) for place in bodies)


def _begins_with_people(words: Words, paragraph: Paragraph) -> bool:
    """Whether only whom it counts stands before a count: '84 people', 'product and design, 34 people'."""
    if words.clause.start > paragraph.span.start + 1:
        return False
    before = range(min(words.amounts, default=0))
    return all(words.plays(p, "field", "and", "about") or words.texts[p] == "," for p in before)


def _wrapped(paragraphs: Sequence[Paragraph], document: Document) -> list[Paragraph]:
    """Join a paragraph that ends in the middle of a count ('11 developers and 3') with the next one."""
    joined: list[Paragraph] = []
    for one in paragraphs:
        if joined and _goes_on(joined[-1], one):
            before = joined.pop()
            span = Span(before.span.start, one.span.end)
            text = document.text[span.start : span.end].replace("\n", " ")
            joined.append(Paragraph(text, span, (*before.lines, *one.lines)))
        else:
            joined.append(one)
    return joined


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    first: Line = after.lines[0]
    if first.bullet or before.span.end + 1 != after.span.start or first.column != before.lines[-1].column:
        return False
    return first.text[:1].islower() or (len(before.text) > 40 and _OPEN.search(before.text) is not None)


def _is_worth_reading(text: str, language: str) -> bool:
    """Whether a text holds a number that is no year, a number word, or a word like 'doubled' or 'sold'."""
    if _DIGITS.search(text) is not None:
        return True
    words = _WORD.findall(text.lower())
    if not _telling_words(language).isdisjoint(words):
        return True
    return language != "en" and any(len(word) > _COMPOUND for word in words)


def _may_say(clause: Clause, language: str) -> bool:
    if any(amount.kind != "year" for amount in clause.amounts):
        return True
    return any(token.text in _telling_words(language) for token in clause.tokens)


@cache
def _telling_words(language: str) -> frozenset[str]:
    """Number words, those of factors and of exits."""
    said: list[str] = [*scale_of("factor", language), "figure"]
    for one in languages_of(language):
        numbers = load_lexicon("numbers")["words"][one]
        said += [word for word, value in numbers["add"].items() if value > 1]
        said += [*numbers["times"], *load_lexicon(f"scope.{one}")["exit"]]
    common = {word for words in load_lexicon("stopwords").values() for word in words}
    words = {word for phrase in said for word in _WORD.findall(phrase) if len(word) > _FEWEST_LETTERS}
    return frozenset(words - common)
