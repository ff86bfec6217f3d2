"""The sheets "Ranking" and "For review": the columns of ranked.csv, to sort, filter and look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cpo_screen.criteria import Criteria
from cpo_screen.exports.column_types import COUNTS, DECIMALS, MONEY, POINTS
from cpo_screen.exports.csv import columns, table_rows
from cpo_screen.exports.xlsx.book import Book, Column, Styled, tier_style
from cpo_screen.exports.xlsx.styles import POINTS_SCALE, SCORE_SCALE
from cpo_screen.screening import Screening

_TITLES = {
    "mba": "MBA", "ms": "MS", "p_and_l": "P&L", "linkedin": "LinkedIn", "email": "E-mail", "as_of": "As of",
    "background": "Background before product", "written": "CV written",
}  # fmt: skip
_WIDTHS = {"rank": 7, "tier": 15, "score": 9, "low": 8, "high": 8}
_LAST_PRINTED = "ms"  # the rest is for the screen: forty columns more fit on no page
_PRINTED_OF_REVIEW = 5
_FROZEN = ("rank", "tier", "score", "name")
_ONLY_RANKED = {
    "rank", "tier", "score", "low", "high", "best_rank", "worst_rank", "tied_with_next", "swap_with_next",
    "must_haves_unmet", "must_haves_unknown", "reasons", "score_without_doubts",
}  # fmt: skip


def add_ranking(book: Book, screening: Screening, criteria: Criteria, sheets: Sequence[str]) -> None:
    """Write the ranked candidates; `sheets` are those of the candidates in their order, if any."""
    labels = {one.id: f"{one.label} (weight {one.weight:g})" for one in criteria.criteria}
    rest = [name for name in columns(screening.criteria_names) if name not in _FROZEN]
    table = [_column(name, labels) for name in (*_FROZEN, *rest)]
    rows = table_rows(screening)[: len(screening.ranked)]
    sheet = book.sheet("Ranking")
    behind = book.table(sheet, 0, table, _with_tiers(_with_links(rows, sheets), criteria))
    at = {column.key: place for place, column in enumerate(table)}
    if rows:
        sheet.conditional_format(1, at["score"], behind - 1, at["score"], SCORE_SCALE)
        for one in criteria.criteria:
            if (place := at.get(POINTS + one.id)) is not None:
                ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": one.weight or 1}
                sheet.conditional_format(1, place, behind - 1, place, POINTS_SCALE | ends)
    book.filter(sheet, 0, behind, len(table), frozen=len(_FROZEN))
    sheet.print_area(0, 0, behind - 1, at[_LAST_PRINTED])
    sheet.fit_to_pages(1, 0)


def add_review(book: Book, screening: Screening, sheets: Sequence[str]) -> None:
    """Write whom a person must look at, and why; what was read of them stands there without points."""
    rest = [_column(name, {}) for name in columns(()) if name not in _ONLY_RANKED | {"name", "file"}]
    table = [
        _column("name", {}),
        Column("why", "Why a person must look", "wrapped", 60),
        _column("file", {}),
        *rest,
    ]
    rows: list[Mapping[str, Any]] = [
        row | {"why": one.reason.message}
        for row, one in zip(table_rows(screening)[len(screening.ranked) :], screening.review, strict=True)
    ]
    sheet = book.sheet("For review")
    behind = book.table(sheet, 0, table, _with_links(rows, sheets))
    sheet.print_area(0, 0, behind - 1, _PRINTED_OF_REVIEW)
    sheet.fit_to_pages(1, 0)
    book.filter(sheet, 0, behind, len(table), frozen=1)


def _column(name: str, labels: Mapping[str, str]) -> Column:
    if name.startswith(POINTS):
        criterion = name.removeprefix(POINTS)
        return Column(name, labels.get(criterion, criterion), "one", 14)
    title = _TITLES.get(name) or name.replace("_", " ").capitalize()
    return Column(name, title, _style(name), _WIDTHS.get(name))


def _style(name: str) -> str:
    if name == "score":
        return "score"
    if name in MONEY:
        return "money"
    return "whole" if name in COUNTS else "one" if name in DECIMALS else "text"


def _with_links(rows: Iterable[Mapping[str, Any]], sheets: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Make each name lead to the candidate's sheet; there are as many sheets as rows, or none."""
    for at, row in enumerate(rows):
        name = row.get("name") or "(no name found)"
        yield dict(row) | ({"name": Styled(name, "link", sheets[at])} if sheets else {})


def _with_tiers(rows: Iterable[Mapping[str, Any]], criteria: Criteria) -> Iterator[dict[str, Any]]:
    """Fill each tier's cell with its colour, the best tier's darkest."""
    tiers = [one.name for one in criteria.tiers]
    styles = {tier: tier_style(at, len(tiers)) for at, tier in enumerate(tiers)}
    for row in rows:
        yield dict(row) | {"tier": Styled(row["tier"], styles.get(row["tier"], "text"))}
