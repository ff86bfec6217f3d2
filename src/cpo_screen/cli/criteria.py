"""criteria: the recruiter's own file, written and checked."""

from __future__ import annotations

from pathlib import Path

import click

from cpo_screen.errors import UsageError


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
    from cpo_screen.criteria import load_criteria
    from cpo_screen.ranking import find_wide_phrases
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
