"""What a person should know before trusting a CV: shown, never scored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from cpo_screen.extraction.date_words import fold_same_length
from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.experience import month_number
from cpo_screen.extraction.integrity_dates import date_doubts, date_remarks
from cpo_screen.extraction.integrity_repeats import find_repeats, searched_words, shorten
from cpo_screen.extraction.integrity_words import find_advertised, find_orders
from cpo_screen.extraction.written import old_document
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import (
    Document,
    Doubt,
    Education,
    Experience,
    PartialDate,
    Position,
    Remark,
    Section,
    SectionKind,
    Written,
)
from cpo_screen.sections import find_paragraphs

_MONTHS_OF_GRACE = 18
_FEWEST_HIDDEN, _FEWEST_SEARCHED = (
    8,
    4,
)  # words; fewer are what a layout covers: a shadow, half of a heading
_MOST_EVIDENCE = 5
_WORD = re.compile(r"[^\W\d_]+")
_NOT_WORK: frozenset[SectionKind] = frozenset(
    {"education", "programmes", "certifications", "personal", "contact"}
)
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20\d)\d(?!\d)")


def find_doubts(
    document: Document,
    sections: Sequence[Section],
    positions: Sequence[Position],
    experience: Experience,
    as_of: PartialDate,
) -> tuple[Doubt, ...]:
    """Find hidden text, orders to a machine, repeated and copied words, claims and dates that contradict.

    Codes: hidden_text, hidden_keywords, prompt_injection, keyword_stuffing, repeated_text, copied_text,
    claimed_years, impossible_date, start_after_end, future_date.
    """
    folded = fold_same_length(document.text)
    paragraphs = find_paragraphs(document.lines, document)
    return tuple(
        chain(
            _hidden_text(document),
            find_orders(document, folded),
            find_repeats(document, folded, paragraphs),
            find_advertised(document, folded, paragraphs),
            _claimed_years(sections, positions, experience, as_of),
            date_doubts(positions, as_of),
        )
    )


def find_remarks(
    document: Document,
    positions: Sequence[Position],
    education: Sequence[Education],
    experience: Experience,
    as_of: PartialDate,
    written: Written | None = None,
    doubts: Sequence[Doubt] | None = None,
) -> tuple[Remark, ...]:
    """Put the doubts and what else is odd about the dates into remarks, those of the reader left out.

    `doubts` are what `find_doubts` found; it is called where they are not given.
    """
    if doubts is None:
        doubts = find_doubts(document, (), positions, experience, as_of)
    known = {remark.code for remark in document.warnings}
    remarks = [
        *(Remark(doubt.code, doubt.message) for doubt in doubts),
        *old_document(written, as_of),
        *date_remarks(positions, education, experience, as_of),
    ]
    return tuple(remark for remark in remarks if remark.code not in known)


def _hidden_text(document: Document) -> Iterator[Doubt]:
    """Report words on the pages that a person cannot see, and that do not stand where they can be seen."""
    hidden = [line for line in document.lines if line.hidden and line.page and not line.text.isspace()]
    if not hidden:
        return
    seen = _letters(" ".join(line.text for line in document.visible))
    unseen = [line for line in hidden if _letters(line.text) not in seen]
    words = [word for line in unseen for word in _WORD.findall(fold_same_length(line.text))]
    is_searched = any(word.rstrip("s") in searched_words() for word in words)
    if len(words) >= (_FEWEST_SEARCHED if is_searched else _FEWEST_HIDDEN):
        quote = shorten(" ".join(line.text for line in unseen))
        evidence = [evidence_of(document, line.span, "rule:integrity.hidden") for line in unseen]
        message = f"{len(words)} words that a person can't see were left out: “{quote}”"
        yield Doubt("hidden_text", "serious", message, tuple(evidence[:_MOST_EVIDENCE]))


def _letters(text: str) -> str:
    return "".join(_WORD.findall(fold_same_length(text)))


def _claimed_years(
    sections: Sequence[Section], positions: Sequence[Position], experience: Experience, as_of: PartialDate
) -> Iterator[Doubt]:
    """Report a claim that even the widest reading of the dates does not bear out.

    Nothing is reported where a position has no dates, or where the CV names years of work early enough.
    """
    claimed, evidence = experience.claimed_years, experience.claimed_evidence
    if claimed is None or evidence is None or any(_is_undated(one) for one in positions):
        return
    about_product = _is_about_product(evidence.quote)
    shown = experience.months_product_high if about_product else experience.months_total_high
    borne_out = max(shown, 0 if about_product else _months_since_first_year(sections, as_of))
    if shown and claimed * 12 > borne_out + _MONTHS_OF_GRACE:
        what = "in product" if about_product else "of work"
        message = f"Says “{shorten(evidence.quote)}”; the dates show {shown / 12:.1f} years {what}."
        yield Doubt("claimed_years", "notice", message, (evidence,))


def _is_about_product(claim: str) -> bool:
    """Whether the claim is of years in product alone, not in 'product and sales'."""
    lexicon = load_lexicon("experience")
    return bool(re.search(lexicon["product"], claim, re.IGNORECASE)) and not _joined().search(claim)


@cache
def _joined() -> re.Pattern[str]:
    words = "|".join(load_lexicon("integrity")["joiners"])
    return re.compile(rf"(?:^|\s)(?:{words})\s|[/&,]", re.IGNORECASE)


def _is_undated(position: Position) -> bool:
    period = position.period
    return period.start is None or (period.end is None and not period.is_current)


def _months_since_first_year(sections: Sequence[Section], as_of: PartialDate) -> int:
    """Months from the first year that stands outside schools, courses and what is personal."""
    lines = (line.text for section in sections if section.kind not in _NOT_WORK for line in section.lines)
    years = [int(year) for line in lines for year in _YEAR.findall(line)]
    return month_number(as_of) - month_number(PartialDate(min(years)), 1) if years else 0
