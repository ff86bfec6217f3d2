from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from cpo_screen.criteria import Criteria, load_criteria
from cpo_screen.exports.csv import columns
from cpo_screen.exports.xlsx import BEGINS_WITH, evidence_sheet, export_xlsx, is_untouched_export
from cpo_screen.exports.xlsx.book import shorten
from cpo_screen.exports.xlsx.sheet_names import sheet_names
from cpo_screen.model import Contact, Doubt, Remark
from cpo_screen.screening import ForReview, Ranked, Screening
from fakes.screenings import card, full_screening, profile, screening, words

CRITERIA: Criteria = load_criteria()
FORMULAS = ["=1+1", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1+1", "{=1}", '=HYPERLINK("http://x")']


def export(of: Screening) -> bytes:
    return export_xlsx(replace(of, criteria_sha256=CRITERIA.sha256), CRITERIA)


def opened(of: Screening) -> Any:
    return openpyxl.load_workbook(io.BytesIO(export(of)))


def records(sheet: Any, top: int = 1) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(min_row=top, values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def many(number: int) -> Screening:
    cards = [card(profile(f"Person {at}", f"cvs/{at}.pdf")) for at in range(number)]
    return screening(*cards)


def test_the_ranking_holds_every_column_of_the_csv_with_numbers_as_numbers() -> None:
    sheet = opened(full_screening())["Ranking"]
    assert sheet.max_column == len(columns(full_screening().criteria_names))
    (row,) = records(sheet)
    assert (row["Rank"], row["Tier"], row["Score"], row["Name"]) == (1, "possible", 62.5, "Ann Lee")
    assert (row["P&L"], row["Product years"], row["Connections"]) == (79_200_000, 8.3, 500)
    assert row["Years in product roles (weight 16)"] == 50.5
    assert row["network"] is None if "network" in row else row["Network (weight 4)"] is None
    assert row["Phone"] == "+44 20 7946 0018"


def test_the_ranking_keeps_its_heading_in_view_filters_and_colours() -> None:
    sheet = opened(full_screening())["Ranking"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet["B2"].fill.fgColor.rgb == "FFA9D6C8"
    kinds = {str(one.sqref): one.rules[0].type for one in sheet.conditional_formatting}
    assert kinds["C2"] == "colorScale"
    assert len(kinds) == 4  # the score and the three criteria


def test_who_is_for_review_and_every_file_found_have_their_sheets() -> None:
    book = opened(full_screening())
    (late,) = records(book["For review"])
    assert (late["Name"], late["Why a person must look"]) == ("(no name found)", "A scan.")
    assert late["File"] == "cvs/scan.pdf"
    told = {row["File"]: (row["Outcome"], row["What that means"]) for row in records(book["Ledger"])}
    assert told == {
        "cvs/lee.pdf": ("ranked", None),
        "cvs/lee_li.pdf": ("merged", "A further file of the person in cvs/lee.pdf."),
        "cvs/locked.pdf": ("refused", "Needs a password."),
        "cvs/scan.pdf": ("review", "A scan."),
        "cvs/z.pdf": ("duplicate", "The same file as cvs/lee.pdf."),
    }


def test_a_candidate_has_a_sheet_where_the_points_count_once_and_each_quote_has_its_place() -> None:
    two = card()
    results = (
        replace(two.results[0], evidence=(words("CPO", 1, 7), words("VP Product", 2, 3))),
        *two.results[1:],
    )
    sheet = opened(screening(replace(two, results=results)))["Ann Lee"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Ann Lee"
    assert rows[1][0] == "Rank 1 · possible · Score 62.5 of 100 (low 48.0, high 70.2)"
    top = next(at for at, row in enumerate(rows) if row[0] == "Criterion")
    lines = rows[top + 1 :]
    assert lines[3] == ("Years in product roles", "met", 50.5, 60, "8 years 4 months", "CPO", 1, 7)
    assert lines[4] == (None, None, None, None, None, "VP Product", 2, 3)
    assert lines[6][:4] == ("Network", "unknown", None, 5)
    assert lines[7][:5] == (
        "Sum", None, 62.5, 100, "62.5 of 100.0 points that could be judged = score 62.5 of 100",
    )  # fmt: skip


def test_names_lead_to_sheets_of_this_workbook_and_nothing_leads_out() -> None:
    data = export(full_screening())
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book["Ranking"]["D2"].hyperlink.location == "'Ann Lee'!A1"
    links = [cell.hyperlink for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert all(one.location.split("!")[0].strip("'") in book.sheetnames for one in links)
    assert b'TargetMode="External"' not in b"".join(parts_of(data).values())


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    told = Contact(text, text, text, "https://example.com/x", "mailto:a@example.com")
    bad = profile(
        contact=told,
        warnings=(Remark("x", text),),
        integrity=(Doubt("y", "serious", text, (words(text),)),),
    )
    data = export(screening(card(bad)))
    parts = parts_of(data)
    assert not [name for name, part in parts.items() if re.search(rb"<f[ >]", part)]
    assert not [name for name, part in parts.items() if b"External" in part]
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Ranking"]
    name, email = sheet["D2"], next(row[1] for row in sheet.columns if row[0].value == "E-mail")
    assert (email.value, email.data_type, email.quotePrefix) == (text, "s", text[0] != "{")
    assert (name.value, name.data_type) == (text, "s")
    assert name.quotePrefix is (text[0] != "{")


def test_html_emoji_controls_and_lone_surrogates_are_only_text() -> None:
    name = "<b>Ann</b> & 👩‍💻\x00\x1b[31m\ud800\ufffe"
    sheet = opened(screening(card(profile(name))))["Ranking"]
    assert sheet["D2"].value == "<b>Ann</b> & 👩💻[31m"


def test_a_text_too_long_for_a_cell_is_cut_and_marked() -> None:
    sheet = opened(screening(card(profile("😀" * 20_000))))["Ranking"]
    assert sheet["D2"].value == "😀" * 16_383 + "…"
    assert len(shorten("a😀" * 40, 31).encode("utf-16-le")) <= 62


NAMES = [
    "Ann Lee", "ann lee", "A" * 40, "A" * 40, "[x]:*?/\\", "", "History", "ranking", "'Quoted'", "🙂" * 31,
    "Criteria", "Straße", "STRASSE", "Ａnn Lee", "\u202eevil\x07", "'", "For review (2)", "For review",
    "a" * 30 + "' b",
]  # fmt: skip


def test_names_of_sheets_are_allowed_and_unique_whatever_the_case() -> None:
    names = sheet_names(NAMES, ("Ranking", "For review", "Criteria"))
    folded = [one.casefold() for one in (*names, "Ranking", "For review", "Criteria", "History")]
    assert len(set(folded)) == len(folded)
    for one in names:
        assert 1 <= len(one.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]", one)
        assert one == one.strip("' ")
    assert names[:3] == ["Ann Lee", "ann lee (2)", "A" * 30 + "…"]


def test_a_workbook_with_such_names_opens() -> None:
    cards = [card(profile(name, f"cvs/{at}.pdf")) for at, name in enumerate(NAMES)]
    book = opened(screening(*cards))
    assert len(book.sheetnames) == 4 + len(NAMES)


def test_more_than_fifty_candidates_share_one_sheet_of_evidence() -> None:
    assert len(opened(many(50)).sheetnames) == 54
    book = opened(many(51))
    assert book.sheetnames == ["Ranking", "For review", "Criteria", "Ledger", "Evidence"]
    rows = records(book["Evidence"])
    assert len(rows) == 51 * 6
    assert rows[3] == {
        "Rank": 1, "Name": "Person 0", "Criterion": "Years in product roles", "Verdict": "met",
        "Points": 50.5, "Of": 60, "Reason": "8 years 4 months", "Quote": "Chief Product Officer",
        "Page": 1, "Line": 7, "File": "cvs/0.pdf",
    }  # fmt: skip


def test_evidence_that_no_sheet_can_hold_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_sheet, "ROWS", 100)
    book = opened(many(51))
    sheets = [name for name in book.sheetnames if name.startswith("Evidence")]
    assert sheets == ["Evidence", "Evidence 2", "Evidence 3", "Evidence 4"]
    assert sum(len(records(book[name])) for name in sheets) == 51 * 6


def test_whom_a_person_must_look_at_has_quotes_but_no_points() -> None:
    late = ForReview(card(profile("Bo", "cvs/b.pdf")), Remark("criteria", "Too little is known."))
    rows = records(opened(replace(many(51), review=(late,)))["Evidence"])
    bo = [row for row in rows if row["Name"] == "Bo"]
    assert [row["Points"] for row in bo] == [None] * 6
    assert "Chief Product Officer" in {row["Quote"] for row in bo}
    sheet = opened(screening(review=(late,)))["Bo"]
    assert sheet["A2"].value == "For review, not ranked: Too little is known."


def test_the_criteria_stand_there_with_weights_settings_and_hash() -> None:
    sheet = opened(full_screening())["Criteria"]
    cells = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    texts = {str(cell) for row in cells for cell in row if cell is not None}
    assert f"SHA-256 of the criteria: {CRITERIA.sha256}" in texts
    assert {one.label for one in CRITERIA.criteria} <= texts
    assert {one.label for one in CRITERIA.must_haves} <= texts
    assert {one.name for one in CRITERIA.tiers} <= texts
    first = next(row for row in cells if row[0] == "Years in product roles")
    assert (first[1], first[3], first[4], first[5]) == (
        16,
        "Q1, Q6",
        "review",
        "years: from 4, full 12, must 8",
    )
    assert any("IDR 0.000055" in text for text in texts)


def test_the_same_screening_gives_the_same_bytes() -> None:
    data = export(full_screening())
    assert data == export(full_screening())
    assert data.startswith(BEGINS_WITH)
    assert b"2026-11-01T00:00:00Z" in parts_of(data)["docProps/core.xml"]


def test_nobody_found_still_gives_a_workbook() -> None:
    assert opened(screening()).sheetnames == ["Ranking", "For review", "Criteria", "Ledger"]


def test_only_a_workbook_that_nobody_touched_counts_as_ours() -> None:
    data = export(full_screening())
    assert is_untouched_export(data)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Ranking"]["A1"] = "mine"
    saved, other = io.BytesIO(), io.BytesIO()
    book.save(saved)
    openpyxl.Workbook().save(other)
    for foreign in (saved.getvalue(), other.getvalue(), b"", b"PK\x03\x04", data[:-30], data[:400]):
        assert not is_untouched_export(foreign)


def test_other_criteria_than_those_of_the_screening_are_refused() -> None:
    with pytest.raises(ValueError, match="other criteria"):
        export_xlsx(full_screening(), CRITERIA)


def test_equal_ranks_are_kept() -> None:
    tied = screening()
    tied = replace(tied, ranked=(Ranked(1, card()), Ranked(1, card(profile("Bo", "cvs/b.pdf")))))
    assert [row["Rank"] for row in records(opened(tied)["Ranking"])] == [1, 1]


def test_questions_to_ask_stand_on_the_candidates_sheet_as_text() -> None:
    of = replace(full_screening(), criteria_sha256=CRITERIA.sha256)
    asked = {"cvs/lee.pdf": ["=How many?", "Which degree?"]}
    book = openpyxl.load_workbook(io.BytesIO(export_xlsx(of, CRITERIA, asked)))
    cells = [row[0] for row in book["Ann Lee"].iter_rows()]
    at = next(place for place, cell in enumerate(cells) if cell.value == "To ask")
    assert [(cell.value, cell.data_type) for cell in cells[at + 1 : at + 3]] == [
        ("=How many?", "s"), ("Which degree?", "s"),
    ]  # fmt: skip
    assert "To ask" not in {row[0].value for row in book["scan.pdf"].iter_rows()}


def test_a_must_have_shows_its_first_quote_and_its_criterion_shows_all() -> None:
    one = card()
    quotes = (words("CPO", 1, 7), words("VP Product", 2, 3))
    one = replace(
        one,
        gates=(replace(one.gates[0], evidence=quotes),),
        results=(replace(one.results[0], evidence=quotes), *one.results[1:]),
    )
    sheet = opened(screening(one))["Ann Lee"]
    told = [(row[0], row[5]) for row in sheet.iter_rows(values_only=True) if row[5]]
    assert told[2:] == [
        ("Must-have: 8 years in product roles", "CPO"),
        ("Years in product roles", "CPO"),
        (None, "VP Product"),
    ]
