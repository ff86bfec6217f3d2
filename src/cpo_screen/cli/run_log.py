"""--log-json: what happens in a run, for machines, one JSON object a line on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stderr
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from cpo_screen.errors import ExitCode, ScreenError

if TYPE_CHECKING:
    from cpo_screen.exports.log_json import RunLog
    from cpo_screen.screening import Counts

_META = "cpo_screen.run_log"


def log_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --log-json, and keep the log of the command while it runs; the command itself need not know."""

    @wraps(command)
    def logged(*arguments: Any, log_json: bool, **options: Any) -> Any:
        if log_json:
            return _log(lambda: command(*arguments, **options))
        return command(*arguments, **options)

    return click.option(
        "--log-json", is_flag=True, help="Tell on stderr what happens, as JSON Lines, instead of the bar."
    )(logged)


def _log(run: Callable[[], Any]) -> None:
    """Run a command with a log; an error that a person should read becomes a message and the exit code."""
    from cpo_screen.exports.log_json import RunLog

    context = click.get_current_context()
    with RunLog(sys.stderr, context.info_name or "") as log, redirect_stderr(log.messages):
        context.meta[_META] = log
        try:
            run()
            log.exit_code = int(ExitCode.OK)
        except click.exceptions.Exit as left:
            log.exit_code = left.exit_code
        except ScreenError as error:
            click.echo(f"cpo-screen: {error}", err=True)
            log.exit_code = int(error.code)
        except KeyboardInterrupt:
            click.echo("cpo-screen: interrupted", err=True)
    context.exit(log.exit_code)


def running_log() -> RunLog | None:
    """Return the log of the command that runs, if it keeps one."""
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(_META)


def log_ranking(counts: Counts) -> None:
    """Tell the log, if there is one, how many files ended where in the ranking."""
    log = running_log()
    if log is not None:
        log.ranking = counts._asdict()
