"""parse, explain and compare: profiles as JSON, one candidate's scorecard, several side by side."""

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
    show_progress,
    store_options,
)
from cpo_screen.cli.run_log import log_option
from cpo_screen.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from cpo_screen.criteria import Criteria
    from cpo_screen.model import PartialDate, Scorecard
    from cpo_screen.pipeline import Reading
    from cpo_screen.store import Store

_MOST_COMPARED = 4


@click.command(short_help="Print profiles as JSON, a line each.")
@PATHS
@log_option
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
    shown = not sys.stdout.isatty()  # else the bar and the lines would stand in each other's way
    with kept_profiles(store_path, no_store) as store, show_progress(shown) as progress:
        for one in read_files(paths, as_of, make_reading(**how), progress, store):
            found, refused = found + 1, refused + isinstance(one.result, RefusedFile)
            out.write(file_line(one, as_of).encode("utf-8") + b"\n")
            out.flush()
    if found == refused:
        raise NothingFound("nothing could be read")
    leave(ExitCode.SOME_REFUSED if refused else ExitCode.OK)


_BLIND = click.option("--blind", is_flag=True, help="Print nothing that tells who somebody is.")
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How to print it: for the terminal, for a note, or for a program.",
)


@click.command(short_help="Show one candidate's scorecard.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@_FORMAT
@_BLIND
@criteria_options
@store_options
@reading_options
def explain(
    files: tuple[str, ...],
    form: str,
    blind: bool,
    criteria: Path | None,
    changes: tuple[str, ...],
    store_path: Path | None,
    no_store: bool,
    as_of: PartialDate,
    **how: Any,
) -> None:
    """Show one candidate's scorecard: points, verdicts, the words on the page, and what to ask.

    Several FILEs of one person are told together, with what they say differently.

    \b
    Example:
      cpo-screen explain cvs/lee.pdf -c criteria.yaml
      cpo-screen explain cvs/lee.pdf cvs/lee-linkedin.pdf
      cpo-screen explain cvs/lee.pdf --format markdown > lee.md
    """
    from cpo_screen.exports.card_json import card_line
    from cpo_screen.exports.markdown import scorecard_markdown
    from cpo_screen.exports.terminal import open_console, scorecard_view, show
    from cpo_screen.questions import questions_for

    rules = load_rules(criteria, changes)
    with kept_profiles(store_path, no_store) as store:
        card, review = _card_of(files, rules, as_of, make_reading(**how), store, blind)
    questions = questions_for(card, rules)
    if form == "json":
        click.echo(card_line(card, questions, review))
    elif form == "markdown":
        click.echo(scorecard_markdown(card, questions, review), nl=False)
    else:
        show(open_console(sys.stdout), scorecard_view(card, review, questions))


@click.command(short_help="Show two or three candidates side by side.")
@click.argument("files", nargs=-1, required=True, metavar="A B [C]")
@_FORMAT
@_BLIND
@criteria_options
@store_options
@reading_options
def compare(
    files: tuple[str, ...],
    form: str,
    blind: bool,
    criteria: Path | None,
    changes: tuple[str, ...],
    store_path: Path | None,
    no_store: bool,
    as_of: PartialDate,
    **how: Any,
) -> None:
    """Show candidates side by side: each criterion with points, reason and quotes.

    \b
    Example:
      cpo-screen compare cvs/lee.pdf cvs/kim.docx -c criteria.yaml
    """
    from cpo_screen.exports.card_json import card_line
    from cpo_screen.exports.markdown import comparison_markdown
    from cpo_screen.exports.terminal import open_console, show
    from cpo_screen.exports.terminal_compare import comparison_view
    from cpo_screen.questions import questions_for

    if not 2 <= len(files) <= _MOST_COMPARED:
        raise UsageError(f"compare takes two to {_MOST_COMPARED} candidates, not {len(files)}")
    rules, reading = load_rules(criteria, changes), make_reading(**how)
    with kept_profiles(store_path, no_store) as store:
        pairs = [_card_of((file,), rules, as_of, reading, store, blind) for file in files]
    if form == "json":
        for card, review in pairs:
            click.echo(card_line(card, questions_for(card, rules), review))
    elif form == "markdown":
        click.echo(comparison_markdown(pairs), nl=False)
    else:
        show(open_console(sys.stdout), comparison_view(pairs))


def _card_of(
    files: tuple[str, ...],
    rules: Criteria,
    as_of: PartialDate,
    reading: Reading,
    store: Store | None,
    blind: bool,
) -> tuple[Scorecard, str | None]:
    """Read and score one candidate; returns the reason as well where a person must look."""
    from cpo_screen.blinding import blind_screening
    from cpo_screen.pipeline import screen_folder

    screening = screen_folder(files, rules, as_of=as_of, reading=reading, store=store)
    for refused in screening.refused:
        raise NothingFound(f"{refused.file}: {refused.reason.message}")
    found = len(screening.profiles)
    if found != 1:
        raise UsageError(f"{', '.join(files)}: one candidate is needed; there are {found}")
    shown = blind_screening(screening).screening if blind else screening
    for reviewed in shown.review:
        return reviewed.card, reviewed.reason.message
    return shown.ranked[0].card, None
