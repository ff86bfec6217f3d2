"""replay and verify: a ranking made again from its manifest, and proved on the files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cpo_screen.cli.options import leave, show_progress
from cpo_screen.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from cpo_screen.criteria import Criteria
    from cpo_screen.exports.manifest import Manifest
    from cpo_screen.screening import Screening

_MOST_TOLD = 20
_JOBS = click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Worker processes; one for each core."
)


@click.command(short_help="Make a ranking again from its manifest.")
@click.argument("manifest", type=Path, metavar="MANIFEST.json")
@click.option(
    "-o", "--output", type=Path, help="The table to write; its ledger and manifest stand beside it."
)
@click.option(
    "--force", is_flag=True, help="Go on where files or the program have changed, and replace outputs."
)
@_JOBS
def replay(manifest: Path, output: Path | None, force: bool, jobs: int | None) -> None:
    """Rank again what MANIFEST names, by the criteria in it, and say whether every byte is the same.

    \b
    Example:
      cpo-screen replay ranked.manifest.json -o again.csv
    """
    from cpo_screen.exports.outputs import Outputs, check_outputs, make_outputs, write_outputs

    told = _read(manifest)
    table = _sorted_outputs(told)[0]
    page = next((manifest.with_name(f"replayed-{one}") for one in told.outputs if _is_page(one)), None)
    outputs = Outputs(output or manifest.with_name(f"replayed-{table}"), page)
    check_outputs(outputs, force)
    screening, criteria = _screen(told, jobs, force)
    files = make_outputs(_shown(screening, told), criteria, outputs)
    write_outputs(files)
    same = _same(told, list(files.values()))
    click.echo(f"{screening.counts}. Written: {outputs.table} and its ledger.")
    click.echo(
        "Identical to the byte." if same else "Not identical: the outputs differ from the manifest's."
    )
    leave(ExitCode.OK if same else ExitCode.DIFFERENT)


@click.command(short_help="Prove a ranking on the files.")
@click.argument("table", type=Path, metavar="RANKED.csv")
@click.option(
    "--manifest",
    type=Path,
    metavar="FILE",
    help="What the table was made of; that beside it if not given, of a blinded one that beside its key.",
)
@_JOBS
def verify(table: Path, manifest: Path | None, jobs: int | None) -> None:
    """Open the files again and prove that RANKED.csv follows from them, and each quote stands in its line.

    \b
    Example:
      cpo-screen verify ranked.csv
    """
    from cpo_screen.exports.outputs import Outputs, make_outputs
    from cpo_screen.proof import prove_quotes, quotes_of

    told = _read(manifest or _manifest_of(table))
    page = next((table.with_name(one) for one in told.outputs if _is_page(one)), None)
    outputs = Outputs(table, page)
    if not table.is_file():
        raise UsageError(f"there is no {table}")
    faults = []
    if hashlib.sha256(table.read_bytes()).hexdigest() != told.outputs.get(table.name):
        faults.append(f"{table} is not as it was written: it was changed, or belongs to another manifest")
    screening, criteria = _screen(told, jobs, force=True, faults=faults)
    if not _same(told, list(make_outputs(_shown(screening, told), criteria, outputs).values())):
        faults.append("ranking the files again gives another table or ledger")
    cards = [one.card for one in screening.ranked] + [one.card for one in screening.review]
    number = 0
    for one in prove_quotes(cards, told.paths, told.options, jobs):
        number += 1
        where = f", page {one.page}, line {one.line}: “{one.quote[:80]}”" if one.quote else ""
        faults.append(f"{one.file}{where}: {one.why}")
    quotes = sum(len(quotes_of(card)) for card in cards)
    for fault in faults[:_MOST_TOLD]:
        click.echo(fault, err=True)
    if len(faults) > _MOST_TOLD:
        click.echo(f"… and {len(faults) - _MOST_TOLD} more", err=True)
    click.echo(f"{screening.counts}; {quotes} quotes looked up, {number} not at their place.")
    click.echo("Proved." if not faults else "Not proved.")
    leave(ExitCode.DIFFERENT if faults else ExitCode.OK)


def _manifest_of(table: Path) -> Path:
    from cpo_screen.exports.outputs import Outputs

    beside, of_key = Outputs(table).manifest, Outputs(table, key=table.with_suffix(".key.csv")).manifest
    return of_key if of_key.is_file() and not beside.is_file() else beside


def _shown(screening: Screening, told: Manifest) -> Screening:
    """What the outputs show: the screening, or the same without the persons."""
    from cpo_screen.blinding import blind_screening

    return blind_screening(screening).screening if told.blind else screening


def _read(path: Path) -> Manifest:
    from cpo_screen.exports.manifest import read_manifest

    try:
        return read_manifest(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


def _screen(
    told: Manifest, jobs: int | None, force: bool, faults: list[str] | None = None
) -> tuple[Screening, Criteria]:
    """Rank anew what a manifest names; what has changed since is told, and without `force` an error."""
    from cpo_screen.criteria import parse_criteria
    from cpo_screen.exports.manifest import inputs_of
    from cpo_screen.pipeline import Reading, read_folder, screen_profiles
    from cpo_screen.ranking import with_stability
    from cpo_screen.store.keys import program_key

    criteria = parse_criteria(told.criteria.text, told.criteria.name, told.criteria.changes)
    changed = []
    if told.reads_as != program_key():
        changed.append(f"it was made by another version of the program or its libraries ({told.program})")
    with show_progress(shown=True) as progress:
        reading = Reading(told.options, jobs=jobs, merge=told.merge)
        read = read_folder(told.paths, told.as_of, reading, progress)
    screening = screen_profiles(read, criteria)
    if told.stability:
        screening = with_stability(screening, criteria)
    changed += _changes(told.inputs, inputs_of(screening))
    if changed and not force:
        rest = f"\n  … and {len(changed) - _MOST_TOLD} more" if len(changed) > _MOST_TOLD else ""
        listed = "".join(f"\n  {one}" for one in changed[:_MOST_TOLD])
        raise UsageError(
            f"this is not what the manifest names any more:{listed}{rest}\n--force goes on all the same"
        )
    if faults is not None:
        faults.extend(changed)
    return screening, criteria


def _changes(before: dict[str, str | None], after: dict[str, str | None]) -> list[str]:
    told = [f"{file} is not there any more" for file in before if file not in after]
    told += [f"{file} is new" for file in after if file not in before]
    told += [f"{file} has changed" for file in before if file in after and before[file] != after[file]]
    return told


def _same(told: Manifest, files: list[bytes]) -> bool:
    """Whether table, ledger and page are those of the manifest, whatever they are called now."""
    made = [hashlib.sha256(data).hexdigest() for data in files]
    return made == [told.outputs[name] for name in _sorted_outputs(told)]


def _sorted_outputs(told: Manifest) -> list[str]:
    """The names of the outputs in the order in which they are made: the table, the ledger, the page."""
    if not told.outputs:
        raise UsageError("the manifest names no output")
    return sorted(told.outputs, key=lambda name: (_is_page(name), name.endswith(".ledger.csv")))


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm"))
