"""A worker's task that misbehaves on files named for it; works like the real one on all others."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from cpo_screen import pipeline


def read_or_misbehave(task: Any) -> Any:
    name = task.found.path.name
    if name.startswith("hangs"):
        time.sleep(60)
    if name.startswith("kills"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("fails"):
        raise ZeroDivisionError("of the reader")
    return pipeline.read_task(task)
