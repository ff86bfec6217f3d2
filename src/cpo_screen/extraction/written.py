"""When a document was written: as it says, as its file says, else no earlier than its latest date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpo_screen.extraction.experience import counts_until, month_number
from cpo_screen.extraction.written_dates import dates_of_positions, latest_date, stamped_dates
from cpo_screen.extraction.written_words import find_said
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Education, PartialDate, Position, Remark, Section, Written

_FIRST_YEAR = 1990
_GRACE = 3  # months by which a position's date may be later than the document: a job about to begin
_OLD = 12  # months


def find_written(
    document: Document,
    sections: Sequence[Section],
    positions: Sequence[Position],
    education: Sequence[Education],
    as_of: PartialDate,
) -> Written | None:
    """Return the month when the document was written, by the surest believable source; None: unknown.

    No date is believed that lies in the future, before 1990, or before the positions that the document
    tells of; a date on the page may be older than a planned end, but not than the start of a position.
    """
    latest = latest_date(document, sections, positions, education, as_of)
    begun = dates_of_positions(positions, as_of, starts_only=True)
    named = dates_of_positions(positions, as_of)
    found = next(_believable(find_said(document), begun, as_of), None)
    return found or next(_believable(stamped_dates(document, latest), named, as_of), latest)


def old_document(written: Written | None, as_of: PartialDate) -> tuple[Remark, ...]:
    """Warn of a document that is more than a year old, with the words that its source deserves."""
    if written is None or month_number(as_of) - month_number(counts_until(written, as_of)) <= _OLD:
        return ()
    message = load_lexicon("written")["messages"][written.source].format(date=written.date)
    return (Remark("old_document", message),)


def _believable(
    found: Iterator[Written], named: Sequence[PartialDate], as_of: PartialDate
) -> Iterator[Written]:
    earliest = max((month_number(date, 1) for date in named), default=0) - _GRACE
    for written in found:
        is_past = month_number(written.date, 1) <= month_number(as_of)
        if written.date.year >= _FIRST_YEAR and is_past and month_number(written.date) >= earliest:
            yield written
