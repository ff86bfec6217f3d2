"""rank: a folder of CVs in, a ranked CSV and its ledger out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cpo_screen.cli.options import (
    PATHS,
    NothingFound,
    criteria_options,
    kept_profiles,
    leave,
    load_rules,
    make_reading,
    reading_options,
    show_progress,
    store_options,
)
from cpo_screen.errors import CriteriaError, ExitCode, UsageError

if TYPE_CHECKING:
    from cpo_screen.model import PartialDate
    from cpo_screen.pipeline import FolderRead
    from cpo_screen.screening import Screening


@click.command(short_help="Rank CVs and write ranked.csv.")
@PATHS
@criteria_options
@click.option(
    "-o",
    "--output",
    type=Path,
    default=Path("ranked.csv"),
    show_default=True,
    help="The CSV to write; its ledger is written beside it.",
)
@click.option("--top", type=click.IntRange(1), metavar="N", help="Show only the first N in the terminal.")
@click.option("--quiet", is_flag=True, help="Write the files and print only the line of counts.")
@click.option("--force", is_flag=True, help="Replace an output file that cpo-screen did not write.")
@click.option("--watch", is_flag=True, help="Go on, and rank again whenever the criteria file is saved.")
@click.option("--timings", is_flag=True, help="Say on stderr where the time went.")
@store_options
@reading_options
def rank(
    paths: tuple[str, ...],
    criteria: Path | None,
    changes: tuple[str, ...],
    output: Path,
    top: int | None,
    quiet: bool,
    force: bool,
    watch: bool,
    timings: bool,
    store_path: Path | None,
    no_store: bool,
    as_of: PartialDate,
    **how: Any,
) -> None:
    """Read every CV under PATH… (folders, files, zips), rank them and write a CSV.

    \b
    Example:
      cpo-screen rank cvs/ -c criteria.yaml -o ranked.csv --as-of 2026-11
      cpo-screen rank cvs/ --set team_size.weight=25
    """
    from cpo_screen.pipeline import read_folder, screen_profiles

    if watch and criteria is None:
        raise UsageError("--watch needs the file to watch: -c criteria.yaml")
    reading = make_reading(**how)
    ledger = _check_outputs(output, force)
    rules = load_rules(criteria, changes)
    with kept_profiles(store_path, no_store) as store, show_progress(shown=not quiet) as progress:
        read = read_folder(paths, as_of, reading, progress, store)
    screening = screen_profiles(read, rules)
    _tell_notes(screening)
    if screening.counts.found == 0:
        raise NothingFound("there is no file to read in what was named")
    _write_outputs(screening, output, ledger)
    _show_ranking(screening, output, top, quiet, timings)
    if watch and criteria is not None:
        _rank_again(read, screening, criteria, changes, output, ledger)
    leave(_exit_code(screening))


def _rank_again(
    read: FolderRead,
    screening: Screening,
    criteria: Path,
    changes: tuple[str, ...],
    output: Path,
    ledger: Path,
) -> None:
    """Rank again each time the criteria are saved, and show what moved; a mistake in them is told."""
    from cpo_screen.cli.watching import saves_of
    from cpo_screen.comparison import compare_rankings
    from cpo_screen.exports.terminal import open_console, show
    from cpo_screen.exports.terminal_moves import moves_view
    from cpo_screen.pipeline import screen_profiles

    click.echo(f"Watching {criteria}: save it to rank again, Ctrl-C to end.")
    for _ in saves_of(criteria):
        try:
            after = screen_profiles(read, load_rules(criteria, changes))
        except CriteriaError as error:
            click.echo(f"cpo-screen: {error}", err=True)
            continue
        _tell_notes(after)
        _write_outputs(after, output, ledger)
        show(open_console(sys.stdout), moves_view(compare_rankings(screening, after)))
        click.echo(f"{after.counts}. Written: {output} and its ledger.")
        screening = after


def _tell_notes(screening: Screening) -> None:
    for note in screening.notes:
        click.echo(f"cpo-screen: {note}", err=True)


def _check_outputs(output: Path, force: bool) -> Path:
    """Make sure, before any work, that both files can be written; returns the ledger's path."""
    from cpo_screen.exports import csv, ledger
    from cpo_screen.exports.files import check_output

    if output.suffix.lower() != ".csv":
        raise UsageError(f"the output must be a .csv file, not {output.name!r}")
    beside = output.with_suffix(".ledger.csv")
    check_output(output, ours=csv.BEGINS_WITH, force=force)
    check_output(beside, ours=ledger.BEGINS_WITH, force=force)
    return beside


def _write_outputs(screening: Screening, output: Path, ledger: Path) -> None:
    from cpo_screen.exports.csv import export_csv
    from cpo_screen.exports.files import write_file
    from cpo_screen.exports.ledger import export_ledger

    write_file(output, export_csv(screening))
    write_file(ledger, export_ledger(screening))


def _show_ranking(screening: Screening, output: Path, top: int | None, quiet: bool, timings: bool) -> None:
    from cpo_screen.exports.terminal import open_console, ranking_view, show

    console = open_console(sys.stdout)
    if not quiet:
        show(console, ranking_view(screening, console.width, top))
    click.echo(f"{screening.counts}. As of {screening.as_of}. Written: {output} and its ledger.")
    if timings:
        for stage, seconds in sorted(screening.seconds.items(), key=lambda item: -item[1]):
            click.echo(f"{seconds:9.3f} s  {stage}", err=True)


def _exit_code(screening: Screening) -> ExitCode:
    counts = screening.counts
    if counts.ranked + counts.review == 0:
        return ExitCode.NOTHING_READ
    return ExitCode.SOME_REFUSED if counts.refused else ExitCode.OK
