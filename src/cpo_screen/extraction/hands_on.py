"""Own technical and design work: software, queries and models written, interfaces drawn and tested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.network_entries import Entry, split_things
from cpo_screen.extraction.skill_lists import begins_with_label, listed_skills
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import (
    Document,
    Education,
    Function,
    HandsOn,
    HandsOnKind,
    Line,
    Position,
    Section,
    SectionKind,
    Span,
)
from cpo_screen.sections import find_paragraphs

KINDS: tuple[HandsOnKind, ...] = ("technical", "design")
_TELLING: frozenset[SectionKind] = frozenset(
    {"summary", "experience", "projects", "volunteering", "other", "awards", "talks", "interests"}
)
_ENGINEERS: frozenset[Function] = frozenset({"it", "data"})
_FAR = 90  # characters from the verb to the thing
_LONGEST = 240  # characters of a quote
_MOST = 20  # of each kind


class _Did(NamedTuple):
    kind: HandsOnKind
    start: int
    end: int


def find_hands_on(
    document: Document,
    sections: Sequence[Section],
    positions: Sequence[Position],
    education: Sequence[Education],
) -> tuple[HandsOn, ...]:
    """Find what somebody built or drew with their own hands, and the skills that they list for it.

    A deed is a verb and a thing in one clause: 'wrote SQL queries', 'drew the wireframes'. What a team
    built, and what is only near technology (a plan for an API), is none. Software in general counts only in
    the positions of engineers. At most twenty of each kind, in reading order.
    """
    heads = [one.evidence.span for one in positions] + [one.evidence.span for one in education]
    found: list[HandsOn] = []
    for section in sections:
        lines = [line for line in section.lines if not line.hidden]
        found.extend(_listed(document, section.kind, lines))
        if section.kind in _TELLING:
            told = [line for line in lines if not _is_head(line, heads)]
            found.extend(_told(document, told, positions))
    return tuple(_choose(found))


def _is_head(line: Line, heads: Sequence[Span]) -> bool:
    """Whether a line names a position or a degree, or lists skills, instead of telling of deeds."""
    if any(start <= line.span.start < end for start, end in heads):
        return True
    return begins_with_label(line)


def _choose(found: Sequence[HandsOn]) -> Iterator[HandsOn]:
    """The first of each kind; a skill that is listed twice counts once."""
    counts: dict[tuple[str, bool], int] = {}
    seen: set[tuple[str, str]] = set()
    for one in sorted(found, key=lambda one: one.evidence.span):
        key = (one.kind, one.evidence.quote.casefold().rstrip("."))
        count = counts.get((one.kind, one.is_skill), 0)
        if key not in seen and count < _MOST:
            seen.add(key)
            counts[one.kind, one.is_skill] = count + 1
            yield one


# --- deeds ----------------------------------------------------------------------------------------


def _told(document: Document, lines: Sequence[Line], positions: Sequence[Position]) -> Iterator[HandsOn]:
    for paragraph in find_paragraphs(lines, document):
        for clause in split_things(Entry(paragraph.text, paragraph.span.start)):
            engineer = _is_engineers(clause.start, positions)
            for did in _deeds(clause.text, engineer):
                span = Span(clause.start + did.start, clause.start + did.end)
                evidence = evidence_of(document, span, f"rule:hands_on.{did.kind}")
                is_skill = _expression("abilities").match(evidence.quote) is not None
                yield HandsOn(did.kind, evidence, is_skill)


def _is_engineers(offset: int, positions: Sequence[Position]) -> bool:
    return any(
        one.function in _ENGINEERS and not one.is_product
        for one in positions
        if one.block.start <= offset < one.block.end
    )


def _deeds(text: str, engineer: bool) -> Iterator[_Did]:
    """The deeds of a clause, at most one of each kind: the whole clause is the proof."""
    lowered = _lowered(text)
    for kind in KINDS:
        verbs = _verbs(kind).finditer(lowered)
        verb = next((one for one in verbs if _is_deed(kind, text, one, engineer)), None)
        if verb is not None:
            yield _Did(kind, *_around(text, verb))
        elif _is_test(text) if kind == "design" else engineer and _is_note(text):
            yield _Did(kind, 0, len(text))


def _is_test(text: str) -> bool:
    return _expression("own_tests").match(text) is not None


def _is_deed(kind: HandsOnKind, text: str, verb: re.Match[str], engineer: bool) -> bool:
    if _participle().fullmatch(verb.group()) and _has_thing_before(kind, text, verb):
        return True
    return _is_own(text, verb) and _has_thing(kind, text, verb, engineer)


def _is_note(text: str) -> bool:
    """Whether a short line of an engineer names a language: 'C++ for ultrasound probes'."""
    return (
        len(text) <= _LONGEST
        and _languages().search(text) is not None
        and _expression("no_note").search(text) is None
    )


def _around(text: str, verb: re.Match[str]) -> tuple[int, int]:
    """The clause; of a very long one the words from the verb on."""
    start = 0 if verb.start() <= _FAR else verb.start()
    end = text.rfind(" ", start, start + _LONGEST) if len(text) - start > _LONGEST else len(text)
    return start, end


def _is_own(text: str, verb: re.Match[str]) -> bool:
    """Whether the person is the one who does: the verb begins the clause or follows another deed."""
    before = text[: verb.start()]
    if not _expression("opens").search(before) or _expression("others_did").search(before):
        return False
    if _expression("relative").search(before):
        return False
    return not (verb.group().endswith("ing") and _expression("group").search(before))


def _has_thing(kind: HandsOnKind, text: str, verb: re.Match[str], engineer: bool) -> bool:
    """Whether something of the kind follows the verb, with nothing else in between."""
    after = text[verb.end() : verb.end() + _FAR]
    if _is_there(kind, after):
        return True
    sure = engineer or _sure().fullmatch(verb.group()) or _expression("oneself").search(text)
    return kind == "technical" and bool(sure) and _is_there("technical_soft", after)


def _has_thing_before(kind: HandsOnKind, text: str, verb: re.Match[str]) -> bool:
    """Whether the thing stands before a verb that ends the clause: 'Prototypen in Figma gebaut'."""
    before = text[max(verb.start() - _FAR, 0) : verb.start()]
    return not _expression("others_did").search(before) and _is_there(kind, before)


def _is_there(name: str, text: str) -> bool:
    """Whether a thing is named before anything else is, and is more than a word for a product or a plan."""
    block = _expression("blocks").search(text)
    end = block.start() if block else len(text)
    return any(not _after().match(text, found.end()) for found in _things(name).finditer(text, 0, end))


def _lowered(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


# --- skills ---------------------------------------------------------------------------------------


def _listed(document: Document, section: SectionKind, lines: Sequence[Line]) -> Iterator[HandsOn]:
    for line in lines:
        for item in listed_skills(line, section):
            for kind, start, end in _skills(item.group(), line.text):
                offset = line.span.start + item.start()
                evidence = evidence_of(
                    document, Span(offset + start, offset + end), f"rule:hands_on.{kind}_skill"
                )
                yield HandsOn(kind, evidence, is_skill=True)


def _skills(item: str, line: str) -> Iterator[tuple[HandsOnKind, int, int]]:
    """The skills in an item of a list; a single letter is one only beside others."""
    bare = item.strip(" .:-–—*()")
    for kind in KINDS:
        named = _things(f"{kind}_skills")
        if bare in load_lexicon("hands_on")[f"{kind}_items"] and (len(bare) > 1 or named.search(line)):
            start = item.index(bare)
            yield kind, start, start + len(bare)
            continue
        for match in named.finditer(item):
            yield kind, match.start(), match.end()


# --- words ----------------------------------------------------------------------------------------


@cache
def _verbs(kind: HandsOnKind) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_lexicon('hands_on')[f'{kind}_verbs'])})\b")  # in lower case


@cache
def _things(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(load_lexicon('hands_on')[name])})(?!\w)", re.IGNORECASE)


@cache
def _sure() -> re.Pattern[str]:
    return re.compile(load_lexicon("hands_on")["sure_verbs"])


@cache
def _languages() -> re.Pattern[str]:
    first, second, *_ = load_lexicon("hands_on")["technical"]
    return re.compile(rf"(?<![\w-])(?:{first}|{second})(?!\w)", re.IGNORECASE)


@cache
def _participle() -> re.Pattern[str]:
    return re.compile(load_lexicon("hands_on")["participles"])


@cache
def _after() -> re.Pattern[str]:
    return re.compile(load_lexicon("hands_on")["after"], re.IGNORECASE)


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(load_lexicon("hands_on")[name], re.IGNORECASE)
