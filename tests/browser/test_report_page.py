"""What a recruiter does on the page: sort, search, filter, open, weigh anew, print."""

from __future__ import annotations

import random
import re
import statistics
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import yaml

from browser.conftest import Opener
from browser.pages import crowd, sample_profiles, sample_screening, screen, with_weights
from cpo_screen.criteria import Criteria, load_criteria
from cpo_screen.exports.report import export_report
from cpo_screen.screening import Screening

CRITERIA = load_criteria()
NAMES = ".ranked tbody .open-card"

READ_RANKING = """() => [...document.querySelectorAll('.ranked tbody tr')].map(row => [
    row.querySelector('.open-card').textContent, Number(row.querySelector('.rank b').textContent),
    row.querySelector('.col-score b').textContent, row.querySelector('.tier').textContent])"""
SET_WEIGHTS = """async weights => {
    document.querySelectorAll('.weight input[type=number]').forEach(input => {
        input.value = weights[input.dataset.at]; input.dispatchEvent(new Event('input')); });
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }"""
TIME_SORT = """column => {
    const button = document.querySelectorAll('.ranked thead button')[column];
    const start = performance.now(); button.click(); document.body.offsetHeight;
    return performance.now() - start; }"""


@cache
def sample_page() -> bytes:
    return export_report(sample_screening(), CRITERIA)


def names(page: Any) -> list[str]:
    return [str(one) for one in page.locator(NAMES).all_text_contents()]


def ranking_of(screening: Screening) -> list[list[Any]]:
    return [
        [one.card.profile.contact.name, one.rank, f"{one.card.total:.1f}", one.card.tier]
        for one in screening.ranked
    ]


def settle(page: Any) -> None:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def sort_by(page: Any, column: str) -> None:
    page.locator(f".ranked thead .col-{column} button").click()


def test_the_page_begins_with_the_ranking_of_the_program(open_page: Opener) -> None:
    page = open_page(sample_page())
    assert page.evaluate(READ_RANKING) == ranking_of(sample_screening())


def test_columns_sort_both_ways_and_say_so(open_page: Opener) -> None:
    page = open_page(sample_page())
    sort_by(page, "name")
    head = page.locator(".ranked thead .col-name")
    assert head.get_attribute("aria-sort") == "ascending"
    upwards = names(page)
    assert upwards[0] == "Anjali Seetharaman"
    sort_by(page, "name")
    assert head.get_attribute("aria-sort") == "descending"
    assert names(page) == upwards[::-1]
    assert page.locator("[aria-sort]").count() == 1
    sort_by(page, "years")
    years = [float(one) for one in page.locator("tbody .col-years").all_text_contents()]
    assert years == sorted(years, reverse=True)


def test_search_looks_in_names_and_jobs_without_accents(open_page: Opener) -> None:
    page = open_page(sample_page())
    page.fill("#search", "inigo")
    assert names(page) == ["Íñigo Zubeldia Marchetti"]
    page.fill("#search", "copperfield chief")
    assert names(page) == ["Theodora Blackwood-Nair"]
    page.fill("#search", "nobody like this")
    assert page.get_by_text("No candidate fits").is_visible()
    assert page.locator("#shown").text_content() == "0 of 13 candidates"


def test_a_tier_filters_and_counts(open_page: Opener) -> None:
    page = open_page(sample_page())
    strong = [one for one in sample_screening().ranked if one.card.tier == "strong"]
    label = page.locator("#tiers label", has_text="strong")
    assert label.text_content() == f"strong {len(strong)}"
    label.click()
    assert names(page) == [one.card.profile.contact.name for one in strong]


@pytest.mark.parametrize("seed", range(6))
def test_other_weights_give_the_ranking_of_the_program(open_page: Opener, seed: int) -> None:
    people, page = crowd(150), open_page(export_report(crowd(150), CRITERIA))
    chance = random.Random(seed)
    for _ in range(4):
        weights = [chance.choice((0, 0.5, 1, 2.5, 7, 12.3, 40, one.weight)) for one in CRITERIA.criteria]
        page.evaluate(SET_WEIGHTS, weights)
        expected = screen(people.profiles, with_weights(CRITERIA, weights))
        assert page.evaluate(READ_RANKING) == ranking_of(expected)
        assert page.locator("#count-review").text_content() == str(len(expected.review))


def test_what_is_unknown_may_count_as_nothing(open_page: Opener) -> None:
    strict = replace(
        CRITERIA, criteria=tuple(replace(one, unknown="zero") for one in CRITERIA.criteria), tiers=()
    )
    page = open_page(export_report(screen(sample_profiles(), strict), strict))
    weights = [float(at % 5) for at in range(len(CRITERIA.criteria))]
    page.evaluate(SET_WEIGHTS, weights)
    expected = screen(sample_profiles(), with_weights(strict, weights))
    found = [one[:3] for one in page.evaluate(READ_RANKING)]
    assert found == [one[:3] for one in ranking_of(expected)]


def test_the_card_adds_up_by_any_weights(open_page: Opener) -> None:
    page = open_page(sample_page())
    page.evaluate(SET_WEIGHTS, [5.0] * len(CRITERIA.criteria))
    even = screen(sample_profiles(), with_weights(CRITERIA, [5.0] * len(CRITERIA.criteria)))
    page.locator(NAMES).first.click()
    points = page.locator("dialog .scorecard tbody .points span:first-child").all_text_contents()
    expected = [
        f"{one.points:.1f} of {one.weight:.1f}" if one.counted else "left out"
        for one in even.ranked[0].card.results
    ]
    assert [one for one in points if "of" in one or "left" in one] == expected
    assert (
        page.locator("dialog tfoot .points").text_content() == f"{even.ranked[0].card.total:.1f} of 100.0"
    )


def test_the_lines_for_the_criteria_file_say_what_changed_and_can_be_taken_back(open_page: Opener) -> None:
    page = open_page(sample_page())
    page.click("#weights-open")
    page.get_by_label("People led, weight in numbers").fill("25")
    page.get_by_label("Strategic roadmap, weight in numbers").fill("3.5")
    settle(page)
    text = page.locator(".paste pre").text_content()
    assert yaml.safe_load(text) == {
        "criteria": {"team_size": {"weight": 25}, "leadership": {"signals": {"roadmap": {"weight": 3.5}}}}
    }
    assert "# was 6" in text
    assert page.locator(".move").count() > 0
    page.get_by_role("button", name="Reset").click()
    page.locator(".paste").wait_for(state="hidden")
    assert page.evaluate(READ_RANKING) == ranking_of(sample_screening())


def test_the_arrow_keys_move_a_weight(open_page: Opener) -> None:
    page = open_page(sample_page())
    page.locator("#weights-open").press("Enter")
    slider = page.get_by_label("Years in product roles, weight", exact=True)
    slider.press("ArrowRight")
    settle(page)
    assert "weight: 16.5    # was 16" in page.locator(".paste pre").text_content()


def test_a_card_opens_by_key_walks_on_and_gives_the_focus_back(open_page: Opener) -> None:
    page = open_page(sample_page())
    page.locator(NAMES).first.press("Enter")
    title = page.locator("dialog h2")
    assert title.text_content() == "Theodora Blackwood-Nair"
    page.get_by_role("button", name="Next").press("Enter")
    second = str(sample_screening().ranked[1].card.profile.contact.name)
    assert title.text_content() == second
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    # The dialog tells that it is closed a moment later, and only then the focus moves on.
    page.wait_for_function("name => document.activeElement.textContent === name", arg=second, timeout=5000)


def test_a_career_is_drawn_with_its_product_roles_marked(open_page: Opener) -> None:
    page = open_page(sample_page())
    for one in sample_screening().ranked[:4]:
        page.locator(NAMES, has_text=str(one.card.profile.contact.name)).click()
        positions = one.card.profile.positions
        assert page.locator("dialog .mark.product").count() == sum(p.is_product for p in positions)
        assert page.locator("dialog .track rect.product:not(.wide)").count() == sum(
            p.is_product and p.period.start is not None for p in positions
        )
        page.keyboard.press("Escape")


def test_the_chart_has_one_stop_for_the_tab_key_and_walks_by_arrows(open_page: Opener) -> None:
    page = open_page(sample_page())
    page.locator("#views label", has_text="Chart").click()
    assert page.locator(".dot").count() == 13
    assert page.locator(".dot[tabindex='0']").count() == 1
    page.locator(".dot[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label.startswith("Rank 2, ")
    assert page.locator(".tip").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("dialog h2").text_content() in label


def test_on_paper_stand_all_cards_or_the_one_that_is_open(open_page: Opener) -> None:
    page = open_page(sample_page())
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#print .card").count() == 14
    assert not page.locator(".tools").is_visible()
    assert page.locator("#print details:not([open])").count() == 0
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.locator(NAMES).nth(2).click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#print .card").count() == 1


def test_a_thousand_candidates_sort_without_lag(open_page: Opener) -> None:
    page = open_page(export_report(crowd(1000), CRITERIA))
    assert page.locator(".ranked tbody tr").count() == len(crowd(1000).ranked)
    for column in (1, 2, 4, 7):
        times = [page.evaluate(TIME_SORT, column) for _ in range(5)]
        assert min(times) < 200, f"column {column}: {statistics.median(times):.0f} ms"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_until_one_is_chosen(open_page: Opener, scheme: str) -> None:
    page = open_page(sample_page(), color_scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    at_first = page.evaluate(ground)
    other = "Dark" if scheme == "light" else "Light"
    page.locator("#themes label", has_text=other).click()
    assert page.evaluate(ground) != at_first
    page.locator("#themes label", has_text="Auto").click()
    assert page.evaluate(ground) == at_first


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_is_wider_than_the_screen(open_page: Opener, width: int) -> None:
    page = open_page(sample_page())
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(NAMES).first.click()
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= width


def test_the_heading_of_a_review_file_has_no_score(open_page: Opener) -> None:
    page = open_page(sample_page())
    page.locator("#review .open-card").click()
    assert not re.search(r"\d of 100", str(page.locator("dialog .card-head").text_content()))


def criteria_with(known_below: float) -> Criteria:
    return replace(CRITERIA, review=replace(CRITERIA.review, known_below=known_below))


def test_weights_move_candidates_to_the_review_list_and_back(open_page: Opener) -> None:
    rules = criteria_with(90)
    first = screen(sample_profiles(), rules)
    page = open_page(export_report(first, rules))
    network = [float(one.id == "network") + 0.01 for one in rules.criteria]
    page.evaluate(SET_WEIGHTS, network)
    expected = screen(sample_profiles(), with_weights(rules, network))
    assert expected.review != first.review
    assert set(page.locator("#review tbody .open-card").all_text_contents()) == {
        one.card.profile.contact.name or one.card.profile.source.path.split("/")[-1]
        for one in expected.review
    }
