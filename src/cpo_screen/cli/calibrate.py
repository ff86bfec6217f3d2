"""calibrate: weights learnt from the recruiter's own decisions, proposed and never applied."""

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
    merge_option,
    reading_options,
    show_progress,
    store_options,
)
from cpo_screen.cli.run_log import log_option
from cpo_screen.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from cpo_screen.model import PartialDate


@click.command(short_help="Learn weights from your decisions.")
@click.argument("decisions", type=Path, metavar="DECISIONS.csv")
@PATHS
@criteria_options
@click.option(
    "-o",
    "--output",
    type=Path,
    default=Path("proposed.yaml"),
    show_default=True,
    help="Where the proposed criteria are written, if any are.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@merge_option
@log_option
@store_options
@reading_options
def calibrate(
    decisions: Path,
    paths: tuple[str, ...],
    criteria: Path | None,
    changes: tuple[str, ...],
    output: Path,
    force: bool,
    store_path: Path | None,
    no_store: bool,
    as_of: PartialDate,
    **how: Any,
) -> None:
    """Compare the ranking of PATH… with DECISIONS.csv, and propose weights that agree better, if any do.

    The table has a column with the file or the name, and one with yes or no, or 1 to 5 (5 is the best).
    Nothing is applied: the proposal is a new file, your comments kept.

    \b
    Example:
      cpo-screen calibrate decisions.csv cvs/ -c criteria.yaml -o proposed.yaml
    """
    from cpo_screen.calibration import calibrate as learn
    from cpo_screen.calibration import propose_criteria, read_decisions
    from cpo_screen.exports.files import check_output, write_file
    from cpo_screen.exports.terminal import open_console, show
    from cpo_screen.exports.terminal_calibration import calibration_view
    from cpo_screen.pipeline import read_folder, screen_profiles

    if output.exists() and not force:
        raise UsageError(f"{output} is there already; --force replaces it")
    check_output(output, force=force)
    decided, rules = read_decisions(decisions), load_rules(criteria, changes)
    with kept_profiles(store_path, no_store) as store, show_progress(shown=True) as progress:
        read = read_folder(paths, as_of, make_reading(**how), progress, store)
    if not read.profiles:
        raise NothingFound("nothing could be read")
    screening = screen_profiles(read, rules)
    cards = [one.card for one in screening.ranked] + [one.card for one in screening.review]
    found = learn(decided, cards, rules)
    show(open_console(sys.stdout), calibration_view(found))
    if found.changes:
        write_file(output, propose_criteria(rules.text, found).encode("utf-8"))
        old = criteria or "criteria.yaml"
        click.echo(f"Proposed: {output}. What it moves: cpo-screen criteria diff {old} {output} …")
    leave(ExitCode.SOME_REFUSED if read.refused else ExitCode.OK)
