from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cpo_screen.errors import UsageError
from cpo_screen.training.evaluation import Report, evaluate
from cpo_screen.training.evaluation.__main__ import main
from cpo_screen.training.evaluation.floors import (
    Floors,
    check_floors,
    export_floors,
    is_continuation,
    parse_floors,
    raise_floors,
    read_floors,
    set_floors,
)

ROOT = Path(__file__).parent.parent.parent
FLOORS = Path("tests/gold/floors.yaml")
WriteCorpus = Callable[..., Path]


def report_of(write_corpus: WriteCorpus, found: list[str | None]) -> Report:
    rows = [{"name": "Ada Example", "layout": "single"} for _ in found]
    names = {f"cv{number}": name for number, name in enumerate(found, 1)}
    return evaluate(write_corpus(*rows), lambda path: {"name": names[path.stem]}, read_text=None)


def first(report: Report) -> Floors:
    return raise_floors(None, report, "first measured")


def test_first_floors_are_what_is_reached(write_corpus: WriteCorpus) -> None:
    report = report_of(write_corpus, ["Ada Example", "Ada Example", None])
    floors = first(report)
    assert floors.floors == {"name": 0.8}
    assert check_floors(report, floors) == []


def test_below_a_floor(write_corpus: WriteCorpus) -> None:
    floors = first(report_of(write_corpus, ["Ada Example", "Ada Example"]))
    worse = report_of(write_corpus, ["Ada Example", None])
    assert check_floors(worse, floors) == ["name: 0.667 is below its floor 1.000"]


def test_another_corpus_does_not_pass(write_corpus: WriteCorpus) -> None:
    floors = first(report_of(write_corpus, ["Ada Example"]))
    problems = check_floors(report_of(write_corpus, ["Ada Example", "Ada Example"]), floors)
    assert len(problems) == 1
    assert "corpus" in problems[0]


def test_a_measure_that_vanished_does_not_pass(write_corpus: WriteCorpus) -> None:
    report = report_of(write_corpus, ["Ada Example"])
    floors = set_floors(first(report), report.corpus, {"title": 0.5}, "titles too")
    assert check_floors(report, floors) == ["title: nothing measured, floor 0.500"]


def test_a_crash_does_not_pass(write_corpus: WriteCorpus) -> None:
    def parse(_: Path) -> dict[str, Any]:
        raise ValueError("oh")

    report = evaluate(write_corpus({"name": "Ada Example"}), parse, read_text=None)
    assert "cv1 crashed: ValueError: oh" in check_floors(report, first(report))


def test_scans_are_outside_the_floors(write_corpus: WriteCorpus) -> None:
    gold = write_corpus({"name": "Ada Example"}, {"name": "Ada Example", "scan": True})
    report = evaluate(
        gold, lambda path: {"name": "Ada Example"} if path.stem == "cv1" else {}, read_text=None
    )
    assert first(report).floors == {"name": 1.0}


def test_floors_by_layout(write_corpus: WriteCorpus) -> None:
    report = report_of(write_corpus, ["Ada Example", None])
    floors = set_floors(first(report), report.corpus, {"name@single": 0.9}, "single ones too")
    assert check_floors(report, floors) == ["name@single: 0.667 is below its floor 0.900"]


def test_raising_never_lowers(write_corpus: WriteCorpus) -> None:
    floors = first(report_of(write_corpus, ["Ada Example", "Ada Example"]))
    again = raise_floors(floors, report_of(write_corpus, ["Ada Example", None]), "worse")
    assert again.floors == {"name": 1.0}


def test_written_and_read_again(write_corpus: WriteCorpus) -> None:
    report = report_of(write_corpus, ["Ada Example", None])
    floors = set_floors(first(report), report.corpus, {"name": 0.5}, "Ümlaut: a harder 'case'")
    assert parse_floors(export_floors(floors)) == floors


def lowered(write_corpus: WriteCorpus) -> tuple[Floors, Floors]:
    report = report_of(write_corpus, ["Ada Example"])
    before = first(report)
    return before, set_floors(before, report.corpus, {"name": 0.9}, "labels were corrected")


def test_lowering_is_named(write_corpus: WriteCorpus) -> None:
    before, after = lowered(write_corpus)
    assert "lowered:\n  - name" in export_floors(after)
    assert after.log[-1].lowered == ("name",)
    assert before.log[-1].lowered == ()


def test_lowering_needs_a_reason(write_corpus: WriteCorpus) -> None:
    before, _ = lowered(write_corpus)
    with pytest.raises(UsageError, match="reason"):
        set_floors(before, before.corpus, {"name": 0.1}, " ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("floors:\n  name: 0.9", "floors:\n  name: 0.1"),
        ("    name: 0.9", "    name: 0.8"),
        ("    name: 1.0", "    name: 0.9"),
        ("lowered:\n  - name", "lowered: []"),
        ("labels were corrected", "quite harmless"),
        ("corpus: ", "corpus: 0"),
    ],
)
def test_edited_by_hand(write_corpus: WriteCorpus, old: str, new: str) -> None:
    _, after = lowered(write_corpus)
    text = export_floors(after)
    assert old in text
    with pytest.raises(UsageError):
        parse_floors(text.replace(old, new, 1))


def test_a_log_that_begins_anew_is_no_continuation(write_corpus: WriteCorpus) -> None:
    before, after = lowered(write_corpus)
    assert is_continuation(before, after)
    assert is_continuation(before, before)
    assert not is_continuation(after, before)
    fresh = set_floors(None, before.corpus, {"name": 0.1}, "first measured")
    assert not is_continuation(before, fresh)


@pytest.mark.parametrize("text", ["", "[]", "corpus: x", "floors: {", "log: [1]\ncorpus: x\nfloors: {}"])
def test_no_floors_file(text: str) -> None:
    with pytest.raises(UsageError):
        parse_floors(text)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_floors(tmp_path / "floors.yaml")


# --- from the command line


def run_main(gold: Path, name: str | None, *options: str) -> int:
    found = gold.parent / "profiles.jsonl"
    found.write_text(json.dumps({"source": {"path": "cv1.txt"}, "name": name}) + "\n", encoding="utf-8")
    return main([str(gold), str(found), *options])


def test_command_line(write_corpus: WriteCorpus, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write_corpus({"name": "Ada Example"})
    floors = gold.parent / "floors.yaml"
    assert run_main(gold, "Ada Example", "--floors", str(floors), "--because", "first measured") == 0
    assert run_main(gold, "Ada Example", "--floors", str(floors)) == 0
    assert run_main(gold, None, "--floors", str(floors)) == 2
    assert "name: 0.000 is below its floor 1.000" in capsys.readouterr().err
    change = ("--floors", str(floors), "--because", "labels were corrected", "--set", "name=0")
    assert run_main(gold, None, *change) == 0
    assert run_main(gold, None, "--floors", str(floors)) == 0
    assert read_floors(floors).log[-1].lowered == ("name",)


@pytest.mark.parametrize("change", ["name", "name=2", "nmae=0.5", "name=x"])
def test_command_line_refuses(write_corpus: WriteCorpus, change: str) -> None:
    gold = write_corpus({"name": "Ada Example"})
    options = ("--floors", str(gold.parent / "f.yaml"), "--because", "so", "--set", change)
    assert run_main(gold, None, *options) == 2


@pytest.mark.parametrize("text", [b"{", b"[]", b"\xff"])
def test_broken_profiles_are_a_usage_error(
    write_corpus: WriteCorpus, capsys: pytest.CaptureFixture[str], text: bytes
) -> None:
    gold = write_corpus({"name": "Ada Example"})
    found = gold.parent / "found.jsonl"
    found.write_bytes(text)
    assert main([str(gold), str(found)]) == 2
    assert str(found) in capsys.readouterr().err


# --- the project's own floors


def committed_versions() -> list[str]:
    """Every committed text of the floors file, newest first; empty without git or history."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    log = [git, "log", "--format=%H", "--", str(FLOORS)]
    commits = subprocess.run(log, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    show = [[git, "show", f"{commit}:{FLOORS.as_posix()}"] for commit in commits]
    shown = [subprocess.run(one, cwd=ROOT, capture_output=True, text=True, check=False) for one in show]
    return [one.stdout for one in shown if one.returncode == 0]


def test_own_floors_continue_every_committed_version() -> None:
    if not (ROOT / FLOORS).exists():
        pytest.skip("no floors yet")
    present = read_floors(ROOT / FLOORS)
    for text in committed_versions():
        assert is_continuation(parse_floors(text), present), "a floor's log may only grow"
