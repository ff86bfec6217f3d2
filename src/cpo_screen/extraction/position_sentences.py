"""Positions told in sentences: 'Worked as a Service Technician in Harmal Export from March 2014.'"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cpo_screen.extraction.date_words import alternatives
from cpo_screen.extraction.dates import PeriodMatch, find_periods
from cpo_screen.extraction.position_heads import Head
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Line, Period
from cpo_screen.sections import find_paragraphs

_LIKELY = 0.6  # likeness from which the words behind 'as' are a title
_EDGES = " ,.;:-–()"


def find_sentence_heads(document: Document, lines: Sequence[Line], month_first: bool) -> Iterator[Head]:
    """A head for every paragraph that says who worked where as what; dates are taken if they are there."""
    for paragraph in find_paragraphs(list(lines), document):
        match = _sentence().search(paragraph.text)
        if match is None:
            continue
        title = _first(match, "title1", "title2")
        if title_likeness(title) < _LIKELY:
            continue
        inside = [
            number for number, line in enumerate(lines)
            if paragraph.span.start <= line.span.start < paragraph.span.end
        ]  # fmt: skip
        period = _period(paragraph.text[match.start() :], month_first)
        said = period.period if period is not None else Period()
        head = Head(inside[0], inside[-1], said, "positions.sentence", title)
        head.set_company(_first(match, "company1", "company2"))
        yield head


def _first(match: re.Match[str], *names: str) -> str:
    return next(match[name] for name in names if match[name]).strip(_EDGES)


def _period(text: str, month_first: bool) -> PeriodMatch | None:
    return next((one for one in find_periods(text, month_first) if one.rule != "dates.single"), None)


@cache
def _sentence() -> re.Pattern[str]:
    """'Worked as TITLE in COMPANY …', 'Working with COMPANY as TITLE …', up to a date or the end."""
    lexicon = load_lexicon("positions")
    words = {name: alternatives(lexicon[f"sentence_{name}"]) for name in ("verbs", "in", "as", "ends")}
    verbs, inside, role, ends = words.values()
    name = r"(?P<{}>[^;]{{2,70}}?)"
    article = r"(?:an?\s+|the\s+)?"
    end = rf"(?=\s*,?\s*\b(?:{ends})\b|\s*[,(]?\s*\d|\s*[;(]|\.\s|\.?$)"
    role_first = (
        rf"(?:{role})\s+{article}{name.format('title1')},?\s+(?:{inside})\s+{name.format('company1')}{end}"
    )
    company_first = (
        rf"(?:{inside})\s+{name.format('company2')},?\s+(?:{role})\s+{article}{name.format('title2')}{end}"
    )
    return re.compile(rf"\b(?:{verbs})\s+(?:{role_first}|{company_first})", re.IGNORECASE)
