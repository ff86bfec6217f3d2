"""The sheet "Evidence" for many candidates: a line for each candidate, criterion and quote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from cpo_screen.exports.wording import VERDICTS, file_of
from cpo_screen.exports.xlsx.book import Book, Column
from cpo_screen.exports.xlsx.evidence_lines import evidence_lines
from cpo_screen.model import Scorecard
from cpo_screen.screening import Screening

ROWS = 1_000_000  # a sheet holds 1 048 576
_COLUMNS = (
    Column("rank", "Rank", "whole", 7),
    Column("name", "Name", "text", 26),
    Column("criterion", "Criterion", "text", 30),
    Column("verdict", "Verdict", "text", 11),
    Column("points", "Points", "one", 9),
    Column("of", "Of", "one", 8),
    Column("reason", "Reason", "text", 50),
    Column("quote", "Quote", "quote", 70),
    Column("page", "Page", "whole", 8),
    Column("line", "Line", "whole", 8),
    Column("file", "File", "text", 40),
)


def add_evidence(book: Book, screening: Screening) -> None:
    """Write every quote; what a sheet cannot hold goes on in "Evidence 2" and so on."""
    records, number = _records(screening), 0
    while part := list(islice(records, ROWS)):
        number += 1
        sheet = book.sheet("Evidence" if number == 1 else f"Evidence {number}")
        behind = book.table(sheet, 0, _COLUMNS, part)
        book.filter(sheet, 0, behind, len(_COLUMNS), frozen=2)


def _records(screening: Screening) -> Iterator[dict[str, Any]]:
    for one in screening.ranked:
        yield from _of_card(one.card, one.rank)
    for late in screening.review:
        yield from _of_card(late.card, None)


def _of_card(card: Scorecard, rank: int | None) -> Iterator[dict[str, Any]]:
    profile = card.profile
    for line in evidence_lines(card, with_points=rank is not None):
        yield {
            "rank": rank,
            "name": profile.contact.name,
            "criterion": line.criterion,
            "verdict": VERDICTS[line.verdict],
            "points": line.points,
            "of": line.of,
            "reason": line.reason,
            "quote": line.quote.quote if line.quote else None,
            "page": line.quote.page if line.quote else None,
            "line": line.quote.line if line.quote else None,
            "file": file_of(line.quote, profile) if line.quote else profile.source.path,
        }
