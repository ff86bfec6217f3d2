"""The command line: each command is one call of the library, and exceptions meet exit codes here."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cpo_screen import __version__
from cpo_screen.errors import ExitCode, ScreenError, UsageError

if TYPE_CHECKING:
    from cpo_screen.model import PartialDate
    from cpo_screen.pipeline import Progress, Reading
    from cpo_screen.screening import Screening

_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


class Commands(click.Group):
    """The commands; the one place where an error becomes a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that a person should read becomes its message and exit code."""
        make_output_safe()
        try:
            return super().invoke(ctx)
        except ScreenError as error:
            click.echo(f"cpo-screen: {error}", err=True)
            ctx.exit(int(error.code))


def make_output_safe() -> None:
    """Let no letter that the console cannot show stop a run (Windows' code pages)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="cpo-screen")
def main() -> None:
    """Rank a folder of CVs for a Chief Product Officer search.

    Everything happens on this computer: no network, and the same files and criteria give the same
    ranking. Begin with:  cpo-screen rank FOLDER
    """


# --- options that several commands share ----------------------------------------------------------


def _as_of(_ctx: click.Context, _param: click.Parameter, value: str | None) -> PartialDate:
    """Read --as-of; the current month is taken here, once, and nowhere else."""
    from cpo_screen.pipeline import parse_as_of

    return parse_as_of(value or date.today().strftime("%Y-%m"))


_READING_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--as-of",
        callback=_as_of,
        metavar="YYYY-MM",
        help="The month that 'present' stands for; the current month if not given.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        metavar="N",
        help="Worker processes; one for each core if not given.",
    ),
    click.option(
        "--pdf-reader",
        type=click.Choice(["auto", "pdfium", "pdfminer"]),
        default="auto",
        show_default=True,
        help="What reads PDFs; auto takes pdfminer where pdfium's text looks wrong.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0.1, 3600),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="How long one file may take.",
    ),
    click.option(
        "--max-size",
        type=click.FloatRange(0.001, 2000),
        default=25,
        show_default=True,
        metavar="MB",
        help="How large one file may be.",
    ),
    click.option("--debug", is_flag=True, help="Say more on stderr, with tracebacks."),
)


def _reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of how files are read."""
    for option in reversed(_READING_OPTIONS):
        command = option(command)
    return command


def _reading(jobs: int | None, pdf_reader: Any, timeout: float, max_size: float, debug: bool) -> Reading:
    from cpo_screen.batch import Limits
    from cpo_screen.documents.options import ReadOptions
    from cpo_screen.pipeline import Reading

    _log_to_stderr(debug)
    options = ReadOptions(pdf_reader=pdf_reader, max_bytes=int(max_size * 1024 * 1024))
    return Reading(options, Limits(seconds=timeout), jobs)


def _log_to_stderr(debug: bool) -> None:
    level = logging.DEBUG if debug else logging.CRITICAL
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", force=True)
    logging.getLogger("cpo_screen").setLevel(level)
    if not debug:
        logging.getLogger().setLevel(logging.CRITICAL)


# --- rank -----------------------------------------------------------------------------------------


@main.command(short_help="Rank CVs and write ranked.csv.")
@_PATHS
@click.option("-c", "--criteria", type=Path, help="Your criteria; the shipped ones if not given.")
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
@click.option("--timings", is_flag=True, help="Say on stderr where the time went.")
@_reading_options
def rank(
    paths: tuple[str, ...],
    criteria: Path | None,
    output: Path,
    top: int | None,
    quiet: bool,
    force: bool,
    timings: bool,
    as_of: PartialDate,
    **how: Any,
) -> None:
    """Read every CV under PATH… (folders, files, zips), rank them and write a CSV.

    \b
    Example:
      cpo-screen rank cvs/ -c criteria.yaml -o ranked.csv --as-of 2026-11
    """
    from cpo_screen.criteria import load_criteria
    from cpo_screen.pipeline import screen_folder

    reading = _reading(**how)
    ledger = _check_outputs(output, force)
    rules = load_criteria(criteria)
    for warning in rules.warnings:
        click.echo(f"cpo-screen: {warning}", err=True)
    with _progress(shown=not quiet) as progress:
        screening = screen_folder(paths, rules, as_of=as_of, reading=reading, progress=progress)
    for note in screening.notes:
        click.echo(f"cpo-screen: {note}", err=True)
    if screening.counts.found == 0:
        raise NothingFound("there is no file to read in what was named")
    _write_outputs(screening, output, ledger)
    _show_ranking(screening, output, top, quiet, timings)
    _leave(_exit_code(screening))


def _leave(code: ExitCode) -> None:
    click.get_current_context().exit(int(code))


class NothingFound(ScreenError):
    """There was nothing to read."""

    code = ExitCode.NOTHING_READ


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


@contextmanager
def _progress(shown: bool) -> Iterator[Progress | None]:
    """Give a progress bar on stderr, where that is a terminal."""
    if not (shown and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


# --- parse and explain ----------------------------------------------------------------------------


@main.command(short_help="Print profiles as JSON, a line each.")
@_PATHS
@_reading_options
def parse(paths: tuple[str, ...], as_of: PartialDate, **how: Any) -> None:
    """Print the profile of every file under PATH… as JSON, one line per file.

    \b
    Example:
      cpo-screen parse cvs/ --as-of 2026-11 > profiles.jsonl
    """
    from cpo_screen.errors import RefusedFile
    from cpo_screen.pipeline import file_line, read_files

    found = refused = 0
    out = sys.stdout.buffer
    for one in read_files(paths, as_of, _reading(**how)):
        found, refused = found + 1, refused + isinstance(one.result, RefusedFile)
        out.write(file_line(one, as_of).encode("utf-8") + b"\n")
        out.flush()
    if found == refused:
        raise NothingFound("nothing could be read")
    _leave(ExitCode.SOME_REFUSED if refused else ExitCode.OK)


@main.command(short_help="Show one candidate's scorecard.")
@click.argument("file", metavar="FILE")
@click.option("-c", "--criteria", type=Path, help="Your criteria; the shipped ones if not given.")
@_reading_options
def explain(file: str, criteria: Path | None, as_of: PartialDate, **how: Any) -> None:
    """Show one candidate's scorecard: points, verdicts, and the words on the page behind them.

    \b
    Example:
      cpo-screen explain cvs/lee.pdf -c criteria.yaml
    """
    from cpo_screen.exports.terminal import open_console, scorecard_view, show
    from cpo_screen.pipeline import screen_folder

    screening = screen_folder([file], criteria, as_of=as_of, reading=_reading(**how))
    for refused in screening.refused:
        raise NothingFound(f"{refused.file}: {refused.reason.message}")
    if screening.counts.found != 1:
        raise UsageError(f"explain takes one candidate; {screening.counts.found} files were found there")
    console = open_console(sys.stdout)
    for reviewed in screening.review:
        show(console, scorecard_view(reviewed.card, reviewed.reason.message))
    for ranked in screening.ranked:
        show(console, scorecard_view(ranked.card))


@main.command(short_help="Measure how well CVs are read.")
@click.argument("gold", metavar="GOLD.jsonl", type=Path)
@click.option("--by", type=click.Choice(["layout", "format", "language"]), help="Scores by group, too.")
@click.option("--errors", is_flag=True, help="List every miss, with the text near it.")
@click.option("--without-scans", is_flag=True, help="Leave out the CVs without a text layer.")
@_reading_options
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

    reading = _reading(**how)
    report = evaluate_files(
        gold,
        lambda paths: (json.loads(file_line(one, as_of)) for one in read_files(paths, as_of, reading)),
        by,
    )
    click.echo(render_report(report.without_scans() if without_scans else report, errors), nl=False)


# --- criteria -------------------------------------------------------------------------------------


@main.group(short_help="Write or check criteria.yaml.")
def criteria() -> None:
    """Write the default criteria to change them, or check a file of yours."""


@criteria.command("init")
@click.argument("file", type=Path, default=Path("criteria.yaml"))
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def init(file: Path, force: bool) -> None:
    """Write the shipped criteria, with their comments, to FILE (criteria.yaml).

    \b
    Example:
      cpo-screen criteria init search-berlin.yaml
    """
    from cpo_screen.exports.files import check_output, write_file
    from cpo_screen.resources import resource_path

    if file.exists() and not force:
        raise UsageError(f"{file} is there already; --force replaces it")
    check_output(file, force=force)
    write_file(file, resource_path("criteria.yaml").read_bytes())
    click.echo(f"{file} written. Change it, then: cpo-screen rank FOLDER -c {file}")


@criteria.command("check")
@click.argument("file", type=Path, default=Path("criteria.yaml"))
def check(file: Path) -> None:
    """Check FILE (criteria.yaml): every mistake at once, each with its line and column.

    \b
    Example:
      cpo-screen criteria check search-berlin.yaml
    """
    from cpo_screen.criteria import load_criteria
    from cpo_screen.pipeline import find_wide_phrases
    from cpo_screen.training.sentences import sample_statements

    rules = load_criteria(file)
    for warning in rules.warnings:
        click.echo(f"cpo-screen: {warning}", err=True)
    for note in find_wide_phrases(rules, sample_statements()):
        click.echo(f"cpo-screen: {note}", err=True)
    total = sum(one.weight for one in rules.criteria)
    click.echo(
        f"{file} is in order: {len(rules.criteria)} criteria, {total:g} points, "
        f"{len(rules.must_haves)} must-haves."
    )
