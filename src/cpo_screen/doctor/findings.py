"""What was found, in records that hold nothing personal: the home folder is written as ~."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from cpo_screen.exports.safe_text import one_line
from cpo_screen.lexicons import load_lexicon

State = Literal["ok", "absent", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a run needs or can use.

    `state`: `absent` costs something, `broken` stands in the way of a run; `says` is the sentence on it.
    """

    topic: str
    name: str
    value: str = ""
    state: State = "ok"
    says: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was found, in the order in which it is told."""

    findings: tuple[Finding, ...]

    @property
    def works(self) -> bool:
        """Whether a run will work, perhaps without something."""
        return all(one.state != "broken" for one in self.findings)


def absent(topic: str, name: str, cost: str, value: str = "") -> Finding:
    """Something that is not there, which costs what the lexicon says under `cost`."""
    return Finding(topic, name, value, "absent", str(load_lexicon("doctor")["absent"][cost]))


def broken(topic: str, name: str, way_out: str, value: str = "") -> Finding:
    """Something without which no run works, and the lexicon's way out of it."""
    return Finding(topic, name, value, "broken", str(load_lexicon("doctor")["broken"][way_out]))


def without_home(finding: Finding) -> Finding:
    """Write the home folder as ~, and everything on one line."""
    return replace(finding, value=_shorten(finding.value), says=_shorten(finding.says))


def _shorten(text: str) -> str:
    home = Path.home()
    for folder in sorted({str(home), str(home.resolve())}, key=len, reverse=True):
        if len(folder) > 1:
            text = text.replace(folder, "~")
    return one_line(text)


def say_bytes(size: float) -> str:
    """Say a size in the unit that it is read in.

    >>> say_bytes(36_400), say_bytes(4_700_000), say_bytes(33_400_000_000)
    ('36 kB', '4.7 MB', '33.4 GB')
    """
    if size < 1e6:
        return f"{size / 1e3:.0f} kB"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
