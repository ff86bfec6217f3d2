"""criteria: the recruiter's own file, written and checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cpo_screen.cli.options import (
    PATHS,
    NothingFound,
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


@click.group(short_help="Write or check criteria.yaml.")
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
    from cpo_screen.ranking import find_wide_phrases
    from cpo_screen.training.sentences import sample_statements

    rules = load_rules(file)
    for note in find_wide_phrases(rules, sample_statements()):
        click.echo(f"cpo-screen: {note}", err=True)
    total = sum(one.weight for one in rules.criteria)
    click.echo(
        f"{file} is in order: {len(rules.criteria)} criteria, {total:g} points, "
        f"{len(rules.must_haves)} must-haves."
    )


@criteria.command("diff")
@click.argument("old", type=Path, metavar="OLD.yaml")
@click.argument("new", type=Path, metavar="NEW.yaml")
@PATHS
@merge_option
@log_option
@store_options
@reading_options
def diff(
    old: Path,
    new: Path,
    paths: tuple[str, ...],
    store_path: Path | None,
    no_store: bool,
    as_of: PartialDate,
    **how: Any,
) -> None:
    """Rank PATH… by both files: who rose, who fell, by how much, and through which criterion.

    \b
    Example:
      cpo-screen criteria diff criteria.yaml search-berlin.yaml cvs/
    """
    from cpo_screen.comparison import compare_rankings
    from cpo_screen.exports.terminal import open_console, show
    from cpo_screen.exports.terminal_moves import moves_view
    from cpo_screen.pipeline import read_folder, screen_profiles

    before, after = load_rules(old), load_rules(new)
    with kept_profiles(store_path, no_store) as store, show_progress(shown=True) as progress:
        read = read_folder(paths, as_of, make_reading(**how), progress, store)
    if not read.profiles:
        raise NothingFound("nothing could be read")
    moves = compare_rankings(screen_profiles(read, before), screen_profiles(read, after))
    show(open_console(sys.stdout), moves_view(moves))
    leave(ExitCode.SOME_REFUSED if read.refused else ExitCode.OK)
