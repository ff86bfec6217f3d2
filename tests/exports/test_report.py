from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from browser.pages import crowd, data_of, sample_screening, with_weights
from cpo_screen.criteria import load_criteria
from cpo_screen.exports.report import BEGINS_WITH, export_report
from cpo_screen.exports.report.shares import Share, shares_of
from cpo_screen.exports.report.wording import LONGEST_QUOTE
from cpo_screen.exports.wording import shorten
from cpo_screen.model import Contact
from cpo_screen.ranking import rank_profiles
from cpo_screen.scoring.points import apportion_weights, total_points
from fakes.screenings import card, full_screening

PAGE_FOLDER = Path(__file__).parent.parent.parent / "src/cpo_screen/exports/report/page"
CRITERIA = load_criteria()


@dataclass(frozen=True)
class Range:
    best_rank: int
    worst_rank: int
    tied_with_next: bool


@pytest.fixture(scope="module")
def page() -> bytes:
    return export_report(sample_screening(), CRITERIA)


def test_the_same_screening_gives_the_same_bytes_whatever_time_it_took(page: bytes) -> None:
    again = replace(sample_screening(), seconds={"reading": 9.0})
    assert export_report(again, CRITERIA) == page
    assert page.startswith(BEGINS_WITH)


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_page(page: bytes) -> None:
    text = page.decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for tag, kind in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy[1]


def test_the_page_asks_for_nothing_from_elsewhere(page: bytes) -> None:
    text = page.decode().replace("http://www.w3.org/2000/svg", "")
    data = re.search(r'id="data">.*?</script>', text, re.S)
    assert data is not None
    code = text.replace(data[0], "")
    assert not re.search(r"https?:|//[a-z]+\.|@import|url\((?!#)|\bsrc=|<link|<img|<iframe", code)
    assert not re.search(r"\son[a-z]+=[\"']|\sstyle=[\"']", code)


def test_no_part_of_the_script_makes_markup_out_of_text() -> None:
    for file in PAGE_FOLDER.glob("*.js"):
        found = re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function", file.read_text()
        )
        assert not found, f"{file.name}: {found}"


def test_text_from_a_file_cannot_leave_the_block_of_data() -> None:
    nasty = "</script><script>alert(1)</script><!--\u2028&amp;\u202e\x00"
    one = sample_screening().ranked[0]
    profile = replace(one.card.profile, contact=Contact(name=nasty))
    bad = replace(one, card=replace(one.card, profile=profile))
    found = export_report(replace(sample_screening(), ranked=(bad,), review=()), CRITERIA)
    assert found.count(b"</script>") == 2
    assert b"<!--" not in found[len(BEGINS_WITH) :]
    assert data_of(found)["candidates"][0]["n"] == "</script><script>alert(1)</script><!-- &amp;"


def test_a_title_with_markup_is_text() -> None:
    found = export_report(sample_screening(), replace(CRITERIA, title="<b>$CPO</b> & more")).decode()
    assert "<h1>&lt;b&gt;$CPO&lt;/b&gt; &amp; more</h1>" in found


def test_the_shares_give_the_points_of_every_card() -> None:
    for profile_card in [one.card for one in (*crowd(60).ranked, *sample_screening().review)]:
        shares = shares_of(profile_card, CRITERIA)
        told = [
            one.weight if share.known else 0 for one, share in zip(CRITERIA.criteria, shares, strict=True)
        ]
        weights = apportion_weights(tuple(told))
        total = total_points([one.share for one in shares], weights)
        assert total / 10 == profile_card.total


def test_the_shares_are_exact_and_not_read_off_rounded_points() -> None:
    shares = [one for each in crowd(60).ranked for one in shares_of(each.card, CRITERIA)]
    assert any(one.share * 1000 % 1 > 1e-6 for one in shares)


def test_of_a_profile_changed_after_scoring_the_shares_come_from_the_points() -> None:
    scored = sample_screening().ranked[0].card
    bare = replace(scored, profile=replace(scored.profile, positions=(), leadership=(), education=()))
    for share, result in zip(shares_of(bare, CRITERIA), scored.results, strict=True):
        if result.counted:
            assert share.share == pytest.approx(result.points / result.weight)
        else:
            assert share == Share(0.0, 0.0, 1.0, False)


def test_scorecards_of_other_criteria_are_told_apart() -> None:
    with pytest.raises(ValueError, match="not of these criteria"):
        export_report(full_screening(), CRITERIA)
    with pytest.raises(ValueError, match="not of these criteria"):
        shares_of(card(), CRITERIA)


def test_every_quote_is_one_of_the_file_at_its_place(page: bytes) -> None:
    cards = [one.card for one in (*sample_screening().ranked, *sample_screening().review)]
    for record, scored in zip(data_of(page)["candidates"], cards, strict=True):
        for numbers, result in zip(record["e"], scored.results, strict=True):
            there = [[shorten(one.quote, LONGEST_QUOTE), one.page, one.line] for one in result.evidence]
            assert all(record["q"][at] in there for at in numbers)
            assert bool(numbers) == bool(there)


def test_every_file_that_was_found_is_on_the_page(page: bytes) -> None:
    data = data_of(page)
    assert len(data["candidates"]) == len(sample_screening().ranked) + len(sample_screening().review)
    assert data["refused"] == [["cvs/locked.pdf", "Needs a password."]]
    assert data["duplicates"] == [["cvs/copy.txt", "cvs/fergus_mo.txt"]]
    assert data["candidates"][-1]["why"] == sample_screening().review[-1].reason.message


def test_questions_go_to_their_file_and_ranges_to_their_rank() -> None:
    first = sample_screening().ranked[0].card.profile.source.path
    found = export_report(
        sample_screening(),
        CRITERIA,
        questions={first: ("Who owned the P&L?",)},
        stability=[Range(1, 3, True)],
    )
    told = data_of(found)["candidates"]
    assert told[0]["ask"] == ["Who owned the P&L?"]
    assert told[0]["x"] == [1, 3, 1]
    assert not any("ask" in one or "x" in one for one in told[1:])


def test_a_reason_to_look_that_depends_on_the_weights_is_left_to_them() -> None:
    strict = replace(CRITERIA, review=replace(CRITERIA.review, known_below=101.0))
    ranked, review = rank_profiles([sample_screening().ranked[0].card.profile], strict)
    assert not ranked
    found = export_report(replace(sample_screening(), ranked=(), review=review), strict)
    assert "review" not in data_of(found)["candidates"][0]


def test_a_thousand_candidates_stay_below_four_megabytes() -> None:
    assert len(export_report(crowd(1000), CRITERIA)) < 4_000_000


def test_nobody_at_all_is_a_page_too() -> None:
    none = replace(sample_screening(), ranked=(), review=())
    assert data_of(export_report(none, CRITERIA))["candidates"] == []
    assert with_weights(CRITERIA, [0.0] * len(CRITERIA.criteria)).criteria[0].weight == 0


def test_every_fact_with_a_number_has_its_words() -> None:
    with_words = {"Carried", "Results", "Degrees", "Programmes", "Network", "Only listed as skills"}
    for record in data_of(export_report(sample_screening(), CRITERIA))["candidates"]:
        for heading, facts in record.get("k", ()):
            assert heading not in with_words or all(len(fact) == 2 for fact in facts)
