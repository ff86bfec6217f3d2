"""Headings in unknown words: is this line one, and what does it open? Two models, read when first needed.

`models/headings/` holds them as JSON: `lines.json` (regression trees on how a line is set) and `kinds.json`
(linear weights of a heading's words and letters and of what stands below it).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from cpo_screen.errors import ModelMissing
from cpo_screen.heading_features import (
    FEATURES,
    Page,
    heading_features,
    heading_text,
    is_dated,
    kind_features,
    lines_below,
    may_be_heading,
    names_a_job,
)
from cpo_screen.headings import fold, is_document_title, parse_heading_loosely
from cpo_screen.model import Line, SectionKind
from cpo_screen.trained_models import model_path

_SIBLINGS: tuple[frozenset[SectionKind | None], ...] = (
    frozenset({"education", "programmes", "certifications"}),
    frozenset({"experience", "boards", "volunteering", "projects"}),
)
_TELLING = 4  # lines that are enough to say what a column holds
_UNDATED: frozenset[SectionKind] = frozenset(
    {"summary", "skills", "languages", "interests", "contact", "personal", "references"}
)


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes by number: go left while the feature is at most the threshold; a leaf's feature is negative."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def read(self, row: Sequence[float]) -> float:
        """The value of the leaf that the row falls into."""
        node = 0
        while self.feature[node] >= 0:
            low = row[self.feature[node]] <= self.threshold[node]
            node = self.left[node] if low else self.right[node]
        return self.value[node]


@dataclass(frozen=True, slots=True)
class LineModel:
    """Boosted trees, and the least chance of a heading: in unknown words, in known words, set alike."""

    start: float
    trees: tuple[Tree, ...]
    least: float
    least_known: float
    doubtful: float

    def likelihood(self, row: Sequence[float]) -> float:
        """How likely a line with these features is a heading, 0 to 1."""
        return 1 / (1 + math.exp(-(self.start + sum(tree.read(row) for tree in self.trees))))


@dataclass(frozen=True, slots=True)
class KindModel:
    """Linear weights per kind; a kind is said from `least` on, above dated lines from `least_dated`."""

    kinds: tuple[SectionKind, ...]
    start: tuple[float, ...]
    weights: Mapping[str, Mapping[str, float]]
    least: float
    least_dated: float

    def likelihoods(self, features: Mapping[str, float]) -> dict[SectionKind, float]:
        """How likely each kind is; together 1."""
        scores = list(self.start)
        for name, amount in features.items():
            for number, weight in self.weights.get(name, {}).items():
                scores[int(number)] += amount * weight
        top = max(scores)
        parts = [math.exp(score - top) for score in scores]
        return {kind: part / sum(parts) for kind, part in zip(self.kinds, parts, strict=True)}

    def best(self, features: Mapping[str, float], dated: bool = False) -> SectionKind:
        """The likeliest kind; `other` where none is likely enough."""
        likelihoods = self.likelihoods(features)
        kind = max(likelihoods, key=lambda one: likelihoods[one])
        return kind if likelihoods[kind] >= (self.least_dated if dated else self.least) else "other"


def _load(name: str) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(model_path("headings", name).read_text(encoding="utf-8")))


def _tree(parts: list[list[float]]) -> Tree:
    feature, threshold, left, right, value = parts
    low, high = tuple(map(int, left)), tuple(map(int, right))
    return Tree(tuple(map(int, feature)), tuple(threshold), low, high, tuple(value))


def line_model(data: dict[str, object]) -> LineModel:
    """Take the trees from `lines.json`'s content; ModelMissing when they were fitted to other features."""
    if tuple(cast("list[str]", data["features"])) != FEATURES:
        raise ModelMissing("models/headings/lines.json was made for other features; run `make models`")
    trees = tuple(_tree(one) for one in cast("list[list[list[float]]]", data["trees"]))
    limits = (cast("float", data[name]) for name in ("start", "least", "least_known", "doubtful"))
    start, *others = limits
    return LineModel(start, trees, *others)


def kind_model(data: dict[str, object]) -> KindModel:
    """Take the weights from `kinds.json`'s content."""
    kinds = tuple(cast("list[SectionKind]", data["kinds"]))
    start = tuple(cast("list[float]", data["start"]))
    weights = cast("dict[str, dict[str, float]]", data["weights"])
    limits = (cast("float", data[name]) for name in ("least", "least_dated"))
    return KindModel(kinds, start, weights, *limits)


@cache
def _lines() -> LineModel:
    return line_model(_load("lines.json"))


@cache
def _kinds() -> KindModel:
    return kind_model(_load("kinds.json"))


def find_more_headings(
    lines: Sequence[Line], known: Mapping[int, SectionKind], alike: Iterable[int], body: float
) -> dict[int, SectionKind]:
    """The headings besides the `known` ones: those set `alike`, unless unlikely, and those that are likely.

    What a heading in known words opens is said by its words, of all others by the model.
    """
    chances = heading_chances(lines, known, body)
    model, set_alike = _lines(), frozenset(alike)
    said = {index: parse_heading_loosely(heading_text(lines[index])) for index in chances}

    def least(index: int) -> float:
        if said[index] is not None:
            above = max((one for one in known if one < index), default=-1)
            inside = _are_siblings(said[index], known.get(above))
            return model.least if inside else model.least_known
        return model.doubtful if index in set_alike else model.least

    found = {index for index, chance in chances.items() if chance >= least(index)}
    every = sorted({*known, *found})
    return {index: said[index] or tell_kind(lines, index, every) for index in sorted(found)}


def _are_siblings(kind: SectionKind | None, above: SectionKind | None) -> bool:
    """Say whether a word of one kind may stand inside the other: 'Certificate' in a list of courses."""
    return kind == above or any(kind in group and above in group for group in _SIBLINGS)


def heading_chances(
    lines: Sequence[Line], known: Mapping[int, SectionKind], body: float
) -> dict[int, float]:
    """How likely each line that could be a heading is one, by how it is set and what stands around it."""
    candidates = [index for index in range(len(lines) - 1) if index not in known and _may_be(lines, index)]
    if not candidates:
        return {}
    page, model = Page.of(lines, known, body), _lines()
    return {index: model.likelihood(heading_features(page, index)) for index in candidates}


def _may_be(lines: Sequence[Line], index: int) -> bool:
    """A line that could be a heading, and names neither the person nor a job."""
    line = lines[index]
    if not may_be_heading(line):
        return False
    if parse_heading_loosely(heading_text(line)) is not None:
        return True
    first = lines[_first_line(lines)]
    named = fold(line.text) == fold(first.text) and (line is first or not first.heading)
    return not (named or names_a_job(heading_text(line)))


def _first_line(lines: Sequence[Line]) -> int:
    """The first line that says more than 'Curriculum Vitae': the person's name or title, as a rule."""
    return next((index for index, line in enumerate(lines) if not is_document_title(line.text)), 0)


def tell_kind(lines: Sequence[Line], index: int, headings: Sequence[int]) -> SectionKind:
    """What the heading at `index` opens, by its words and by what stands below it."""
    below = lines_below(lines, index, headings)
    dated = is_dated(below)
    kind = _kinds().best(kind_features(heading_text(lines[index]), below), dated)
    return "other" if kind in _UNDATED and dated else kind


def tell_column(lines: Sequence[Line], index: int, headings: Iterable[int]) -> SectionKind:
    """What a column without a heading at its top holds, by its lines alone; `other` if they do not tell."""
    below = [one for one in lines_below(lines, index - 1, headings) if one.column == lines[index].column]
    return _kinds().best(kind_features("", below)) if len(below) >= _TELLING else "other"
