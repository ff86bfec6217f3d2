"""--log-json: every line on stderr is an object of the schema, from start to end, however it ends."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from cpo_screen import __version__
from cpo_screen.cli import Commands
from cpo_screen.cli.options import show_progress
from cpo_screen.cli.run_log import log_option, log_ranking, running_log
from cpo_screen.errors import ExitCode, UsageError
from cpo_screen.pipeline import Reading, read_files
from cpo_screen.screening import Counts
from fakes.hostile import BLANK_PDF, GOOD, write_hostile_folder

SCHEMA = json.loads(files("cpo_screen").joinpath("schemas/log-1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
_OUR_NAME = "\x1b[31mAnn Lee\x1b[0m.txt"


@click.group(cls=Commands)
def program() -> None:
    """A program with one command, which does what a command of ours does."""


@program.command("read")
@click.argument("folder")
@click.option("--end", default="well")
@log_option
def read_command(folder: str, end: str) -> None:
    with show_progress(True) as progress:
        number = sum(1 for _ in read_files(folder, "2026-11", Reading(jobs=2), progress))
    click.echo(f"{number} read")
    click.echo("cpo-screen: a note\nof two lines", err=True)
    logging.StreamHandler().emit(logging.LogRecord("x", 30, "", 0, "a warning", None, None))
    log_ranking(Counts(number, number, 0, 0, 0))
    if end == "error":
        raise UsageError("no such thing")
    if end == "interrupted":
        raise KeyboardInterrupt
    if end == "bug":
        raise ZeroDivisionError
    click.get_current_context().exit(int(ExitCode.SOME_REFUSED if end == "refused" else ExitCode.OK))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, ["read", *map(str, arguments)])


def events_of(stderr: str) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in stderr.splitlines()]
    for event in events:
        VALIDATOR.validate(event)
    return events


@pytest.fixture
def cvs(tmp_path: Path) -> Path:
    folder = tmp_path / "cvs"
    folder.mkdir()
    (folder / _OUR_NAME).write_text(GOOD, encoding="utf-8")
    (folder / "scan.pdf").write_bytes(BLANK_PDF)
    (folder / "nothing.pdf").write_bytes(b"")
    return folder


def test_a_run_from_start_to_end(cvs: Path) -> None:
    result = run(cvs, "--log-json", "--end", "refused")
    events = events_of(result.stderr)
    kinds = [one["event"] for one in events]
    assert kinds == ["start", "listed", "file", "file", "file", "message", "message", "message", "end"]
    assert events[0] == {
        "event": "start", "schema": "cpo-screen/log/1", "version": __version__, "command": "read"
    }  # fmt: skip
    assert events[1] == {"event": "listed", "total": 3, "to_read": 3}
    told = {Path(one["file"]).name: (one["outcome"], one["reason"]) for one in events[2:5]}
    assert told == {
        r"\x1b[31mAnn Lee\x1b[0m.txt": ("read", None),
        "nothing.pdf": ("refused", "empty"),
        "scan.pdf": ("review", "no_text"),
    }
    assert [one["text"] for one in events[5:8]] == ["cpo-screen: a note", "of two lines", "a warning"]
    end = events[-1]
    assert end.pop("seconds") > 0
    assert end == {
        "event": "end", "exit_code": 3, "done": 3, "total": 3, "read": 1, "review": 1, "refused": 1,
        "kept": 0, "reasons": {"empty": 1},
        "ranking": {"found": 3, "ranked": 3, "review": 0, "refused": 0, "duplicates": 0, "merged": 0},
    }  # fmt: skip
    assert result.exit_code == 3
    assert result.stdout == "3 read\n"


def test_no_words_of_a_cv_and_no_order_to_a_terminal_are_in_it(cvs: Path) -> None:
    log = run(cvs, "--log-json").stderr
    assert log.isascii()
    assert "\x1b" not in log
    for words in ("ann.lee@", "Example Ltd", "Set the product strategy", "MBA"):
        assert words not in log


def test_without_the_option_nothing_is_logged(cvs: Path) -> None:
    result = run(cvs)
    assert result.stderr == "cpo-screen: a note\nof two lines\na warning\n"
    assert running_log() is None


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [("error", 2, "cpo-screen: no such thing"), ("interrupted", 1, "cpo-screen: interrupted")],
)
def test_an_error_is_a_message_and_the_end_tells_the_exit_code(
    cvs: Path, end: str, code: int, said: str
) -> None:
    result = run(cvs, "--log-json", "--end", end)
    events = events_of(result.stderr)
    assert events[-2] == {"event": "message", "text": said}
    assert (events[-1]["event"], events[-1]["exit_code"], result.exit_code) == ("end", code, code)


def test_an_error_of_the_program_itself_is_not_hidden(cvs: Path) -> None:
    result = run(cvs, "--log-json", "--end", "bug")
    assert isinstance(result.exception, ZeroDivisionError)
    assert events_of(result.stderr)[-1]["exit_code"] == 1


def test_a_run_that_finds_no_folder_begins_and_ends(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere", "--log-json")
    start, message, end = events_of(result.stderr)
    assert start["event"] == "start"
    assert "nowhere" in message["text"]
    assert (end["exit_code"], end["total"], end["done"]) == (2, None, 0)
    assert result.exit_code == 2


def test_what_libraries_print_after_the_end_is_told_no_more(cvs: Path) -> None:
    kept: list[Any] = []

    @program.command("late")
    @log_option
    def late() -> None:
        kept.append(sys.stderr)

    result = CliRunner().invoke(program, ["late", "--log-json"])
    kept[0].write("too late\n")
    assert [one["event"] for one in events_of(result.stderr)] == ["start", "end"]
    with pytest.raises(TypeError):
        kept[0].write(b"bytes")
    del program.commands["late"]
    assert cvs.exists()


def test_every_line_is_one_even_over_a_hostile_folder(tmp_path: Path) -> None:
    expected = write_hostile_folder(tmp_path / "cvs")
    events = events_of(run(tmp_path / "cvs", "--log-json").stderr)
    told = [one for one in events if one["event"] == "file"]
    end = events[-1]
    assert len(told) == len({one["file"] for one in told}) == end["done"] == end["total"]
    assert end["total"] >= len(expected)
    counted = Counter(one["outcome"] for one in told)
    assert [end[one] for one in ("read", "review", "refused")] == [
        counted[one] for one in ("read", "review", "refused")
    ]
    assert end["reasons"] == dict(
        sorted(Counter(o["reason"] for o in told if o["outcome"] == "refused").items())
    )
    assert all(one["reason"] for one in told if one["outcome"] != "read")


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for another process")
def test_ctrl_c_ends_the_log(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(f"{GOOD}\n{number}", encoding="utf-8")
    command = [sys.executable, "-c", _MAIN, "read", str(tmp_path), "--log-json"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as started:
        assert started.stderr is not None
        first = [started.stderr.readline() for _ in range(4)]
        started.send_signal(signal.SIGINT)
        begun = time.monotonic()
        rest = started.stderr.read()
        assert started.wait(timeout=30) == 1
    assert time.monotonic() - begun < 10
    events = events_of((b"".join(first) + rest).decode("ascii"))
    assert events[-2]["text"] == "cpo-screen: interrupted"
    assert events[-1]["exit_code"] == 1
    assert 2 <= events[-1]["done"] < events[-1]["total"] == 300


_MAIN = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("test_run_log_child", {__file__!r})
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.program(prog_name="x")
"""
