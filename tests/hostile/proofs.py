"""What must hold of a run, whatever was in its files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from cpo_screen.exports.csv import export_csv
from cpo_screen.exports.ledger import export_ledger, ledger_rows
from cpo_screen.exports.terminal import open_console, ranking_view, scorecard_view, show
from cpo_screen.model import Scorecard
from cpo_screen.screening import Screening
from hostile.kinds import Kind

Outcome = tuple[str, str]  # the file as shown, and `ranked` or the reason
_FORMULA = "=+-@\t\r"


def outcomes(screening: Screening) -> list[Outcome]:
    """What became of each file, by the ledger."""
    return [
        (str(row["file"]), str(row["outcome"] if row["outcome"] == "ranked" else row["reason"]))
        for row in ledger_rows(screening)
    ]


def surprises(screening: Screening, written: Mapping[Path, Kind]) -> list[str]:
    """Files that are missing from the ledger, or that became what they should not."""
    found = outcomes(screening)
    wrong = []
    for path, kind in written.items():
        own = [one for one in found if one[0] == str(path) or one[0].startswith(f"{path}/")]
        if not own and "none" not in kind.wanted:
            wrong.append(f"{path.name}: lost")
        wrong += [f"{file}: {what}" for file, what in own if what not in kind.wanted]
    return wrong


def check_ledger_adds_up(screening: Screening) -> None:
    """Each file has one line and one outcome, and the counts are those of the lines."""
    rows = list(csv.DictReader(io.StringIO(export_ledger(screening).decode("utf-8-sig"))))
    counts = screening.counts
    assert counts.found == len(rows) == sum(counts) - counts.found
    assert [one for one, number in Counter(row["file"] for row in rows).items() if number > 1] == []
    told = Counter(row["outcome"] for row in rows)
    assert told["ranked"] == counts.ranked == len(screening.ranked)
    assert told["review"] == counts.review
    assert told["refused"] == counts.refused
    assert all(row["reason"] and row["message"] for row in rows if row["outcome"] in ("refused", "review"))


def check_tables_are_harmless(screening: Screening) -> None:
    """No cell is a formula, no cell holds a control character."""
    for table in (export_csv(screening), export_ledger(screening)):
        rows = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))
        for cell in (cell for row in rows for cell in row):
            assert cell.isprintable(), cell
            assert not cell.startswith(tuple(_FORMULA)) or is_number(cell), cell


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def check_terminal_is_untouched(screening: Screening) -> None:
    """What is shown has no control characters but line ends; a colourless console adds none itself."""
    shown = io.StringIO()
    console = open_console(shown)
    show(console, ranking_view(screening, 160))
    for one in (*screening.ranked, *screening.review):
        show(console, scorecard_view(one.card))
    odd = {char for char in shown.getvalue() if not char.isprintable() and char != "\n"}
    assert odd == set()


def cards_of(screening: Screening, folder: Path) -> dict[str, Scorecard]:
    """The scorecards of the files in a folder, by path."""
    cards = (one.card for one in (*screening.ranked, *screening.review))
    own = {card.profile.source.path: card for card in cards}
    return {path: card for path, card in own.items() if path.startswith(f"{folder}/")}
