from __future__ import annotations

import io

import pytest
from rich.cells import cell_len

from cpo_screen.exports.terminal import open_console, ranking_view, scorecard_view, show
from cpo_screen.model import Contact, Remark
from fakes.screenings import card, full_screening, profile, screening


def told(view: object, width: int = 140, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="\n")
    console = open_console(file)
    console.width = width
    show(console, view)  # type: ignore[arg-type]
    file.flush()
    return raw.getvalue().decode(encoding)


def test_the_table_tells_what_a_recruiter_looks_for() -> None:
    text = told(ranking_view(full_screening(), 140))
    for wanted in ("Ann Lee", "62.5", "48–70", "possible", "8.3", "MBA", "Chief Product"):
        assert wanted in text
    assert "8 years in product" in text
    assert "degree?" in text
    assert "Refused: cvs/locked.pdf: Needs a password." in text
    assert "For review: cvs/scan.pdf: A scan." in text
    assert "Duplicate: cvs/z.pdf" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 200])
def test_the_table_fits_the_terminal(width: int) -> None:
    wide = profile("A Name That Goes On " * 5, "cvs/" + "x" * 90)
    text = told(ranking_view(screening(card(wide)), width), width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_top_says_how_many_are_left_out() -> None:
    text = told(ranking_view(screening(*[card()] * 5), 140, top=2))
    assert "… and 3 more in the CSV." in text
    assert text.count("Ann Lee") == 2


def test_names_cannot_command_the_terminal_or_its_markup() -> None:
    nasty = "[red]Ann[/red]\x1b[2J\x1b]0;owned\x07\nLee :smile: [link=http://x]\u202e"
    of = profile(contact=Contact(nasty), warnings=(Remark("x", nasty),))
    for view in (ranking_view(screening(card(of)), 200), scorecard_view(card(of), nasty)):
        text = told(view, 200)
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "\u202e" not in text
        assert "[red]Ann[/red]" in text
        assert ":smile:" in text


def test_a_windows_code_page_is_no_reason_to_stop() -> None:
    of = profile("Łukasz 王 😀")
    assert "ukasz" in told(ranking_view(screening(card(of)), 140), encoding="cp1252")


def test_the_scorecard_adds_up_and_shows_quote_page_and_line() -> None:
    text = told(scorecard_view(card()))
    assert "50.5 of 60.0" in text
    assert "“Chief Product Officer”  page 1, line 7" in text
    assert "left out of the total" in text
    assert "62.5 of 100.0 points = score 62.5" in text


def test_the_scorecard_says_when_a_person_must_look() -> None:
    assert "For review, not ranked: A scan." in told(scorecard_view(card(), "A scan."))
