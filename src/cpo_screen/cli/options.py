"""Options and endings that several commands share."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cpo_screen.errors import ExitCode, ScreenError, UsageError

if TYPE_CHECKING:
    from cpo_screen.criteria import Criteria
    from cpo_screen.model import PartialDate
    from cpo_screen.pipeline import Reading
    from cpo_screen.progress import Progress
    from cpo_screen.store import Store

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


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
        "--ocr",
        type=click.Choice(["auto", "off"]),
        default="auto",
        show_default=True,
        help="Whether scans are read by tesseract, where it is installed.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0.1, 3600),
        default=20,
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


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of how files are read."""
    for option in reversed(_READING_OPTIONS):
        command = option(command)
    return command


def merge_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option of whether the files of one person become one row."""
    return click.option(
        "--merge",
        type=click.Choice(["on", "off"]),
        default="on",
        show_default=True,
        help="Whether a CV and a LinkedIn export of one person become one row.",
    )(command)


def make_reading(
    jobs: int | None,
    pdf_reader: Any,
    ocr: Any,
    timeout: float,
    max_size: float,
    debug: bool,
    merge: str = "on",
) -> Reading:
    """Turn the options into how files are read; --debug is heard at once."""
    from cpo_screen.batch import Limits
    from cpo_screen.documents.options import ReadOptions
    from cpo_screen.pipeline import Reading

    _log_to_stderr(debug)
    options = ReadOptions(pdf_reader=pdf_reader, max_bytes=int(max_size * 1024 * 1024), ocr=ocr)
    return Reading(options, Limits(seconds=timeout), jobs, merge == "on")


def _log_to_stderr(debug: bool) -> None:
    level = logging.DEBUG if debug else logging.CRITICAL
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", force=True)
    logging.getLogger("cpo_screen").setLevel(level)
    if not debug:
        logging.getLogger().setLevel(logging.CRITICAL)


def criteria_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of what is scored by."""
    file = click.option("-c", "--criteria", type=Path, help="Your criteria; the shipped ones if not given.")
    change = click.option(
        "--set",
        "changes",
        multiple=True,
        metavar="SETTING=VALUE",
        help="Try another value for one setting, such as ladder.weight=20; the file stays as it is.",
    )
    return file(change(command))


def load_rules(criteria: Path | None, changes: tuple[str, ...] = ()) -> Criteria:
    """Load the criteria; what in them is perhaps not what was meant goes to stderr."""
    from cpo_screen.criteria import load_criteria

    rules = load_criteria(criteria, changes)
    for warning in rules.warnings:
        click.echo(f"cpo-screen: {warning}", err=True)
    return rules


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of where profiles are kept."""
    where = click.option(
        "--store",
        "store_path",
        type=Path,
        metavar="PATH",
        help="Where profiles are kept between runs; the user's cache folder if not given.",
    )
    none = click.option("--no-store", is_flag=True, help="Keep no profiles, and read every file.")
    return where(none(command))


@contextmanager
def kept_profiles(store_path: Path | None, no_store: bool) -> Iterator[Store | None]:
    """Open the store; what it has to tell goes to stderr. Without --store, a run goes on without one."""
    from cpo_screen.store import default_store_path, open_store

    if no_store:
        if store_path is not None:
            raise UsageError("--store and --no-store exclude each other")
        yield None
        return
    try:
        store = open_store(store_path or default_store_path(), date.today())
    except UsageError as error:
        if store_path is not None:
            raise
        click.echo(f"cpo-screen: {error}; going on without", err=True)
        yield None
        return
    with store:
        yield store
    for note in store.notes:
        click.echo(f"cpo-screen: {note}", err=True)


def leave(code: ExitCode) -> None:
    """End the command with an exit code."""
    click.get_current_context().exit(int(code))


class NothingFound(ScreenError):
    """There was nothing to read."""

    code = ExitCode.NOTHING_READ


@contextmanager
def show_progress(shown: bool, *also: Progress, blind: bool = False) -> Iterator[Progress | None]:
    """Show on stderr how far the reading is, where that is a terminal, or log it; `also` is told, too.

    `blind`: no file is named.
    """
    from cpo_screen.cli.run_log import running_log
    from cpo_screen.progress import tell_all, without_names

    told = without_names if blind else tell_all
    log = running_log()
    if log is not None:
        yield told(tell_all(log.tell, *also))
    elif shown and sys.stderr.isatty():
        from cpo_screen.exports.terminal_progress import draw_progress

        with draw_progress(sys.stderr) as drawn:
            yield told(tell_all(drawn, *also))
    else:
        yield told(tell_all(*also)) if also else None
