"""How firm a ranking is: what becomes of each place when weights move and open questions are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpo_screen.criteria.records import Criteria
from cpo_screen.model import Scorecard
from cpo_screen.scoring.ranking import rank_scorecards

if TYPE_CHECKING:
    import numpy as np

    from cpo_screen.scoring.stability_draws import Ranks

_WITHIN = 0.05
_NEAR_TIE = 0.2


@dataclass(frozen=True, slots=True)
class Swap:
    """The change of one weight after which the next candidate stands before this one.

    `weight` is today's, `to` the new one; both as the criteria file writes them, all others unchanged.
    """

    criterion: str
    weight: float
    to: float

    def __str__(self) -> str:
        """Say it in a few words.

        >>> str(Swap("graduate_degrees", 12.0, 14.5))
        'graduate_degrees 12 → 14.5'
        """
        return f"{self.criterion} {self.weight:g} → {self.to:g}"


@dataclass(frozen=True, slots=True)
class Stability:
    """How firm one candidate's place is; ranks are None on the review list, which has no places.

    `turned` is the share of draws (0 to 1) in which the next candidate stood before this one, a shared
    rank counting half; `tied_with_next` where that is more than a fifth, or they share a rank today.
    `swap` is None for the last one, and where no single weight can do it.
    """

    best_rank: int | None
    worst_rank: int | None
    tied_with_next: bool
    swap: Swap | None
    turned: float = 0.0


NO_PLACE = Stability(None, None, False, None)


def measure_stability(
    cards: Sequence[Scorecard], criteria: Criteria, *, seed: int = 0, draws: int = 1000
) -> tuple[Stability, ...]:
    """Measure every candidate's stability, in the order of `cards`; `criteria` are those of the cards.

    In each draw every weight is multiplied by its own number from 0.8 to 1.2, and each CV turns out
    somewhere between all that is open in it (unknown criteria, inexact dates) being the worst and all
    being the best: one number a CV, since the same dates feed several criteria and who says little says
    little about everything. Must-haves stay as they are found. Ranks follow `rank_scorecards`.

    Best and worst rank leave out the outermost twentieth of the draws at either end. The extremes would
    say what one freak draw in a thousand did and would widen with the number of draws; a recruiter asks
    "where does this person stand, nine times out of ten?". Today's rank is always within.

    Two neighbours are tied when they share a rank today, or when their order turns in more than a fifth
    of the draws: whoever keeps to it is then wrong more often than one time in five, too often to tell a
    client that one is better.

    Raises ValueError for less than one draw, or cards of other criteria.
    """
    if draws < 1:
        raise ValueError("there must be at least one draw")
    ordered = [one for one in rank_scorecards(cards) if one.rank is not None]
    if not ordered:
        return (NO_PLACE,) * len(cards)
    from cpo_screen.scoring.stability_draws import draw_ranks, read_sheet
    from cpo_screen.scoring.stability_swaps import find_swaps

    placed = [one.card for one in ordered]
    sheet = read_sheet(placed, criteria)
    swaps = [swap and Swap(*swap) for swap in find_swaps(sheet, placed, criteria)]
    found = _join(draw_ranks(sheet, seed, draws), [one.rank or 0 for one in ordered], swaps)
    by_card = {id(card): one for card, one in zip(placed, found, strict=True)}
    return tuple(by_card.get(id(card), NO_PLACE) for card in cards)


def _join(ranks: Ranks, today: Sequence[int], swaps: Sequence[Swap | None]) -> list[Stability]:
    """Put together what the draws and the swaps say of each place, best first."""
    best, worst = _inner_ranks(ranks.ranks)
    turned = [round(float(share), 4) for share in ranks.turned] + [0.0]
    shared = [rank == after for rank, after in zip(today, [*today[1:], 0], strict=True)]
    return [
        Stability(min(int(low), rank), max(int(high), rank), share > _NEAR_TIE or equal, swap, share)
        for low, high, rank, share, equal, swap in zip(
            best, worst, today, turned, shared, swaps, strict=True
        )
    ]


def _inner_ranks(ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the ranks at the 5th and the 95th percentile (draws × candidates → candidates)."""
    import numpy as np

    draws = len(ranks)
    cut = int(_WITHIN * draws)
    parts = np.partition(ranks, (cut, draws - 1 - cut), axis=0)
    return parts[cut], parts[draws - 1 - cut]
