"""The languages somebody speaks: under their heading, behind a label, or said with how well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.network_records import Extra
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Grade, Line, Section, SectionKind, Span

_TOLD: frozenset[SectionKind] = frozenset(
    {"header", "summary", "personal", "skills", "other", "contact", "interests", "network"}
)
_STOP = re.compile(r"[,;/|•·\t]|\s(?:and|with|und|mit|et|avec|y|con|e|com|en|met)\s|\.(?:\s|$)")
_LIST = 2
_NEAR = 45  # characters between a language and how well it is spoken


def find_languages(document: Document, sections: Sequence[Section]) -> list[Extra]:
    """Find each language once, with what is said of it: 'German (C1)'; programming languages are none."""
    found: dict[str, Extra] = {}
    for section in sections:
        for line in section.lines:
            if line.hidden or (section.kind != "languages" and section.kind not in _TOLD):
                continue
            for language, start, end, grade in _in_line(line, section.kind):
                if language not in found or found[language].grade == "mentioned" != grade:
                    span = Span(line.span.start + start, line.span.start + end)
                    evidence = evidence_of(document, span, "rule:network.language")
                    found[language] = Extra("language", evidence, grade)
    return list(found.values())


def _in_line(line: Line, kind: SectionKind) -> Iterator[tuple[str, int, int, Grade]]:
    text = line.text
    label = _label().match(text) if kind != "languages" else None
    if kind != "languages" and label is None and _fluency().search(text.lower()) is None:
        return
    matches = list(_names().finditer(text, label.end() if label else 0))
    for at, match in enumerate(matches):
        limit = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        stop = _STOP.search(text, match.end(), limit)
        end = match.end() + len(text[match.end() : stop.start() if stop else limit].rstrip(" &([:–—-"))
        listed = kind == "languages" or label is not None
        if listed or _fluency().search(_near(text, match)):
            grade: Grade = "listed" if listed else "mentioned"
            yield _canonical()[match.group().casefold()], match.start(), end, grade


def counts_languages(text: str) -> bool:
    """Whether a text lists languages."""
    return sum(1 for _ in _names().finditer(text)) >= _LIST


@cache
def _canonical() -> dict[str, str]:
    return {
        word: name
        for name, words in load_lexicon("network")["languages"].items()
        for word in (name, *words)
    }


@cache
def _names() -> re.Pattern[str]:
    words = sorted(_canonical(), key=lambda word: -len(word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\W*{load_lexicon('network')['language_labels']}", re.IGNORECASE)


def _near(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - _NEAR, 0) : match.end() + _NEAR].lower()


@cache
def _fluency() -> re.Pattern[str]:
    return re.compile(load_lexicon("network")["fluency"])  # in lower case: fast
