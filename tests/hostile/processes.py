"""The processes below a process, by /proc."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def _parents() -> dict[int, int]:
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")
        except OSError:
            continue  # it has ended
        state, parent = rest.split()[:2]
        if state != "Z":
            found[int(name.split()[0])] = int(parent)
    return found


def children_of(pid: int) -> list[int]:
    """All processes below a process, at any depth."""
    parents = _parents()
    found, fresh = [], [pid]
    while fresh:
        fresh = [one for one, parent in parents.items() if parent in fresh]
        found += fresh
    return found


def is_running(pid: int) -> bool:
    """Whether a process is there and not dead."""
    return pid in _parents()


def wait_until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for a condition, or fail."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)
