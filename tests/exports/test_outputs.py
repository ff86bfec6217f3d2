"""What a run writes, by the name asked for; nobody else's file is replaced, none is half-written."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from cpo_screen.cli import main
from cpo_screen.documents.discover import is_no_candidate
from cpo_screen.exports import files
from cpo_screen.exports.career_facts import growth_summary, people_over_time
from cpo_screen.model import PartialDate, ScopeEntry
from fakes.screenings import position, profile, words

SAMPLES = Path(__file__).parent.parent.parent / "samples"
KINDS = ("csv", "xlsx", "json", "parquet")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cvs").mkdir()
    for name in ("fergus_mo.txt", "abara-whitlock.md"):
        shutil.copy(SAMPLES / name, tmp_path / "cvs")
    return tmp_path


def cpo(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rank(*more: str) -> Result:
    return cpo("rank", "cvs", "--as-of", "2026-11", "--quiet", *more)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_twice_the_same_and_replaces_itself(here: Path, kind: str) -> None:
    names = [f"out.{kind}", "out.ledger.csv", "out.manifest.json", "page.html"]
    contents = []
    for _ in range(2):
        told = rank("-o", f"out.{kind}", "--report", "page.html")
        assert told.exit_code == 0, told.output
        assert told.stdout.endswith(f"Written: out.{kind} and its ledger, page.html.\n")
        contents.append([(here / name).read_bytes() for name in names])
    assert contents[0] == contents[1]
    assert sorted(one.name for one in here.iterdir()) == sorted(["cvs", *names])


@pytest.mark.parametrize("kind", [*KINDS, "ledger.csv", "manifest.json"])
def test_a_file_that_is_not_ours_is_left_alone(here: Path, kind: str) -> None:
    mine = here / f"out.{kind}"
    mine.write_bytes(b"my own notes")
    table = f"out.{kind}" if kind in KINDS else "out.csv"
    told = rank("-o", table)
    assert told.exit_code == 2
    assert "--force" in told.stderr
    assert mine.read_bytes() == b"my own notes"
    assert rank("-o", table, "--force").exit_code == 0
    assert mine.read_bytes() != b"my own notes"


def test_a_workbook_that_somebody_has_worked_on_is_left_alone(here: Path) -> None:
    assert rank("-o", "out.xlsx").exit_code == 0
    book = openpyxl.load_workbook(here / "out.xlsx")
    book.worksheets[0]["A1"] = "my remark"
    book.save(here / "out.xlsx")
    told = rank("-o", "out.xlsx")
    assert told.exit_code == 2
    assert "as it was written" in told.stderr


def test_a_page_that_is_not_ours_is_left_alone(here: Path) -> None:
    (here / "index.html").write_text("<p>home</p>")
    assert rank("--report", "index.html").exit_code == 2
    assert rank("--report", "page.pdf").exit_code == 2
    assert rank("--report", "nowhere/page.html").exit_code == 2
    assert not (here / "ranked.csv").exists()


def test_a_full_disk_leaves_the_old_table_whole(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rank()
    before = (here / "ranked.csv").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    told = rank("--set", "team_size.weight=50")
    assert told.exit_code == 2
    assert "No space left" in told.stderr
    assert (here / "ranked.csv").read_bytes() == before
    assert not list(here.glob(".*tmp"))


@pytest.mark.parametrize("kind", KINDS[:3])
def test_what_a_run_wrote_is_no_candidate_of_the_next(here: Path, kind: str) -> None:
    rank("-o", f"cvs/shortlist.{kind}", "--report", "cvs/for the client.html")
    written = [one for one in (here / "cvs").iterdir() if one.suffix not in (".txt", ".md")]
    assert len(written) == 4
    assert [one.name for one in written if not is_no_candidate(one)] == (
        ["shortlist.xlsx"] if kind == "xlsx" else []
    )


def test_what_was_led_from_job_to_job() -> None:
    jobs = (
        position("CPO", "C", PartialDate(2020)),
        position("PM", "A", PartialDate(2012)),
        position("X", "B", None),
    )
    led = (
        ScopeEntry("people", 45, 45, words("45"), position=0),
        ScopeEntry("people", 30, 30, words("30"), position=0),
        ScopeEntry("people", 4, 4, words("4"), position=1),
        ScopeEntry("people", 900, 900, words("900"), is_led=False, position=1),
        ScopeEntry("people", 7, 7, words("7"), position=2),
        ScopeEntry("users", 5e6, 5e6, words("5m"), position=1),
    )
    one = profile(positions=jobs, scope=led)
    assert people_over_time(one) == [(1, 4), (0, 45)]
    assert growth_summary(one) == "4 → 45"
    assert growth_summary(profile(positions=jobs, scope=led[:2])) == ""
