"""The sheet "Ledger": every file that was found, where it ended, and why."""

from __future__ import annotations

from cpo_screen.exports.ledger import ledger_rows
from cpo_screen.exports.xlsx.book import Book, Column
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
    behind = book.table(sheet, 0, _COLUMNS, ledger_rows(screening))
    sheet.fit_to_pages(1, 0)
    book.filter(sheet, 0, behind, len(_COLUMNS), frozen=1)
