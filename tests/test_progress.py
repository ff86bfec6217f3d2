"""How far a run is: what is told of each file, and what is counted from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cpo_screen import pipeline
from cpo_screen.batch import Limits
from cpo_screen.pipeline import Reading, read_files, read_folder
from cpo_screen.progress import Event, Listed, Slowest, Step, Tally, Waiting, tell_all, without_names
from cpo_screen.store import open_store
from fakes.hostile import BLANK_PDF, GOOD
from fakes.readers import read_or_misbehave

AS_OF = "2026-11"


def read(done: int, seconds: float = 0.0, **told: object) -> Step:
    stages = {"reading": seconds} if seconds else {}
    return Step(done, 10, f"{done}.pdf", **({"outcome": "read", "stages": stages} | told))  # type: ignore[arg-type]


# --- what is told while files are read -------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One CV, one without text, one that is none, one whose zip cannot be unpacked."""
    made = tmp_path / "cvs"
    made.mkdir()
    (made / "a.txt").write_text(GOOD, encoding="utf-8")
    (made / "b.pdf").write_bytes(BLANK_PDF)
    (made / "c.pdf").write_bytes(b"")
    (made / "d.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    return made


def told_of(folder: Path, **how: object) -> list[Event]:
    told: list[Event] = []
    list(read_files(folder, AS_OF, Reading(jobs=1), told.append, **how))  # type: ignore[arg-type]
    return told


def test_every_file_is_told_once_with_what_became_of_it(folder: Path) -> None:
    told = told_of(folder)
    assert told[0] == Listed(4, 4)
    steps = [one for one in told if isinstance(one, Step)]
    assert [(one.done, one.total) for one in steps] == [(n, 4) for n in range(1, 5)]
    assert {Path(one.file).name: (one.outcome, one.reason) for one in steps} == {
        "a.txt": ("read", None),
        "b.pdf": ("review", "no_text"),
        "c.pdf": ("refused", "empty"),
        "d.zip": ("refused", "damaged"),
    }
    assert not any(one.kept for one in steps)
    assert steps[0].seconds == sum(steps[0].stages.values()) > 0
    assert {"reading", "positions"} <= steps[0].stages.keys()
    assert list(steps[2].stages) == ["reading"]  # a refused file took time, too


def test_each_file_that_is_read_is_waited_for_first(folder: Path) -> None:
    told = told_of(folder)[1:]
    assert [type(one) for one in told] == [Waiting, Step] * 4
    assert all(a.file == b.file for a, b in zip(told[::2], told[1::2], strict=True))  # type: ignore[union-attr]


def test_what_is_kept_is_told_as_kept_with_the_same_outcome_and_not_waited_for(folder: Path) -> None:
    with open_store(folder.parent / "store.sqlite", date(2026, 11, 1)) as store:
        first, second = told_of(folder, store=store), told_of(folder, store=store)
    assert second[0] == Listed(4, 0)
    again = [one for one in second if isinstance(one, Step)]
    assert not any(isinstance(one, Waiting) for one in second)
    assert all(one.kept and one.seconds == 0 for one in again)
    before = [one for one in first if isinstance(one, Step)]
    assert [(one.file, one.outcome, one.reason) for one in again] == [
        (one.file, one.outcome, one.reason) for one in before
    ]


def test_the_counts_are_those_of_the_run(folder: Path) -> None:
    tally = Tally()
    whole = read_folder(folder, AS_OF, Reading(jobs=1), lambda event: tally.add(event, 0.0))
    assert tally.done == tally.total == 4
    assert tally.outcomes["refused"] == len(whole.refused) == 2
    assert tally.outcomes["read"] + tally.outcomes["review"] == len(whole.profiles)
    assert tally.reasons == {"empty": 1, "damaged": 1}


def test_a_file_that_is_stopped_took_its_whole_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_task", read_or_misbehave)
    (folder / "hangs.txt").write_text(GOOD, encoding="utf-8")
    (folder / "kills.txt").write_text(GOOD, encoding="utf-8")
    slowest = Slowest()
    limited = Reading(jobs=1, limits=Limits(seconds=2))
    whole = read_folder(folder, AS_OF, limited, slowest.add)
    assert whole.seconds["timed_out"] == 2.0
    first = slowest.steps[0]
    assert (Path(first.file).name, first.seconds, first.slowest_stage) == ("hangs.txt", 2.0, "timed_out")
    assert not any(Path(one.file).name == "kills.txt" for one in slowest.steps)  # nobody knows its time


def test_several_can_listen() -> None:
    one: list[Event] = []
    two: list[Event] = []
    tell_all(one.append, two.append)(Listed(1, 1))
    assert one == two == [Listed(1, 1)]


def test_files_can_be_told_without_their_names() -> None:
    told: list[Event] = []
    tell = without_names(told.append)
    for event in (Listed(9, 9), read(1), Waiting("ann-lee.pdf"), read(2), Waiting("bo.pdf")):
        tell(event)
    assert [one.file for one in told[1:]] == ["file 1", "file 2", "file 2", "file 3"]  # type: ignore[union-attr]
    assert told[0] == Listed(9, 9)


# --- rate and remaining time ---------------------------------------------------------------------------


def at_a_pace(files: int, seconds: float, to_read: int = 1000) -> Tally:
    """A tally after `files` files that took `seconds` each, from second 100 on."""
    tally = Tally()
    tally.add(Listed(1000, to_read), 100.0)
    for number in range(files):
        tally.add(Waiting(f"{number}.pdf"), 100.0 + number * seconds)
        tally.add(read(number + 1), 100.0 + (number + 1) * seconds)
    return tally


def test_nothing_is_foretold_before_a_file_is_read() -> None:
    tally = Tally()
    assert tally.rate(100.0) is None
    tally.add(Listed(10, 10), 100.0)
    tally.add(Waiting("0.pdf"), 100.0)
    assert tally.rate(105.0) is None
    assert tally.remaining(105.0) is None


@pytest.mark.parametrize("seconds", [0.01, 0.2, 4.0])
def test_a_steady_pace_is_told_as_it_is(seconds: float) -> None:
    files = round(100 / seconds)
    tally = at_a_pace(files, seconds, to_read=2 * files)
    now = 100.0 + files * seconds
    assert tally.rate(now) == pytest.approx(1 / seconds, rel=0.05)
    assert tally.remaining(now) == pytest.approx(files * seconds, rel=0.05)


def test_the_rate_is_that_of_late_and_falls_while_nothing_happens() -> None:
    tally = at_a_pace(100, 1.0)
    for number in range(400):  # from now on ten times as fast
        tally.add(Waiting("x"), 200.0 + number / 10)
        tally.add(read(101 + number), 200.0 + (number + 1) / 10)
    assert tally.rate(240.0) == pytest.approx(10, rel=0.05)
    assert tally.rate(300.0) < 5  # type: ignore[operator]


def test_files_known_from_before_neither_hurry_nor_delay() -> None:
    tally = at_a_pace(20, 1.0, to_read=40)
    before = tally.remaining(120.0)
    for number in range(500):
        tally.add(read(21 + number, kept=True), 120.0)
    assert tally.kept == 500
    assert tally.remaining(120.0) == before == pytest.approx(20, rel=0.05)


def test_the_last_file_leaves_no_time_less_than_none() -> None:
    assert at_a_pace(20, 1.0, to_read=10).remaining(120.0) == 0


def test_who_is_waited_for_and_how_long() -> None:
    tally = Tally()
    tally.add(Waiting("slow.pdf"), 100.0)
    assert tally.waiting_for(107.5) == ("slow.pdf", 7.5)
    tally.add(read(1, 7.5), 107.5)
    assert tally.waiting_for(108.0) is None


# --- the slowest ---------------------------------------------------------------------------------------


def test_the_slowest_are_kept_and_no_others() -> None:
    slowest = Slowest(3)
    for number, seconds in enumerate([0.1, 5.0, 0.3, 2.0, 0.0, 4.0], 1):
        slowest.add(Waiting(f"{number}.pdf"))
        slowest.add(read(number, seconds))
    assert [one.seconds for one in slowest.steps] == [5.0, 4.0, 2.0]


def test_of_equally_slow_files_the_first_come_first() -> None:
    slowest = Slowest(2)
    for number in range(1, 5):
        slowest.add(read(number, 1.0))
    assert [one.done for one in slowest.steps] == [1, 2]


def test_the_slowest_stage_is_named() -> None:
    step = Step(1, 1, "a.pdf", "read", stages={"reading": 0.2, "positions": 0.9, "education": 0.1})
    assert step.slowest_stage == "positions"
    assert Step(1, 1, "a.pdf", "refused", "crashed").slowest_stage is None
