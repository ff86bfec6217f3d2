from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpo_screen.documents.discover import is_no_candidate
from cpo_screen.exports.csv import BEGINS_WITH, _year_cells, export_csv
from cpo_screen.exports.ledger import BEGINS_WITH as LEDGER_BEGINS_WITH
from cpo_screen.exports.ledger import export_ledger
from cpo_screen.exports.safe_text import cell, one_line
from cpo_screen.model import Contact, PartialDate
from fakes.screenings import card, degree, full_screening, position, profile, screening


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_ranked_candidate_has_every_column_filled() -> None:
    (row, _) = rows_of(export_csv(full_screening()))
    assert row == {
        "rank": "1", "tier": "possible", "score": "62.5", "low": "48.0", "high": "70.2",
        "best_rank": "1", "worst_rank": "3", "tied_with_next": "yes", "swap_with_next": "network 5 → 9",
        "name": "Ann Lee", "current_title": "Chief Product Officer", "current_company": "Acme",
        "product_years": "8.3", "product_years_low": "7.8", "product_years_high": "8.8",
        "product_leadership_years": "7.8", "total_years": "17.5", "claimed_years": "15",
        "highest_degree": "MBA", "mba": "yes", "ms": "no", "graduate_degrees": "1", "background": "",
        "programmes": "CPO Program, Kellogg (2022)", "connections": "500", "followers": "",
        "other_network": "1 talk", "team_size": "45", "scope": "P&L USD 88m; 45 people",
        "currency": "EUR", "p_and_l": "79200000", "budget": "", "revenue": "", "funding": "", "exit": "",
        "people_over_time": "",
        "outcomes": "$38M", "ladder": "jumped: vp", "promotions": "1", "industries": "banking",
        "business_models": "", "stages": "", "countries": "", "hands_on": "(technical)",
        "written": "2026-10", "points_product_experience": "50.5",
        "points_graduate_degrees": "12.0", "points_network": "",
        "must_haves_unmet": "8 years in product roles", "must_haves_unknown": "A graduate degree",
        "leadership_signals": "roadmap; outcomes", "leadership_skills": "evangelism",
        "reasons": "Most points for Years in product roles (50.5 of 60), Graduate degrees (12.0 of 40); "
        "not said: Network.",
        "warnings": "", "doubts": "", "score_without_doubts": "",
        "email": "ann@example.com", "phone": "'+44 20 7946 0018",
        "linkedin": "linkedin.com/in/annlee", "location": "Leeds", "file": "cvs/lee.pdf",
        "disagreements": "The CV says Head.", "other_files": "cvs/lee_li.pdf", "as_of": "2026-11",
    }  # fmt: skip


def test_a_file_for_review_stands_last_without_rank_or_score_but_with_its_reason() -> None:
    (_, row) = rows_of(export_csv(full_screening()))
    assert (row["rank"], row["score"], row["points_product_experience"]) == ("", "", "")
    assert row["tier"] == "for review"
    assert row["reasons"] == "For review: A scan."
    assert row["mba"] == "unknown"


def test_years_stay_blank_where_no_position_was_read() -> None:
    unread = replace(full_screening().ranked[0].card.profile, positions=())
    cells = _year_cells(unread)
    assert cells["product_years"] is cells["total_years"] is None


def test_the_csv_opens_in_a_spreadsheet_and_is_recognised_as_ours() -> None:
    data = export_csv(full_screening())
    assert data.startswith(BEGINS_WITH)
    assert data.count(b"\r\n") == 3
    assert export_ledger(full_screening()).startswith(LEDGER_BEGINS_WITH)


@given(st.text(st.sampled_from("aZ0 .;=\t\n\u00a0\u200bé\x1b"), max_size=8))
def test_a_text_that_is_one_line_already_is_left_as_it_is(text: str) -> None:
    assert one_line(text) == "".join(char for char in " ".join(text.split()) if char.isprintable())


def test_our_own_csv_is_no_candidate_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "shortlist.csv"
    path.write_bytes(export_csv(full_screening()))
    assert is_no_candidate(path)


def test_nobody_ranked_still_gives_the_header() -> None:
    assert export_csv(screening()).decode("utf-8-sig").startswith("rank,tier,score,low,high,best_rank,")


FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1+1", "\n=1", '"=1+1', "' =1+1", "“=1+1",
    "＝1+1", "＋1", "－1", "＠A1", "﹦1", "−1", "\u00a0=1", "\ufeff=1", "\u200b=1", "=cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_can_become_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["Ann Lee", "3–4 years", "a = b", "C++ and C#", "", "12", "(+49) 30"])
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_a_semicolon_does_not_open_a_formula_where_it_separates_columns() -> None:
    assert cell("a;=1+1; -2") == "a;'=1+1; '-2"


def test_control_characters_and_line_breaks_are_gone() -> None:
    assert one_line("A\x1b]0;x\x07\nB\u202egnp.exe\x00\x85C") == "A]0;x Bgnp.exe C"


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_in_any_field_of_a_profile_are_safe(text: str) -> None:
    bad = profile(text, text, contact=Contact(text, text, text, text, text))
    for row in rows_of(export_csv(screening(card(bad)))):
        assert not [v for v in row.values() if v[:1] in "=+-@" and v[:1] and not v[1:].isdigit()]
        assert row["email"].startswith("'")
        assert row["file"].startswith("'")


def test_a_lone_surrogate_in_a_file_name_is_written_as_its_escape() -> None:
    (row,) = rows_of(export_csv(screening(card(profile(file="cv\udcff.pdf")))))
    assert row["file"] in ("cv.pdf", "cv\\udcff.pdf")


def test_the_main_present_position_is_a_product_job_not_a_board_seat() -> None:
    of = profile(
        positions=(
            position("Board member", "Club", PartialDate(2025), product=False, section="boards"),
            position("Adviser", "Own", PartialDate(2024, 5), product=False),
            position("VP Product", "Acme", PartialDate(2020, 1)),
        )
    )
    (row,) = rows_of(export_csv(screening(card(of))))
    assert (row["current_title"], row["current_company"]) == ("VP Product", "Acme")


def test_a_degree_that_is_not_held_is_not_counted_and_named_as_such() -> None:
    of = profile(
        education=(
            degree("MBA", "master", completed=False, status="in_progress"),
            degree("BS", "bachelor", field="Physics"),
        )
    )
    (row,) = rows_of(export_csv(screening(card(of))))
    assert (row["highest_degree"], row["mba"], row["graduate_degrees"]) == (
        "BS, Physics",
        "in progress",
        "0",
    )


def test_the_ledger_names_every_file_once_in_order() -> None:
    rows = rows_of(export_ledger(full_screening()))
    assert [(row["file"], row["outcome"], row["reason"]) for row in rows] == [
        ("cvs/lee.pdf", "ranked", ""),
        ("cvs/lee_li.pdf", "merged", "same_person"),
        ("cvs/locked.pdf", "refused", "encrypted"),
        ("cvs/scan.pdf", "review", "no_text"),
        ("cvs/z.pdf", "duplicate", "same_content"),
    ]
    assert rows[1]["message"] == "A further file of the person in cvs/lee.pdf."
    assert rows[4]["message"] == "The same file as cvs/lee.pdf."
    assert {row["as_of"] for row in rows} == {"2026-11"}


def test_an_export_does_not_depend_on_the_time_it_took() -> None:
    one, other = full_screening(), replace(full_screening(), seconds={"reading": 9.0})
    assert export_csv(one) == export_csv(other)
    assert export_ledger(one) == export_ledger(other)
    assert one == other
