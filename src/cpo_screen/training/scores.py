"""Precision, recall and F1 of labels on held-back samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Score:
    """Of one label: how many are right, were to be found, were found."""

    label: str
    right: int
    labelled: int
    found: int

    @property
    def precision(self) -> float:
        """Right of found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of labelled."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.labelled + self.found) if self.right else 0.0


def score_roles(pairs: Pairs) -> list[Score]:
    """Per role of lines, and all together ("all", which is the accuracy)."""
    right: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for truth, answer in pairs:
        labelled.update(truth)
        found.update(answer)
        right.update(one for one, other in zip(truth, answer, strict=True) if one == other)
    return _scores(right, labelled, found)


def score_labels(pairs: Pairs) -> list[Score]:
    """Per label of whole spans (both ends right), and all together ("all")."""
    right: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for truth, answer in pairs:
        expected, got = set(_spans(truth)), set(_spans(answer))
        labelled.update(label for label, _, _ in expected)
        found.update(label for label, _, _ in got)
        right.update(label for label, _, _ in expected & got)
    return _scores(right, labelled, found)


def _scores(right: Counter[str], labelled: Counter[str], found: Counter[str]) -> list[Score]:
    rows = [Score(label, right[label], labelled[label], found[label]) for label in sorted(labelled)]
    return [*rows, Score("all", right.total(), labelled.total(), found.total())]


def _spans(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """(label, start, end) of each span of BIO labels."""
    start = 0
    for at in range(1, len(labels) + 1):
        ends = at == len(labels) or not labels[at].startswith("I-") or labels[at][2:] != labels[start][2:]
        if ends:
            if labels[start] != "O":
                yield labels[start][2:], start, at
            start = at
