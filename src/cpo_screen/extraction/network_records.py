"""One thing of a network, with the words that say it."""

from __future__ import annotations

from typing import NamedTuple

from cpo_screen.model import Evidence, Grade


class Extra(NamedTuple):
    """A thing of a network: its kind, the words that say it, and how reliable it is."""

    kind: str
    evidence: Evidence
    grade: Grade
