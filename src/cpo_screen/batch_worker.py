"""What a worker process lays upon itself: no network, no more memory than allowed, no life after the run.

A file's deadline is the kernel's: its signal ends the process, also where C code would hear no other.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from subprocess import Popen
from types import FrameType
from typing import Any

_log = logging.getLogger(__name__)
_HAS_ALARM = hasattr(signal, "setitimer")
_groups: set[int] = set()  # process groups of programs that this worker has started


def begin_worker(memory: int, preload: str | None) -> None:
    """Make this process a worker: `memory` in bytes beyond what it has after importing `preload`."""
    if preload:
        import_module(preload)
    gc.freeze()  # what is there to stay need not be looked through, nor copied, for every file
    _end_with_parent()
    _limit_memory(memory)
    sys.addaudithook(_refuse_network)
    _be_silent()


# --- the file's deadline ---------------------------------------------------------------------------


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let the kernel end this process unless the block ends within `seconds`; nothing on Windows."""
    if not _HAS_ALARM:
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def is_deadline(exit_code: int | None) -> bool:
    """Tell by its exit code whether a worker was ended by its file's deadline."""
    return _HAS_ALARM and exit_code == -signal.SIGALRM


def seconds_left(at_most: float) -> float:
    """Return the seconds until this process's deadline, `at_most` where that is later or there is none."""
    left = signal.getitimer(signal.ITIMER_REAL)[0] if _HAS_ALARM else 0.0
    return min(left, at_most) if left else at_most


@contextmanager
def ends_with_worker(started: Popen[bytes]) -> Iterator[None]:
    """Within the block, a program in a session of its own is ended when this process is."""
    if os.name == "nt":
        yield
        return
    in_main = threading.current_thread() is threading.main_thread()
    signals = (signal.SIGTERM, signal.SIGALRM) if in_main else ()
    before = {one: signal.signal(one, _end_all) for one in signals}
    _groups.add(started.pid)
    try:
        yield
    finally:
        _groups.discard(started.pid)
        for one, handler in before.items():
            signal.signal(one, handler if handler is not None else signal.SIG_DFL)


def _end_all(number: int = signal.SIGTERM, _frame: FrameType | None = None) -> None:
    """End the programs that this worker has started, and the worker, at once and without a word."""
    for group in tuple(_groups):
        try:
            os.killpg(group, signal.SIGKILL)
        except OSError:
            continue  # it has ended
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


# --- what a worker must not do -----------------------------------------------------------------------


def _end_with_parent() -> None:
    """Stop at once when told to, and when the run's own process is gone, however it went."""
    if os.name == "nt" or threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    for group in tuple(_groups):
        try:
            os.killpg(group, signal.SIGKILL)
        except OSError:
            continue  # it has ended
    os.kill(os.getpid(), signal.SIGKILL)


def _refuse_network(event: str, _arguments: tuple[Any, ...]) -> None:
    """Refuse whatever would open, name or look up an address: a CV has nothing to ask of the network."""
    if event.startswith("socket."):
        raise PermissionError(f"a file's reader may not use the network ({event})")


def _be_silent() -> None:
    """Send what libraries say of a file nowhere: it may hold the file's own words, escape sequences too."""
    logging.disable(logging.CRITICAL)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)


def _limit_memory(beyond: int) -> None:
    """Let this process take `beyond` bytes more than it has, where the platform can say so."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _pages_in_use() * resource.getpagesize() + beyond
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    except (ValueError, OSError) as error:
        _log.debug("no memory limit on this platform: %s", error)


def _pages_in_use() -> int:
    """Return the pages of address space in use; 0 where the platform does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
