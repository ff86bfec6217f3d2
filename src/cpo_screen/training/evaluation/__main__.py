"""`python -m cpo_screen.training.evaluation GOLD.jsonl PROFILES.jsonl`: compare written profiles."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from cpo_screen.errors import ScreenError, UsageError
from cpo_screen.training.evaluation import evaluate_profiles, render_report
from cpo_screen.training.evaluation.floors import (
    check_floors,
    export_floors,
    raise_floors,
    read_floors,
    set_floors,
)
from cpo_screen.training.evaluation.report import MEASURES, By, Report


class BelowFloor(ScreenError):
    """A measure is below its floor; the message names each."""


def read_profiles(path: Path) -> list[Mapping[str, Any]]:
    """Read what `cpo-screen parse` printed: one profile per line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    return [_read_profile(line, f"{path}: line {number}") for number, line in numbered]


def _read_profile(line: str, at: str) -> Mapping[str, Any]:
    try:
        profile = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{at}: no JSON ({error.msg})") from error
    if not isinstance(profile, dict):
        raise UsageError(f"{at}: no profile but {type(profile).__name__}")
    return profile


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare written profiles with labels; return the exit code (2: wrong usage, or below a floor)."""
    chosen = _parser().parse_args(arguments)
    try:
        report = evaluate_profiles(chosen.gold, read_profiles(chosen.profiles), chosen.by)
        shown = report.without_scans() if chosen.without_scans else report
        sys.stdout.write(render_report(shown, chosen.errors))
        if chosen.floors and chosen.because:
            _change_floors(chosen.floors, report, chosen.because, chosen.changes)
        elif chosen.floors and (problems := check_floors(report, read_floors(chosen.floors))):
            raise BelowFloor("\n".join(problems))
    except ScreenError as error:
        sys.stderr.write(f"{error}\n")
        return int(error.code)
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m cpo_screen.training.evaluation", description=main.__doc__)
    parser.add_argument("gold", type=Path, help="the label file")
    parser.add_argument("profiles", type=Path, help="the output of `cpo-screen parse`")
    parser.add_argument("--by", choices=get_args(By), help="scores by group too")
    parser.add_argument("--errors", action="store_true", help="list every miss with the text near it")
    parser.add_argument("--without-scans", action="store_true", help="leave out CVs without a text layer")
    parser.add_argument("--floors", type=Path, help="fail below these floors")
    parser.add_argument("--because", help="with --floors: lift every floor to what is reached, and why")
    parser.add_argument(
        "--set",
        dest="changes",
        action="append",
        metavar="MEASURE=VALUE",
        help="with --because: set only these",
    )
    return parser


def _change_floors(path: Path, report: Report, because: str, changes: Sequence[str] | None) -> None:
    old = read_floors(path) if path.exists() else None
    if changes:
        new = set_floors(old, report.corpus, dict(map(parse_change, changes)), because)
    else:
        new = raise_floors(old, report, because)
    path.write_text(export_floors(new), encoding="utf-8")


def parse_change(text: str) -> tuple[str, float]:
    """Read a floor as given on the command line; raise `UsageError` if it is none.

    >>> parse_change("title@linkedin=0.95")
    ('title@linkedin', 0.95)
    """
    measure, _, value = text.partition("=")
    if not re.fullmatch(r"[01](\.\d{1,3})?", value) or measure.split("@")[0] not in MEASURES:
        raise UsageError(f"{text}: must be a measure, = and a share from 0 to 1, such as title=0.95")
    return measure, float(value)


if __name__ == "__main__":
    sys.exit(main())
