"""What is seen of a run on the command line: the log, why files were refused, the slowest, and doctor."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from cpo_screen.cli import main
from fakes.hostile import BLANK_PDF, GOOD

AS_OF = ("--as-of", "2026-11")
SCHEMA = json.loads(files("cpo_screen").joinpath("schemas/log-1.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good CV, a scan and three files that are refused."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    cvs = tmp_path / "cvs"
    cvs.mkdir()
    (cvs / "lee.txt").write_text(GOOD, encoding="utf-8")
    (cvs / "scan.pdf").write_bytes(BLANK_PDF)
    (cvs / "a.pdf").write_bytes(b"")
    (cvs / "b.pdf").write_bytes(b"")
    (cvs / "c.docx").write_bytes(b"PK\x03\x04" + b"\x14\x00" * 20)
    (tmp_path / "decisions.csv").write_text("file,decision\ncvs/lee.txt,yes\n", encoding="utf-8")
    return tmp_path


def cpo(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def events_of(result: Result) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in result.stderr.splitlines()]
    for event in events:
        jsonschema.Draft202012Validator(SCHEMA).validate(event)
    return events


@pytest.mark.usefixtures("here")
def test_rank_says_why_files_were_refused() -> None:
    shown = cpo("rank", "cvs", *AS_OF).stdout
    assert shown.endswith("Refused: 2 empty, 1 damaged.\n")
    assert "Refused: 2" not in cpo("rank", "cvs", *AS_OF, "--quiet").stdout


@pytest.mark.usefixtures("here")
def test_timings_name_the_slowest_files_with_their_slowest_stage() -> None:
    told = cpo("rank", "cvs", *AS_OF, "--timings", "--quiet", "--no-store").stderr
    slowest = told.split("The slowest files:\n")[1].splitlines()
    assert sorted(line.split()[-1] for line in slowest) == [
        "cvs/a.pdf", "cvs/b.pdf", "cvs/c.docx", "cvs/lee.txt", "cvs/scan.pdf"
    ]  # fmt: skip
    seconds = [float(line.split()[0]) for line in slowest]
    assert seconds == sorted(seconds, reverse=True)


@pytest.mark.usefixtures("here")
def test_the_log_of_rank_ends_with_where_each_file_ended() -> None:
    result = cpo("rank", "cvs", *AS_OF, "--log-json", "--timings")
    events = events_of(result)
    assert events[0]["command"] == "rank"
    assert sum(one["event"] == "file" for one in events) == 5
    assert any(one["event"] == "message" and one["text"] == "The slowest files:" for one in events)
    end = events[-1]
    assert end["exit_code"] == result.exit_code == 3
    assert end["reasons"] == {"damaged": 1, "empty": 2}
    assert end["ranking"] == {
        "found": 5, "ranked": 1, "review": 1, "refused": 3, "duplicates": 0, "merged": 0
    }  # fmt: skip


@pytest.mark.usefixtures("here")
def test_the_log_of_a_blind_run_names_no_file() -> None:
    result = cpo("rank", "cvs", *AS_OF, "--log-json", "--blind", "--timings")
    assert [one["file"] for one in events_of(result) if one["event"] == "file"] == [
        f"file {number}" for number in range(1, 6)
    ]
    assert "lee" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse", "cvs"),
        ("calibrate", "decisions.csv", "cvs"),
        ("criteria", "diff", "one.yaml", "two.yaml", "cvs"),
    ],
    ids=["parse", "calibrate", "criteria diff"],
)
def test_other_commands_that_read_a_folder_log_it_too(here: Path, arguments: tuple[str, ...]) -> None:
    for name in ("one.yaml", "two.yaml"):
        cpo("criteria", "init", str(here / name))
    result = cpo(*arguments, *AS_OF, "--log-json")
    events = events_of(result)
    assert [one["event"] for one in events if one["event"] != "message"] == [
        "start", "listed", *["file"] * 5, "end"
    ]  # fmt: skip
    assert events[-1]["exit_code"] == result.exit_code
    assert events[-1]["ranking"] is None


def test_doctor_is_a_command() -> None:
    result = cpo("doctor", "--json")
    assert json.loads(result.stdout)["works"] is (result.exit_code == 0)
