"""The files that a run writes: the table in the form that its name asks for, ledger, manifest, page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpo_screen.criteria import Criteria
from cpo_screen.errors import UsageError
from cpo_screen.exports.files import check_output, write_file
from cpo_screen.exports.safe_text import one_line
from cpo_screen.questions import questions_for
from cpo_screen.screening import Screening

TABLES = (".csv", ".xlsx", ".json", ".parquet")
PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where a run writes: the `table`, its ledger and manifest beside it, and the `page`, if asked for.

    With a `key`, table, ledger and page name nobody: the key tells who is who, and since the manifest names
    the files, it stands beside the key.
    """

    table: Path
    page: Path | None = None
    key: Path | None = None

    @property
    def ledger(self) -> Path:
        """Where every file that was found has its line."""
        return self.table.with_suffix(".ledger.csv")

    @property
    def manifest(self) -> Path:
        """What the table was made of."""
        return (self.key or self.table).with_suffix(".manifest.json")


def check_outputs(outputs: Outputs, force: bool) -> None:
    """Make sure, before any work, that every file can be written; raises UsageError.

    A file that is there already is replaced only if a run of cpo-screen wrote it.
    """
    from cpo_screen.exports import ledger, manifest

    _check_name(outputs.table, TABLES)
    _check_table(outputs.table, force)
    check_output(outputs.ledger, ours=ledger.BEGINS_WITH, force=force)
    check_output(outputs.manifest, ours=manifest.BEGINS_WITH, force=force)
    if outputs.key is not None:
        from cpo_screen.exports import key

        _check_name(outputs.key, (".csv",))
        check_output(outputs.key, ours=key.BEGINS_WITH, force=force)
    if outputs.page is not None:
        from cpo_screen.exports import report

        _check_name(outputs.page, PAGES)
        check_output(outputs.page, ours=report.BEGINS_WITH, force=force)


def make_outputs(screening: Screening, criteria: Criteria, outputs: Outputs) -> dict[Path, bytes]:
    """Make the files, the manifest aside, without writing them: the table, the ledger, the page."""
    from cpo_screen.exports.ledger import export_ledger

    make = {".csv": _csv, ".xlsx": _xlsx, ".json": _json, ".parquet": _parquet}
    files = {
        outputs.table: make[outputs.table.suffix.lower()](screening, criteria),
        outputs.ledger: export_ledger(screening),
    }
    if outputs.page is not None:
        files[outputs.page] = _page(screening, criteria)
    return files


def write_outputs(files: Mapping[Path, bytes]) -> None:
    """Write every file whole or not at all."""
    for path, data in files.items():
        write_file(path, data)


def _check_name(path: Path, known: tuple[str, ...]) -> None:
    if path.suffix.lower() not in known:
        raise UsageError(f"{one_line(path.name)!r}: expected a name that ends in {' or '.join(known)}")


def _check_table(path: Path, force: bool) -> None:
    from cpo_screen.exports import csv, ranking_json, xlsx

    ours: dict[str, bytes] = {
        ".csv": csv.BEGINS_WITH,
        ".json": ranking_json.BEGINS_WITH,
        ".xlsx": xlsx.BEGINS_WITH,
        ".parquet": b"PAR1",
    }
    check_output(path, ours=ours[path.suffix.lower()], force=force)
    is_other = path.suffix.lower() == ".xlsx" and path.is_file() and path.stat().st_size
    if is_other and not force and not xlsx.is_untouched_export(path.read_bytes()):
        raise UsageError(
            f"{one_line(str(path))} is there already, and no output of cpo-screen as it was written; "
            "--force replaces it."
        )


def _csv(screening: Screening, _: Criteria) -> bytes:
    from cpo_screen.exports.csv import export_csv

    return export_csv(screening)


def _xlsx(screening: Screening, criteria: Criteria) -> bytes:
    from cpo_screen.exports.xlsx import export_xlsx

    return export_xlsx(screening, criteria, _questions(screening, criteria))


def _json(screening: Screening, criteria: Criteria) -> bytes:
    from cpo_screen.exports.ranking_json import export_json

    return export_json(screening, criteria)


def _parquet(screening: Screening, _: Criteria) -> bytes:
    from cpo_screen.exports.parquet import export_parquet

    return export_parquet(screening)


def _page(screening: Screening, criteria: Criteria) -> bytes:
    from cpo_screen.exports.report import export_report

    firm = [one.stability for one in screening.ranked if one.stability is not None]
    questions = _questions(screening, criteria)
    return export_report(
        screening, criteria, questions, firm if len(firm) == len(screening.ranked) else None
    )


def _questions(screening: Screening, criteria: Criteria) -> dict[str, tuple[str, ...]]:
    cards = [one.card for one in screening.ranked] + [one.card for one in screening.review]
    return {card.profile.source.path: questions_for(card, criteria) for card in cards}
