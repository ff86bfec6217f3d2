"""What periods leave of their line, and the lexicon of dates."""

from __future__ import annotations

from collections import Counter
from time import process_time
from typing import Any

import pytest

from cpo_screen.extraction.date_words import fold_same_length, month_numbers, month_of, season_months
from cpo_screen.extraction.dates import find_durations, find_periods, find_years
from cpo_screen.lexicons import load_lexicon


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Analyst [ 01/03/2021 – Attuale ] Torino", "Analyst  Torino"),
        ("Analyst (Mar 2019 – present)", "Analyst "),
        ("Start: 06/2022  End: Present  Hours: 40", "  Hours: 40"),
        ("Clerk from the end of May 2016 to mid-2018, Lyon", "Clerk , Lyon"),
        ("12th May 2010 – 1st June 2011: Cook", ": Cook"),
        ("Teacher, Grade 4 Sept 2004 – June 2009", "Teacher, Grade 4 "),
        ("Cook, 2015–17 (2 years)", "Cook, "),
        ("od stycznia 2012 r. do lutego 2014 r. księgowa", " księgowa"),
        ("Nurse 2014 onwards", "Nurse "),
        ("Head of IT, since early 2018", "Head of IT, "),
        ("2016年9月至今 工程师", " 工程师"),
    ],
)
def test_a_period_takes_its_words_with_it(line: str, rest: str) -> None:
    left = line
    for one in reversed(find_periods(line)):
        left = left[: one.start] + left[one.end :]
    assert left == rest


@pytest.mark.parametrize("text", ["MÄRZ ’19", "KASIM 2010 – İzmir", "2017년 3월", "ﬁn ½ … ß"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold_same_length(text)) == len(text)


def test_durations_and_years() -> None:
    assert find_durations("Analyst (3 years 8 months)") == [(7, 26)]
    assert [one.year for one in find_years("2005 – 2008, Q3 ’09, 2060 people")] == [2005, 2008, 2009]


def test_a_line_without_numbers_has_no_periods() -> None:
    assert find_periods("from May to June, until now") == ()


@pytest.mark.parametrize(
    "filler", ["-", " ", ". ", "– ", "2003 ", "2003 - ", "1st ", "mar ", "\N{NO-BREAK SPACE}"]
)
def test_long_lines_are_read_in_no_time(filler: str) -> None:
    started = process_time()
    for line in (f"aug 2003 –{filler * 2000}", f"{filler * 2000} 2003", f"2003 to{filler * 2000}2004"):
        find_periods(line)
    assert process_time() - started < 5  # a second try for every split would take hours


# --- the lexicon ------------------------------------------------------------------------------


def leaves(found: Any, at: str = "") -> list[tuple[str, Any]]:
    if isinstance(found, dict):
        return [leaf for key, value in found.items() for leaf in leaves(value, f"{at}/{key}")]
    if isinstance(found, list):
        return [leaf for value in found for leaf in leaves(value, at)]
    return [(at, found)]


def test_every_word_is_text() -> None:
    counts = ("/start", "/end", "/months")
    found = leaves(load_lexicon("dates"))
    assert [leaf for leaf in found if not isinstance(leaf[1], str) and not leaf[0].endswith(counts)] == []


def test_no_word_stands_twice_in_one_list() -> None:
    folded = [
        (at, fold_same_length(word)) for at, word in leaves(load_lexicon("dates")) if isinstance(word, str)
    ]
    assert [leaf for leaf, times in Counter(folded).items() if times > 1] == []


def test_no_word_means_two_months_or_a_month_and_a_season() -> None:
    words = [fold_same_length(word) for _, word in leaves(load_lexicon("dates")["months"])]
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert set(month_numbers()) & set(season_months()) == set()


def test_exceptions_are_months_or_keep_words_from_being_one() -> None:
    lexicon = load_lexicon("dates")
    assert [word for word in lexicon["no_slips"] if word not in month_numbers()] == []
    assert [word for word in lexicon["no_months"] if month_of(word) is not None] == []
