"""What people say of themselves: '15+ years of product leadership'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.quantities import Amount, find_amounts
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Evidence, Paragraph, Section, SectionKind, Span
from cpo_screen.sections import find_paragraphs

_SECTIONS: frozenset[SectionKind] = frozenset({"header", "personal", "summary", "other", "contact"})
_FEWEST, _MOST = 1, 60
_NEAR = 60  # characters in which a claim says what its years were spent on


class _Claim(NamedTuple):
    about_product: bool
    years: int
    span: Span


class _Form(NamedTuple):
    before: re.Pattern[str] | None
    after: re.Pattern[str]


def find_claimed_years(document: Document, sections: Sequence[Section]) -> tuple[int, Evidence] | None:
    """Find the years of experience that the person claims, product years before others, else the most.

    Only what stands before or outside the positions counts; years of a company, a plan or a requirement
    do not.
    """
    claims = [
        claim
        for section in sections
        if section.kind in _SECTIONS
        for paragraph in find_paragraphs([line for line in section.lines if not line.hidden], document)
        for claim in _claims_of(paragraph, document.language)
    ]
    if not claims:
        return None
    best = max(claims, key=lambda claim: (claim.about_product, claim.years, -claim.span.start))
    return best.years, evidence_of(document, best.span, "rule:experience.claim")


_REST = re.compile(r"(?:\s[\w&/+'’-]+){0,8}")


def _claims_of(paragraph: Paragraph, language: str) -> Iterator[_Claim]:
    text, offset = paragraph.text, paragraph.span.start
    for amount in (*find_amounts(text, language), *_single_decades(text)):
        end = _end_of_claim(text, amount)
        years = _years_of(text, amount)
        if end is not None and _FEWEST <= years <= _MOST:
            about = _product_word().search(text, amount.end, min(end + _NEAR, _sentence_end(text, end)))
            whole = _REST.match(text, end)
            last = whole.end() if whole else end
            yield _Claim(about is not None, years, Span(offset + amount.start, offset + last))


def _single_decades(text: str) -> Iterator[Amount]:
    for match in _a_decade().finditer(text):
        yield Amount(match.start(), match.start(1), "number", 1)


def _years_of(text: str, amount: Amount) -> int:
    return int(amount.value) * (10 if _decades().match(text[amount.end :].lstrip()) else 1)


def _end_of_claim(text: str, amount: Amount) -> int | None:
    """Return where the words of a claim around this number end; None if they are no claim."""
    if amount.kind not in ("number", "multiple"):
        return None
    before, start = text[max(amount.start - 40, 0) : amount.start], amount.end
    if _not_before().search(before) or _not_after().match(text[start:]):
        return None
    for form in _forms():
        match = form.after.match(text, start)
        if match and (form.before is None or form.before.search(before)):
            return match.end()
    gap = len(text[start:]) - len(text[start:].lstrip())
    match = _decades().match(text, start + gap)
    return match.end() if match else None


def _sentence_end(text: str, start: int) -> int:
    found = re.compile(r"[.;,](?:\s|$)").search(text, start)
    return found.start() if found else len(text)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(_compile(form["before"]) if "before" in form else None, _compile(form["after"]))
        for form in load_lexicon("experience")["claims"]
    )


def _decades() -> re.Pattern[str]:
    return _compile("|".join(load_lexicon("experience")["decades"]))


def _a_decade() -> re.Pattern[str]:
    alone = [phrase.rpartition(" ") for phrase in load_lexicon("experience")["a_decade"]]
    return _compile("|".join(rf"\b{article} (?={noun})()" for article, _, noun in alone))


def _not_before() -> re.Pattern[str]:
    return _compile(load_lexicon("experience")["not_before"])


def _not_after() -> re.Pattern[str]:
    return _compile(load_lexicon("experience")["not_after"])


def _product_word() -> re.Pattern[str]:
    return _compile(load_lexicon("experience")["product"])
