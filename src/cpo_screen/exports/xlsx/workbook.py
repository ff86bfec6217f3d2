"""A screening as an Excel workbook, the same to the byte for the same screening."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from cpo_screen.criteria import Criteria
from cpo_screen.exports.xlsx.book import Book
from cpo_screen.exports.xlsx.candidate_sheets import add_candidate_sheets
from cpo_screen.exports.xlsx.criteria_sheet import add_criteria
from cpo_screen.exports.xlsx.evidence_sheet import add_evidence
from cpo_screen.exports.xlsx.ledger_sheet import add_ledger
from cpo_screen.exports.xlsx.ranking_sheet import add_ranking, add_review
from cpo_screen.exports.xlsx.sheet_names import sheet_names
from cpo_screen.model import Scorecard
from cpo_screen.screening import Screening

BEGINS_WITH = b"PK\x03\x04"  # as every workbook and zip; is_untouched_export tells ours
SHEETS_UP_TO = 50
_MARK = ("cpo-screen", "ranking/1")
_FIXED = ("Ranking", "For review", "Criteria", "Ledger", "Evidence")


def export_xlsx(
    screening: Screening, criteria: Criteria, questions: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """Write the ranking, who is for review, the criteria, every file found, and the quotes behind all.

    Up to 50 candidates have a sheet each; of more, one list holds all quotes. No text of a CV becomes a
    formula or a link. `questions` are those to ask, by the path of the candidate's file; they stand on the
    candidates' sheets. Raises ValueError where the screening was scored by other criteria.
    """
    if criteria.sha256 != screening.criteria_sha256:
        raise ValueError("this screening was scored by other criteria")
    data = io.BytesIO()
    book = Book.create(data)
    _describe(book, screening, criteria)
    cards = [one.card for one in screening.ranked] + [one.card for one in screening.review]
    own = sheet_names([_name(card) for card in cards], _FIXED) if len(cards) <= SHEETS_UP_TO else []
    add_ranking(book, screening, criteria, own[: len(screening.ranked)])
    add_review(book, screening, own[len(screening.ranked) :])
    add_criteria(book, screening, criteria)
    add_ledger(book, screening)
    if own:
        add_candidate_sheets(book, screening, own, questions or {})
    elif cards:
        add_evidence(book, screening)
    book.workbook.close()
    return data.getvalue()


def is_untouched_export(data: bytes) -> bool:
    """Whether `data` is a workbook as `export_xlsx` wrote it: no other one, and saved by nobody since."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            marks = parts.read("docProps/custom.xml").decode("utf-8", "replace")
            core = parts.read("docProps/core.xml").decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return False
    made = re.findall(r"<dcterms:(?:created|modified)[^>]*>([^<]*)<", core)
    return f'name="{_MARK[0]}"' in marks and len(made) == 2 and made[0] == made[1]


def _describe(book: Book, screening: Screening, criteria: Criteria) -> None:
    """Set the document's properties; its date is the first of the as-of month."""
    month = datetime(screening.as_of.year, screening.as_of.month or 1, 1)
    book.workbook.set_properties(
        {
            "title": book.clean(f"{criteria.title}: ranking as of {screening.as_of}"),
            "comments": f"cpo-screen {screening.version}, criteria {screening.criteria_sha256}",
            "created": month,
        }
    )
    book.workbook.set_custom_property(*_MARK)


def _name(card: Scorecard) -> str:
    return card.profile.contact.name or card.profile.source.path.rpartition("/")[2]
