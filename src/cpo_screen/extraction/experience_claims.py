"""What people say of themselves: '15+ years of product leadership'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.claim_forms import decades, find_decades, find_end, product_word, year_languages
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.quantities import Amount, find_amounts
from cpo_screen.model import Document, Evidence, Paragraph, Section, SectionKind, Span
from cpo_screen.sections import find_paragraphs

_SECTIONS: frozenset[SectionKind] = frozenset({"header", "personal", "summary", "other", "contact"})
_FEWEST, _MOST = 1, 60
_NEAR = 60  # characters in which a claim says what its years were spent on
_REST = re.compile(r"(?:\s[\w&/+'’-]+){0,8}")
_SPACE = re.compile(r"\s")


class _Claim(NamedTuple):
    about_product: bool
    years: int
    span: Span


def find_claimed_years(document: Document, sections: Sequence[Section]) -> tuple[int, Evidence] | None:
    """Find the years of experience that the person claims, product years before others, else the most.

    Only what stands before or outside the positions counts, and a stated total; years of a company, a
    plan, a school or a requirement do not.
    """
    claims = [
        claim
        for section in sections
        for paragraph in find_paragraphs([line for line in section.lines if not line.hidden], document)
        for claim in _claims_of(paragraph, section.kind)
    ]
    if not claims:
        return None
    best = max(claims, key=lambda claim: (claim.about_product, claim.years, -claim.span.start))
    return best.years, evidence_of(document, best.span, "rule:experience.claim")


def _claims_of(paragraph: Paragraph, kind: SectionKind) -> Iterator[_Claim]:
    text, offset = _SPACE.sub(" ", paragraph.text), paragraph.span.start
    forms = _forms_in(kind)
    for amount in _amounts(text) if forms else ():
        end = find_end(text, amount, forms)
        years = _years_of(text, amount)
        if end is not None and _FEWEST <= years <= _MOST:
            about = product_word().search(text, amount.end, min(end + _NEAR, _sentence_end(text, end)))
            whole = _REST.match(text, end)
            last = whole.end() if whole else end
            yield _Claim(about is not None, years, Span(offset + amount.start, offset + last))


def _amounts(text: str) -> Iterator[Amount]:
    """Numbers in the languages whose word for years stands in the text: a CV's parts may differ."""
    for language in year_languages(text):
        yield from find_amounts(text, language)
    yield from find_decades(text)


@cache
def _forms_in(kind: SectionKind) -> tuple[str, ...]:
    """The forms of claims that are believed in a section."""
    if kind in _SECTIONS:
        return ("total", "claims", "doing", "said", "since", "for")
    return {"skills": ("total", "claims"), "experience": ("total",)}.get(kind, ())


def _years_of(text: str, amount: Amount) -> int:
    return int(amount.value) * (10 if decades().match(text[amount.end :].lstrip()) else 1)


def _sentence_end(text: str, start: int) -> int:
    found = re.compile(r"[.;,](?:\s|$)").search(text, start)
    return found.start() if found else len(text)
