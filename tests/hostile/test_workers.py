"""What a worker cannot do, whatever is in its file: reach the network, outlive the run, write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cpo_screen import batch
from cpo_screen.batch import Limits, run_each
from cpo_screen.errors import RefusedFile
from hostile.orders import obey
from hostile.processes import children_of, is_running, wait_until

SHORT = Limits(seconds=1.5, memory=512 * 1024**2)
linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
TESTS = str(Path(__file__).parent.parent)


def told(results: list[Any]) -> list[str]:
    return [r.reason if isinstance(r, RefusedFile) else r for r in results]


@pytest.mark.parametrize("order", ["connect", "resolve", "fetch", "fetch_entity"])
def test_a_worker_reaches_no_network(order: str) -> None:
    import socket

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.3)
        (result,) = run_each(obey, [f"{order} {server.getsockname()[1]}"], limits=SHORT)
        with pytest.raises(TimeoutError):  # nobody called
            server.accept()
    assert isinstance(result, RefusedFile)
    assert result.reason == "crashed"


def test_c_code_that_hears_no_signal_is_stopped_at_its_deadline() -> None:
    begun = time.monotonic()
    orders = ["spin", "sleep 0", "spin", "sleep 0.1"]
    results = list(run_each(obey, orders, jobs=2, limits=Limits(seconds=2)))
    assert told(results) == ["timed_out", "did sleep 0", "timed_out", "did sleep 0.1"]
    assert time.monotonic() - begun < 12


def test_memory_taken_bit_by_bit_ends_at_the_limit() -> None:
    results = list(run_each(obey, ["eat_slowly", "sleep 0"], limits=Limits(20, 512 * 1024**2)))
    assert told(results) == ["too_large", "did sleep 0"]


def test_what_a_broken_file_took_is_given_back_before_the_next() -> None:
    orders = ["eat_in_a_circle 300"] * 6 + ["sleep 0"]
    assert told(list(run_each(obey, orders, limits=Limits(20, 512 * 1024**2)))) == ["crashed"] * 6 + [
        "did sleep 0"
    ]


@linux
def test_a_worker_killed_from_outside_costs_its_own_file_only() -> None:
    results = run_each(obey, ["pid", "sleep 3", "sleep 0.1", "pid"], jobs=1)
    worker = int(str(next(results)))
    time.sleep(0.5)  # until it has the next one
    os.kill(worker, signal.SIGKILL)  # as the kernel does when memory runs out
    rest = list(results)
    assert told(rest)[:2] == ["crashed", "did sleep 0.1"]
    assert "memory" in str(rest[0])
    assert str(rest[2]).isdigit()


def test_nothing_that_a_reader_prints_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(run_each(obey, ["say"])) == ["did say"]
    assert capfd.readouterr() == ("", "")


def test_workers_are_replaced_after_some_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_FILES", 5)
    assert len(set(run_each(obey, ["pid"] * 20))) == 5  # one of 21 tasks is the proof of life


def test_few_results_are_asked_for_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_AHEAD", 3)
    orders = [f"sleep {0.001 * (n % 3)}" for n in range(40)]
    assert list(run_each(obey, orders, jobs=2)) == [f"did {order}" for order in orders]


# --- the end of a run -----------------------------------------------------------------------------

SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from hostile.orders import obey
from cpo_screen.batch import run_each
if __name__ == "__main__":
    for result in run_each(obey, {orders!r}, jobs=2):
        print(result, flush=True)
"""


def _started(folder: Path, orders: list[str]) -> subprocess.Popen[bytes]:
    script = folder / "run.py"
    script.write_text(SCRIPT.format(tests=TESTS, orders=orders), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("order", ["sleep 30", "program 30"])
def test_the_end_of_a_run_is_the_end_of_its_workers(tmp_path: Path, number: int, order: str) -> None:
    with _started(tmp_path, ["pid", *[order] * 8]) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip().isdigit()
        wait_until(lambda: len(children_of(run.pid)) >= 4)  # tracker, server, two workers
        time.sleep(0.3)
        below = children_of(run.pid)
        run.send_signal(number)
        begun = time.monotonic()
        run.wait(10)
        wait_until(lambda: not any(map(is_running, below)), seconds=5)
        assert time.monotonic() - begun < 5
        run.communicate()


@linux
def test_c_code_outlives_its_run_no_longer_than_its_deadline(tmp_path: Path) -> None:
    script = SCRIPT.replace("jobs=2", "jobs=1, limits=Limits(seconds=4)").replace(
        "import run_each", "import Limits, run_each"
    )
    (tmp_path / "run.py").write_text(script.format(tests=TESTS, orders=["pid", "spin"]), encoding="utf-8")
    with subprocess.Popen([sys.executable, str(tmp_path / "run.py")], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        worker = int(run.stdout.readline())
        time.sleep(0.5)
        run.kill()
        wait_until(lambda: not is_running(worker), seconds=8)


def test_ctrl_c_ends_c_code_at_once(tmp_path: Path) -> None:
    with _started(tmp_path, ["pid", "spin", "spin"]) as run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(0.5)
        begun = time.monotonic()
        run.send_signal(signal.SIGINT)
        run.wait(10)
        assert time.monotonic() - begun < 3
        run.communicate()


# --- workers that cannot be started --------------------------------------------------------------------


def _run_script(text: str, *, on_stdin: bool, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "run.py"
    script.write_text(text, encoding="utf-8")
    command = [sys.executable] if on_stdin else [sys.executable, str(script)]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=False)


def test_a_script_on_standard_input_is_told_so(tmp_path: Path) -> None:
    run = _run_script(SCRIPT.format(tests=TESTS, orders=["pid"]), on_stdin=True, folder=tmp_path)
    assert run.returncode == 1
    assert "UsageError: worker processes cannot be started from a script on standard input" in run.stderr


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    text = SCRIPT.format(tests=TESTS, orders=["pid"]).replace('__name__ == "__main__"', "True")
    run = _run_script(text, on_stdin=False, folder=tmp_path)
    assert run.returncode == 1
    assert "ScreenError: the processes that read the files cannot be started" in run.stderr
