"""The loop: inputs are made and run in a child process; the parent keeps what ends it."""

from __future__ import annotations

import hashlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

_MOST_SECONDS = 20  # of the processor that one input may take
_MEMORY = 3 << 30
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Crash:
    """An input that ended badly, where it is kept, and how it ended."""

    path: Path
    error: str


@dataclass
class Found:
    """What came of a run over one target."""

    runs: int = 0
    crashes: list[Crash] = field(default_factory=list)


def fuzz(target: str, seconds: float, seed: int, keep: Path) -> Found:
    """Run a target for so long; crashes are kept below `keep`, one of each kind of error."""
    found, end, start = Found(), time.monotonic() + seconds, 0
    known: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            begun, error = _run_child(target, seed, start, end - time.monotonic(), Path(folder))
            found.runs += begun - start
            start = begun
            if error and error.splitlines()[-1][:60] not in known:
                known.add(error.splitlines()[-1][:60])
                found.crashes.append(_keep(Path(folder, "input").read_bytes(), target, error, keep))
            if not error:
                break
    return found


def _run_child(target: str, seed: int, start: int, seconds: float, folder: Path) -> tuple[int, str]:
    """Run inputs from number `start` on; gives the next number, and the error if one ended it."""
    arguments = [target, str(seed), str(start), str(seconds), str(folder)]
    child = subprocess.run(
        [sys.executable, str(_HERE / "child.py"), *arguments],
        capture_output=True,
        check=False,
        text=True,
        errors="replace",
    )
    number = folder / "number"
    begun = int(number.read_text()) + 1 if number.exists() else start + 1
    if child.returncode == 0:
        return begun, ""
    if child.returncode == 1:
        return begun, child.stderr.strip() or "exit code 1"
    if child.returncode == -signal.SIGPROF:
        return begun, f"hangs: more than {_MOST_SECONDS} seconds"
    return begun, f"ended by signal or code {child.returncode}"


def _keep(data: bytes, target: str, error: str, keep: Path) -> Crash:
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{target}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    path.with_name(f"{path.name}.error.txt").write_text(error, encoding="utf-8")
    return Crash(path, error.splitlines()[-1][:300])


def child(target: str, seed: int, start: int, seconds: float, folder: Path) -> int:
    """Make inputs and run them until the time is over; the last one stands in `input`."""
    from fuzz.mutations import mutated
    from fuzz.targets import run_target, seeds

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    pool, end, number = seeds(target), time.monotonic() + seconds, start
    while time.monotonic() < end:
        data = pool[number] if number < len(pool) else mutated(target, Random(f"{seed} {number}"), pool)
        Path(folder, "input").write_bytes(data)
        Path(folder, "number").write_text(str(number), encoding="ascii")
        signal.setitimer(signal.ITIMER_PROF, _MOST_SECONDS)
        try:
            run_target(target, data)
        except Exception:
            traceback.print_exc()
            return 1
        signal.setitimer(signal.ITIMER_PROF, 0)
        number += 1
    return 0
