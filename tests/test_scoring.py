from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from cpo_screen.criteria import load_criteria, parse_criteria
from cpo_screen.extraction.experience import measure_experience
from cpo_screen.model import Background, CandidateProfile, Scorecard, Span
from cpo_screen.scoring import is_product_title, rank_scorecards, retitle, score_profile
from profile_builder import build_profile

GOLD = Path(__file__).parent / "gold"
CRITERIA = load_criteria()


def card_of(total: float, *, name: str = "", sha256: str = "0", **changes: Any) -> Scorecard:
    profile = build_profile({"name": name, "sha256": sha256})
    base = score_profile(profile, CRITERIA)
    return replace(base, total=total, high=changes.pop("high", total), gates=(), review=(), **changes)


class TestRanking:
    def test_ties_share_a_rank_and_the_next_one_is_skipped(self) -> None:
        ranked = rank_scorecards(
            [card_of(50), card_of(90), card_of(70, sha256="2"), card_of(70, sha256="1")]
        )
        assert [each.rank for each in ranked] == [1, 2, 2, 4]

    def test_equals_stand_by_high_then_by_hash_never_by_name(self) -> None:
        cards = [
            card_of(70, name="Aa", sha256="9"),
            card_of(70, name="Bb", sha256="1"),
            card_of(70, name="Cc", sha256="5", high=80),
        ]
        assert [each.card.profile.contact.name for each in rank_scorecards(cards)] == ["Cc", "Bb", "Aa"]

    def test_who_misses_a_must_have_of_effect_last_comes_after_all_others(self) -> None:
        sales = {"title": "VP Sales", "product": False, "start": "2001-01", "end": "present"}
        mba, ba = {"kind": "MBA", "level": "master"}, {"kind": "BA", "level": "bachelor"}
        director = build_profile({"positions": [sales], "education": [mba], "team_size_max": 200})
        apm = {"title": "APM", "level": "junior", "start": "2026-01", "end": "present"}
        junior = build_profile({"positions": [apm], "education": [ba]})
        ranked = rank_scorecards(score_profile(each, CRITERIA) for each in (director, junior))
        assert ranked[0].card.profile is junior
        assert ranked[0].card.total < ranked[1].card.total
        assert [each.rank for each in ranked] == [1, 2]

    def test_the_review_list_has_no_ranks_and_comes_last(self) -> None:
        unread = score_profile(build_profile({"education": [{"kind": "MBA", "level": "master"}]}), CRITERIA)
        assert unread.review
        ranked = rank_scorecards([unread, card_of(1)])
        assert [each.rank for each in ranked] == [1, None]
        assert ranked[1].card is unread


class TestTitles:
    TITLES = parse_criteria(
        """
product_titles: {include: [chief digital officer, "head of * innovation"], exclude: [product owner]}
criteria:
  years: {kind: product_experience, weight: 1, years: {full: 10}}
"""
    )

    @pytest.mark.parametrize(
        ("title", "default", "expected"),
        [
            ("Chief Digital Officer", False, True),
            ("Head of Retail Innovation", False, True),
            ("Senior Product Owner", True, False),
            ("Chief Digital Officer and Product Owner", True, False),
            ("VP Product", True, True),
            ("Sales Manager", False, False),
            (None, True, True),
        ],
    )
    def test_exclude_then_include_then_the_rules(
        self, title: str | None, default: bool, expected: bool
    ) -> None:
        assert is_product_title(title, default, self.TITLES) == expected

    def test_clocks_and_background_are_measured_anew(self) -> None:
        profile = build_profile(
            {
                "positions": [
                    {
                        "title": "Chief Digital Officer",
                        "product": False,
                        "start": "2016-12",
                        "end": "present",
                    }
                ]
            }
        )
        own = retitle(profile, self.TITLES, measure_experience, lambda _: Background("product"))
        assert own.positions[0].is_product
        assert own.experience.months_product == 120
        assert own.background.field == "product"
        assert score_profile(own, self.TITLES).total == 100

    def test_nothing_changes_without_a_match(self) -> None:
        profile = build_profile(
            {"positions": [{"title": "VP Product", "start": "2016-12", "end": "present"}]}
        )
        assert retitle(profile, self.TITLES, measure_experience) is profile
        assert retitle(profile, CRITERIA, measure_experience) is profile


def test_a_team_led_outside_product_counts_half() -> None:
    profile = build_profile(
        {"positions": [{"title": "Plant Manager", "product": False}], "team_size_max": 60}
    )
    (position,) = profile.positions
    inside = replace(profile, positions=(replace(position, block=Span(0, 400)),))
    points = {
        each.criterion: each.points / each.weight
        for each in score_profile(inside, CRITERIA).results
        if each.counted
    }
    assert points["team_size"] == pytest.approx(0.5, abs=0.01)


@pytest.fixture(scope="module")
def gold() -> dict[str, CandidateProfile]:
    lines = (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: build_profile(record) for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def judged() -> list[dict[str, Any]]:
    ranking: list[dict[str, Any]] = json.loads((GOLD / "ranking.json").read_text(encoding="utf-8"))
    return ranking


class TestAgainstARecruitersOrder:
    """The labels' own facts, scored by the shipped criteria, against a thoughtful recruiter's order."""

    def test_all_strong_above_all_without_a_product_role(
        self, gold: dict[str, CandidateProfile], judged: list[dict[str, Any]]
    ) -> None:
        totals = {name: score_profile(profile, CRITERIA).total for name, profile in gold.items()}
        strong = [totals[each["id"]] for each in judged if each["tier"] == "strong"]
        others = [totals[each["id"]] for each in judged if each["tier"] == "not_product"]
        assert min(strong) > max(others) + 30

    def test_pairs_in_the_same_order(
        self, gold: dict[str, CandidateProfile], judged: list[dict[str, Any]]
    ) -> None:
        names = {id(profile): name for name, profile in gold.items()}
        ranked = rank_scorecards(score_profile(profile, CRITERIA) for profile in gold.values())
        place = {names[id(each.card.profile)]: number for number, each in enumerate(ranked)}
        pairs = list(combinations([each["id"] for each in judged], 2))
        assert sum(place[better] < place[worse] for better, worse in pairs) / len(pairs) > 0.88
