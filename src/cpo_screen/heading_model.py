"""Headings in unknown words: is this line one, and what does it open? Two models, read when first needed.

`models/headings/` holds them as JSON: `lines.json` (regression trees on how a line is set) and `kinds.json`
(linear weights of a heading's words and letters and of what stands below it).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from cpo_screen.errors import ModelMissing
from cpo_screen.heading_features import FEATURES, PEER_FEATURES
from cpo_screen.model import SectionKind
from cpo_screen.trained_models import model_path

LIMITS = ("least", "least_alike", "least_among", "least_known", "sure")
_UNDATED: frozenset[SectionKind] = frozenset(
    {"summary", "skills", "languages", "interests", "contact", "personal", "references"}
)


Node = (
    tuple[int, float, "Node", "Node"] | float
)  # feature, threshold, at most it, above it; or a leaf's value


def read_tree(node: Node, row: Sequence[float]) -> float:
    """The value of the leaf that the row falls into.

    >>> read_tree((1, 0.5, -2.0, 3.0), [9.0, 0.7])
    3.0
    """
    while isinstance(node, tuple):
        feature, threshold, low, high = node
        node = low if row[feature] <= threshold else high
    return node


@dataclass(frozen=True, slots=True)
class LineModel:
    """Boosted trees that read each line twice, and the least chance of a heading.

    `first` reads a line by itself, `again` with what the first found of the lines set like it. `least` is
    for unknown words, `least_alike` for those set like headings in known words, `least_among` for those set
    like titles and in plain text, `least_known` for known words; from the first chance `sure` on, a line
    counts as known when the others are read again.
    """

    start: float
    first: tuple[Node, ...]
    again: tuple[Node, ...]
    least: float
    least_alike: float
    least_among: float
    least_known: float
    sure: float

    def likelihood(self, row: Sequence[float]) -> float:
        """How likely a line with these features is a heading, 0 to 1."""
        return self._likelihood(self.first, row)

    def second_likelihood(self, row: Sequence[float]) -> float:
        """How likely it is with the features of its peers, too."""
        return self._likelihood(self.again, row)

    def _likelihood(self, trees: Sequence[Node], row: Sequence[float]) -> float:
        return 1 / (1 + math.exp(-(self.start + sum([read_tree(tree, row) for tree in trees]))))


@dataclass(frozen=True, slots=True)
class KindModel:
    """Linear weights per kind; a kind is said from `least` on, above dated lines from `least_dated`."""

    kinds: tuple[SectionKind, ...]
    weights: Mapping[str, Mapping[str, float]]
    least: float
    least_dated: float

    def likelihoods(self, features: Mapping[str, float]) -> dict[SectionKind, float]:
        """How likely each kind is; together 1."""
        scores = [0.0] * len(self.kinds)
        for name, amount in features.items():
            for number, weight in self.weights.get(name, {}).items():
                scores[int(number)] += amount * weight
        top = max(scores)
        parts = [math.exp(score - top) for score in scores]
        return {kind: part / sum(parts) for kind, part in zip(self.kinds, parts, strict=True)}

    def best(self, features: Mapping[str, float], dated: bool = False) -> SectionKind:
        """The likeliest kind; `other` where none is likely enough."""
        likelihoods = self.likelihoods(features)
        if dated:
            likelihoods = {one: part for one, part in likelihoods.items() if one not in _UNDATED}
        kind = max(likelihoods, key=lambda one: likelihoods[one])
        return kind if likelihoods[kind] >= (self.least_dated if dated else self.least) else "other"


def _load(name: str) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(model_path("headings", name).read_text(encoding="utf-8")))


def _tree(parts: list[list[float]], at: int = 0) -> Node:
    """The tree below node `at`, of lists of its nodes' features, thresholds, ways and values."""
    feature, threshold, left, right, value = (one[at] for one in parts)
    if feature < 0:
        return value
    return int(feature), threshold, _tree(parts, int(left)), _tree(parts, int(right))


def line_model(data: dict[str, object]) -> LineModel:
    """Take the trees from `lines.json`'s content; ModelMissing when they were fitted to other features."""
    if tuple(cast("list[str]", data["features"])) != FEATURES + PEER_FEATURES:
        raise ModelMissing("models/headings/lines.json was made for other features; run `make models`")
    first, again = (
        tuple(_tree(one) for one in cast("list[list[list[float]]]", data[name]))
        for name in ("first", "again")
    )
    limits = [cast("float", data[name]) for name in LIMITS]
    return LineModel(cast("float", data["start"]), first, again, *limits)


def kind_model(data: dict[str, object]) -> KindModel:
    """Take the weights from `kinds.json`'s content."""
    kinds = tuple(cast("list[SectionKind]", data["kinds"]))
    weights = cast("dict[str, dict[str, float]]", data["weights"])
    limits = (cast("float", data[name]) for name in ("least", "least_dated"))
    return KindModel(kinds, weights, *limits)


@cache
def lines_model() -> LineModel:
    """The model of `lines.json`."""
    return line_model(_load("lines.json"))


@cache
def kinds_model() -> KindModel:
    """The model of `kinds.json`."""
    return kind_model(_load("kinds.json"))
