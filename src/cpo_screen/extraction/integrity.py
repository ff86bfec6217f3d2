"""What a person should know before trusting a CV: shown, never scored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from cpo_screen.extraction.evidence import line_at
from cpo_screen.extraction.integrity_dates import date_remarks
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Education, Experience, PartialDate, Position, Remark
from cpo_screen.sections import find_paragraphs

_QUOTED = 80  # characters of a quote in a message
_REPEATS = 3
_LONGEST_PHRASE = 6  # words
_STUFFED_WORDS, _STUFFED_SHARE, _STUFFED_TIMES = 18, 0.15, 5
_MONTHS_OF_GRACE = 18
_WORD = re.compile(r"[^\W\d_]+(?:[-'’&][^\W\d_]+)*")
_REPEATED = re.compile(
    rf"(?<!\w)(\w[\w&+/.-]{{0,30}}(?:\s\w[\w&+/.-]{{0,30}}){{0,{_LONGEST_PHRASE - 1}}}?)"
    rf"(?:[\s,;|·•]{{1,3}}\1){{{_REPEATS - 1},}}(?!\w)",
    re.IGNORECASE,
)


def find_remarks(
    document: Document,
    positions: Sequence[Position],
    education: Sequence[Education],
    experience: Experience,
    as_of: PartialDate,
) -> tuple[Remark, ...]:
    """Find hidden text, words meant for a machine, stuffing, claims beyond the dates, and odd dates.

    Codes: hidden_text, prompt_injection, keyword_stuffing, claimed_years, start_after_end, future_date,
    impossible_date, year_only_dates, undated_positions, overlapping_positions, gap.
    """
    known = {remark.code for remark in document.warnings}
    remarks = [
        *_hidden_text(document),
        *_injections(document),
        *_stuffing(document),
        *_claimed_years(experience),
        *date_remarks(positions, education, experience, as_of),
    ]
    return tuple(remark for remark in remarks if remark.code not in known)


def _hidden_text(document: Document) -> Iterator[Remark]:
    hidden = [line for line in document.lines if line.hidden]
    words = sum(len(_WORD.findall(line.text)) for line in hidden)
    if words:
        quote = _shorten(" ".join(line.text for line in hidden))
        where = "word that a person can't see was" if words == 1 else "words that a person can't see were"
        yield Remark("hidden_text", f"{words} {where} left out: “{quote}”")


def _injections(document: Document) -> Iterator[Remark]:
    """Report instructions to a machine, also where a person cannot see them."""
    text = document.text.replace("\n", " ")
    match = next((found for pattern in _injection_patterns() if (found := pattern.search(text))), None)
    if match is not None:
        line = line_at(document, match.start())
        quote = _shorten(match.group())
        yield Remark(
            "prompt_injection",
            f"Page {line.page}, line {line.number} speaks to a machine, not to a reader: “{quote}”",
        )


@cache
def _injection_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in load_lexicon("integrity")["injection"])


def _stuffing(document: Document) -> Iterator[Remark]:
    """Report the first phrase said three times in a row, or a paragraph made of one word's compounds."""
    for paragraph in find_paragraphs(document.lines, document):
        phrase, word = _repeated_phrase(paragraph.text[:5000]), _overused_word(paragraph.text)
        if phrase is not None:
            yield _stuffed(document, paragraph.span.start, f"“{phrase[0]}” {phrase[1]} times in a row")
            return
        if word is not None:
            yield _stuffed(document, paragraph.span.start, f"“{word[0]}” {word[1]} times in one paragraph")
            return


def _stuffed(document: Document, offset: int, what: str) -> Remark:
    line = line_at(document, offset)
    return Remark("keyword_stuffing", f"Keywords repeated on page {line.page}, line {line.number}: {what}.")


def _repeated_phrase(text: str) -> tuple[str, int] | None:
    """Return words that stand several times in a row, how often; a single word must stand four times."""
    for match in _REPEATED.finditer(text):
        phrase = match.group(1)
        times = match.group().casefold().count(phrase.casefold())
        if len(_WORD.findall(phrase)) > 1 or (len(phrase) > 2 and phrase.isalpha() and times > _REPEATS):
            return _shorten(phrase), times
    return None


def _overused_word(text: str) -> tuple[str, int] | None:
    """Return a searched word that makes up a great part of a paragraph, with how often it stands there."""
    words = [fold(part) for word in _WORD.findall(text) for part in word.split("-")]
    searched = Counter(word.rstrip("s") for word in words if word.rstrip("s") in _searched_words())
    if len(words) < _STUFFED_WORDS or not searched:
        return None
    word, times = searched.most_common(1)[0]
    return (word, times) if times >= _STUFFED_TIMES and times / len(words) >= _STUFFED_SHARE else None


@cache
def _searched_words() -> frozenset[str]:
    return frozenset(fold(word) for word in load_lexicon("integrity")["searched"])


def _claimed_years(experience: Experience) -> Iterator[Remark]:
    """Report a claim that even the widest reading of the dates does not bear out."""
    claimed, evidence = experience.claimed_years, experience.claimed_evidence
    if claimed is None or evidence is None:
        return
    about_product = re.search(load_lexicon("experience")["product"], evidence.quote, re.IGNORECASE)
    shown = experience.months_product_high if about_product else experience.months_total_high
    if shown and claimed * 12 > shown + _MONTHS_OF_GRACE:
        what = "in product" if about_product else "of work"
        yield Remark(
            "claimed_years",
            f"Says “{_shorten(evidence.quote)}”; the dates show {shown / 12:.1f} years {what}.",
        )


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1].rstrip() + "…"
