"""Words that are not the candidate's own: orders to a machine, sentences of a job advertisement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.integrity_repeats import shorten
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Doubt, Evidence, Paragraph, Span

_MOST_EVIDENCE = 10
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\t")


class _Wording(NamedTuple):
    """A pattern, and words of which it needs one: looking for them is cheap."""

    needs: tuple[str, ...]
    pattern: re.Pattern[str]


def find_orders(document: Document, folded: str) -> Iterator[Doubt]:
    """Report instructions to a machine, also hidden ones; `folded` is the document's text, folded."""
    text = folded.replace("\n", " ")
    spans = _apart(_matches("injection", text, 0, len(text)))
    if spans:
        evidence = [evidence_of(document, span, "rule:integrity.order") for span in spans]
        message = (
            f"{_place(evidence[0])} speaks to a machine, not to a reader: “{shorten(evidence[0].quote)}”"
        )
        yield Doubt("prompt_injection", "serious", message, tuple(evidence[:_MOST_EVIDENCE]))


def find_advertised(document: Document, folded: str, paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    """Report visible sentences that look for an applicant instead of telling of one."""
    shown = [one.span for one in paragraphs if not one.lines[0].hidden]
    text = folded.replace("\n", " ")
    matches = _matches("advertised", text, 0, max((span.end for span in shown), default=0))
    sentences = {
        _sentence(text, match, span)
        for match in matches
        for span in shown
        if span.start <= match.start and match.end <= span.end
    }
    if sentences:
        found = [evidence_of(document, span, "rule:integrity.advertised") for span in sorted(sentences)]
        message = f"{_place(found[0])} reads like a job advertisement: “{shorten(found[0].quote)}”"
        more = f"; {len(found) - 1} more such sentences" if len(found) > 1 else ""
        yield Doubt("copied_text", "notice", message + more, tuple(found[:_MOST_EVIDENCE]))


def _matches(name: str, text: str, start: int, end: int) -> list[Span]:
    """Where a wording of this kind stands in the text, from left to right."""
    told = (one.pattern for one in _wordings(name) if any(word in text for word in one.needs))
    return sorted(Span(*match.span()) for pattern in told for match in pattern.finditer(text, start, end))


def _sentence(text: str, match: Span, within: Span) -> Span:
    before = [end.end() for end in _SENTENCE_END.finditer(text, within.start, match.start)]
    after = _SENTENCE_END.search(text, max(match.end - 1, match.start), within.end)
    return Span(before[-1] if before else within.start, after.end() if after else within.end)


def _apart(spans: list[Span]) -> list[Span]:
    """The spans that do not overlap one before them."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _place(evidence: Evidence) -> str:
    """Where something stands, as a sentence begins with it; page 0 is the file's own properties."""
    page, line = evidence.page, evidence.line
    return f"Page {page}, line {line}" if page else "The file's own description"


@cache
def _wordings(name: str) -> tuple[_Wording, ...]:
    entries = load_lexicon("integrity")[name]
    return tuple(_Wording(tuple(one["needs"].split(", ")), re.compile(one["pattern"])) for one in entries)
