"""`python -m cpo_screen.training.evaluation GOLD.jsonl PROFILES.jsonl`: compare written profiles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from cpo_screen.errors import ScreenError, UsageError
from cpo_screen.training.evaluation import evaluate_profiles, render_report
from cpo_screen.training.evaluation.report import By


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
def main(gold: Path, profiles: Path, by: By | None, errors: bool) -> None:
    """Compare PROFILES (the output of `cpo-screen parse`) with the labels in GOLD."""
    try:
        click.echo(render_report(evaluate_profiles(gold, read_profiles(profiles), by), errors), nl=False)
    except ScreenError as error:
        click.echo(str(error), err=True)
        raise SystemExit(int(error.code)) from error


if __name__ == "__main__":
    main()
