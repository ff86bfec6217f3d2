"""doctor: whether a run will work on this computer, and what is absent."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from cpo_screen.cli.options import leave
from cpo_screen.errors import ExitCode


@click.command(short_help="Say whether a run will work here.")
@click.option(
    "--store",
    "store_path",
    type=Path,
    metavar="PATH",
    help="The store to look at; the default one if not given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def doctor(store_path: Path | None, as_json: bool) -> None:
    """Look at versions, models, other programs, the store and the limits; read an invented CV.

    It says what is absent and what that costs. Nothing in it is personal: it can be sent with a question.

    \b
    Example:
      cpo-screen doctor
    """
    from cpo_screen.doctor import examine
    from cpo_screen.exports.terminal_doctor import examination_json, examination_lines

    found = examine(store_path, date.today(), sys.stdout)
    click.echo(examination_json(found) if as_json else "\n".join(examination_lines(found)))
    leave(ExitCode.OK if found.works else ExitCode.DIFFERENT)
