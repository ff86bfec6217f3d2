from __future__ import annotations

import typing
from collections.abc import Iterator

import pytest

from cpo_screen.extraction.title_words import fold
from cpo_screen.extraction.titles import classify_title, find_title_words, title_likeness
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Function, Level

TITLES = """
Sous Chef | Registered Nurse | Sales Associate II | Werkstudent | Chargée de mission | Board Member
Trustee
Kaufmännische Angestellte | Founder | Volunteer | VP, Product | Head of Product & Design | Partner | Barista
Directora de Producto | Produktmanager (m/w/d) | Group Product Manager | Mathematics Tutor | Scrum Master
Development Engineer, Powertrain Controls | Teacher, Grade 4 | Graduate scheme (rotations) | Temp | Intern
Head of Product at Acme | Kfz-Mechatroniker | Fondatrice et CPO | Research Fellow | Stagiaire | Project Lead
Managing Director, Investment Banking | Teamleiterin Kundenservice | Chief of Staff to the CPO | Cabin Crew
"""
NOT_TITLES = """
Product School | Manager Magazin | Marketing Partners GmbH | Bank of Ireland | Acme | Software AG | Remote
Thistlepay Ltd | Carnegie Mellon University | Chicago, IL | Managed a team of 12 engineers | January 2020
Led the product strategy for payments | Responsible for the roadmap | Halyard Insurance | Wren and Marlow
Project Management Institute | Senior Living Inc | General Manager Foods Ltd | Executive Search Partners
Hired 12 product managers and 3 leads. | Spearheaded new product development | Boston Public Schools
"""


def split(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", "|").split("|") if part.strip()]


@pytest.mark.parametrize("title", split(TITLES))
def test_titles_of_all_trades_look_like_titles(title: str) -> None:
    assert title_likeness(title) >= 0.7


@pytest.mark.parametrize("text", split(NOT_TITLES))
def test_companies_and_sentences_do_not(text: str) -> None:
    assert title_likeness(text) <= 0.4


def test_title_words_stand_at_their_offsets() -> None:
    text = "Leiterin Produktmanagement, Chargé(e) de mission and V.P. Product"
    found = [text[term.start : term.end] for term in find_title_words(text)]
    assert found == ["Leiterin", "Chargé(e) de mission", "V.P."]


@pytest.mark.parametrize(
    "text", ["", " ", "()", "&", ",,,", "/", "(CPO", "Chief", "officer chief", "-", "a" * 5000]
)
def test_odd_input_is_no_product_role(text: str) -> None:
    assert classify_title(text).is_product == (text == "(CPO")
    assert 0.0 <= title_likeness(text) <= 1.0


def test_a_long_title_takes_no_time() -> None:
    assert classify_title("Manager of & / , ( " * 2000).function in typing.get_args(Function)


def lists(data: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from lists(value, (*path, str(key)))
    elif isinstance(data, list):
        yield path, data


def test_the_lexicon_names_known_functions_and_levels_and_only_strings() -> None:
    data = load_lexicon("titles")
    functions, levels = set(typing.get_args(Function)), set(typing.get_args(Level))
    assert set(data["areas"]) <= functions
    assert set(data["heads"]) <= functions
    assert set(data["head_levels"]) | set(data["ranks"]) <= levels
    assert all(isinstance(word, str) for _, words in lists(data) for word in words)


def test_no_word_stands_twice_in_a_list_or_under_two_trades() -> None:
    data = load_lexicon("titles")
    for group in ("areas", "heads", "ranks", "levels", "whole"):
        seen: dict[str, tuple[str, ...]] = {}
        for path, words in lists(data[group]):
            for word in words:
                key = " ".join(fold(part) for part in word.split())
                assert key not in seen, f"{group}: {word!r} under {path} and {seen[key]}"
                seen[key] = path
