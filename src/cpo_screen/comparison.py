"""What moved between two rankings of the same files, by how much, and through which criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cpo_screen.model import Scorecard
from cpo_screen.screening import Screening

_THROUGH = 3  # criteria named for a move
_SMALL = 0.05  # points that are no difference


@dataclass(frozen=True, slots=True)
class Move:
    """A candidate before and after. Ranks are None on the review list; scores are 0-100.

    `through` are the criteria whose points changed most, as (label, change in points), the largest first;
    all of them, those not shown too, add up to the change of the score.
    """

    file: str
    name: str | None
    rank_before: int | None
    rank_after: int | None
    score_before: float
    score_after: float
    through: tuple[tuple[str, float], ...]

    @property
    def is_still(self) -> bool:
        """Whether nothing has changed that a person would see."""
        same_score = abs(self.score_after - self.score_before) < _SMALL
        return self.rank_before == self.rank_after and same_score


def compare_rankings(before: Screening, after: Screening) -> tuple[Move, ...]:
    """Compare two rankings of the same files; in the order of the second one, the review list last."""
    old, new = _places(before), _places(after)
    return tuple(_move(file, *old[file], *new[file]) for file in new if file in old)


def _places(screening: Screening) -> Mapping[str, tuple[int | None, Scorecard]]:
    ranked = [(one.rank, one.card) for one in screening.ranked]
    review = [(None, one.card) for one in screening.review]
    return {card.profile.source.path: (rank, card) for rank, card in [*ranked, *review]}


def _move(
    file: str, rank_before: int | None, before: Scorecard, rank_after: int | None, after: Scorecard
) -> Move:
    return Move(
        file,
        after.profile.contact.name,
        rank_before,
        rank_after,
        before.total,
        after.total,
        _through(before, after),
    )


def _through(before: Scorecard, after: Scorecard) -> tuple[tuple[str, float], ...]:
    """The changes of points by criterion; one that was added or left out counts with all its points."""
    labels = {one.criterion: one.label for one in (*before.results, *after.results)}
    old = {one.criterion: one.points if one.counted else 0.0 for one in before.results}
    new = {one.criterion: one.points if one.counted else 0.0 for one in after.results}
    changes = {name: round(new.get(name, 0.0) - old.get(name, 0.0), 1) for name in labels}
    moved = sorted((name for name in changes if changes[name]), key=lambda name: -abs(changes[name]))
    return tuple((labels[name], changes[name]) for name in moved[:_THROUGH])
