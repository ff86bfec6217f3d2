"""The files that a run writes: the table in the form that its name asks for, its ledger, its manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpo_screen.criteria import Criteria
from cpo_screen.errors import UsageError
from cpo_screen.exports import csv, ledger, manifest
from cpo_screen.exports.files import check_output, write_file
from cpo_screen.screening import Screening

_BEGINNINGS = {".csv": csv.BEGINS_WITH}


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where a run writes: the `table`; its ledger and manifest stand beside it."""

    table: Path

    @property
    def ledger(self) -> Path:
        """Where every file that was found has its line."""
        return self.table.with_suffix(".ledger.csv")

    @property
    def manifest(self) -> Path:
        """What the table was made of."""
        return self.table.with_suffix(".manifest.json")


def check_outputs(outputs: Outputs, force: bool) -> None:
    """Make sure, before any work, that every file can be written; raises UsageError."""
    suffix = outputs.table.suffix.lower()
    if suffix not in _BEGINNINGS:
        known = ", ".join(_BEGINNINGS)
        raise UsageError(
            f"the output must be a file of one of these kinds: {known}; not {outputs.table.name!r}"
        )
    check_output(outputs.table, ours=_BEGINNINGS[suffix], force=force)
    check_output(outputs.ledger, ours=ledger.BEGINS_WITH, force=force)
    check_output(outputs.manifest, ours=manifest.BEGINS_WITH, force=force)


def make_outputs(screening: Screening, criteria: Criteria, outputs: Outputs) -> dict[Path, bytes]:
    """Make the files, the manifest aside, without writing them."""
    return {
        outputs.table: _make_table(screening, criteria, outputs.table.suffix.lower()),
        outputs.ledger: ledger.export_ledger(screening),
    }


def write_outputs(files: Mapping[Path, bytes]) -> None:
    """Write every file whole or not at all."""
    for path, data in files.items():
        write_file(path, data)


def _make_table(screening: Screening, criteria: Criteria, suffix: str) -> bytes:
    return csv.export_csv(screening)
