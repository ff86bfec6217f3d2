from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from cpo_screen.criteria import Criteria, load_criteria, parse_criteria
from cpo_screen.model import GateResult, Scorecard
from cpo_screen.scoring import rank_scorecards, score_profile
from cpo_screen.scoring.stability import NO_PLACE, Stability, measure_stability
from cpo_screen.scoring.stability_draws import _rank, _total_tenths, read_sheet
from cpo_screen.scoring.stability_swaps import with_weight
from profile_builder import build_profile

GOLD = Path(__file__).parent / "gold" / "gold.jsonl"
CRITERIA = load_criteria()
TWO = parse_criteria(
    """
criteria:
  years: {kind: product_experience, weight: 60, years: {full: 10}}
  degrees: {kind: graduate_degrees, weight: 40, degrees: {MBA: 100, BA: 20}}
"""
)


def candidate(
    years: int, degree: str | None, name: str = "a", criteria: Criteria = TWO, start: str | None = None
) -> Scorecard:
    job = {"title": "VP Product", "level": "vp", "start": start or f"{2026 - years}-12", "end": "present"}
    education = [{"kind": degree, "level": "master" if degree == "MBA" else "bachelor"}] if degree else []
    record = {"positions": [job], "education": education, "sha256": name * 64, "file": f"{name}.txt"}
    return score_profile(build_profile(record), criteria)


@pytest.fixture(scope="module")
def gold() -> list[Scorecard]:
    records = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    return [score_profile(build_profile(record), CRITERIA) for record in records]


@pytest.fixture(scope="module")
def measured(gold: list[Scorecard]) -> tuple[Stability, ...]:
    return measure_stability(gold, CRITERIA)


def by_rank(cards: list[Scorecard], found: tuple[Stability, ...]) -> list[tuple[int, Scorecard, Stability]]:
    """The ranked candidates, best first, with what was measured of each."""
    of = {id(card): one for card, one in zip(cards, found, strict=True)}
    return [(one.rank, one.card, of[id(one.card)]) for one in rank_scorecards(cards) if one.rank]


class TestRanks:
    def test_todays_rank_lies_within(self, gold: list[Scorecard], measured: tuple[Stability, ...]) -> None:
        for rank, _, one in by_rank(gold, measured):
            assert one.best_rank is not None
            assert one.worst_rank is not None
            assert 1 <= one.best_rank <= rank <= one.worst_rank <= len(gold)

    def test_most_places_move_and_none_by_half_of_the_list(
        self, gold: list[Scorecard], measured: tuple[Stability, ...]
    ) -> None:
        widths = [(one.worst_rank or 0) - (one.best_rank or 0) for *_, one in by_rank(gold, measured)]
        assert 0 < sum(widths) / len(widths) < 8
        assert max(widths) < len(widths) / 2

    def test_same_seed_same_answer_whatever_the_order_of_the_cards(
        self, gold: list[Scorecard], measured: tuple[Stability, ...]
    ) -> None:
        order = list(range(len(gold)))
        random.Random(7).shuffle(order)
        again = measure_stability([gold[at] for at in order], CRITERIA)
        assert again == tuple(measured[at] for at in order)

    def test_another_seed_moves_no_end_by_more_than_one_place(
        self, gold: list[Scorecard], measured: tuple[Stability, ...]
    ) -> None:
        other = measure_stability(gold, CRITERIA, seed=99)
        ends = [(a.best_rank, b.best_rank) for a, b in zip(measured, other, strict=True)]
        ends += [(a.worst_rank, b.worst_rank) for a, b in zip(measured, other, strict=True)]
        assert all(abs((a or 0) - (b or 0)) <= 1 for a, b in ends)

    def test_the_figures_are_these_on_every_machine(self) -> None:
        cards = [candidate(8, "MBA"), candidate(9, None, "b"), candidate(10, "BA", "c")]
        cards += [candidate(7, "MBA", "d", start="2019"), candidate(2, "MBA", "e")]
        assert [card.total for card in cards] == [88.0, 90.0, 68.0, 84.5, 52.0]
        found = measure_stability(cards, TWO)
        told = [(one.best_rank, one.worst_rank, str(one.swap), one.turned) for one in found]
        assert told == [
            (1, 2, "None", 0.0),
            (1, 4, "years 60 → 39.2", 0.863),
            (3, 4, "years 60 → 39.9", 0.0),
            (2, 3, "degrees 40 → 19.2", 0.0),
            (5, 5, "None", 0.0),
        ]

    def test_ranks_are_those_of_the_ranking(self, gold: list[Scorecard]) -> None:
        ranked = [one.card for one in rank_scorecards(gold) if one.rank]
        chances = random.Random(3)
        tenths = [chances.randrange(300, 340) for _ in ranked]
        sheet = read_sheet(ranked, CRITERIA)
        moved = [replace(card, total=ten / 10) for card, ten in zip(ranked, tenths, strict=True)]
        expected = {id(one.card): one.rank for one in rank_scorecards(moved)}
        standing = np.array([tenths]) + np.where(sheet.is_last, 0, 1001)
        assert len(set(tenths)) < len(tenths)
        assert sheet.is_last.any()
        assert _rank(standing)[0].tolist() == [expected[id(card)] for card in moved]

    def test_the_worst_and_the_best_turn_of_what_is_open_are_low_and_high(
        self, gold: list[Scorecard]
    ) -> None:
        sheet = read_sheet(gold, CRITERIA)
        for luck, end in ((0.0, "low"), (1.0, "high")):
            (tenths,) = _total_tenths(sheet, sheet.weights[None, :], np.full((1, len(gold)), luck))
            told = [10 * getattr(card, end) for card in gold]
            assert tenths.tolist() == pytest.approx(told, abs=8)

    def test_nobody_passes_from_behind_a_must_have(self) -> None:
        unmet = GateResult("product", "Has held a product role", "not_met", "no", (), "last")
        best_of_last = replace(candidate(10, "MBA", "d"), gates=(unmet,))
        cards = [best_of_last, candidate(1, "BA", "b"), candidate(1, "BA", "c")]
        last, first, second = measure_stability(cards, TWO)
        assert (last.best_rank, last.worst_rank) == (3, 3)
        assert (first.worst_rank, second.worst_rank) == (1, 1)
        assert not second.tied_with_next
        assert second.swap is None

    def test_who_is_for_review_has_no_place_and_moves_nobody(self) -> None:
        cards = [candidate(8, "MBA"), replace(candidate(5, "BA", "b"), review=("look",))]
        assert measure_stability(cards, TWO) == (Stability(1, 1, False, None), NO_PLACE)
        assert measure_stability(cards[1:], TWO) == (NO_PLACE,)
        assert measure_stability([], TWO) == ()

    def test_what_is_unknown_or_inexact_opens_the_range(self) -> None:
        others = [candidate(years, "BA", hex(years)[2:]) for years in range(1, 11)]
        exact = measure_stability([*others, candidate(5, "BA", "f")], TWO)[-1]
        silent = measure_stability([*others, candidate(5, None, "f")], TWO)[-1]
        vague = measure_stability([*others, candidate(5, "BA", "f", start="2021")], TWO)[-1]
        width = [(one.worst_rank or 0) - (one.best_rank or 0) for one in (exact, vague, silent)]
        assert width[0] <= width[1] < width[2]

    def test_cards_of_other_criteria_and_no_draws_are_refused(self, gold: list[Scorecard]) -> None:
        with pytest.raises(ValueError, match="other criteria"):
            measure_stability(gold, TWO)
        with pytest.raises(ValueError, match="one draw"):
            measure_stability(gold, CRITERIA, draws=0)


class TestTies:
    def test_twins_are_tied(self) -> None:
        one, other, last = measure_stability(
            [candidate(8, "MBA"), candidate(8, "MBA", "b"), candidate(1, "BA", "c")], TWO
        )
        assert one.tied_with_next != other.tied_with_next
        assert {one.turned, other.turned} == {0.5, 0.0}
        assert not last.tied_with_next

    def test_neighbours_far_apart_are_not_tied_and_close_ones_are(
        self, gold: list[Scorecard], measured: tuple[Stability, ...]
    ) -> None:
        placed = by_rank(gold, measured)
        gaps: dict[bool, list[float]] = {True: [], False: []}
        for (_, card, one), (_, below, _) in pairwise(placed):
            if card.total >= below.total:
                gaps[one.tied_with_next].append(card.total - below.total)
        assert len(gaps[True]) > 3
        assert len(gaps[False]) > 3
        assert sum(gaps[True]) / len(gaps[True]) < sum(gaps[False]) / len(gaps[False]) / 2


class TestSwaps:
    def test_the_change_swaps_them_and_a_smaller_one_does_not(
        self, gold: list[Scorecard], measured: tuple[Stability, ...]
    ) -> None:
        placed = by_rank(gold, measured)
        pairs = [(a, b, one.swap) for (_, a, one), (_, b, _) in pairwise(placed)]
        assert sum(swap is not None for *_, swap in pairs) > 30
        names = [each.id for each in CRITERIA.criteria]
        for above, below, swap in pairs:
            if swap is not None:
                at = names.index(swap.criterion)
                assert swap.weight == CRITERIA.criteria[at].weight
                assert leads(below, above, at, swap.to)
                half = swap.weight + (swap.to - swap.weight) / 2
                assert abs(swap.to - swap.weight) < 0.25 or not leads(below, above, at, half)

    def test_no_other_weight_needs_less(
        self, gold: list[Scorecard], measured: tuple[Stability, ...]
    ) -> None:
        placed = by_rank(gold, measured)
        wide = [
            (a, b, one.swap)
            for (_, a, one), (_, b, _) in pairwise(placed)
            if one.swap and 1 < abs(one.swap.to - one.swap.weight) < 8
        ]
        assert len(wide) > 5
        for above, below, swap in wide[:6]:
            least = abs(swap.to - swap.weight) - 0.45  # the rounding of points and of the step
            for at, each in enumerate(CRITERIA.criteria):
                for change in (-least, -least / 2, least / 2, least):
                    if each.weight + change >= 0:
                        assert not leads(below, above, at, each.weight + change)

    def test_who_is_better_in_everything_is_swapped_by_nothing(self) -> None:
        first, _ = measure_stability([candidate(9, "MBA"), candidate(5, "BA", "b")], TWO)
        assert first.swap is None

    def test_a_weight_of_two(self) -> None:
        first, _ = measure_stability([candidate(9, "BA"), candidate(3, "MBA", "b")], TWO)
        assert str(first.swap) == "degrees 40 → 45.2"

    def test_weights_on_another_scale_are_written_on_it(self) -> None:
        small = with_weight(with_weight(TWO, 0, 6.0), 1, 4.0)
        cards = [candidate(9, "BA", criteria=small), candidate(3, "MBA", "b", criteria=small)]
        assert str(measure_stability(cards, small)[0].swap) == "degrees 4 → 4.52"


def leads(one: Scorecard, other: Scorecard, at: int, weight: float) -> bool:
    """Tell whether the one scores higher than the other with another weight, by scoring both anew."""
    criteria = with_weight(CRITERIA, at, weight)
    return score_profile(one.profile, criteria).total > score_profile(other.profile, criteria).total
