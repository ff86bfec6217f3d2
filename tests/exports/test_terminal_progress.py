"""What is drawn in the terminal while files are read: within its width, without orders from names."""

from __future__ import annotations

import io
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from cpo_screen.exports.terminal_progress import ProgressView, draw_progress, refusals_line, slowest_lines
from cpo_screen.progress import Event, Listed, Outcome, Step, Waiting
from fakes.hostile import GOOD

NASTY = "cvs/\x1b[31mred\x1b]0;owned\x07\u202eexe.pdf"


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def drawn(view: ProgressView, width: int = 80) -> list[str]:
    """The lines as a terminal of this width shows them, without their colours."""
    out = io.StringIO()
    Console(file=out, force_terminal=True, width=width, legacy_windows=False, _environ={}).print(view)
    text = re.sub(r"\x1b\[[\d;]*m", "", out.getvalue())
    assert "\x1b" not in text
    assert "\x07" not in text
    return [line.rstrip() for line in text.splitlines()]


def view_after(*events: Event, seconds: float = 1.0) -> tuple[ProgressView, Clock]:
    clock = Clock()
    view = ProgressView(clock)
    for event in events:
        clock.now += seconds if isinstance(event, Step) else 0
        view.told(event)
    return view, clock


def steps(*outcomes: Outcome, kept: int = 0) -> list[Event]:
    told: list[Event] = [Listed(10, 10 - kept)]
    for number, outcome in enumerate(outcomes, 1):
        if number > kept:
            told.append(Waiting(f"{number}.pdf"))
        told.append(Step(number, 10, f"{number}.pdf", outcome, "empty", kept=number <= kept))
    return told


def test_before_anything_is_known_it_says_what_happens() -> None:
    view, _ = view_after()
    lines = drawn(view)
    assert len(lines) == 1
    assert lines[0].startswith("Listing files ")


def test_bar_rate_remaining_time_and_counts() -> None:
    view, _ = view_after(*steps("read", "read", "review", "refused", "read"))
    bar, counts = drawn(view)
    assert re.fullmatch(r"Reading +[━╸╺]+ +5 of 10 +1\.0 a second +5 s left", bar)
    assert counts == "3 read, 1 for review, 1 refused"


def test_what_is_known_from_before_is_told() -> None:
    view, _ = view_after(*steps("read", "read", "read", kept=2))
    assert drawn(view)[1] == "3 read, 0 for review, 0 refused (2 known from before)"


def test_a_file_that_takes_long_is_named_after_five_seconds() -> None:
    view, clock = view_after(*steps("read"), Waiting("cvs/slow.pdf"))
    clock.now += 4.9
    assert len(drawn(view)) == 2
    clock.now += 7.0
    assert drawn(view)[2] == "Waiting 12 s for cvs/slow.pdf"
    view.told(Step(2, 10, "cvs/slow.pdf", "read"))
    assert len(drawn(view)) == 2


def test_a_files_name_gives_the_terminal_no_orders() -> None:
    view, clock = view_after(*steps("read"), Waiting(NASTY))
    clock.now += 60
    assert drawn(view)[2] == "Waiting 60 s for cvs/[31mred]0;ownedexe.pdf"
    assert "\x1b" not in "".join(slowest_lines([Step(1, 1, NASTY, "read", stages={"reading": 1.0})]))


def test_markup_in_a_files_name_is_no_markup() -> None:
    view, clock = view_after(*steps("read"), Waiting("[bold]:smiley:[/bold].pdf"))
    clock.now += 60
    assert drawn(view)[2].endswith("[bold]:smiley:[/bold].pdf")


@pytest.mark.parametrize("width", [200, 80, 60, 40, 20])
def test_no_line_is_longer_than_the_terminal(width: int) -> None:
    view, clock = view_after(
        *steps("read", "review", kept=1), Waiting("cvs/" + "a long name " * 20 + "end.pdf")
    )
    clock.now += 4000
    lines = drawn(view, width)
    assert all(len(line) <= width for line in lines)
    assert len(lines) == 3
    if width >= 40:
        assert lines[2].endswith("end.pdf")


def test_reasons_are_said_in_words_the_most_frequent_first() -> None:
    told = refusals_line({"not_a_cv": 2, "encrypted": 3, "damaged": 2, "of_tomorrow": 1})
    assert told == "Refused: 3 locked with a password, 2 damaged, 2 of no CV format, 1 of tomorrow."
    assert refusals_line({}) == ""


def test_the_slowest_are_listed_with_their_slowest_stage() -> None:
    told = slowest_lines(
        [
            Step(1, 2, "a.pdf", "refused", "timed_out", stages={"timed_out": 20.0}),
            Step(2, 2, "b.pdf", "read", stages={"reading": 0.5, "positions": 1.25}),
        ]
    )
    assert told == ["   20.000 s  timed_out 20.000 s  a.pdf", "    1.750 s  positions 1.250 s   b.pdf"]
    assert slowest_lines([]) == []


def test_it_leaves_nothing_on_the_screen() -> None:
    out = io.StringIO()
    out.isatty = lambda: True  # type: ignore[method-assign]
    with draw_progress(out) as told:
        told(Listed(2, 2))
    *_, end = out.getvalue().split("\n")
    assert "\x1b[2K" in end  # the line is erased
    assert "Reading" not in end


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_real_run_in_a_real_terminal(tmp_path: Path) -> None:
    (tmp_path / "cvs").mkdir()
    for name in ("a.txt", "b\x1b[31mred.txt", "c\nd.txt"):
        (tmp_path / "cvs" / name).write_text(f"{GOOD}\n{name!r}", encoding="utf-8")
    (tmp_path / "cvs" / "empty.pdf").write_bytes(b"")
    errors, output, code = in_terminal(tmp_path, "rank", "cvs", "--no-store", "--as-of", "2026-11")
    assert code == 3, errors
    assert b"Reading" in errors
    assert b"of 4" in errors
    assert b"\x1b[31mred" not in errors
    assert b"4 files: " in output
    assert b"\x1b" not in output  # which is no terminal


def in_terminal(folder: Path, *arguments: str) -> tuple[bytes, bytes, int]:
    """Run a command whose stderr is a terminal of 100 columns: what that got, stdout, the exit code."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    command = [sys.executable, "-m", "cpo_screen", *arguments]
    environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR")}
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=theirs, env=environment | {"TERM": "xterm"}
    ) as started:
        os.close(theirs)
        got = read_until_closed(ours, 60.0)
        output = started.communicate(timeout=60)[0]
    return got, output, started.returncode


def read_until_closed(terminal: int, seconds: float) -> bytes:
    got, until = b"", time.monotonic() + seconds
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 0.5)[0]:
            continue
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # Linux's way to say that the other side is closed
            break
        if not piece:
            break
        got += piece
    os.close(terminal)
    return got
