"""parse and explain: profiles as JSON, and one candidate's scorecard."""

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
    store_options,
)
from cpo_screen.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from cpo_screen.model import PartialDate


@click.command(short_help="Print profiles as JSON, a line each.")
@PATHS
@store_options
@reading_options
def parse(
    paths: tuple[str, ...], store_path: Path | None, no_store: bool, as_of: PartialDate, **how: Any
) -> None:
    """Print the profile of every file under PATH… as JSON, one line per file.

    \b
    Example:
      cpo-screen parse cvs/ --as-of 2026-11 > profiles.jsonl
    """
    from cpo_screen.errors import RefusedFile
    from cpo_screen.pipeline import file_line, read_files

    found = refused = 0
    out = sys.stdout.buffer
    with kept_profiles(store_path, no_store) as store:
        for one in read_files(paths, as_of, make_reading(**how), store=store):
            found, refused = found + 1, refused + isinstance(one.result, RefusedFile)
            out.write(file_line(one, as_of).encode("utf-8") + b"\n")
            out.flush()
    if found == refused:
        raise NothingFound("nothing could be read")
    leave(ExitCode.SOME_REFUSED if refused else ExitCode.OK)


@click.command(short_help="Show one candidate's scorecard.")
@click.argument("file", metavar="FILE")
@criteria_options
@store_options
@reading_options
def explain(
    file: str,
    criteria: Path | None,
    changes: tuple[str, ...],
    store_path: Path | None,
    no_store: bool,
    as_of: PartialDate,
    **how: Any,
) -> None:
    """Show one candidate's scorecard: points, verdicts, and the words on the page behind them.

    \b
    Example:
      cpo-screen explain cvs/lee.pdf -c criteria.yaml
    """
    from cpo_screen.exports.terminal import open_console, scorecard_view, show
    from cpo_screen.pipeline import screen_folder

    rules = load_rules(criteria, changes)
    with kept_profiles(store_path, no_store) as store:
        screening = screen_folder([file], rules, as_of=as_of, reading=make_reading(**how), store=store)
    for refused in screening.refused:
        raise NothingFound(f"{refused.file}: {refused.reason.message}")
    if screening.counts.found != 1:
        raise UsageError(f"explain takes one candidate; {screening.counts.found} files were found there")
    console = open_console(sys.stdout)
    for reviewed in screening.review:
        show(console, scorecard_view(reviewed.card, reviewed.reason.message))
    for ranked in screening.ranked:
        show(console, scorecard_view(ranked.card))
