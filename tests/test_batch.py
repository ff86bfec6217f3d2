"""The worker pool: order, deadlines, crashes, memory, interruption."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cpo_screen.batch import Limits, available_cores, run_each
from cpo_screen.errors import RefusedFile
from fakes.orders import act

SHORT = Limits(seconds=1.5, memory=512 * 1024**2)


def told(results: list[Any]) -> list[str]:
    return [r.reason if isinstance(r, RefusedFile) else r for r in results]


def test_results_come_in_the_order_of_the_items_whatever_finishes_first() -> None:
    orders = ["wait 0.4", "a", "wait 0.2", "b", "c"]
    assert told(list(run_each(act, orders, jobs=2))) == [f"did {o}" for o in orders]


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_way_of_failing_has_its_reason_and_the_others_are_untouched(jobs: int) -> None:
    orders = ["a", "die", "b", "refuse", "raise", "killed", "c", "unpicklable", "recurse", "quit", "d"]
    assert told(list(run_each(act, orders, jobs=jobs, limits=SHORT))) == [
        "did a", "crashed", "did b", "encrypted", "crashed", "crashed", "did c", "crashed", "damaged",
        "crashed", "did d",
    ]  # fmt: skip


@pytest.mark.parametrize("order", ["hang", "hang_deaf"])
def test_a_file_that_hangs_is_stopped(order: str) -> None:
    begun = time.monotonic()
    assert told(list(run_each(act, [order, "a"], jobs=1, limits=SHORT))) == ["timed_out", "did a"]
    assert time.monotonic() - begun < 15


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory limit needs Linux")
def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    assert told(list(run_each(act, ["eat", "a"], jobs=1, limits=SHORT))) == ["too_large", "did a"]


def test_the_message_of_a_crash_names_the_exception(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("ERROR", logger="cpo_screen")  # a command that ran before may have silenced it
    (result,) = run_each(act, ["raise"])
    assert isinstance(result, RefusedFile)
    assert "ValueError: bad number" in str(result)
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_every_way_of_starting_workers_gives_the_same(method: Any) -> None:
    if method == "fork" and sys.version_info >= (3, 12):
        pytest.skip("forking beside threads is warned of")
    results = list(
        run_each(act, ["a", "die", "b"], jobs=2, start_method=method, preload="cpo_screen.model")
    )
    assert told(results) == ["did a", "crashed", "did b"]


def test_workers_that_die_at_once_again_and_again_lose_no_file() -> None:
    orders = ["die", "killed"] * 10 + ["a"] * 20 + ["die"] * 3
    assert told(list(run_each(act, orders, jobs=2))) == ["crashed"] * 20 + ["did a"] * 20 + ["crashed"] * 3


def test_nothing_to_do_gives_nothing() -> None:
    assert list(run_each(act, [], jobs=4)) == []


def test_cores_are_counted() -> None:
    assert available_cores() >= 1


SCRIPT = """
import sys, time
sys.path.insert(0, {tests!r})
from fakes.orders import act
from cpo_screen.batch import run_each
if __name__ == "__main__":
    print("begun", flush=True)
    list(run_each(act, ["wait 30"] * 8, jobs=2))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_stops_at_once_and_leaves_no_worker(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT.format(tests=str(Path(__file__).parent)), encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"begun\n"
    time.sleep(1.5)
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=15)
    assert b"KeyboardInterrupt" in errors
    assert errors.count(b"Traceback") == 1, errors.decode()
