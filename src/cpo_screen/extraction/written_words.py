"""Where a document says when it was written: 'last updated March 2024', 'Leipzig, 16. November 2026'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.date_words import alternatives, fold_same_length
from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, PartialDate, Span, Written

_TOP, _BOTTOM = 8, 12  # lines, where a title or a signature stands
_LAST = 6  # lines, where a date without a day is that of signing
_DIGITS = re.compile(r"\d\d")
_NUMBER = re.compile(r"\d+")
_MONTH_WORD = re.compile(r"[^\W\d_]{3,}")
_AFTER = re.compile(r"[\s.)\]]*(?:$|[\t|·•;,(–—-]|\s{2,})")
_PART = r"(?:^\W*|[\t|·•;,(–—]\s*|\s-\s|\s{2,})(?P<cue>"
_COLON = r"\s*[:=.,|–—(-]*\s*"
_PLACE = r"(?P<cue>[^\W\d_][\w.'’/()-]*(?:\s[\w.'’/()-]+){0,3})"


class _Dated(NamedTuple):
    """A date in a line's text, at [start, end), and whether it names a day."""

    start: int
    end: int
    date: PartialDate
    has_day: bool


def find_said(document: Document) -> Iterator[Written]:
    """Yield the dates that the document gives itself, the surest form first."""
    lines = [line for line in document.visible if _DIGITS.search(line.text) and not line.bullet]
    folded = [(line, fold_same_length(line.text)) for line in lines]
    visible = document.visible
    top = {id(line) for line in visible[:_TOP]}
    bottom = {id(line) for line in visible[-_BOTTOM:]}
    last = {id(line) for line in visible[-_LAST:]}
    for line, text in folded:
        yield from _behind(document, line, _updated().finditer(text))
    for line, text in folded:
        if id(line) in top or line.role == "other":
            yield from _behind(document, line, _named().finditer(text))
    for line, text in folded:
        if id(line) in bottom:
            yield from _behind(document, line, _labelled().finditer(text), any_day=id(line) in last)
    for line, text in folded:
        if (id(line) in bottom or id(line) in top) and not _is_listed(line, visible):
            yield from _behind(document, line, _signed().finditer(text), any_day=False)


def _behind(
    document: Document, line: Line, cues: Iterator[re.Match[str]], any_day: bool = True
) -> Iterator[Written]:
    """Yield the date right behind a cue where its part of the line ends with it."""
    for cue in cues:
        dated = _date_at(line.text, cue.end())
        if dated is not None and (any_day or dated.has_day) and _AFTER.match(line.text, dated.end):
            span = Span(line.span.start + cue.start("cue"), line.span.start + dated.end)
            yield Written(dated.date, "said", evidence_of(document, span, "rule:written.said"))


def _date_at(text: str, start: int) -> _Dated | None:
    match = next(iter(find_periods(text[start:])), None)
    if match is None or match.start > 0 or match.period.start is not None or match.period.end is None:
        return None
    said = text[start : start + match.end]
    numbers = len(_NUMBER.findall(said))
    has_day = numbers >= 3 or (numbers == 2 and _MONTH_WORD.search(said) is not None)
    return _Dated(start, start + match.end, match.period.end, has_day)


def _is_listed(line: Line, visible: Sequence[Line]) -> bool:
    """Whether the line above or below ends in a date, too: a list of certificates or talks."""
    return any(
        abs(other.number - line.number) == 1
        and other.page == line.page
        and any(match.end >= len(other.text) - 1 for match in find_periods(other.text))
        for other in visible
    )


@cache
def _updated() -> re.Pattern[str]:
    names = rf"(?:(?:{_words('names')})\W{{0,3}})?"
    return re.compile(rf"{_PART}{names}(?:{_words('updated')})\b){_COLON}")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"{_PART}(?:{_words('names')})(?!\w)){_COLON}")


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"{_PART}(?:{_words('dated')})(?!\w)){_COLON}")


@cache
def _signed() -> re.Pattern[str]:
    label, article = rf"(?:(?:{_words('dated')})\s*:\s*)?", rf"(?:{_words('signing')})\s+"
    return re.compile(rf"^\W?{label}{_PLACE}(?:,\s*(?:{article})?|\s{article})")


def _words(name: str) -> str:
    return alternatives(fold_same_length(word) for word in load_lexicon("written")[name])
