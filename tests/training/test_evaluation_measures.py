"""Each measure on examples small enough to count by hand: (right, labelled, found)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cpo_screen.training.evaluation.alignment import align_jobs
from cpo_screen.training.evaluation.folding import fold, fold_profile_address, is_same_number
from cpo_screen.training.evaluation.measures import measure_cv
from cpo_screen.training.evaluation.profiles import read_facts
from cpo_screen.training.evaluation.records import Course, Degree, Facts, Job, Label, Led, Tally

LISTS = ("positions", "education", "programmes", "leadership")
VALUES = ("name", "email", "phone", "linkedin", "background", "team_size_max", "claimed_years")
ALL_KEYS = frozenset((*LISTS, *VALUES, "connections", "followers"))
CPO = Job("Chief Product Officer", "Acme", "2020-01", "present", True, "c_level")
PM = Job("Product Manager", "Borealis Ltd.", "2015-03", "2019-12", True, "manager")
ANALYST = Job("Analyst", "Acme", "2012", "2014", False, "other")
MBA = Degree("MBA", "MBA", None, "INSEAD", 2014)
BSC = Degree("BSc Physics", "BS", "Physics", "University of Leeds", 2008)


def tallies(labelled: Facts, found: Facts, keys: frozenset[str] = ALL_KEYS) -> dict[str, Tally]:
    label = Label("a", "a.pdf", 1, None, "single", "en", False, labelled, keys)
    return measure_cv(label, found)


def counts(tally: Tally) -> tuple[int, int, int | None]:
    return (tally.right, tally.expected, tally.found)


def jobs(labelled: list[Job], found: list[Job]) -> dict[str, tuple[int, int, int | None]]:
    both = tallies(Facts(jobs=tuple(labelled)), Facts(jobs=tuple(found)))
    return {measure: counts(tally) for measure, tally in both.items()}


def changed(job: Job, **changes: Any) -> Job:
    return replace(job, **changes)


# --- folding


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VP, Product", "vp  product"),
        ("Head of Product – Payments", "Head of Product - Payments"),
        ("Ofﬁce Straße", "office strasse"),
        ("Said Business\nSchool", "Saïd Business School".replace("ï", "i")),
    ],
)
def test_folded_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VP Product", "VP of Product"),
        ("Senior PM", "Sr PM"),
        ("Café", "Cafe"),
        ("Acme", "Acme Ltd"),
        ("C", ""),
    ],
)
def test_folded_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+44 (0)20 7946 0188", "020 7946 0188", True),
        ("0044 20 7946 0188", "+44 20 7946 0188", True),
        ("+1 617-555-0164", "(617) 555-0164", True),
        ("+49 40 66969 142", "+4940 66969-142", True),
        ("+1 617-555-0164", "+1 617-555-0165", False),
        ("555-0164", "+44 20 555 0164", False),
        ("", "", False),
        ("123", "+44 123", False),
    ],
)
def test_numbers(one: str, other: str, same: bool) -> None:
    assert is_same_number(one, other) is same
    assert is_same_number(other, one) is same


def test_profile_addresses() -> None:
    assert fold_profile_address("HTTPS://www.linkedin.com/in/Ada-Example/") == "linkedin.com/in/ada-example"
    assert fold_profile_address("linkedin.com/in/ada%2Dexample") == "linkedin.com/in/ada-example"
    assert fold_profile_address("linkedin.com/in/ada2") != fold_profile_address("linkedin.com/in/ada")


# --- positions


def test_all_right_in_another_order() -> None:
    found = jobs([CPO, PM, ANALYST], [ANALYST, CPO, PM])
    assert set(found.values()) >= {(3, 3, 3)}
    for measure in (
        "position_record",
        "position_found",
        "title",
        "company",
        "dates",
        "product_flag",
        "level",
    ):
        assert found[measure] == (3, 3, 3)


def test_one_wrong_title_costs_the_record_and_the_title_only() -> None:
    found = jobs([CPO, PM], [CPO, changed(PM, title="Manager")])
    assert found["position_record"] == (1, 2, 2)
    assert found["title"] == (1, 2, 2)
    assert found["company"] == found["dates"] == found["position_found"] == (2, 2, 2)


def test_swapped_titles_cost_records_but_no_titles() -> None:
    swapped = [changed(CPO, title=PM.title), changed(PM, title=CPO.title)]
    found = jobs([CPO, PM], swapped)
    assert found["position_record"] == (0, 2, 2)
    assert found["title"] == (2, 2, 2)


def test_history_printed_twice() -> None:
    found = jobs([CPO, PM], [CPO, PM, CPO, PM])
    assert found["position_record"] == found["title"] == found["position_found"] == (2, 2, 4)


def test_twins_count_twice() -> None:
    assert jobs([PM, PM], [PM])["position_record"] == (1, 2, 1)


def test_dates_are_a_pair_and_a_year_is_no_month() -> None:
    found = jobs([CPO, ANALYST], [changed(CPO, end=None), changed(ANALYST, start="2012-01")])
    assert found["dates"] == (0, 2, 2)
    assert found["position_found"] == (2, 2, 2)


def test_silence_is_no_value_but_a_part_of_the_record() -> None:
    undated = Job("Reporter", None, None, None, False, "other")
    found = jobs([undated], [undated])
    assert found["position_record"] == (1, 1, 1)
    assert found["company"] == found["dates"] == (0, 0, 0)
    assert jobs([undated], [changed(undated, company="Acme")])["company"] == (0, 0, 1)


def test_flag_and_level_are_compared_on_pairs_only() -> None:
    other = Job("Gardener", "Park", "2001", "2002", True, "vp")
    found = jobs([CPO, PM], [changed(CPO, product=False), other])
    assert found["product_flag"] == (0, 1, 1)
    assert found["level"] == (1, 1, 1)
    assert found["position_found"] == (1, 2, 2)


def test_nothing_found_misses_every_flag() -> None:
    found = jobs([CPO, PM], [])
    assert found["product_flag"] == found["level"] == found["position_record"] == (0, 2, 0)


@pytest.mark.parametrize(
    ("found", "paired"),
    [
        (Job("chief product officer", None, None, None), True),
        (Job("Boss", "ACME", "2020-01", None), True),
        (Job("Boss", "ACME", None, "present"), True),
        (Job(None, None, "2020-01", "present"), True),
        (Job("Boss", "Acme", "2020", "2021"), False),
        (Job("Boss", "Borealis", "2020-01", "2021"), False),
        (Job("Product Officer", "Acme Inc", None, "present"), False),
    ],
)
def test_what_makes_a_pair(found: Job, paired: bool) -> None:
    assert bool(align_jobs([CPO], [found])) is paired


def test_best_pair_first() -> None:
    first = changed(PM, start="2010-01", end="2015-02")
    assert align_jobs([first, PM], [PM, first]) == ((0, 1), (1, 0))


# --- education


def test_degrees() -> None:
    found = tallies(
        Facts(degrees=(MBA, BSC)), Facts(degrees=(BSC, Degree("MBA", "EMBA", None, "INSEAD", 2015)))
    )
    assert counts(found["education_record"]) == (1, 2, 2)
    assert counts(found["degree_kind"]) == (1, 2, 2)
    assert counts(found["institution"]) == (2, 2, 2)
    assert counts(found["end_year"]) == (1, 2, 2)
    assert counts(found["degree"]) == (2, 2, 2)
    assert counts(found["field"]) == (1, 1, 1)


@pytest.mark.parametrize(
    "change",
    [{"degree": "BS"}, {"kind": "BA"}, {"field": None}, {"institution": "Leeds"}, {"end_year": 2009}],
)
def test_every_part_of_a_degree_counts(change: dict[str, Any]) -> None:
    found = replace(BSC, **change)
    assert counts(tallies(Facts(degrees=(BSC,)), Facts(degrees=(found,)))["education_record"]) == (0, 1, 1)


def test_degree_not_held() -> None:
    started = Degree("MBA", "MBA", None, "INSEAD", None, held=False)
    assert counts(tallies(Facts(degrees=(started, BSC)), Facts(degrees=(MBA, BSC)))["education_held"]) == (
        1,
        2,
        2,
    )


# --- programmes


@pytest.mark.parametrize(
    ("found", "strict", "named"),
    [
        (Course("chief product officer program", "Kellogg"), 1, 1),
        (Course("Chief Product Officer Program", "Kellogg Executive Education"), 0, 1),
        (Course("Chief Product Officer Program (2022)", None), 0, 1),
        (Course("Chief Product Officer Program", "INSEAD"), 0, 0),
        (Course("Chief Product Officer Programme", "Kellogg"), 0, 0),
        (Course("Product", "Kellogg"), 0, 1),
        (Course("Prod", "Kellogg"), 0, 0),
    ],
)
def test_programmes(found: Course, strict: int, named: int) -> None:
    labelled = Course("Chief Product Officer Program", "Kellogg")
    both = tallies(Facts(courses=(labelled,)), Facts(courses=(found,)))
    assert counts(both["programme"]) == (strict, 1, 1)
    assert counts(both["programme_named"]) == (named, 1, 1)


def test_programme_status() -> None:
    labelled = (Course("CSPO", held=False), Course("PDG", held=True))
    found = (Course("PDG", held=True), Course("CSPO", held=True))
    assert counts(tallies(Facts(courses=labelled), Facts(courses=found))["programme_status"]) == (1, 2, 2)


# --- single values


def values(labelled: dict[str, Any], found: dict[str, Any]) -> dict[str, tuple[int, int, int | None]]:
    both = tallies(Facts(values=labelled), Facts(values=found), frozenset(labelled))
    return {measure: counts(tally) for measure, tally in both.items()}


def test_values() -> None:
    labelled = {"name": "Ada Example", "email": "a@example.com", "team_size_max": 12, "followers": None}
    found = {"name": "ADA EXAMPLE", "email": "A@example.com", "team_size_max": 13, "followers": 3}
    assert values(labelled, found) == {
        "name": (1, 1, 1),
        "email": (1, 1, 1),
        "team_size_max": (0, 1, 1),
        "followers": (0, 0, 1),
    }


def test_silence_on_both_sides_counts_nothing() -> None:
    assert values({"phone": None}, {}) == {"phone": (0, 0, 0)}
    assert values({"phone": "+44 20 7946 0188"}, {}) == {"phone": (0, 1, 0)}


def test_a_key_without_label_is_not_measured() -> None:
    assert values({"name": "A"}, {"name": "A", "phone": "+44 20 7946 0188"}) == {"name": (1, 1, 1)}


@pytest.mark.parametrize(
    ("found", "labelled", "right"),
    [
        (120, (120, 120, 120), 1),
        (121, (120, 120, 120), 1),
        (119, (120, 120, 120), 1),
        (122, (120, 120, 120), 0),
        (130, (120, 110, 130), 1),
        (131, (120, 110, 130), 0),
        (109, (120, 110, 130), 0),
    ],
)
def test_months(found: int, labelled: tuple[int, int, int], right: int) -> None:
    both = tallies(
        Facts(months={"months_total": labelled}), Facts(months={"months_total": (found, found, found)})
    )
    assert counts(both["months_total"]) == (right, 1, 1)


def test_no_months() -> None:
    assert counts(tallies(Facts(months={"months_total": (0, 0, 0)}), Facts())["months_total"]) == (0, 1, 0)


# --- leadership

LED = (
    Led("roadmap", "Owned the roadmap of six squads"),
    Led("people_leadership", "Lead 96 people in product, engineering, data and security"),
    Led("people_leadership", "Hired and coached the first twelve product managers"),
)


def test_leadership_kinds_are_a_set() -> None:
    found = (Led("people_leadership", "x"), Led("people_leadership", "y"), Led("outcomes", "z"))
    assert counts(tallies(Facts(leadership=LED), Facts(leadership=found))["leadership_kinds"]) == (1, 2, 2)


@pytest.mark.parametrize(
    ("signal", "quote", "right"),
    [
        ("roadmap", "Owned the roadmap of six squads and set its themes", 1),
        ("roadmap", "owned the roadmap of…", 1),
        ("roadmap", "owned the roadmap", 0),
        ("outcomes", "Owned the roadmap of six squads", 0),
    ],
)
def test_quotes(signal: str, quote: str, right: int) -> None:
    both = tallies(Facts(leadership=LED[:1]), Facts(leadership=(Led(signal, quote),)))
    assert counts(both["leadership_quotes"]) == (right, 1, None)


def test_two_quotes_of_one_signal() -> None:
    assert counts(tallies(Facts(leadership=LED), Facts(leadership=LED[1:]))["leadership_quotes"]) == (
        2,
        3,
        None,
    )


# --- misses


def test_misses_pair_what_was_expected_with_what_stands_there() -> None:
    wrong = Job("Manager", PM.company, PM.start, PM.end, True, "manager", "Manager, Borealis Ltd.")
    (miss,) = tallies(Facts(jobs=(CPO, PM)), Facts(jobs=(wrong, CPO)))["title"].misses
    assert (miss.expected, miss.found, miss.near) == (
        "Product Manager",
        "Manager",
        "Manager, Borealis Ltd.",
    )


def test_lost_and_invented_records_are_misses_of_their_own() -> None:
    invented = Job("Gardener", "Park", "2001", "2002", near="Gardener at Park")
    misses = tallies(Facts(jobs=(CPO,)), Facts(jobs=(invented,)))["position_found"].misses
    assert [(miss.expected is None, miss.found is None) for miss in misses] == [
        (False, True),
        (True, False),
    ]


def test_as_many_misses_as_counts_say() -> None:
    both = tallies(
        Facts(jobs=(CPO, PM, PM), degrees=(MBA,)),
        Facts(jobs=(CPO, ANALYST, ANALYST, PM, CPO), degrees=(BSC, BSC)),
    )
    for tally in both.values():
        lost = sum(miss.expected is not None for miss in tally.misses)
        extra = sum(miss.found is not None for miss in tally.misses)
        assert (lost, extra) == (tally.expected - tally.right, (tally.found or 0) - tally.right)


# --- profiles as printed


def test_profile_json_is_read_in_full() -> None:
    facts = read_facts(
        {
            "name": "Ada Example",
            "phone": " ",
            "positions": [
                {"title": "CPO", "start": "2020", "product": True, "evidence": {"quote": "CPO, 2020"}}
            ],
            "education": [
                {"degree": "MBA", "kind": "MBA", "end_year": 2014, "completed": False},
                {"completed": None},
            ],
            "programmes": [
                {"name": "A", "status": "taught"},
                {"name": "B", "status": "enrolled"},
                {"name": "C", "status": "unknown"},
            ],
            "experience": {"months_product": 9, "months_product_low": 8, "claimed_years": 15},
            "background": {"field": "it"},
            "network": {"connections": 500, "followers": None},
            "team_size_max": 45,
            "leadership": [
                {"signal": "roadmap", "strength": "led", "quote": "x"},
                {"signal": "outcomes", "strength": "contributed", "quote": "y"},
            ],
        }
    )
    assert facts.jobs == (Job("CPO", None, "2020", None, True, None, "CPO, 2020"),)
    assert facts.degrees == (Degree("MBA", "MBA", None, None, 2014, held=False), Degree())
    assert facts.courses == (Course("B", held=False), Course("C"))
    assert facts.months == {"months_product": (9, 8, 9)}
    assert facts.leadership == (Led("roadmap", "x"),)
    assert facts.values == {
        "name": "Ada Example",
        "email": None,
        "phone": None,
        "linkedin": None,
        "background": "it",
        "team_size_max": 45,
        "claimed_years": 15,
        "connections": 500,
        "followers": None,
    }


@pytest.mark.parametrize("value", [None, [], "text", 3, [3], {"a": 1}])
def test_odd_profiles_say_nothing(value: object) -> None:
    keys = (
        "name",
        "positions",
        "education",
        "programmes",
        "experience",
        "background",
        "network",
        "leadership",
    )
    facts = read_facts(dict.fromkeys(keys, value) | {"name": None})
    assert not any(facts.values.values())
    assert all(one == Job() for one in facts.jobs)
