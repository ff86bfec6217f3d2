"""The clauses of a CV that may say what somebody carried: with a number, or a word that stands for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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
_COMPOUND = 12  # letters of a word that may hold a number: 'fünfundzwanzig'
_FEWEST_LETTERS = 2  # of a word that tells
_OPEN = re.compile(r"(?:[\d,(–&/]|\b[^\W\d_]{1,3})$")  # ends in the middle: 'and 3', 'of', 'und'


@dataclass(frozen=True, slots=True)
class Told:
    """A clause's words, the position that they tell of, whether of its employer, or in a summary."""

    words: Words
    position: int | None
    is_remark: bool
    is_summary: bool


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
            for words in told:
                aside = is_remark and not words.has("lead", "form", "hire", "own")
                yield Told(words, position, aside, section.kind == "summary")


def _position_at(offset: int, positions: Sequence[Position]) -> int | None:
    for index, one in enumerate(positions):
        if one.block.start <= offset < one.block.end:
            return index
    return None


def _describes_company(paragraph: Paragraph, told: Sequence[Words]) -> bool:
    """Whether a paragraph tells of the employer: no bullet, begun with what kind of company it is."""
    if paragraph.lines[0].bullet or not told:
        return False
    return told[0].clause.start <= paragraph.span.start + 1 and told[0].has("company")


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
