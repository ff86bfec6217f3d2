"""Signals that are only named as skills: weaker than a deed, so kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from cpo_screen.extraction.concepts import find_concepts
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.skill_lists import listed_skills
from cpo_screen.model import Document, NamedSkill, Section, Signal, Span

_WORD = re.compile(r"[^\W_](?:[\w&/'’]*\w)?")
_MOST = 3  # of each signal


def extract_leadership_skills(document: Document, sections: Sequence[Section]) -> tuple[NamedSkill, ...]:
    """Extract the signals that lists of skills name, at most three of each, in reading order."""
    found: list[NamedSkill] = []
    seen: set[tuple[Signal, str]] = set()
    for one in _named(document, sections):
        key = (one.signal, one.evidence.quote.casefold())
        if key not in seen and sum(one.signal == each.signal for each in found) < _MOST:
            seen.add(key)
            found.append(one)
    return tuple(found)


def _named(document: Document, sections: Sequence[Section]) -> Iterator[NamedSkill]:
    for section in sections:
        for line in section.lines:
            if line.hidden:
                continue
            for item in listed_skills(line, section.kind):
                words = _WORD.findall(item.group().casefold().replace("-", " "))
                named = find_concepts(words, document.language, "leadership_skills")
                span = Span(line.span.start + item.start(), line.span.start + item.end())
                for signal in dict.fromkeys(signal for _, signal in named):
                    evidence = evidence_of(document, span, f"rule:leadership_skills.{signal}")
                    yield NamedSkill(cast("Signal", signal), evidence)
