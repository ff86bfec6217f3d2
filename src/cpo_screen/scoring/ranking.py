"""Scorecards → the ranking, and the review list behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from cpo_screen.model import Scorecard


@dataclass(frozen=True, slots=True)
class RankedCard:
    """A scorecard and its rank; None on the review list. Equal scores share a rank: 1, 2, 2, 4."""

    rank: int | None
    card: Scorecard


def rank_scorecards(cards: Iterable[Scorecard]) -> tuple[RankedCard, ...]:
    """Rank by score; who misses a must-have of effect `last` comes after all others, then the review list.

    Among equal scores: fewer unmet, then fewer unknown must-haves, then the higher `high`, then the
    file's hash; never the name.
    """
    ordered = sorted([(_order(card), card) for card in cards], key=itemgetter(0))
    ranked: list[RankedCard] = []
    rank, score_before = 0, None
    for place, (order, card) in enumerate(ordered, 1):
        score = order[:3]
        rank = rank if score == score_before else place
        score_before = score
        ranked.append(RankedCard(None if card.review else rank, card))
    return tuple(ranked)


def _order(card: Scorecard) -> tuple[bool, bool, float, int, int, float, str, str]:
    unmet = [gate for gate in card.gates if gate.verdict == "not_met"]
    unknown = sum(gate.verdict == "unknown" for gate in card.gates)
    is_last = any(gate.effect == "last" for gate in unmet)
    source = card.profile.source
    among_equals = (len(unmet), unknown, -card.high, source.sha256, source.path)
    return (bool(card.review), is_last, -card.total, *among_equals)
