"""`python -m cpo_screen.training.evaluation GOLD.jsonl PROFILES.jsonl`: compare written profiles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

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
    profiles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            profiles.append(_read_profile(line, f"{path}: line {number}"))
    return profiles


def _read_profile(line: str, at: str) -> Mapping[str, Any]:
    try:
        profile = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{at}: no JSON ({error.msg})") from error
    if not isinstance(profile, dict):
        raise UsageError(f"{at}: no profile but {type(profile).__name__}")
    return profile


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("profiles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", type=click.Choice(["layout", "format", "language"]), help="Scores by group too.")
@click.option("--errors", is_flag=True, help="List every miss with the text near it.")
@click.option("--without-scans", is_flag=True, help="Leave out the CVs without a text layer.")
@click.option("--floors", type=click.Path(dir_okay=False, path_type=Path), help="Fail below these floors.")
@click.option("--because", help="With --floors: lift every floor to what is reached, for this reason.")
@click.option(
    "--set", "changes", multiple=True, metavar="MEASURE=VALUE", help="With --because: set only these."
)
def main(
    gold: Path,
    profiles: Path,
    by: By | None,
    errors: bool,
    without_scans: bool,
    floors: Path | None,
    because: str | None,
    changes: tuple[str, ...],
) -> None:
    """Compare PROFILES (the output of `cpo-screen parse`) with the labels in GOLD."""
    try:
        report = evaluate_profiles(gold, read_profiles(profiles), by)
        shown = report.without_scans() if without_scans else report
        click.echo(render_report(shown, errors), nl=False)
        if floors and because:
            _change_floors(floors, report, because, changes)
        elif floors and (problems := check_floors(report, read_floors(floors))):
            raise BelowFloor("\n".join(problems))
    except ScreenError as error:
        click.echo(str(error), err=True)
        raise SystemExit(int(error.code)) from error


def _change_floors(path: Path, report: Report, because: str, changes: tuple[str, ...]) -> None:
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
    main()
