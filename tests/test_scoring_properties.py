"""What holds for every profile: sums, unknowns, fairness, order."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cpo_screen.criteria import Criteria, load_criteria
from cpo_screen.criteria.patterns import matches_any
from cpo_screen.criteria.schema import LadderSettings, TechnicalSettings
from cpo_screen.model import CandidateProfile, Contact, Experience, Scorecard
from cpo_screen.scoring import rank_scorecards, score_profile, score_total
from cpo_screen.scoring.experience import _ladder_share, _months_held, _settled
from cpo_screen.scoring.learning import _technical_positions
from profile_builder import build_profile

CRITERIA = load_criteria()
LEVELS = ["c_level", "vp", "head", "director", "principal", "senior", "manager", "junior", "other"]
SIGNALS = ["vision_strategy", "roadmap", "people_leadership", "outcomes", "commercial", "data_fluency"]
MONTHS = st.dates().map(lambda day: f"{1990 + day.year % 36}-{day.month:02d}")


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


POSITIONS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(
            ["VP Product", "Product Manager", "CTO", "Founder & CEO", "Product Designer"]
        ),
        "product": st.booleans(),
        "level": st.sampled_from(LEVELS),
        "start": maybe(MONTHS),
        "end": maybe(MONTHS | st.just("present") | st.just("2020")),
        "highlights": st.lists(
            st.sampled_from(["Set the strategy of the whole firm " * 5, "Ran it"]), max_size=4
        ),
    }
)
EDUCATION = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["MBA", "MS", "BS", "PhD", "other"]),
        "level": st.sampled_from(["master", "bachelor", "other"]),
        "field": maybe(st.sampled_from(["Computer Science", "History"])),
        "status": maybe(st.just("in_progress")),
        "end_year": maybe(st.integers(1970, 2030)),
    }
)
RECORDS = st.fixed_dictionaries(
    {
        "positions": st.lists(POSITIONS, max_size=4),
        "education": st.lists(EDUCATION, max_size=3),
        "programmes": st.lists(st.sampled_from([{"name": "CSPO"}, {"name": "MIT"}]), max_size=2),
        "background": maybe(st.sampled_from(["it", "marketing", "product", "other"])),
        "network": st.fixed_dictionaries({"connections": maybe(st.integers(0, 900))}),
        "team_size_max": maybe(st.integers(1, 300)),
        "leadership": st.lists(
            st.fixed_dictionaries(
                {
                    "signal": st.sampled_from(SIGNALS),
                    "quote": st.sampled_from(["Did it", "Did it again", "And again"]),
                    "strength": st.sampled_from(["led", "contributed"]),
                    "position": maybe(st.integers(0, 5)),
                }
            ),
            max_size=8,
        ),
    }
)  # fmt: skip
PROFILES = RECORDS.map(build_profile)


def score(profile: CandidateProfile, criteria: Criteria = CRITERIA) -> Scorecard:
    return score_profile(profile, criteria)


def without_source(card: Scorecard) -> tuple[Any, ...]:
    return card.results, card.gates, card.total, card.low, card.high, card.tier, card.review


@given(PROFILES)
def test_the_explanation_adds_up_to_the_total_exactly(profile: CandidateProfile) -> None:
    card = score(profile)
    counted = [each for each in card.results if each.counted]
    assert sum(Decimal(str(each.points)) for each in card.results) == Decimal(str(card.total))
    assert sum(Decimal(str(each.weight)) for each in counted) == (100 if counted else 0)
    for each in counted:
        assert each.reason.endswith(f": {each.points:g} of {each.weight:g}")


@given(PROFILES)
def test_everything_lies_within_its_range(profile: CandidateProfile) -> None:
    card = score(profile)
    assert 0 <= card.low <= card.total <= card.high <= 100
    assert all(
        0 <= each.low <= each.points <= each.high <= each.weight for each in card.results if each.counted
    )


@given(PROFILES)
def test_an_unknown_gives_no_points_and_stays_out_unless_the_recruiter_says_so(
    profile: CandidateProfile,
) -> None:
    for each in score(profile).results:
        if not each.counted:
            assert (each.verdict, each.points, each.low, each.high) == ("unknown", 0, 0, each.weight)


@settings(max_examples=50)
@given(PROFILES, st.integers(0, 400), st.integers(0, 60))
def test_more_months_never_lower_the_score(profile: CandidateProfile, months: int, more: int) -> None:
    def with_months(number: int) -> CandidateProfile:
        clocks = {f"months_{clock}{end}": number for clock in ("total", "product", "product_leadership")
                  for end in ("", "_low", "_high")}  # fmt: skip
        return replace(profile, experience=Experience(**clocks))

    before, after = score(with_months(months)), score(with_months(months + more))
    if [each.counted for each in before.results] == [each.counted for each in after.results]:
        assert after.total >= before.total
        assert after.high >= before.high


@given(PROFILES)
def test_a_neutral_unknown_changes_no_other_criterions_share(
    profile: CandidateProfile,
) -> None:
    silent = replace(profile, network=type(profile.network)())
    stated = build_profile({"network": {"connections": 300}}).network
    told = replace(profile, network=stated)
    before = {each.criterion: each for each in score(told).results if each.criterion != "network"}
    for each in score(silent).results:
        if each.criterion in before and each.counted:
            other = before[each.criterion]
            assert each.verdict == other.verdict
            assert abs(each.points / each.weight - other.points / other.weight) < 0.2 / each.weight


@given(PROFILES, st.text(max_size=20), st.integers(1930, 2030))
def test_protected_fields_never_move_a_score(profile: CandidateProfile, text: str, year: int) -> None:
    other = replace(
        profile,
        contact=Contact(text, f"{text}@example.com", text, text, text),
        education=tuple(replace(each, end_year=year, institution=text) for each in profile.education),
        positions=tuple(replace(each, location=text) for each in profile.positions),
        source=replace(profile.source, path=text, language="de"),
    )
    assert without_source(score(other)) == without_source(score(profile))


@given(st.lists(RECORDS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_files(
    records: list[dict[str, Any]], shuffle: random.Random
) -> None:
    cards = [score(build_profile({**each, "sha256": f"{n:064d}"})) for n, each in enumerate(records)]
    shuffled = shuffle.sample(cards, len(cards))
    assert rank_scorecards(shuffled) == rank_scorecards(cards)


@given(st.lists(RECORDS, max_size=8))
def test_ranks_count_everybody_before_and_ties_share(records: list[dict[str, Any]]) -> None:
    ranked = [each for each in rank_scorecards(score(build_profile(each)) for each in records) if each.rank]
    for each in ranked:
        better = [
            one for one in ranked
            if (is_last(one.card), -one.card.total) < (is_last(each.card), -each.card.total)
        ]  # fmt: skip
        assert each.rank == len(better) + 1


def is_last(card: Scorecard) -> bool:
    return any(gate.effect == "last" and gate.verdict == "not_met" for gate in card.gates)


# --- short cuts find what the long way finds --------------------------------------------------------


@given(RECORDS)
def test_the_total_alone_is_that_of_the_scorecard(record: dict[str, Any]) -> None:
    profile = build_profile(record)
    assert score_total(profile, CRITERIA) == score(profile).total


@given(st.lists(POSITIONS, max_size=6))
def test_all_titles_at_once_are_the_titles_one_by_one(positions: list[dict[str, Any]]) -> None:
    rule = next(each.rule for each in CRITERIA.criteria if isinstance(each.rule, TechnicalSettings))
    found = build_profile({"positions": positions}).positions
    assert _technical_positions(found, rule) == [
        each
        for each in found
        if each.function in rule.functions or matches_any(rule.titles, each.title or "")
    ]


@given(st.lists(POSITIONS, max_size=6))
def test_no_lower_level_is_worth_more_than_the_one_that_ends_the_search(
    positions: list[dict[str, Any]],
) -> None:
    rule = next(each.rule for each in CRITERIA.criteria if isinstance(each.rule, LadderSettings))
    profile = build_profile({"positions": positions})
    dated = [each for each in profile.positions if each.period.start and each.level in rule.levels]
    shares = [0.0]
    for percent in rule.levels.values():
        held = _months_held([each for each in dated if rule.levels[each.level] >= percent], profile.as_of)
        shares.append(percent / 100 * _settled(held, rule.settled_after))
    assert rule.former == 100
    assert _ladder_share(dated, rule, profile.as_of) == max(shares)
