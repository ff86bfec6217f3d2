"""The command line: what each command prints, writes and returns, also on bad input."""

from __future__ import annotations

import csv
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpo_screen import pipeline
from cpo_screen.cli import main
from fakes.hostile import GOOD, write_hostile_folder
from fakes.readers import read_or_misbehave

AS_OF = ("--as-of", "2026-11")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with one good CV in cvs/."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "cvs").mkdir()
    (tmp_path / "cvs" / "lee.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def cpo(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- rank -----------------------------------------------------------------------------------------


def test_rank_prints_a_table_and_counts_and_writes_csv_and_ledger(here: Path) -> None:
    result = cpo("rank", "cvs", *AS_OF)
    assert result.exit_code == 0, result.output
    assert "Ann Lee" in result.stdout
    assert "1 file: 1 ranked, 0 for review, 0 refused, 0 duplicates. As of 2026-11." in result.stdout
    assert [row["name"] for row in rows("ranked.csv")] == ["Ann Lee"]
    assert [row["outcome"] for row in rows("ranked.ledger.csv")] == ["ranked"]
    names = ["cvs", "ranked.csv", "ranked.ledger.csv", "ranked.manifest.json"]
    assert sorted(one.name for one in here.iterdir()) == names


@pytest.mark.usefixtures("here")
def test_rank_again_in_the_same_folder_does_not_read_its_own_output() -> None:
    for _ in range(2):
        result = cpo("rank", ".", *AS_OF, "-o", "cvs/ranked.csv")
        assert "1 file: 1 ranked" in result.stdout
    assert result.exit_code == 0


@pytest.mark.usefixtures("here")
def test_quiet_prints_the_counts_alone() -> None:
    result = cpo("rank", "cvs", *AS_OF, "--quiet")
    assert result.stdout.count("\n") == 1
    assert result.stdout.startswith("1 file: 1 ranked")


@pytest.mark.usefixtures("here")
def test_timings_go_to_stderr() -> None:
    result = cpo("rank", "cvs", *AS_OF, "--quiet", "--timings")
    assert "reading" in result.stderr
    assert "reading" not in result.stdout


def test_the_as_of_month_is_this_month_if_not_given_and_stands_in_every_output(here: Path) -> None:
    cpo("rank", "cvs")
    assert rows("ranked.csv")[0]["as_of"] == time.strftime("%Y-%m")
    cpo("rank", "cvs", "--as-of", "2025-01")
    assert rows("ranked.csv")[0]["as_of"] == rows("ranked.ledger.csv")[0]["as_of"] == "2025-01"
    assert (here / "ranked.csv").exists()


@pytest.mark.usefixtures("here")
def test_the_criteria_decide(here: Path) -> None:
    cpo("criteria", "init", "mine.yaml")
    shipped = rows_after(cpo("rank", "cvs", *AS_OF))
    text = (here / "mine.yaml").read_text(encoding="utf-8")
    mine = text.replace("weight: ", "weight: 1", 1)
    assert mine != text
    (here / "mine.yaml").write_text(mine, encoding="utf-8")
    changed = rows_after(cpo("rank", "cvs", "-c", "mine.yaml", *AS_OF))
    assert changed != shipped


WIDE = """criteria:
  leadership:
    kind: leadership
    signals: {roadmap: {weight: 1, phrases: {led: ["*", own~ + backlog*]}}}
"""


def test_a_phrase_that_matches_everything_is_warned_of_with_its_share(here: Path) -> None:
    (here / "wide.yaml").write_text(WIDE, encoding="utf-8")
    where = "criteria.leadership.signals.roadmap.phrases.led.1"
    told = f"wide.yaml:4:52: warning: {where}: this phrase matches 100%"
    checked = cpo("criteria", "check", "wide.yaml")
    assert checked.exit_code == 0
    assert told in checked.stderr
    assert "phrases.led.2" not in checked.stderr
    (here / "cvs" / "ann.txt").write_text(
        "Ann Lee\n\nExperience\n\nProduct Manager, Acme Ltd\n2015 - 2020\n"
        + "\n".join(f"- Wrote letter {n} to the office in Leeds." for n in range(60)),
        encoding="utf-8",
    )
    assert told in cpo("rank", "cvs", "-c", "wide.yaml", *AS_OF).stderr


def rows_after(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return rows("ranked.csv")


# --- wrong usage: exit 2, and nothing is written --------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rank"], "PATH"),
        (["rank", "missing"], "missing"),
        (["rank", "cvs", "--as-of", "November"], "2026-11"),
        (["rank", "cvs", "--jobs", "0"], "--jobs"),
        (["rank", "cvs", "--pdf-reader", "word"], "pdfminer"),
        (["rank", "cvs", "-o", "ranked.docx"], ".csv"),
        (["rank", "cvs", "-o", "missing/ranked.csv"], "no folder"),
        (["rank", "cvs", "-o", "cvs/Positions.csv"], "--force"),
        (["rank", "cvs", "-c", "missing.yaml"], "missing.yaml"),
        (["rank", "cvs", "-c", "wrong.yaml"], "wrong.yaml"),
        (["explain", "missing.pdf"], "missing.pdf"),
        (["criteria", "check", "missing.yaml"], "missing.yaml"),
        (["criteria", "check", "wrong.yaml"], "wrong.yaml:2:1"),
        (["criteria", "init", "wrong.yaml"], "--force"),
        (["rnak", "cvs"], "rnak"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(here: Path, arguments: list[str], told: str) -> None:
    (here / "cvs" / "Positions.csv").write_bytes(b"Company Name,Title\n")
    (here / "wrong.yaml").write_bytes(b"criteria: 12\nweihgt: 3\n")
    before = sorted(here.rglob("*"))
    result = cpo(*arguments)
    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert sorted(here.rglob("*")) == before


def test_mistakes_in_the_criteria_are_told_before_any_file_is_read(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def must_not_be_called(*_: object, **__: object) -> None:
        raise AssertionError("files were looked for")

    monkeypatch.setattr(pipeline, "find_files", must_not_be_called)
    (here / "wrong.yaml").write_bytes(b"criteria: 12\n")
    assert cpo("rank", "cvs", "-c", "wrong.yaml").exit_code == 2


# --- bad files ------------------------------------------------------------------------------------


def test_an_empty_folder_is_told_and_writes_nothing(here: Path) -> None:
    (here / "empty").mkdir()
    result = cpo("rank", "empty")
    assert result.exit_code == 4
    assert "no file" in result.stderr
    assert not (here / "ranked.csv").exists()


def test_nothing_readable_is_exit_4_with_a_ledger_that_says_why(here: Path) -> None:
    (here / "cvs" / "lee.txt").unlink()
    (here / "cvs" / "empty.pdf").touch()
    result = cpo("rank", "cvs", *AS_OF)
    assert result.exit_code == 4
    assert rows("ranked.csv") == []
    (row,) = rows("ranked.ledger.csv")
    assert (row["outcome"], row["reason"]) == ("refused", "empty")


def test_a_hostile_folder_ends_in_exit_3_and_every_file_has_its_line(here: Path) -> None:
    wanted = write_hostile_folder(here / "cvs")
    result = cpo("rank", "cvs", *AS_OF)
    assert result.exit_code == 3, result.output
    ledger = rows("ranked.ledger.csv")
    assert len(ledger) == len(wanted) + 2  # lee.txt; the zip's two members in the place of the zip
    assert f"{len(ledger)} files: " in result.stdout
    by_outcome = [row["outcome"] for row in ledger]
    assert len(rows("ranked.csv")) == by_outcome.count("ranked") + by_outcome.count("review")
    assert all(row["reason"] and row["message"] for row in ledger if row["outcome"] != "ranked")
    assert "\x1b" not in result.stdout


def test_a_file_that_hangs_and_one_that_kills_its_reader(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "read_task", read_or_misbehave)
    for name in ("hangs.txt", "kills.txt"):
        (here / "cvs" / name).write_text(GOOD + name, encoding="utf-8")
    result = cpo("rank", "cvs", *AS_OF, "--timeout", "6")
    assert result.exit_code == 3
    reasons = {row["file"]: row["reason"] for row in rows("ranked.ledger.csv")}
    assert reasons == {"cvs/hangs.txt": "timed_out", "cvs/kills.txt": "crashed", "cvs/lee.txt": ""}


def test_a_file_that_is_too_large_is_refused(here: Path) -> None:
    (here / "cvs" / "large.txt").write_text(GOOD + "x" * 20_000, encoding="utf-8")
    cpo("rank", "cvs", *AS_OF, "--max-size", "0.01")
    assert rows("ranked.ledger.csv")[0]["reason"] == "too_large"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission_is_refused(here: Path) -> None:
    secret = here / "cvs" / "secret.txt"
    secret.write_text(GOOD, encoding="utf-8")
    secret.chmod(0)
    cpo("rank", "cvs", *AS_OF)
    secret.chmod(stat.S_IRUSR)
    assert {row["file"]: row["reason"] for row in rows("ranked.ledger.csv")}[
        "cvs/secret.txt"
    ] == "permission"


def test_a_name_cannot_command_the_terminal_nor_the_spreadsheet(here: Path) -> None:
    (here / "cvs" / "=cmd.txt").write_text(
        GOOD.replace("Ann Lee", "[red]Bo\x1b[2J Day[/red]"), encoding="utf-8"
    )
    result = cpo("rank", "cvs", *AS_OF)
    assert "\x1b" not in result.stdout
    for row in rows("ranked.csv"):
        assert not row["file"].startswith("=")


# --- the other commands -----------------------------------------------------------------------------


def test_parse_prints_one_json_object_per_file_and_the_reason_of_a_refused_one(here: Path) -> None:
    (here / "cvs" / "empty.pdf").touch()
    result = cpo("parse", "cvs", *AS_OF)
    assert result.exit_code == 3
    one, other = (json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines())
    assert (one["status"], one["warnings"][0]["code"]) == ("unreadable", "empty")
    assert (other["name"], other["as_of"]) == ("Ann Lee", "2026-11")


@pytest.mark.usefixtures("here")
def test_explain_shows_points_verdicts_and_quotes_with_page_and_line() -> None:
    result = cpo("explain", "cvs/lee.txt", *AS_OF)
    assert result.exit_code == 0, result.output
    assert "Ann Lee" in result.stdout
    assert "page 1, line" in result.stdout
    assert "Score" in result.stdout


def test_explain_refuses_a_file_that_cannot_be_read(here: Path) -> None:
    (here / "empty.pdf").touch()
    result = cpo("explain", "empty.pdf")
    assert result.exit_code == 4
    assert "empty.pdf" in result.stderr


def test_criteria_init_writes_a_file_that_checks(here: Path) -> None:
    assert cpo("criteria", "init").exit_code == 0
    assert (here / "criteria.yaml").read_bytes()
    result = cpo("criteria", "check")
    assert result.exit_code == 0, result.output
    assert "is in order" in result.stdout
    assert cpo("criteria", "init").exit_code == 2
    assert cpo("criteria", "init", "--force").exit_code == 0


@pytest.mark.parametrize(
    "command",
    [(), ("rank",), ("parse",), ("explain",), ("criteria",), ("criteria", "init"), ("criteria", "check")],
)
def test_every_command_explains_itself_with_an_example(command: tuple[str, ...]) -> None:
    result = cpo(*command, "--help")
    assert result.exit_code == 0
    assert command in ((), ("criteria",)) or "Example:" in result.stdout


# --- as a process of its own ----------------------------------------------------------------------


def run(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cpo_screen", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=120, **more)  # type: ignore[call-overload, no-any-return]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, cpo_screen.cli as c\n"
        "try: c.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'pandas', 'numpy', 'pydantic', 'rich', 'lxml', 'pebble', 'yaml', 'sklearn'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.strip() == b"[]"


def test_a_console_of_another_code_page_does_not_stop_a_run(here: Path) -> None:
    text = GOOD.replace("Ann Lee", "Łukasz Żak").replace("ann.lee@", "lukasz.zak@")
    (here / "cvs" / "zak.txt").write_text(text, encoding="utf-8")
    done = run("rank", "cvs", *AS_OF, env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr.decode()
    assert b"2 files: 2 ranked" in done.stdout


@pytest.mark.usefixtures("here")
def test_a_reader_that_goes_away_is_no_error_to_shout_about() -> None:
    command = [sys.executable, "-m", "cpo_screen", "parse", "cvs", *AS_OF]
    begun = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert begun.stdout is not None
    begun.stdout.close()
    assert begun.stderr is not None
    errors = begun.stderr.read()
    begun.wait(timeout=60)
    assert b"Traceback" not in errors, errors.decode()
