"""rank: a folder of CVs in, a ranked CSV and its ledger out."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
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
    merge_option,
    reading_options,
    show_progress,
    store_options,
)
from cpo_screen.cli.run_log import log_option, log_ranking
from cpo_screen.errors import CriteriaError, ExitCode, UsageError

if TYPE_CHECKING:
    from cpo_screen.blinding import Blinded
    from cpo_screen.criteria import Criteria
    from cpo_screen.exports.outputs import Outputs
    from cpo_screen.model import PartialDate
    from cpo_screen.pipeline import FolderRead, Reading
    from cpo_screen.progress import Slowest
    from cpo_screen.screening import Screening

_MANY = 2000  # candidates, from which on nobody asks how firm the order of neighbours is


@dataclass(frozen=True, slots=True)
class _How:
    """What was named, and how it is read."""

    paths: tuple[str, ...]
    reading: Reading
    stability: bool | None
    blind: bool


@click.command(short_help="Rank CVs and write ranked.csv.")
@PATHS
@criteria_options
@click.option(
    "-o",
    "--output",
    type=Path,
    default=Path("ranked.csv"),
    show_default=True,
    help="The table to write, .csv, .xlsx, .json or .parquet; ledger and manifest stand beside it.",
)
@click.option("--report", type=Path, metavar="PAGE.html", help="Also write a page to read, sort and print.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Show only the first N in the terminal.")
@click.option("--quiet", is_flag=True, help="Write the files and print only the line of counts.")
@click.option("--force", is_flag=True, help="Replace an output file that cpo-screen did not write.")
@click.option("--watch", is_flag=True, help="Go on, and rank again whenever the criteria file is saved.")
@click.option(
    "--stability/--no-stability",
    default=None,
    help="How firm each place is; if not said, for up to 2000 candidates.",
)
@click.option(
    "--blind", is_flag=True, help="Write nothing that tells who somebody is; a key of its own does."
)
@click.option(
    "--key",
    type=Path,
    metavar="KEY.csv",
    help="With --blind, where the key is written, and the manifest by it; beside the table if not given.",
)
@click.option("--timings", is_flag=True, help="Say on stderr where the time went.")
@merge_option
@log_option
@store_options
@reading_options
def rank(
    paths: tuple[str, ...],
    criteria: Path | None,
    changes: tuple[str, ...],
    output: Path,
    report: Path | None,
    top: int | None,
    quiet: bool,
    force: bool,
    watch: bool,
    stability: bool | None,
    blind: bool,
    key: Path | None,
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
    from cpo_screen.exports.outputs import Outputs, check_outputs
    from cpo_screen.pipeline import read_folder
    from cpo_screen.progress import Slowest

    if watch and criteria is None:
        raise UsageError("--watch needs the file to watch: -c criteria.yaml")
    if key is not None and not blind:
        raise UsageError("--key is of --blind")
    outputs = Outputs(output, report, key or output.with_suffix(".key.csv") if blind else None)
    check_outputs(outputs, force)
    run = _How(paths, make_reading(**how), stability, blind)
    rules = load_rules(criteria, changes)
    slowest = Slowest()
    shown = show_progress(not quiet, slowest.add, blind=blind)
    with kept_profiles(store_path, no_store) as store, shown as progress:
        read = read_folder(paths, as_of, run.reading, progress, store)
    screening = _screen(read, rules, run)
    if screening.counts.found == 0:
        raise NothingFound("there is no file to read in what was named")
    log_ranking(screening.counts)
    _show_ranking(_write(screening, rules, outputs, run), outputs, top, quiet)
    if timings:
        _show_timings(screening, slowest)
    if watch and criteria is not None:
        _rank_again(read, screening, criteria, changes, outputs, run)
    leave(_exit_code(screening))


def _rank_again(
    read: FolderRead,
    screening: Screening,
    criteria: Path,
    changes: tuple[str, ...],
    outputs: Outputs,
    run: _How,
) -> None:
    """Rank again each time the criteria are saved, and show what moved; a mistake in them is told."""
    from cpo_screen.cli.watching import saves_of
    from cpo_screen.comparison import compare_rankings
    from cpo_screen.exports.terminal import open_console, show
    from cpo_screen.exports.terminal_moves import moves_view

    click.echo(f"Watching {criteria}: save it to rank again, Ctrl-C to end.")
    for _ in saves_of(criteria):
        try:
            rules = load_rules(criteria, changes)
        except CriteriaError as error:
            click.echo(f"cpo-screen: {error}", err=True)
            continue
        after = _screen(read, rules, run)
        shown = _write(after, rules, outputs, run)
        before = _without_persons(screening).screening if run.blind else screening
        show(open_console(sys.stdout), moves_view(compare_rankings(before, shown)))
        click.echo(f"{after.counts}. Written: {outputs.table} and its ledger.")
        screening = after


def _screen(read: FolderRead, rules: Criteria, run: _How) -> Screening:
    """Rank what was read, say how firm the places are, and tell what is perhaps not meant."""
    from cpo_screen.pipeline import screen_profiles
    from cpo_screen.ranking import with_stability

    screening = screen_profiles(read, rules)
    for note in screening.notes:
        click.echo(f"cpo-screen: {note}", err=True)
    wanted = len(screening.ranked) <= _MANY if run.stability is None else run.stability
    return with_stability(screening, rules) if wanted else screening


def _write(screening: Screening, criteria: Criteria, outputs: Outputs, how: _How) -> Screening:
    """Write the files of a run, the manifest last; return the screening that they show."""
    from cpo_screen.exports.manifest import export_manifest, make_manifest
    from cpo_screen.exports.outputs import make_outputs, write_outputs
    from cpo_screen.store.keys import program_key

    shown, secret = screening, {}
    if outputs.key is not None:
        from cpo_screen.exports.key import export_key

        blinded = _without_persons(screening)
        shown, secret = blinded.screening, {outputs.key: export_key(blinded.key)}
    files = make_outputs(shown, criteria, outputs)
    named = {path.name: data for path, data in files.items()}
    manifest = make_manifest(
        screening, criteria, how.paths, how.reading, named, program_key(), blind=how.blind
    )
    write_outputs(files | secret | {outputs.manifest: export_manifest(manifest)})
    return shown


def _without_persons(screening: Screening) -> Blinded:
    from cpo_screen.blinding import blind_screening

    return blind_screening(screening)


def _show_ranking(screening: Screening, outputs: Outputs, top: int | None, quiet: bool) -> None:
    from cpo_screen.exports.terminal import open_console, ranking_view, show
    from cpo_screen.exports.terminal_progress import refusals_line

    console = open_console(sys.stdout)
    if not quiet:
        show(console, ranking_view(screening, console.width, top))
    page = f", {outputs.page}" if outputs.page else ""
    key = f", {outputs.key} (who is who: keep it apart)" if outputs.key else ""
    written = f"{outputs.table} and its ledger{page}{key}"
    click.echo(f"{screening.counts}. As of {screening.as_of}. Written: {written}.")
    if screening.refused and not quiet:
        click.echo(refusals_line(Counter(one.reason.code for one in screening.refused)))


def _show_timings(screening: Screening, slowest: Slowest) -> None:
    """Say on stderr which stages and which files took the time."""
    from cpo_screen.exports.terminal_progress import slowest_lines

    for stage, seconds in sorted(screening.seconds.items(), key=lambda item: -item[1]):
        click.echo(f"{seconds:9.3f} s  {stage}", err=True)
    if slowest.steps:
        click.echo("The slowest files:", err=True)
        for line in slowest_lines(slowest.steps):
            click.echo(line, err=True)


def _exit_code(screening: Screening) -> ExitCode:
    counts = screening.counts
    if counts.ranked + counts.review == 0:
        return ExitCode.NOTHING_READ
    return ExitCode.SOME_REFUSED if counts.refused else ExitCode.OK
