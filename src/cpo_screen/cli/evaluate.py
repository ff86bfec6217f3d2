"""evaluate: how well CVs are read, against labels written by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cpo_screen.cli.options import make_reading, reading_options

if TYPE_CHECKING:
    from cpo_screen.model import PartialDate


@click.command(short_help="Measure how well CVs are read.")
@click.argument("gold", metavar="GOLD.jsonl", type=Path)
@click.option("--by", type=click.Choice(["layout", "format", "language"]), help="Scores by group, too.")
@click.option("--errors", is_flag=True, help="List every miss, with the text near it.")
@click.option("--without-scans", is_flag=True, help="Leave out the CVs without a text layer.")
@reading_options
def evaluate(
    gold: Path, by: Any, errors: bool, without_scans: bool, as_of: PartialDate, **how: Any
) -> None:
    """Read the CVs that GOLD.jsonl has labels for, and compare: precision, recall, F1 per measure.

    The labels' form is described in docs/evaluation.md. Give --as-of as it was when they were written.

    \b
    Example:
      cpo-screen evaluate tests/gold/gold.jsonl --as-of 2026-11 --by layout --errors
    """
    from cpo_screen.pipeline import file_line, read_files
    from cpo_screen.training.evaluation import evaluate_files, render_report

    reading = make_reading(**how)
    report = evaluate_files(
        gold,
        lambda paths: (json.loads(file_line(one, as_of)) for one in read_files(paths, as_of, reading)),
        by,
    )
    click.echo(render_report(report.without_scans() if without_scans else report, errors), nl=False)
