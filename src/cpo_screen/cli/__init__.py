"""The command line: each command is one call of the library, and exceptions meet exit codes here."""

from __future__ import annotations

import sys
from typing import Any

import click

from cpo_screen import __version__
from cpo_screen.cli.calibrate import calibrate
from cpo_screen.cli.criteria import criteria
from cpo_screen.cli.doctor import doctor
from cpo_screen.cli.evaluate import evaluate
from cpo_screen.cli.rank import rank
from cpo_screen.cli.replay import replay, verify
from cpo_screen.cli.show import compare, explain, parse
from cpo_screen.cli.store import store
from cpo_screen.errors import ScreenError


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


for _command in (rank, parse, explain, compare, criteria, calibrate, store, verify, replay, evaluate):
    main.add_command(_command)
main.add_command(doctor)
