"""What a worker is asked to do to see whether it can be stopped; must stay importable by name."""

from __future__ import annotations

import multiprocessing
import time


def tell_start_method(_: object) -> str:
    """Return how this worker was started."""
    return multiprocessing.get_start_method()


def sleep_long(seconds: float) -> str:
    """Take more time than a limit allows."""
    time.sleep(seconds)
    return "slept"


def take_memory(size: int) -> str:
    """Take more memory than a limit allows."""
    taken = bytearray(size)
    taken[::4096] = b"1" * len(taken[::4096])
    return "taken"
