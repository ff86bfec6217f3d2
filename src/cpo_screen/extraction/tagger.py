"""Names, titles, companies, schools, degrees and places inside lines, by the model in `models/tagger/`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from cpo_screen.extraction.line_roles import find_line_roles
from cpo_screen.extraction.line_sketches import (
    PlacedLine,
    Word,
    ends_open,
    line_features,
    sketch_lines,
)
from cpo_screen.extraction.tag_features import word_features
from cpo_screen.trained_models import model_path

_PART = re.compile(r"\t| @ ?")  # what no name goes over


@dataclass(frozen=True, slots=True)
class Tag:
    """Text from line and offset `start` to `end_line` and offset `end`; its label and probability."""

    label: str
    line: int
    start: int
    end_line: int
    end: int
    probability: float


def tag_lines(placed: Sequence[PlacedLine]) -> list[Tag]:
    """The tags of a document's lines, in their order."""
    sketches = sketch_lines(placed)
    features = line_features(sketches)
    words, told = word_features(sketches, features, find_line_roles(features))
    if not words:
        return []
    tagger = _tagger()
    tagger.set(told)
    labels = tagger.tag()
    tags: list[Tag] = []
    at = 0
    while at < len(words):
        end = at + 1
        if labels[at] != "O":
            while end < len(words) and labels[end] == f"I-{labels[at][2:]}" and _near(placed, words, end):
                end += 1
            tags.append(_tag(labels[at], words[at], words[end - 1], tagger.marginal(labels[at], at)))
        at = end
    return tags


def _near(placed: Sequence[PlacedLine], words: Sequence[Word], at: int) -> bool:
    """Whether a word may go on with the one before it: on its line, or on a line that goes on with it."""
    before, here = words[at - 1].line, words[at].line
    if before == here:
        return not _PART.search(placed[here].line.text, words[at - 1].start, words[at].end)
    above, below = placed[before].line, placed[here].line
    follows = below.continues or ends_open(above.text)
    return here == before + 1 and follows and above.bold == below.bold and not below.bullet


def _tag(label: str, first: Word, last: Word, probability: float) -> Tag:
    return Tag(label[2:], first.line, first.start, last.line, last.end, probability)


@cache
def _tagger() -> Any:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(model_path("tagger", "tagger.crfsuite")))
    return tagger
