"""Untrusted files in worker processes: a deadline and a memory limit for each, results in order.

A file that hangs or takes its worker down is refused with the reason; the others are untouched.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import PurePath
from traceback import format_exception
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from cpo_screen.batch_worker import begin_worker, deadline, is_deadline
from cpo_screen.errors import RefusedFile, ScreenError, UsageError

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

Item = TypeVar("Item")
Result = TypeVar("Result")
StartMethod = Literal["fork", "forkserver", "spawn"]

_log = logging.getLogger(__name__)
_IN_SERVER = "cpo_screen.batch_server"
_AHEAD = 200  # files a worker that are asked for before the first one's result is taken
_FILES = 500  # files that a worker reads before a new one takes its place
_PATIENCE = 60.0  # seconds beyond a file's own after which its worker has been lost
_STARTS = 3  # times that workers are started in vain before the run gives up


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: `seconds` of time and `memory` in bytes beyond what the worker began with."""

    seconds: float = 20.0
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
    Raises ScreenError where no worker can be started.
    """
    limits = limits or Limits()
    context = _context(start_method, preload)
    done = 0
    while done < len(items):
        begun = done
        try:
            with _Workers(min(jobs, len(items) - done), limits, preload, context) as workers:
                for result in workers.run(work, items[done:]):
                    yield result
                    done += 1
        except BrokenProcessPool as error:
            _log.info("the workers stopped and are started again: %s", error)
            if done == begun:
                yield _run_alone(work, items[done], limits, preload, context)
                done += 1


def _run_alone(
    work: Callable[[Item], Result], item: Item, limits: Limits, preload: str | None, context: Any
) -> Result | RefusedFile:
    """Run one item in a worker of its own, so that a worker lost without a trace is this item's doing."""
    try:
        with _Workers(1, limits, preload, context) as workers:
            return next(workers.run(work, [item]))
    except BrokenProcessPool:
        return RefusedFile("crashed", "Reading this file stopped the program that read it.")


class _Workers:
    """A pebble pool that is stopped, not waited for, when its block ends or Ctrl-C is pressed."""

    def __init__(self, jobs: int, limits: Limits, preload: str | None, context: Any) -> None:
        self._jobs, self._limits = jobs, limits
        self._start = (limits.memory, preload), context
        self._pool: ProcessPool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        from pebble import ProcessPool

        arguments, context = self._start
        return ProcessPool(self._jobs, _FILES, begin_worker, arguments, context)

    def __enter__(self) -> _Workers:
        """Start the workers, and make sure that they can be started at all."""
        for _ in range(_STARTS):
            future = self._pool.schedule(_ready)
            wait([future], timeout=_PATIENCE)
            if future.done() and future.exception() is None:
                return self
            self._stop()
            self._pool = self._new_pool()
        self._stop()
        raise ScreenError(
            "the processes that read the files cannot be started. In a script, begin what runs with "
            "`if __name__ == '__main__':`; else this computer may be short of memory"
        )

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def run(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result | RefusedFile]:
        """Yield the results in order; only some files are asked for ahead. Raises BrokenProcessPool."""
        seconds, ahead = self._limits.seconds, _AHEAD * self._jobs
        fallback = seconds + 5.0 if hasattr(signal, "setitimer") else seconds
        futures: deque[ProcessFuture[Any]] = deque()
        for item in items:
            futures.append(self._pool.schedule(_guarded, args=(work, item, seconds), timeout=fallback))
            if len(futures) >= ahead:
                yield _outcome(futures.popleft(), self._limits)
        while futures:
            yield _outcome(futures.popleft(), self._limits)


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
            self.failure = _describe(error)
        return True


def _ready() -> None:
    """Done by a worker that has begun: the proof that workers can."""


def _guarded(work: Callable[[Item], Result], item: Item, seconds: float) -> bytes:
    """Return the work's result or its failure, packed while nobody waits for it.

    The deadline holds for the packing, too; what is sent after it is only bytes.
    """
    guard = _Guard()
    with guard, deadline(seconds):
        return pickle.dumps(work(item), pickle.HIGHEST_PROTOCOL)
    gc.collect()  # what a broken file left behind may be large
    return pickle.dumps(guard.failure, pickle.HIGHEST_PROTOCOL)


def _describe(error: BaseException) -> RefusedFile | Crash:
    if isinstance(error, RefusedFile):
        return RefusedFile(error.reason, str(error))  # without its traceback, which holds the file
    if isinstance(error, MemoryError):
        return RefusedFile("too_large", "Reading this file needs more memory than one file may use.")
    if isinstance(error, RecursionError):
        return RefusedFile("damaged", "The file is nested too deeply to be read.")
    return Crash(f"{type(error).__name__}: {error}"[:300], "".join(format_exception(error)))


def _outcome(future: ProcessFuture[Any], limits: Limits) -> Any:
    """Wait for a result and turn every way of failing into a RefusedFile; BrokenProcessPool is raised."""
    patience = time.monotonic() + limits.seconds + _PATIENCE
    while not future.done():
        wait([future], timeout=0.5)  # in slices, so that Ctrl-C is heard on every platform
        if time.monotonic() > patience:  # killed from outside while it held the workers' lock
            raise BrokenProcessPool("a worker was lost")
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        raise error
    if error is not None:
        return _refusal(error, limits)
    result = pickle.loads(future.result())
    if isinstance(result, Crash):
        _log.error("a file could not be read: %s\n%s", result.message, result.trace)
        return RefusedFile("crashed", f"An error in this program: {result.message}")
    return result


def _refusal(error: BaseException, limits: Limits) -> RefusedFile:
    """Say why a worker was lost."""
    code = getattr(error, "exitcode", None)
    if isinstance(error, TimeoutError) or is_deadline(code):
        return RefusedFile("timed_out", f"Not read within {limits.seconds:g} seconds.")
    if code is not None and code == -getattr(signal, "SIGKILL", 0):
        message = "The system stopped the program that read this file, as it does when memory runs out."
        return RefusedFile("crashed", message)
    return RefusedFile("crashed", f"Reading this file stopped the program that read it ({_ending(code)}).")


def _ending(code: int | None) -> str:
    """Name how a worker ended.

    >>> _ending(-6), _ending(3)
    ('SIGABRT, as a library does that gets no more memory', 'exit code 3')
    """
    name = {one.value: one.name for one in signal.Signals}.get(-code if code else 0, f"exit code {code}")
    return f"{name}, as a library does that gets no more memory" if name == "SIGABRT" else name


def _context(start_method: StartMethod | None, preload: str | None) -> Any:
    """Return the multiprocessing context: one server that has imported everything, else fresh processes."""
    methods = multiprocessing.get_all_start_methods()
    method = start_method or ("forkserver" if "forkserver" in methods else "spawn")
    if method not in methods:
        raise ScreenError(f"this platform cannot start workers by {method}")
    if (
        method != "fork"
        and PurePath(getattr(sys.modules["__main__"], "__file__", None) or "").name == "<stdin>"
    ):
        raise UsageError(
            "worker processes cannot be started from a script on standard input: save it to a file, and "
            "begin what runs with `if __name__ == '__main__':`"
        )
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([_IN_SERVER, *([preload] if preload else [])])
    return context
