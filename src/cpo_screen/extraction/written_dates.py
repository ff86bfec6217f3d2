"""Dates that tell a document's age without saying so: the file's own, and the latest that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import PurePath

from cpo_screen.extraction.date_words import alternatives, fold_same_length
from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.experience import LONG_SILENCE, month_number
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import (
    Document,
    Education,
    Evidence,
    Line,
    PartialDate,
    Position,
    Section,
    SectionKind,
    Span,
    Stamp,
    Written,
)

_NOT_TOLD: frozenset[SectionKind] = frozenset({"education", "personal"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PACKED_DAY = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)")
_ISO = re.compile(r"\s*(?:D:)?(?P<year>\d{4})-?(?P<month>0[1-9]|1[0-2])")


def stamped_dates(document: Document, latest: Written | None) -> Iterator[Written]:
    """Yield the file's own dates: that of an export, the last time that it was saved, that in its name.

    A PDF's first date is when it was made; later ones are often those of a program that only packed it.
    What a converting program stamped counts only where the latest date that the document names is near.
    """
    order = ("exported", "created", "modified") if document.format == "pdf" else ("exported", "modified")
    for stamp in sorted(document.stamps, key=lambda one: order.index(one.kind) if one.kind in order else 9):
        date = None if stamp.said.startswith(tuple(_word_list("template_stamps"))) else _read_stamp(stamp)
        if date is None or (_is_conversion(stamp) and not _is_near(date, latest)):
            continue
        is_export = stamp.kind == "exported" or _programs("exporters").search(stamp.program)
        yield Written(date, "export" if is_export else "metadata")
    yield from (Written(date, "metadata") for date in _dates_of_name(document.path))


def _dates_of_name(path: str) -> Iterator[PartialDate]:
    """The dates in a file's name, the last one first: 'CV_Example_2024-03.docx'."""
    stem = PurePath(path).stem.replace("_", " ")
    dates = [
        match.period.end or match.period.start for match in find_periods(_PACKED_DAY.sub(r"\1-\2", stem))
    ]
    yield from (date for date in reversed(dates) if date is not None)


def _read_stamp(stamp: Stamp) -> PartialDate | None:
    match = _ISO.match(stamp.said)
    if match is not None:
        return PartialDate(int(match["year"]), int(match["month"]))
    return next((one.period.end or one.period.start for one in find_periods(stamp.said)), None)


def _is_conversion(stamp: Stamp) -> bool:
    if stamp.kind == "converted":
        return True
    own = _programs("exporters").search(stamp.program)
    return own is None and _programs("converters").search(stamp.program) is not None


def _is_near(date: PartialDate, latest: Written | None) -> bool:
    return latest is not None and month_number(date) - month_number(latest.date, 1) <= LONG_SILENCE


@cache
def _programs(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _word_list(name))), re.IGNORECASE)


def _word_list(name: str) -> list[str]:
    words: list[str] = load_lexicon("written")[name]
    return words


# --- the latest date ----------------------------------------------------------------------------


def latest_date(
    document: Document,
    sections: Sequence[Section],
    positions: Sequence[Position],
    education: Sequence[Education],
    as_of: PartialDate,
) -> Written | None:
    """Return the latest past date that the document names, no CV being older than that.

    Dates of expiry do not count, nor those of school: when somebody graduated must not move a figure.
    """
    found = [(date, one.evidence) for one in positions for date in dates_of_positions([one], as_of)]
    school = [one.evidence.span for one in education]
    lines = [
        line
        for section in sections
        if section.kind not in _NOT_TOLD
        for line in section.lines
        if not any(span.start < line.span.end and line.span.start < span.end for span in school)
    ]
    found.extend(_latest_in_lines(document, lines, as_of))
    if not found:
        return None
    date, evidence = max(found, key=lambda one: month_number(one[0], 1))
    return Written(date, "latest_date", evidence)


def dates_of_positions(
    positions: Sequence[Position], as_of: PartialDate, starts_only: bool = False
) -> list[PartialDate]:
    """The past dates of positions."""
    ends = () if starts_only else (one.period.end for one in positions)
    dates = chain((one.period.start for one in positions), ends)
    return [date for date in dates if date is not None and _is_past(date, as_of)]


def _latest_in_lines(
    document: Document, lines: Sequence[Line], as_of: PartialDate
) -> Iterator[tuple[PartialDate, Evidence]]:
    """Yield the dates of the latest year that the lines name; other lines are not looked into."""
    named: dict[int, list[Line]] = {}
    for line in lines:
        for year in {int(said) for said in _YEAR.findall(line.text)}:
            named.setdefault(year, []).append(line)
    for year in sorted((year for year in named if year <= as_of.year), reverse=True):
        found = [one for line in named[year] for one in _dates_of_line(document, line, as_of)]
        yield from found
        if found:
            return


def _dates_of_line(
    document: Document, line: Line, as_of: PartialDate
) -> Iterator[tuple[PartialDate, Evidence]]:
    if _expiry().search(fold_same_length(line.text)):
        return
    for match in find_periods(line.text):
        span = Span(line.span.start + match.start, line.span.start + match.end)
        for date in (match.period.start, match.period.end):
            if date is not None and _is_past(date, as_of):
                yield date, evidence_of(document, span, "rule:written.latest")


def _is_past(date: PartialDate, as_of: PartialDate) -> bool:
    return month_number(date, 1) <= month_number(as_of)


@cache
def _expiry() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_word_list('expiry'))})")
