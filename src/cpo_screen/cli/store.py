"""store: what is kept between runs, shown and deleted."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cpo_screen.errors import UsageError

if TYPE_CHECKING:
    from cpo_screen.store import Purge, Store

_AGE = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?|m|months?|y|years?)")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_PATH = click.option(
    "--store", "path", type=Path, metavar="PATH", help="The store; the default one if not given."
)


@click.group(short_help="Show or delete kept profiles.")
def store() -> None:
    """Profiles are kept between runs, so that a change of criteria reads no file again.

    They hold personal data: show what is kept, and delete it when the law or a candidate asks.
    """


@store.command("info")
@_PATH
def info(path: Path | None) -> None:
    """Say where the store is, what it holds and what was deleted from it.

    \b
    Example:
      cpo-screen store info
    """
    with _open(path) as opened:
        told = opened.info()
    click.echo(f"{told.path}: {told.profiles} files kept, {told.bytes / 1e6:.1f} MB.")
    if told.profiles:
        click.echo(
            f"Read from {told.oldest} to {told.newest}; {told.current} by this version of the program."
        )
    for day, what, number in told.tombstones:
        click.echo(f"Deleted {day}: {number} ({what}).")


@store.command("purge")
@_PATH
@click.option("--older-than", metavar="AGE", help="What was read longer ago than this: 90d, 12w, 6m, 2y.")
@click.option(
    "--candidate", metavar="WHO", help="One person, by name, e-mail, profile address or file name."
)
@click.option("--all", "everything", is_flag=True, help="Everything.")
def purge(path: Path | None, older_than: str | None, candidate: str | None, everything: bool) -> None:
    """Delete kept profiles for good; what remains is the day, the reason and the number.

    \b
    Examples:
      cpo-screen store purge --older-than 90d
      cpo-screen store purge --candidate "Ann Lee"
    """
    what = _what(older_than, candidate, everything)
    with _open(path) as opened:
        number = opened.purge(what)
    click.echo(f"Deleted: {number}.")


def _what(older_than: str | None, candidate: str | None, everything: bool) -> Purge:
    from cpo_screen.store import Purge

    if [older_than is not None, candidate is not None, everything].count(True) != 1:
        raise UsageError("say what to delete: --older-than AGE, --candidate WHO, or --all")
    if everything:
        return Purge("all")
    if candidate is not None:
        if not candidate.strip():
            raise UsageError("--candidate needs a name, an e-mail address or a file name")
        return Purge("candidate", candidate=candidate)
    age = _AGE.fullmatch((older_than or "").strip().lower())
    if age is None:
        raise UsageError(f"an age is a number and d, w, m or y, such as 90d; not {older_than!r}")
    return Purge("older-than", before=date.today() - timedelta(days=int(age[1]) * _DAYS[age[2][0]]))


def _open(path: Path | None) -> Store:
    from cpo_screen.store import default_store_path, open_store

    found = path or default_store_path()
    if not found.exists():
        raise UsageError(f"there is no store at {found}")
    opened = open_store(found, date.today())
    for note in opened.notes:
        click.echo(f"cpo-screen: {note}", err=True)
    return opened
