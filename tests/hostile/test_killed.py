"""A run that is killed, and run again: nothing is lost, nothing is half-written, nothing is read twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest

from cpo_screen.documents.temporary import own_folder
from cpo_screen.model import PartialDate
from cpo_screen.pipeline import read_files
from cpo_screen.store import open_store
from hostile.corpus import KINDS, write_good
from hostile.people import cv_text
from hostile.processes import children_of, is_running, wait_until
from hostile.writers import zipped

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="kills, and looks into /proc")
_HOSTILE = (
    *("pdf_cut", "docx_bomb", "docx_xxe", "zip_names_that_harm", "txt_escape_sequences", "txt_of_no_bytes"),
    *("link_to_nothing", "pdf_encrypted", "html_nested_deeply", "pdf_page_tree_in_a_circle"),
)


@dataclass(frozen=True)
class Place:
    """Where a run reads, keeps and writes."""

    files: Path
    out: Path
    store: Path
    unpacked: Path

    def start(self) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "cpo_screen",
            "rank",
            str(self.files),
            "--quiet",
            "--as-of",
            "2026-11",
        ]
        return subprocess.Popen(
            [
                *command,
                "--quiet",
                "-o",
                str(self.out / "ranked.csv"),
                "--store",
                str(self.store),
                "--jobs",
                "2",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"TMPDIR": str(self.unpacked)},
            start_new_session=True,
        )

    def finish(self) -> dict[str, bytes]:
        """Run to the end; gives the table and the ledger."""
        with self.start() as run:
            _, errors = run.communicate(timeout=120)
        assert run.returncode == 3, errors.decode()  # some are refused
        return {name: (self.out / name).read_bytes() for name in ("ranked.csv", "ranked.ledger.csv")}

    def kept(self) -> int:
        """How many files the store knows, asked beside the run."""
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as base,
        ):
            return int(base.execute("SELECT count(*) FROM profiles").fetchone()[0])
        return 0


def _place(tmp_path: Path, name: str) -> Place:
    out, unpacked = tmp_path / name, tmp_path / f"{name}-tmp"
    out.mkdir()
    unpacked.mkdir()
    return Place(tmp_path / "cvs", out, out / "store.sqlite", unpacked)


def _write_files(folder: Path, good: int) -> None:
    write_good(folder, 6, good)
    for name in _HOSTILE:
        KINDS[name].write(folder / f"bad-{name}{KINDS[name].suffix}", Random(name))
    random = Random("zip")
    (folder / "more.zip").write_bytes(zipped({f"{n}.txt": cv_text(random).encode() for n in range(10)}))


def _kill_at(place: Place, profiles: int, delay: float) -> None:
    """Kill the run once so many profiles are kept and some time has passed, or let it end before that."""
    run = place.start()
    while place.kept() < profiles and run.poll() is None:
        time.sleep(0.002)
    time.sleep(delay)
    below = children_of(run.pid)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    wait_until(lambda: not any(map(is_running, below)), seconds=5)


def _check_killed(tmp_path: Path, good: int, kills: int) -> None:
    _write_files(tmp_path / "cvs", good)
    calm, killed = _place(tmp_path, "calm"), _place(tmp_path, "killed")
    expected = calm.finish()
    random = Random(6)
    for profiles in sorted(random.randint(0, calm.kept()) for _ in range(kills)):
        _kill_at(killed, profiles, random.choice((0, 0.05, 0.5, 1.0)))
        for name, data in expected.items():  # whole or not at all
            written = killed.out / name
            assert not written.exists() or written.read_bytes() == data
    kept = killed.kept()
    assert _read_from_store(killed, tmp_path) == kept
    assert killed.finish() == expected
    with closing(sqlite3.connect(killed.store)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert killed.kept() == calm.kept()


def _read_from_store(place: Place, tmp_path: Path) -> int:
    """How many of the files the next run need not read, by a copy of the store."""
    copy = tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(place.store)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    with open_store(copy, date(2026, 11, 1)) as store:
        return sum(one.kept for one in read_files(place.files, PartialDate(2026, 11), store=store))


def test_a_run_killed_three_times_goes_on(tmp_path: Path) -> None:
    _check_killed(tmp_path, good=24, kills=3)


@pytest.mark.slow
def test_a_run_killed_ten_times_goes_on(tmp_path: Path) -> None:
    _check_killed(tmp_path, good=150, kills=10)


def test_ctrl_c_keeps_what_is_read(tmp_path: Path) -> None:
    _write_files(tmp_path / "cvs", 60)
    place = _place(tmp_path, "stopped")
    with place.start() as run:
        wait_until(lambda: place.kept() >= 5, seconds=60)
        below = children_of(run.pid)
        run.send_signal(signal.SIGINT)
        begun = time.monotonic()
        _, errors = run.communicate(timeout=10)
        assert time.monotonic() - begun < 3
    assert run.returncode == 1
    assert b"Traceback" not in errors
    wait_until(lambda: not any(map(is_running, below)), seconds=2)
    assert 5 <= place.kept() < 60
    assert list(place.unpacked.iterdir()) == []


# --- folders for a while -------------------------------------------------------------------------------


def test_the_next_run_removes_what_a_killed_one_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    script = (
        "import os, signal, tempfile\n"
        f"tempfile.tempdir = {str(tmp_path)!r}\n"
        "from cpo_screen.documents.temporary import own_folder\n"
        "with own_folder() as folder:\n"
        "    (folder / 'cv.txt').write_text('private')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    (left,) = tmp_path.iterdir()
    assert (left / "cv.txt").exists()
    other = tmp_path / "cpo-screen-held-other"
    other.mkdir()  # without a lock: it may be that of a run which begins just now
    with own_folder() as first:
        assert not left.exists()
        with own_folder() as second:
            assert first.exists()
            assert second.exists()
            assert second.stat().st_mode & 0o077 == 0
        assert first.exists()
    assert list(tmp_path.iterdir()) == [other]
