"""A screening as the page's data: what every row and card needs, and how to weigh it anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from cpo_screen.criteria import Criteria, Criterion
from cpo_screen.criteria.records import SignalRule
from cpo_screen.exports.report.candidate_data import Record, Shown, candidate_data
from cpo_screen.exports.safe_text import one_line
from cpo_screen.model import Scorecard
from cpo_screen.screening import Screening

Questions = Mapping[str, Sequence[str]]
_QUOTES = ((100, 3), (400, 2))  # up to so many candidates: so many quotes for each criterion
_FEWEST_QUOTES = 1


class RankRange(Protocol):
    """How far a candidate's rank moves when the weights and the unknowns do."""

    @property
    def best_rank(self) -> int | None:
        """The best rank, from 1."""

    @property
    def worst_rank(self) -> int | None:
        """The worst rank, from 1."""

    @property
    def tied_with_next(self) -> bool:
        """Whether the order of this candidate and the next one is no clear one."""


def page_data(
    screening: Screening,
    criteria: Criteria,
    questions: Questions | None = None,
    stability: Sequence[RankRange] | None = None,
) -> Record:
    """Return the page's data as plain values; `stability` is in the order of `screening.ranked`."""
    cards = [one.card for one in screening.ranked] + [one.card for one in screening.review]
    shown = Shown(criteria, quotes=_quotes_for(len(cards)))
    candidates = [candidate_data(card, shown) for card in cards]
    _add_order(candidates, cards)
    for record, one in zip(candidates, stability or (), strict=False):
        record["x"] = [one.best_rank, one.worst_rank, int(one.tied_with_next)]
    for record, card in zip(candidates, cards, strict=True):
        if asked := (questions or {}).get(card.profile.source.path):
            record["ask"] = [one_line(one) for one in asked]
    for record, late in zip(candidates[len(screening.ranked) :], screening.review, strict=True):
        record["why"] = one_line(late.reason.message)
    return {
        "asOf": str(screening.as_of),
        "quotes": shown.quotes,
        **_rules(criteria),
        "candidates": candidates,
        "texts": shown.texts.all,
        "refused": [[one_line(one.file), one_line(one.reason.message)] for one in screening.refused],
        "duplicates": [[one_line(one.file), one_line(one.same_as)] for one in screening.duplicates],
        "merged": [[one_line(one.file), one_line(one.into)] for one in screening.merged],
    }


def _quotes_for(candidates: int) -> int:
    """Fewer quotes for each criterion in a large pool, so that the page stays small."""
    return next((quotes for most, quotes in _QUOTES if candidates <= most), _FEWEST_QUOTES)


def _add_order(records: Sequence[Record], cards: Sequence[Scorecard]) -> None:
    """Number the candidates (`o`) as the ranking breaks ties at last: by the file's hash and path.

    Where the hashes are blinded, as they stand.
    """
    sources = [card.profile.source for card in cards]
    by_file = sorted(
        range(len(cards)),
        key=lambda at: (sources[at].sha256, sources[at].path if sources[at].sha256 else ""),
    )
    for place, at in enumerate(by_file):
        records[at]["o"] = place


def _rules(criteria: Criteria) -> Record:
    gates = [one.id for one in criteria.must_haves]
    return {
        "criteria": [_criterion(one) for one in criteria.criteria],
        "gates": [[one_line(one.label), one.effect] for one in criteria.must_haves],
        "tiers": [
            [one_line(one.name), one.lowest, [gates.index(need) for need in one.needs]]
            for one in criteria.tiers
        ],
        "knownBelow": criteria.review.known_below,
    }


def _criterion(one: Criterion) -> dict[str, Any]:
    """`path` is where its weight stands in the criteria file, below `criteria`."""
    path = [one.id]
    if isinstance(one.rule, SignalRule):
        path = [one.id.removesuffix(f".{one.rule.signal}"), "signals", one.rule.signal]
    return {
        "label": one_line(one.label),
        "weight": one.weight,
        "zero": one.unknown == "zero",
        "sources": [one_line(source) for source in one.source],
        "path": path,
    }
