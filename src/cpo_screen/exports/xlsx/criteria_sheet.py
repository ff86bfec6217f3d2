"""The sheet "Criteria": by what was scored, so that the ranking can be explained without the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cpo_screen.criteria import Criteria, Criterion
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
    Column("label", "Must-have"), Column("effect", "If not met"), Column("settings", "Asked"),
    Column("criterion", "Criterion"), Column("id", "Name in the file"),
)  # fmt: skip
_TIERS = (Column("name", "Tier"), Column("lowest", "From"), Column("needs", "Not without"))
_PHRASES = (
    Column("phrase", "Own phrase"), Column("way", "Shows"), Column("signal", "Of"), Column("place", "Line"),
)  # fmt: skip
Rows = Sequence[Mapping[str, Any]]


def add_criteria(book: Book, screening: Screening, criteria: Criteria) -> None:
    """Write the criteria with weights and settings, must-haves, tiers, phrases and the run's facts."""
    sheet = book.sheet("Criteria")
    sheet.fit_to_pages(1, 0)
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
    ):
        row = _small_table(book, sheet, row + 1, columns, rows) if rows else row
    for told in (*_rules(criteria), *screening.notes):
        row += 1
        book.put(sheet, row, 0, told, "said")


def _run(screening: Screening) -> Iterator[str]:
    yield f"As of {screening.as_of} · cpo-screen {screening.version}"
    yield str(screening.counts)
    yield f"SHA-256 of the criteria: {screening.criteria_sha256}"


def _criteria(criteria: Criteria) -> Iterator[dict[str, Any]]:
    whole = sum(one.weight for one in criteria.criteria) or 1.0
    for one in criteria.criteria:
        yield {
            "label": one.label,
            "weight": one.weight,
            "share": one.weight / whole,
            "source": ", ".join(one.source),
            "unknown": one.unknown,
            "settings": _settings(one),
            "kind": _kind(one),
            "id": one.id,
        }


def _settings(one: Criterion) -> str:
    return say_settings(one.rule.block if isinstance(one.rule, SignalRule) else one.rule)


def _kind(one: Criterion) -> str:
    return one.rule.block.kind if isinstance(one.rule, SignalRule) else one.rule.kind


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
            "place": f"{one.line}",
        }
        for one in criteria.phrases
    ]


def _rules(criteria: Criteria) -> Iterator[str]:
    """Say what sends somebody to review, which titles were added or taken away, and the currency."""
    review = criteria.review
    if review.known_below:
        yield f"For review: who can be judged on less than {review.known_below:g} % of the weights."
    if review.older_than is not None:
        yield f"For review: CVs older than {review.older_than} months."
    if review.doubtful:
        yield "For review: CVs with words that nobody was meant to see."
    titles = criteria.product_titles
    for label, patterns in (("are", titles.include), ("are not", titles.exclude)):
        if patterns:
            yield f"Titles that {label} product roles: {', '.join(one.text for one in patterns)}."
    if criteria.money is not None:
        yield f"Money: {say_settings(criteria.money)}"


def _small_table(book: Book, sheet: Worksheet, top: int, columns: Sequence[Column], rows: Rows) -> int:
    """Write a table below another one, whose columns have their widths already."""
    places = _places(columns)
    for place, column in places:
        book.put(sheet, top, place, column.title, "header")
    for row, record in enumerate(rows, top + 1):
        for place, column in places:
            book.put(sheet, row, place, record.get(column.key), "bold" if place == 0 else "wrapped")
    return top + 1 + len(rows)


def _places(columns: Sequence[Column]) -> list[tuple[int, Column]]:
    """Say which column of the sheet each takes: settings stand below the settings."""
    wide = [at for at, one in enumerate(_COLUMNS) if one.key == "settings"]
    free = iter(at for at in range(len(_COLUMNS)) if at not in wide)
    return [(wide[0] if one.key in ("settings", "needs", "place") else next(free), one) for one in columns]
