"""Names, titles, companies, schools, degrees and places inside lines, by the trained tagger of `models/tagger/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from cpo_screen.extraction.tag_features import Word, section_features
from cpo_screen.model import Line
from cpo_screen.resources import resource_path


@dataclass(frozen=True, slots=True)
class Tag:
    """Characters [start, end) of the section's line number `line`, their label, and the model's probability of it."""

    line: int
    start: int
    end: int
    label: str
    probability: float


def tag_lines(kind: str, lines: Sequence[Line]) -> list[Tag]:
    """The tags of a section's lines, in reading order."""
    words, features = section_features(kind, lines)
    if not words:
        return []
    tagger = _tagger()
    tagger.set(features)
    labels = tagger.tag()
    tags: list[Tag] = []
    at = 0
    while at < len(words):
        end = at + 1
        if labels[at] != "O":
            while end < len(words) and _goes_on(words, labels, at, end):
                end += 1
            probability = tagger.marginal(labels[at], at)
            last = words[end - 1]
            tags.append(Tag(words[at].line, words[at].start, last.end, labels[at][2:], probability))
        at = end
    return tags


def _goes_on(words: Sequence[Word], labels: Sequence[str], first: int, at: int) -> bool:
    return labels[at] == f"I-{labels[first][2:]}" and words[at].line == words[first].line


@cache
def _tagger() -> Any:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(resource_path("models") / "tagger" / "tagger.crfsuite"))
    return tagger
