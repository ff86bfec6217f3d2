"""A sheet for each candidate: who it is, how the score adds up, and the words behind each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cpo_screen.exports.facts import current_position, years
from cpo_screen.exports.wording import VERDICTS, file_of
from cpo_screen.exports.xlsx.book import Book, Column, Styled, Value
from cpo_screen.exports.xlsx.evidence_lines import Line, evidence_lines
from cpo_screen.model import CandidateProfile, Evidence, Scorecard
from cpo_screen.screening import Screening

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLUMNS = (
    Column("criterion", "Criterion", "bold", 30),
    Column("verdict", "Verdict", width=10),
    Column("points", "Points", "one", 8),
    Column("of", "Of", "one", 7),
    Column("reason", "Reason", "wrapped", 44),
    Column("quote", "Quote", "quote", 66),
    Column("page", "Page", "whole", 7),
    Column("line", "Line", "whole", 7),
)
_FILE = Column("file", "File", "text", 40)  # where somebody has several
_QUOTE = 5


class _Candidate(NamedTuple):
    """Somebody ranked, or for review (`rank` None) and `why`, and what to ask them."""

    card: Scorecard
    rank: int | None
    why: str
    questions: Sequence[str]


def add_candidate_sheets(
    book: Book, screening: Screening, names: Sequence[str], questions: Mapping[str, Sequence[str]]
) -> None:
    """Write a sheet for each ranked candidate, then for each that is for review, under these names."""

    def asked(card: Scorecard) -> Sequence[str]:
        return questions.get(card.profile.source.path, ())

    ranked = [_Candidate(one.card, one.rank, "", asked(one.card)) for one in screening.ranked]
    review = [_Candidate(one.card, None, one.reason.message, asked(one.card)) for one in screening.review]
    for name, candidate in zip(names, ranked + review, strict=True):
        _add_candidate(book, name, candidate)


def _add_candidate(book: Book, name: str, one: _Candidate) -> None:
    sheet = book.sheet(name)
    sheet.fit_to_pages(1, 0)
    top = _head(book, sheet, one)
    lines = [
        line
        for line in evidence_lines(one.card, with_points=one.rank is not None)
        if line.is_first or line.of is not None  # a must-have's other quotes stand at its criterion
    ]
    profile = one.card.profile
    columns = (*_COLUMNS, _FILE) if profile.others else _COLUMNS
    row = book.table(sheet, top, columns, (_record(line, profile) for line in lines))
    if one.rank is not None:
        row = _write_sum(book, sheet, row, one.card)
    row = _write_questions(book, sheet, row + 1, one.questions)
    row = _write_disagreements(book, sheet, row, profile)
    _write_notes(book, sheet, row, profile)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)


def _head(book: Book, sheet: Worksheet, one: _Candidate) -> int:
    """Write who it is above the table, and return the row of the table's heading."""
    card, profile = one.card, one.card.profile
    book.put(sheet, 0, 0, profile.contact.name or "(no name found)", "title")
    back = "Ranking" if one.rank is not None else "For review"
    book.link(sheet, 0, _QUOTE, "Back to the list", back)
    if one.rank is None:
        book.put(sheet, 1, 0, f"For review, not ranked: {one.why}", "alert")
    else:
        score = f"Score {card.total:.1f} of 100 (low {card.low:.1f}, high {card.high:.1f})"
        book.put(sheet, 1, 0, f"Rank {one.rank} · {card.tier} · {score}", "heading")
    row = 2
    for told in _facts(profile):
        book.put(sheet, row, 0, told, "said")
        row += 1
    files = " · ".join(one.path for one in profile.sources)
    label = "Files" if profile.others else "File"
    book.put(sheet, row, 0, f"{label}: {files} · as of {profile.as_of}", "note")
    return row + 2


def _facts(profile: CandidateProfile) -> Iterator[str]:
    position = current_position(profile)
    if position is not None:
        yield ", ".join(part for part in (position.title, position.company) if part) or "?"
    if profile.positions:
        clocks = profile.experience
        yield (
            f"{years(clocks.months_product)} years in product roles, "
            f"{years(clocks.months_product_leadership)} of them leading"
        )
    contact = profile.contact
    told = [one for one in (contact.location, contact.email, contact.phone, contact.linkedin) if one]
    if told:
        yield " · ".join(told)


def _record(line: Line, profile: CandidateProfile) -> dict[str, Any]:
    """A criterion's further quotes stand below it without its points, which count once."""
    words = line.quote
    told: dict[str, Any] = {}
    if words is not None:
        told = {"quote": words.quote, "page": words.page, "line": words.line}
        told["file"] = file_of(words, profile)
    if not line.is_first:
        return told
    return told | {
        "criterion": line.criterion,
        "verdict": Styled(VERDICTS[line.verdict], line.verdict),
        "points": line.points,
        "of": line.of,
        "reason": line.reason,
    }


def _write_sum(book: Book, sheet: Worksheet, row: int, card: Scorecard) -> int:
    """Add the counted points up to the total, as the score does; return the row behind."""
    counted = [one for one in card.results if one.counted]
    points, weights = sum(one.points for one in counted), sum(one.weight for one in counted)
    reason = f"{points:.1f} of {weights:.1f} points that could be judged = score {card.total:.1f} of 100"
    sums: list[Value] = ["Sum", None, round(points, 1), round(weights, 1), reason]
    for at, value in enumerate(sums):
        book.put(sheet, row, at, value, "sum_text" if isinstance(value, str) else "sum")
    return row + 1


def _write_questions(book: Book, sheet: Worksheet, row: int, questions: Sequence[str]) -> int:
    """Write what to ask in the interview; return the row behind."""
    if not questions:
        return row
    book.put(sheet, row, 0, "To ask", "heading")
    for at, question in enumerate(questions, row + 1):
        book.put(sheet, at, 0, question, "said")
    return row + len(questions) + 2


def _write_disagreements(book: Book, sheet: Worksheet, row: int, profile: CandidateProfile) -> int:
    """Write where the person's files differ, with the words of both; return the row behind."""
    for each in profile.disagreements:
        book.put(sheet, row, 0, f"The files disagree: {each.message}", "alert")
        row = _write_quotes(book, sheet, row + 1, each.evidence, profile)
    return row


def _write_notes(book: Book, sheet: Worksheet, row: int, profile: CandidateProfile) -> None:
    """Write what was odd in reading the file, and what the integrity panel found, with its words."""
    for message in dict.fromkeys(one.message for one in profile.warnings):
        book.put(sheet, row, 0, f"Note: {message}", "note")
        row += 1
    for doubt in profile.integrity:
        book.put(sheet, row, 0, f"Integrity, {doubt.severity}: {doubt.message}", "alert")
        row = _write_quotes(book, sheet, row + 1, doubt.evidence, profile)


def _write_quotes(
    book: Book, sheet: Worksheet, row: int, quotes: Sequence[Evidence], profile: CandidateProfile
) -> int:
    for quote in quotes:
        cells: list[tuple[Value, str]]
        cells = [(quote.quote, "quote"), (quote.page, "whole"), (quote.line, "whole")]
        if profile.others:
            cells.append((file_of(quote, profile), "text"))
        for at, (value, style) in enumerate(cells, _QUOTE):
            book.put(sheet, row, at, value, style)
        row += 1
    return row
