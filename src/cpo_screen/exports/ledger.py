"""ranked.ledger.csv: one line per file that was found, so that nothing is lost."""

from __future__ import annotations

from typing import Any

from cpo_screen.exports.csv import to_csv
from cpo_screen.model import Scorecard
from cpo_screen.screening import Merged, Screening

Row = dict[str, Any]
BEGINS_WITH = b"\xef\xbb\xbffile,sha256,outcome"
COLUMNS = (
    "file", "sha256", "outcome", "reason", "message", "name", "rank", "score", "as_of", "program",
    "criteria_sha256",
)  # fmt: skip


def export_ledger(screening: Screening) -> bytes:
    """Write where each file ended and why, sorted by file, as UTF-8 with a byte order mark."""
    run = {
        "as_of": str(screening.as_of),
        "program": f"cpo-screen {screening.version}",
        "criteria_sha256": screening.criteria_sha256,
    }
    return to_csv([row | run for row in ledger_rows(screening)], COLUMNS)


def ledger_rows(screening: Screening) -> list[Row]:
    """Return a row for every file that was found, sorted by file; what does not apply is left out."""
    rows = _read_rows(screening) + _other_rows(screening)
    return sorted(rows, key=lambda row: str(row["file"]))


def _read_rows(screening: Screening) -> list[Row]:
    ranked = [
        _of_card(one.card) | {"outcome": "ranked", "rank": one.rank, "score": round(one.card.total, 1)}
        for one in screening.ranked
    ]
    review = [
        _of_card(one.card) | {"outcome": "review", "reason": one.reason.code, "message": one.reason.message}
        for one in screening.review
    ]
    return ranked + review


def _of_card(card: Scorecard) -> Row:
    source = card.profile.source
    return {"file": source.path, "sha256": source.sha256, "name": card.profile.contact.name}


def _other_rows(screening: Screening) -> list[Row]:
    refused = [
        {
            "file": one.file,
            "sha256": one.sha256,
            "outcome": "refused",
            "reason": one.reason.code,
            "message": one.reason.message,
        }
        for one in screening.refused
    ]
    copies = [
        {
            "file": one.file,
            "sha256": one.sha256,
            "outcome": "duplicate",
            "reason": "same_content",
            "message": f"The same file as {one.same_as}.",
        }
        for one in screening.duplicates
    ]
    return refused + copies + [_merged_row(one) for one in screening.merged]


def _merged_row(one: Merged) -> Row:
    message = f"A further file of the person in {one.into}."
    return {"file": one.file, "sha256": one.sha256, "outcome": "merged", "reason": "same_person",
            "message": message}  # fmt: skip
