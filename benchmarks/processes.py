"""Whole processes and all that they start: wall time, CPU, and the peak memory of the first one alone.

Linux only: CPU is counted of every descendant, because this process adopts those whose parents ended first.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_PR_SET_CHILD_SUBREAPER = 36
_PEAK = Path(__file__).with_name("peak.py")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of `wall` until the command ended, seconds of `cpu` of it and all its descendants."""

    wall: float
    cpu: float
    said: str


def adopt_orphans() -> None:
    """Become the parent of those descendants whose own parent has ended, so that their CPU is counted."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "this system does not count the CPU of orphans")


def run(command: Sequence[str]) -> Spent:
    """Run a command to its end and that of all it started. Raises CalledProcessError where it fails."""
    before, begun = _cpu(), perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    wall = perf_counter() - begun
    _wait_for_orphans()
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return Spent(wall, _cpu() - before, done.stdout)


def python(*arguments: str) -> list[str]:
    """Return a command of this Python."""
    return [sys.executable, *arguments]


def screen(*arguments: str) -> list[str]:
    """Return a command of cpo-screen."""
    return python("-m", "cpo_screen", *arguments)


def screen_with_peak(peak: Path, *arguments: str) -> list[str]:
    """Return a command of cpo-screen that leaves its own process's peak memory, in bytes, in a file."""
    return python(str(_PEAK), str(peak), *arguments)


def _wait_for_orphans() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# --- the machine ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that all cores together have been busy, and have been there."""

    busy: float
    there: float


def machine_clock() -> Clock:
    """Read how long the machine's cores have worked, for whomever."""
    fields = Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:9]
    ticks = [int(one) / os.sysconf("SC_CLK_TCK") for one in fields]
    return Clock(sum(ticks) - ticks[3] - ticks[4], sum(ticks))


def share_of_others(before: Clock, after: Clock, own: float) -> float:
    """Return the share of all cores that was taken by others than the `own` seconds of CPU.

    >>> share_of_others(Clock(0, 0), Clock(15, 20), 10)
    0.25
    """
    return max(0.0, after.busy - before.busy - own) / (after.there - before.there)


def use_one_core() -> None:
    """Pin this process and what it starts to one core."""
    os.sched_setaffinity(0, {max(_ALL_CORES)})


def use_all_cores() -> None:
    """Let this process and what it starts use every core that was there at the beginning."""
    os.sched_setaffinity(0, _ALL_CORES)


_ALL_CORES = os.sched_getaffinity(0)
