"""The whole examination, topic by topic."""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO

from cpo_screen.doctor.findings import Examination, without_home
from cpo_screen.doctor.machine import find_libraries, find_models, find_program, find_terminal
from cpo_screen.doctor.programs import find_programs
from cpo_screen.doctor.storing import find_store, find_temporary
from cpo_screen.doctor.trial import try_limits, try_reading


def examine(store: Path | None, today: date, terminal: IO[str]) -> Examination:
    """Look at all that a run needs, and try what can be tried; takes some seconds.

    `store` is the one that was named, None for the default; `terminal` is where a run would print. Nothing
    is changed, and nothing but files of its own is read.
    """
    findings = chain(
        find_program(),
        find_libraries(),
        find_models(),
        try_reading(),
        try_limits(),
        find_programs(),
        find_store(store, today),
        find_temporary(),
        find_terminal(terminal),
    )
    return Examination(tuple(map(without_home, findings)))
