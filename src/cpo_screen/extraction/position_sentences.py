"""Positions told in sentences: 'Worked as a Service Technician in Harmal Export from March 2014.'"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cpo_screen.extraction.date_words import alternatives, lexicon_words
from cpo_screen.extraction.dates import PeriodMatch, find_periods
from cpo_screen.extraction.position_heads import Head
from cpo_screen.extraction.sentence_parts import (
    Told,
    parse_employer,
    parse_label,
    parse_told,
    told_duration,
)
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, Period

_MOST = 6  # lines that a sentence may take
_LABELS = 6  # lines below it in which its title may be labelled
_ENDS = re.compile(r"(?:[^\W\d_]{4}|\d)[.!?]\W*$")
_INSIDE = re.compile(r"(?<=[^\W\d_]{4})[.;]\s+|(?<=\d)[.;]\s+(?=[^\W\d_])")
_NUMBERED = re.compile(r"[\W_]*+(?:\(?(?:\d{1,2}|[a-z]|[ivx]+)\s*[.):-][\W_]*+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The text of lines [first, last] that begins with an opener; what stands `before` it on its line."""

    first: int
    last: int
    before: str
    text: str
    opener: re.Match[str]


def find_sentence_heads(lines: Sequence[Line], month_first: bool) -> Iterator[Head]:
    """A head for every sentence that says who worked where as what; dates are taken if they are there.

    Beside sentences with an employer or dates, one that has neither is a part of their description.
    """
    told = [_head(one, lines, month_first) for one in _sentences(lines)]
    heads = [head for head in told if head is not None]
    full = any(head.company or head.period != Period() for head in heads)
    for head in heads:
        if head.company or head.period != Period() or not full:
            yield head


def _head(sentence: _Sentence, lines: Sequence[Line], month_first: bool) -> Head | None:
    text, opener = sentence.text, sentence.opener
    periods = [one for one in find_periods(text, month_first) if one.rule != "dates.single"]
    spans = [
        (one.start - opener.end(), one.end - opener.end()) for one in periods if one.start >= opener.end()
    ]
    by_experience = opener["experience"] is not None
    if by_experience and told_duration().search(text[: opener.end()]) is None and not periods:
        return None
    told = parse_told(text[opener.end() :], spans, by_experience)
    title, last = _title(told, sentence, lines)
    if title is None:
        return None
    head = Head(sentence.first, last, _period(periods, opener), "positions.sentence", title)
    company = told.company or parse_employer(sentence.before)
    if company:
        head.set_company(company)
    return head


def _title(told: Told, sentence: _Sentence, lines: Sequence[Line]) -> tuple[str | None, int]:
    """The title, and the head's last line: told, or labelled below ('Designation: …')."""
    if told.title is not None or told.company is None:
        return told.title, sentence.last
    for at in range(sentence.last + 1, min(sentence.last + 1 + _LABELS, len(lines))):
        if _opener().match(lines[at].text):
            break
        title = parse_label(lines[at].text)
        if title is not None:
            return title, at
    return None, sentence.last


def _period(periods: Sequence[PeriodMatch], opener: re.Match[str]) -> Period:
    """The period said; a job that is said to go on has no end, one that is over has none either."""
    said = periods[0].period if periods else Period()
    goes_on = _now().search(opener.group()) is not None or (
        opener["working"] is not None and said.start is not None
    )
    if goes_on and said.end is None:
        return Period(said.start, None, True)
    open_end = periods and periods[0].rule == "dates.since" and opener["working"] is None
    return Period(said.start) if open_end and opener["verb"] is not None else said


# --- sentences ----------------------------------------------------------------------------------


def _sentences(lines: Sequence[Line]) -> Iterator[_Sentence]:
    """Every sentence of these lines that begins with an opener, with the lines in which it goes on."""
    at = 0
    while at < len(lines):
        if _opener().match(lines[at].text) is None and not _inside(lines[at].text):
            at += 1
            continue
        last = at
        while last + 1 < len(lines) and last - at < _MOST and _goes_on(lines[last], lines[last + 1]):
            last += 1
        text = " ".join(line.text for line in lines[at : last + 1])
        yield from _cut(text, at, last)
        at = last + 1


def _inside(text: str) -> bool:
    return any(_opener().match(text, stop.end()) for stop in _INSIDE.finditer(text))


def _cut(text: str, first: int, last: int) -> Iterator[_Sentence]:
    """One or more sentences in running text, each up to the next opener."""
    places = [0, *(stop.end() for stop in _INSIDE.finditer(text))]
    starts = [place for place in places if _opener().match(text, place) is not None]
    for start, end in pairwise([*starts, len(text)]):
        match = _opener().match(text[start:end])
        if match is not None:
            before = text[:start] if start == starts[0] else ""
            yield _Sentence(first, last, before, text[start:end], match)


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a sentence goes on in the next line: by the page, or by its words."""
    if _opener().match(below.text) is not None or parse_label(below.text) is not None:
        return False
    if _begins().match(below.text) is not None or line.text.count("(") > line.text.count(")"):
        return True
    if _ENDS.search(line.text) is not None or below.bullet:
        return False
    return below.continues or below.text[:1].islower() or bool(_open().search(line.text))


@cache
def _words(name: str) -> str:
    return alternatives(sorted(set(load_lexicon("positions")[f"sentence_{name}"])))


@cache
def _opener() -> re.Pattern[str]:
    """The words with which a sentence about a job begins, up to its verb or to 'experience'."""
    before = rf"(?:(?:{_words('now')}|{_words('before')})(?![^\W_])[\s,:-]+)*"
    present = alternatives(lexicon_words("present"))
    dates = rf"(?:[\w.,()'’ –—:/-]{{0,50}}?(?:\d{{2,4}}|(?<![^\W_])(?:{present}))[)\W]++)?"
    since = r"(?:(?:since|from)\s+[^\n]{0,24}?\d\s+(?=with\b|as\b|in\b|at\b))"
    verb = rf"(?:(?P<working>{_words('working')})|(?P<verb>{_words('verbs')}))(?![^\W_])"
    amount = rf"(?:of\s+)?(?:{told_duration().pattern})[\s,.:)]*(?:of\s+)?"
    experience = (
        rf"(?:(?:{amount})?(?:[^\W\d_]+[ -]){{0,3}}?(?P<experience>{_words('experience')})(?![^\W_])\.?)"
    )
    return re.compile(
        rf"{dates}{_NUMBERED.pattern}{before}(?:{since}|{experience}|(?:{told_duration().pattern}\W+)?{verb})(?:\s+(?:job|experience))?(?:\s+(?:for|of)\s+(?=\d))?",
        re.IGNORECASE,
    )


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_words('now')})(?![^\W_])", re.IGNORECASE)


@cache
def _begins() -> re.Pattern[str]:
    few = rf"(?:[^\W\d_]+\s+){{1,4}}(?:{_words('ends')})(?![^\W_])[^\n]{{0,12}}\d"
    return re.compile(rf"\W*(?:(?:{_words('goes_on')})(?![^\W_])|{few})", re.IGNORECASE)


@cache
def _open() -> re.Pattern[str]:
    words = "|".join(_words(name) for name in ("as", "in", "articles", "goes_on"))
    dated = rf"(?:{_words('ends')})\W*(?:\d{{1,2}}(?:st|nd|rd|th)?)?"
    return re.compile(rf"(?:(?<![^\W_])(?:{words}|{dated})|,|&)\W*$", re.IGNORECASE)
