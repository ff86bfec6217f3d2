"""The outcome of an evaluation: counts per CV, and scores over any set of CVs with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from cpo_screen.training.evaluation.records import Label, Miss, Tally

By = Literal["layout", "format", "language"]
Outcome = Literal["read", "refused", "crashed", "missing"]
RESAMPLES = 1000
SEED = 20
CONFIDENCE = 95

MEASURES: tuple[str, ...] = (
    "position_record", "position_found", "title", "company", "dates", "product_flag", "level",
    "education_record", "degree_kind", "degree", "field", "institution", "end_year", "education_held",
    "programme", "programme_named", "programme_status",
    "name", "email", "phone", "linkedin",
    "months_total", "months_product", "months_product_leadership", "claimed_years",
    "background", "connections", "followers", "team_size_max",
    "leadership_kinds", "leadership_quotes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CvResult:
    """One labelled CV, what became of it, and its counts by measure, for the program and the baseline.

    `reason` says why it was not read, `text` is the file's plain text, if it was asked for.
    """

    label: Label
    outcome: Outcome
    tallies: dict[str, Tally]
    baseline: dict[str, Tally] = field(default_factory=dict)
    reason: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One measure over a set of CVs; `low` and `high` are the bootstrap interval of `value`.

    `precision` and `f1` are None where only recall is measured (`found` is None); `value` is F1 or,
    failing that, recall. Shares are 0-1.
    """

    measure: str
    cvs: int
    expected: int
    found: int | None
    right: int
    precision: float | None
    recall: float
    f1: float | None
    low: float
    high: float

    @property
    def value(self) -> float:
        """F1, or recall where only that is measured."""
        return self.recall if self.f1 is None else self.f1


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that an evaluation found; `corpus` is the hash of labels and files."""

    results: tuple[CvResult, ...]
    corpus: str
    by: By | None = None
    remarks: tuple[str, ...] = ()

    @property
    def with_text(self) -> tuple[CvResult, ...]:
        """The CVs that have a text layer (no scans)."""
        return tuple(one for one in self.results if not one.label.scan)

    def without_scans(self) -> Report:
        """Leave out the CVs without a text layer."""
        return Report(self.with_text, self.corpus, self.by, self.remarks)

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Every miss, CV by CV."""
        return tuple(
            miss for one in self.results for tally in one.tallies.values() for miss in tally.misses
        )

    def groups(self, by: By) -> dict[str, tuple[CvResult, ...]]:
        """Sort the CVs by layout, format or language."""
        names = sorted({getattr(one.label, by) for one in self.results})
        return {
            name: tuple(one for one in self.results if getattr(one.label, by) == name) for name in names
        }

    def count(self, outcome: Outcome) -> int:
        """Count the CVs that ended so."""
        return sum(one.outcome == outcome for one in self.results)


def score(results: Sequence[CvResult], baseline: bool = False) -> dict[str, Score]:
    """Score a set of CVs in every measure that has a label or a find among them."""
    scores = {}
    for measure in MEASURES:
        tallies = [(one.baseline if baseline else one.tallies).get(measure) for one in results]
        counted = [tally for tally in tallies if tally is not None]
        if any(tally.expected or tally.found for tally in counted):
            scores[measure] = _score(measure, counted)
    return scores


def _score(measure: str, tallies: Sequence[Tally]) -> Score:
    recall_only = any(tally.found is None for tally in tallies)
    expected = sum(tally.expected for tally in tallies)
    right = sum(tally.right for tally in tallies)
    found = None if recall_only else sum(tally.found or 0 for tally in tallies)
    recall = _share(right, expected)
    precision = None if found is None else _share(right, found)
    f1 = None if found is None else _share(2 * right, expected + found)
    low, high = _interval(tallies, recall_only)
    return Score(measure, len(tallies), expected, found, right, precision, recall, f1, low, high)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _interval(tallies: Sequence[Tally], recall_only: bool) -> tuple[float, float]:
    """Draw the CVs anew, with replacement, and take the middle of the values that come out."""
    import numpy as np

    counts = np.array([(t.right, t.expected, t.found or 0) for t in tallies])
    drawn = np.random.default_rng(SEED).integers(0, len(tallies), (RESAMPLES, len(tallies)))
    right, expected, found = counts[drawn].sum(axis=1).T
    parts, wholes = (right, expected) if recall_only else (2 * right, expected + found)
    values = parts[wholes > 0] / wholes[wholes > 0]
    edge = (100 - CONFIDENCE) / 2
    low, high = np.percentile(values, [edge, 100 - edge])
    return float(low), float(high)
