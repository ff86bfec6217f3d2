"""Floors: the least that each measure must reach, and a log that tells when one was ever lowered.

A floors file holds the corpus's hash, the floors in force, and the log of how they came about. Each entry
of the log names what it set and why, and carries a `chain`: a hash over itself and the entry before it.
What is in force must be what the log adds up to, an entry that lowers a floor must name it under
`lowered`, and each committed version's log must be the beginning of the next one's (`is_continuation`).
So a floor can be lowered, but only by one more entry that says so and why.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from cpo_screen.errors import UsageError
from cpo_screen.training.evaluation.report import Report, score

CHAIN_LENGTH = 16
STEPS = 1000
HEAD = """\
# The least that each measure must reach on the gold CVs with a text layer: F1, or recall where only that
# is measured; `measure@layout` is for the CVs of that layout. Written by
# `python -m cpo_screen.training.evaluation` (see docs/evaluation.md), not by hand.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of floors: what was set, on which corpus, and why; `lowered` names what fell."""

    corpus: str
    values: Mapping[str, float]
    because: str
    lowered: tuple[str, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors in force, by measure or `measure@layout`, and the log that they follow from."""

    corpus: str
    floors: Mapping[str, float]
    log: tuple[Entry, ...]


def check_floors(report: Report, floors: Floors) -> list[str]:
    """Say in a sentence each what is below its floor, or cannot be compared; an empty list is good."""
    problems = []
    if report.corpus != floors.corpus:
        problems.append(
            f"the corpus ({report.corpus[:12]}…) is not the one of the floors ({floors.corpus[:12]}…)"
        )
    problems += [
        f"{one.label.id} crashed: {one.reason}" for one in report.results if one.outcome == "crashed"
    ]
    reached = measure_floors(report)
    for measure, floor in floors.floors.items():
        if measure not in reached:
            problems.append(f"{measure}: nothing measured, floor {floor:.3f}")
        elif reached[measure] < floor:
            problems.append(f"{measure}: {reached[measure]:.3f} is below its floor {floor:.3f}")
    return problems


def measure_floors(report: Report) -> dict[str, float]:
    """Return what every measure reaches, for all CVs with a text layer and by layout."""
    scored = report.without_scans()
    reached = {name: one.value for name, one in score(scored.results).items()}
    for layout, results in scored.groups("layout").items():
        reached |= {f"{name}@{layout}": one.value for name, one in score(results).items()}
    return reached


def raise_floors(floors: Floors | None, report: Report, because: str) -> Floors:
    """Lift every floor to what is reached now, down to the third decimal; none falls.

    Floors by layout are lifted where they exist already. The corpus becomes the report's.
    """
    known = dict(floors.floors) if floors else {}
    reached = {name: math.floor(value * STEPS) / STEPS for name, value in measure_floors(report).items()}
    wanted = {name: value for name, value in reached.items() if name in known or "@" not in name}
    changes = {name: value for name, value in wanted.items() if value > known.get(name, -1.0)}
    return _append(floors, report.corpus, changes, because)


def set_floors(floors: Floors | None, corpus: str, changes: Mapping[str, float], because: str) -> Floors:
    """Set floors by name, up or down; what falls is named in the log's new entry."""
    return _append(floors, corpus, changes, because)


def is_continuation(old: Floors, new: Floors) -> bool:
    """Tell whether the new log begins with the whole old one."""
    return new.log[: len(old.log)] == old.log


def parse_floors(text: str, name: str = "floors.yaml") -> Floors:
    """Read a floors file; raise `UsageError` where it does not follow from its log."""
    try:
        loaded = yaml.safe_load(text)
        log = tuple(_entry(one) for one in loaded["log"])
        stated = Floors(loaded["corpus"], loaded["floors"], log)
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise UsageError(f"{name}: no floors file ({error})") from error
    if problems := list(_problems(stated)):
        raise UsageError(f"{name}: " + "; ".join(problems))
    return stated


def read_floors(path: Path) -> Floors:
    """Read a floors file from disk; raise `UsageError` where it does not follow from its log."""
    try:
        return parse_floors(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def export_floors(floors: Floors) -> str:
    """Write a floors file."""
    content = {
        "corpus": floors.corpus,
        "floors": dict(sorted(floors.floors.items())),
        "log": [_plain(one) | {"chain": one.chain} for one in floors.log],
    }
    return HEAD + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)


def _append(floors: Floors | None, corpus: str, changes: Mapping[str, float], because: str) -> Floors:
    if not because.strip():
        raise UsageError("a change of floors needs its reason")
    old, log = (floors.floors, floors.log) if floors else ({}, ())
    lowered = tuple(sorted(name for name, value in changes.items() if value < old.get(name, 0.0)))
    entry = Entry(corpus, dict(sorted(changes.items())), because, lowered, "")
    chained = Entry(corpus, entry.values, because, lowered, _chain(log[-1].chain if log else "", entry))
    return Floors(corpus, {**old, **changes}, (*log, chained))


def _problems(stated: Floors) -> Iterator[str]:
    in_force: dict[str, float] = {}
    corpus, chain = "", ""
    for number, entry in enumerate(stated.log, 1):
        lowered = sorted(name for name, value in entry.values.items() if value < in_force.get(name, 0.0))
        if entry.chain != _chain(chain, entry):
            yield f"entry {number} of the log was changed after it was written"
        if list(entry.lowered) != lowered:
            yield f"entry {number} lowers {', '.join(lowered) or 'nothing'} but says otherwise"
        in_force |= entry.values
        corpus, chain = entry.corpus, entry.chain
    if in_force != dict(stated.floors) or corpus != stated.corpus:
        yield "the floors in force are not what the log adds up to"


def _chain(before: str, entry: Entry) -> str:
    plain = json.dumps([before, _plain(entry)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:CHAIN_LENGTH]


def _plain(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {"corpus": entry.corpus, "set": dict(entry.values), "because": entry.because}
    return plain | ({"lowered": list(entry.lowered)} if entry.lowered else {})


def _entry(one: Mapping[str, Any]) -> Entry:
    return Entry(one["corpus"], one["set"], one["because"], tuple(one.get("lowered", ())), one["chain"])
