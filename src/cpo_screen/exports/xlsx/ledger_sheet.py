"""The sheet "Ledger": every file that was found, where it ended, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cpo_screen.exports.xlsx.book import Book, Column
from cpo_screen.model import Scorecard
from cpo_screen.screening import Screening

_COLUMNS = (
    Column("file", "File", "text", 60),
    Column("outcome", "Outcome", "text", 13),
    Column("rank", "Rank", "whole", 8),
    Column("score", "Score", "one", 9),
    Column("name", "Name", "text", 28),
    Column("reason", "Reason", "text", 18),
    Column("message", "What that means", "wrapped", 70),
    Column("sha256", "SHA-256 of the file", "faint", 68),
)


def add_ledger(book: Book, screening: Screening) -> None:
    """Write a line for each file found, sorted by file."""
    sheet = book.sheet("Ledger")
    rows = sorted(_rows(screening), key=lambda row: str(row["file"]))
    behind = book.table(sheet, 0, _COLUMNS, rows)
    sheet.fit_to_pages(1, 0)
    book.filter(sheet, 0, behind, len(_COLUMNS), frozen=1)


def _rows(screening: Screening) -> Iterator[dict[str, Any]]:
    for one in screening.ranked:
        place = {"outcome": "ranked", "rank": one.rank, "score": round(one.card.total, 1)}
        yield _of_card(one.card) | place
    for late in screening.review:
        yield _of_card(late.card) | _why("review", late.reason.code, late.reason.message)
    for bad in screening.refused:
        why = _why("refused", bad.reason.code, bad.reason.message)
        yield {"file": bad.file, "sha256": bad.sha256} | why
    for copy in screening.duplicates:
        why = _why("duplicate", "same_content", f"The same file as {copy.same_as}.")
        yield {"file": copy.file, "sha256": copy.sha256} | why


def _of_card(card: Scorecard) -> dict[str, Any]:
    source = card.profile.source
    return {"file": source.path, "sha256": source.sha256, "name": card.profile.contact.name}


def _why(outcome: str, reason: str, message: str) -> dict[str, Any]:
    return {"outcome": outcome, "reason": reason, "message": message}
