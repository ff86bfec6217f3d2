"""Untrusted files in worker processes: a deadline and a memory limit for each, results in order.

A file that hangs or takes its worker down is refused with the reason; the others are untouched.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from traceback import format_exception
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from cpo_screen.errors import RefusedFile, ScreenError

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

Item = TypeVar("Item")
Result = TypeVar("Result")
StartMethod = Literal["fork", "forkserver", "spawn"]

_log = logging.getLogger(__name__)
_IN_SERVER = "cpo_screen.batch_server"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: `seconds` of time and `memory` in bytes beyond what the worker began with."""

    seconds: float = 60.0
    memory: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Crash:
    """An exception that nobody foresaw, as the worker saw it."""

    message: str
    trace: str


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_each(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int = 1,
    limits: Limits | None = None,
    preload: str | None = None,
    start_method: StartMethod | None = None,
) -> Iterator[Result | RefusedFile]:
    """Yield `work(item)` for each item, in the items' order, or the RefusedFile that says why not.

    `work` must be importable by name. `preload` names a module that each worker imports at its start.
    """
    limits = limits or Limits()
    context = _context(start_method, preload)
    done = 0
    while done < len(items):
        left = items[done:]
        try:
            with _Workers(min(jobs, len(left)), limits, preload, context) as pool:
                for future in [
                    pool.schedule(_guarded, args=(work, item), timeout=limits.seconds) for item in left
                ]:
                    yield _outcome(future, limits)
                    done += 1
        except BrokenProcessPool as error:
            _log.info("the workers stopped and are started again: %s", error)
            if len(items) - done == len(left):
                yield _run_alone(work, left[0], limits, preload, context)
                done += 1


def _run_alone(
    work: Callable[[Item], Result], item: Item, limits: Limits, preload: str | None, context: Any
) -> Result | RefusedFile:
    """Run one item in a worker of its own, so that a worker lost without a trace is this item's doing."""
    try:
        with _Workers(1, limits, preload, context) as pool:
            future = pool.schedule(_guarded, args=(work, item), timeout=limits.seconds)
            result: Result | RefusedFile = _outcome(future, limits)
            return result
    except BrokenProcessPool:
        return RefusedFile("crashed", "Reading this file stopped the program that read it.")


class _Workers:
    """A pebble pool that is stopped, not waited for, when its block ends or Ctrl-C is pressed."""

    def __init__(self, jobs: int, limits: Limits, preload: str | None, context: Any) -> None:
        from pebble import ProcessPool

        self._pool: ProcessPool = ProcessPool(
            max_workers=jobs, initializer=_begin_worker, initargs=(limits.memory, preload), context=context
        )

    def __enter__(self) -> ProcessPool:
        return self._pool

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


class _Guard:
    """Keeps what goes wrong inside its block: the border between a file and the run."""

    def __init__(self) -> None:
        self.failure: RefusedFile | Crash | None = None

    def __enter__(self) -> _Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self.failure = error if isinstance(error, RefusedFile) else _describe(error)
        return True


def _guarded(work: Callable[[Item], Result], item: Item) -> Result | RefusedFile | Crash:
    """Return the work's result or its failure, as something that can be sent to the other process."""
    guard = _Guard()
    with guard:
        return work(item)
    assert guard.failure is not None
    return guard.failure


def _describe(error: BaseException) -> RefusedFile | Crash:
    if isinstance(error, MemoryError):
        return RefusedFile("too_large", "Reading this file needs more memory than one file may use.")
    if isinstance(error, RecursionError):
        return RefusedFile("damaged", "The file is nested too deeply to be read.")
    return Crash(f"{type(error).__name__}: {error}"[:300], "".join(format_exception(error)))


def _outcome(future: ProcessFuture[Any], limits: Limits) -> Any:
    """Wait for a result and turn every way of failing into a RefusedFile; BrokenProcessPool is raised."""
    while not future.done():
        wait([future], timeout=0.5)  # in slices, so that Ctrl-C is heard on every platform
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        raise error
    if isinstance(error, TimeoutError):
        return RefusedFile("timed_out", f"Not read within {limits.seconds:g} seconds.")
    if error is not None:
        return RefusedFile("crashed", f"Reading this file stopped the program that read it ({error}).")
    result = future.result()
    if isinstance(result, Crash):
        _log.error("a file could not be read: %s\n%s", result.message, result.trace)
        return RefusedFile("crashed", f"An error in this program: {result.message}")
    return result


def _context(start_method: StartMethod | None, preload: str | None) -> Any:
    """Return the multiprocessing context: one server that has imported everything, else fresh processes."""
    methods = multiprocessing.get_all_start_methods()
    method = start_method or ("forkserver" if "forkserver" in methods else "spawn")
    if method not in methods:
        raise ScreenError(f"this platform cannot start workers by {method}")
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([_IN_SERVER, *([preload] if preload else [])])
    return context


def _begin_worker(memory: int, preload: str | None) -> None:
    if preload:
        import_module(preload)
    _limit_memory(memory)


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
    except (ValueError, OSError) as error:
        _log.debug("no memory limit on this platform: %s", error)


def _pages_in_use() -> int:
    """Return the pages of address space in use; 0 where the platform does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
