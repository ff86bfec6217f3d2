"""One person's files in a run: one row, every file in the ledger, quotes proved in their own file."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpo_screen.cli import main
from cpo_screen.pipeline import Reading, screen_folder
from cpo_screen.proof import quotes_of
from cpo_screen.screening import Screening
from fakes.linkedin_pages import draw_profile

FILES = Path(__file__).parent / "gold" / "files"
CV, LINKEDIN = "nkemelu-reid-cv.pdf", "nkemelu-reid-linkedin.pdf"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (CV, LINKEDIN):
        shutil.copy(FILES / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--as-of", "2026-11"], catch_exceptions=False)


def rows(name: str) -> list[dict[str, str]]:
    with Path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def merged(here: Path) -> Screening:
    return screen_folder([here], as_of="2026-11", reading=Reading(jobs=1))


@pytest.mark.usefixtures("here")
def test_two_files_make_one_row_and_both_are_in_the_ledger() -> None:
    assert (
        "2 files: 1 ranked, 0 for review, 0 refused, 0 duplicates, 1 merged"
        in run("rank", CV, LINKEDIN).output
    )
    (row,) = rows("ranked.csv")
    assert {row["file"], row["other_files"]} == {CV, LINKEDIN}
    assert "another level" in row["disagreements"]
    ledger = {one["file"]: one["outcome"] for one in rows("ranked.ledger.csv")}
    assert sorted(ledger.values()) == ["merged", "ranked"]
    assert set(ledger) == {CV, LINKEDIN}


@pytest.mark.usefixtures("here")
def test_merge_off_keeps_them_apart() -> None:
    assert "2 files: 2 ranked" in run("rank", CV, LINKEDIN, "--merge", "off").output
    assert [one["other_files"] for one in rows("ranked.csv")] == ["", ""]
    assert {one["outcome"] for one in rows("ranked.ledger.csv")} == {"ranked"}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("merge", ["on", "off"])
def test_the_ranking_is_proved_and_made_again(merge: str) -> None:
    run("rank", CV, LINKEDIN, "--merge", merge, "--report", "page.html")
    told = CliRunner().invoke(main, ["verify", "ranked.csv"], catch_exceptions=False)
    assert (told.exit_code, told.output.splitlines()[-1]) == (0, "Proved.")
    again = CliRunner().invoke(main, ["replay", "ranked.manifest.json"], catch_exceptions=False)
    assert "Identical to the byte" in again.output
    manifest = json.loads(Path("ranked.manifest.json").read_text("utf-8"))
    assert set(manifest["inputs"]) == {CV, LINKEDIN}


def test_a_quote_is_looked_up_in_its_own_file(here: Path) -> None:
    (one,) = merged(here).ranked
    assert {words.source for words in quotes_of(one.card)} == {0, 1}
    run("rank", CV, LINKEDIN)
    other = one.card.profile.others[0].path
    shutil.copy(FILES / "bronwen_li_export.pdf", here / Path(other).name)
    told = CliRunner().invoke(main, ["verify", "ranked.csv"], catch_exceptions=False)
    assert told.exit_code == 1
    assert "Not proved." in told.output


def test_explain_tells_several_files_together(here: Path) -> None:
    told = run("explain", CV, LINKEDIN).output
    assert "Files disagree: The CV says VP Product at Thistlepay Ltd" in told
    assert f"of {LINKEDIN}" in told or f"of {CV}" in told
    record = json.loads(run("explain", CV, LINKEDIN, "--format", "json").output)
    assert set(record["files"]) == {CV, LINKEDIN}
    assert "## Where the files disagree" in run("explain", CV, LINKEDIN, "--format", "markdown").output
    shutil.copy(FILES / "bronwen_li_export.pdf", here / "other.pdf")
    refused = run("explain", CV, "other.pdf")
    assert refused.exit_code == 2
    assert "one candidate is needed; there are 2" in refused.output


def test_a_decision_may_name_either_file(here: Path) -> None:
    from cpo_screen.calibration.matching import match_decisions
    from cpo_screen.calibration.records import Decision

    cards = [one.card for one in merged(here).ranked]
    for file in (CV, LINKEDIN):
        decided, unused = match_decisions([Decision(2, file, None, 1.0, "yes")], cards)
        assert (len(decided), unused) == (1, [])


def test_the_data_archive_of_linkedin_takes_part(here: Path) -> None:
    """It has connections that nobody prints, and is read as a source beside the CV and the PDF."""
    tables = {
        "Profile.csv": "First Name,Last Name,Headline,Geo Location\nAlasdair,Nkemelu-Reid,CPTO,Edinburgh\n",
        "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
        "Thistlepay Ltd,Chief Product & Technology Officer,,Edinburgh,Jan 2022,\n"
        "Caledonian Mutual Bank plc,Product Manager,,Edinburgh,Sep 2012,May 2016\n",
        "Email Addresses.csv": "Email Address,Confirmed\na.nkemelu.reid@example.com,Yes\n",
        "Connections.csv": "First Name,Last Name,URL,Company\n" + 1234 * "A,B,,C\n",
    }
    with zipfile.ZipFile(here / "LinkedInDataExport.zip", "w") as archive:
        for name, text in tables.items():
            archive.writestr(name, text)
    screening = merged(here)
    (one,) = screening.ranked
    assert [source.format for source in one.card.profile.sources].count("linkedin_archive") == 1
    assert screening.counts.merged == 2
    assert one.card.profile.network.connections == 1234
    messages = [each.message for each in one.card.profile.disagreements]
    assert any("the LinkedIn archive from January 2022" in text for text in messages)


def test_a_profile_in_another_language_is_of_the_same_person(tmp_path: Path) -> None:
    (tmp_path / "profile.pdf").write_bytes(draw_profile("german"))
    (tmp_path / "cv.txt").write_text(
        "Friedlinde Osterkamp\nStuttgart\nlinkedin.com/in/friedlinde-osterkamp-example\n\nBerufserfahrung\n"
        "03/2020 – heute Chief Product Officer, Ganz Andere GmbH\n- Führung von 12 Produktmanagern\n",
        encoding="utf-8",
    )
    screening = merged(tmp_path)
    assert (len(screening.profiles), screening.counts.merged) == (1, 1)
    assert {one.form for one in screening.profiles[0].sources} == {"cv", "linkedin"}
