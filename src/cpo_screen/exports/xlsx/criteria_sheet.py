"""The sheet "Criteria": by what was scored, so that the ranking can be explained without the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cpo_screen.criteria import Criteria
from cpo_screen.criteria.records import MustHave, SignalRule
from cpo_screen.exports.xlsx.book import Book, Column
from cpo_screen.exports.xlsx.settings_text import say_settings
from cpo_screen.screening import Screening

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLUMNS = (
    Column("label", "Criterion", "bold", 34),
    Column("weight", "Weight", "one", 10),
    Column("share", "Share of all", "percent", 10),
    Column("source", "Source", "wrapped", 12),
    Column("unknown", "If not said", "text", 11),
    Column("settings", "Settings", "wrapped", 90),
    Column("kind", "Kind", "faint", 22),
    Column("id", "Name in the file", "faint", 34),
)
_MUST_HAVES = (
    Column("label", "Must-have", "bold"), Column("effect", "If not met"),
    Column("settings", "Asked", "wrapped"),
    Column("criterion", "Criterion", "faint"), Column("id", "Name in the file", "faint"),
)  # fmt: skip
_TIERS = (
    Column("name", "Tier", "bold"), Column("lowest", "From", "one"), Column("needs", "Not without"),
)  # fmt: skip
_PHRASES = (
    Column("phrase", "Own phrase", "bold"), Column("line", "Line", "whole"), Column("way", "Shows"),
    Column("signal", "Of"),
)  # fmt: skip
_RULES = (Column("label", "Other rule", "bold"), Column("settings", "Settings", "wrapped"))
_NOTES = (Column("label", "Note", "bold"), Column("settings", "", "wrapped"))
_PLACES = {
    "label": 0, "name": 0, "phrase": 0, "effect": 1, "lowest": 1, "line": 1, "settings": 5, "needs": 5,
    "way": 5, "criterion": 6, "signal": 6, "id": 7,
}  # fmt: skip
Rows = Sequence[Mapping[str, Any]]


def add_criteria(book: Book, screening: Screening, criteria: Criteria) -> None:
    """Write the criteria with weights and settings, must-haves, tiers, phrases and the run's facts."""
    sheet = book.sheet("Criteria")
    sheet.fit_to_pages(1, 1)
    book.put(sheet, 0, 0, criteria.title, "title")
    row = 1
    for told in _run(screening):
        book.put(sheet, row, 0, told, "note")
        row += 1
    row = book.table(sheet, row + 1, _COLUMNS, list(_criteria(criteria)))
    for columns, rows in (
        (_MUST_HAVES, [_must_have(one) for one in criteria.must_haves]),
        (_TIERS, _tiers(criteria)),
        (_PHRASES, _phrases(criteria)),
        (_RULES, [{"label": label, "settings": text} for label, text in _rules(criteria)]),
        (_NOTES, [{"label": "On these files", "settings": one} for one in screening.notes]),
    ):
        row = _small_table(book, sheet, row + 1, columns, rows) if rows else row


def _run(screening: Screening) -> Iterator[str]:
    yield f"As of {screening.as_of} · cpo-screen {screening.version}"
    yield str(screening.counts)
    yield f"SHA-256 of the criteria: {screening.criteria_sha256}"


def _criteria(criteria: Criteria) -> Iterator[dict[str, Any]]:
    whole = sum(one.weight for one in criteria.criteria) or 1.0
    told: dict[str, str] = {}  # settings that many signals share are said once
    for one in criteria.criteria:
        rule = one.rule.block if isinstance(one.rule, SignalRule) else one.rule
        settings = say_settings(rule)
        first = told.setdefault(f"{rule.kind} {settings}", one.label)
        yield {
            "label": one.label,
            "weight": one.weight,
            "share": one.weight / whole,
            "source": ", ".join(one.source),
            "unknown": one.unknown,
            "settings": f"as for {first}" if first != one.label else settings,
            "kind": rule.kind,
            "id": one.id,
        }


def _must_have(one: MustHave) -> dict[str, Any]:
    rule = one.rule.block if isinstance(one.rule, SignalRule) else one.rule
    return {
        "label": one.label,
        "effect": one.effect,
        "settings": "as for the points" if rule is None else say_settings(rule),
        "criterion": one.criterion,
        "id": one.id,
    }


def _tiers(criteria: Criteria) -> Rows:
    return [
        {"name": one.name, "lowest": one.lowest, "needs": ", ".join(one.needs)} for one in criteria.tiers
    ]


def _phrases(criteria: Criteria) -> Rows:
    return [
        {
            "phrase": one.rule.rule.source,
            "way": one.rule.way,
            "signal": one.rule.name,
            "line": one.line,
        }
        for one in criteria.phrases
    ]


def _rules(criteria: Criteria) -> Iterator[tuple[str, str]]:
    """Say what sends somebody to review, which titles were added or taken away, and the currency."""
    review = criteria.review
    if review.known_below:
        yield "For review", f"who can be judged on less than {review.known_below:g} % of the weights"
    if review.older_than is not None:
        yield "For review", f"CVs older than {review.older_than} months"
    if review.doubtful:
        yield "For review", "CVs with words that nobody was meant to see"
    titles = criteria.product_titles
    for label, patterns in (("Product roles", titles.include), ("No product roles", titles.exclude)):
        if patterns:
            yield label, ", ".join(one.text for one in patterns)
    if criteria.money is not None:
        yield "Money", say_settings(criteria.money)


def _small_table(book: Book, sheet: Worksheet, top: int, columns: Sequence[Column], rows: Rows) -> int:
    """Write a table below another one, whose columns have their widths already; return the row behind."""
    places = [_PLACES[one.key] for one in columns]
    for place in range(max(places) + 1):
        book.put(sheet, top, place, None, "header")
    for place, column in zip(places, columns, strict=True):
        book.put(sheet, top, place, column.title, "header")
    for row, record in enumerate(rows, top + 1):
        for place in range(max(places) + 1):
            book.put(sheet, row, place, None)
        for place, column in zip(places, columns, strict=True):
            book.put(sheet, row, place, record[column.key], column.style)
        texts = [(record[key], wide) for key, wide in (("settings", 90), ("label", 34)) if key in record]
        book.fit(sheet, row, texts)
    return top + 1 + len(rows)
