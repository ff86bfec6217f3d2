"""Lines that hold several courses: behind a label, between commas, dots, bars or semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cpo_screen.extraction.programmes_lines import (
    COURSE_SECTIONS,
    Stretch,
    begins_with_provider,
    has_date,
    is_only_date,
)
from cpo_screen.extraction.programmes_match import (
    find_providers,
    find_registered,
    has_phrase,
    is_course,
)
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.headings import parse_heading

_ITEMS = re.compile(r";")
_FIELDS = re.compile(r"\s[|·•]\s")
_COMMAS = re.compile(r",(?=\s)")
_DATED = re.compile(r"(?<=\d{4}\)),\s+(?=[A-Z])")
_SENTENCE = re.compile(r"(?<=[a-zß\d)\]]{2})[.!]\s+(?=[A-ZÄÖÜÉ])")
_LONG_LIST = 4  # commas that make a line a list
_LABEL_WORDS = 4


def split_items(entry: Stretch) -> Iterator[Stretch]:
    """Cut an entry that lists several courses."""
    first = label_end(entry.text)
    for item in (field for one in _cut(entry, first, _ITEMS) for field in _fields(one)):
        commas = _is_list(item.text, first > 0)
        cuts = _COMMAS if commas else _SENTENCE
        yield from _cut(item, 0, cuts, [*_repeated_provider(item.text), *_behind_dates(item.text)])


def _fields(item: Stretch) -> Iterator[Stretch]:
    """'A (2021) | B (2018)' are two courses; 'A | Kellogg | 2021' is one with its provider and year."""
    pieces = list(_cut(item, 0, _FIELDS))
    several = sum(is_course(one.text) or has_phrase(one.text, "openings") for one in pieces) > 1
    whole = any(is_only_date(one.text) or begins_with_provider(one.text) for one in pieces)
    yield from pieces if several and not whole else [item]


def _cut(
    entry: Stretch, first: int, marks: re.Pattern[str], more: Sequence[tuple[int, int]] = ()
) -> Iterator[Stretch]:
    text = entry.text
    cuts = [(match.start(), match.end()) for match in marks.finditer(text, first)]
    at = first
    for start, end in [*sorted([*cuts, *more]), (len(text), len(text))]:
        lead = len(text[at:start]) - len(text[at:start].lstrip())
        if text[at:start].strip() and start > at:
            yield Stretch(text[at + lead : start], entry.start + at + lead, entry.under)
        at = max(end, at)


def label_end(text: str) -> int:
    """Where 'Courses: ' ends at the beginning of a list, 0 if there is none."""
    mark = re.search(r":|\t", text)
    if mark is None:
        return 0
    words = [token.word for token in find_tokens(text[: mark.start()])]
    return mark.end() if words and _is_label(" ".join(words)) else 0


def _is_label(words: str) -> bool:
    if words in word_set("list_labels", "programmes"):
        return True
    named = len(words.split()) > _LABEL_WORDS or has_phrase(words, "topics")
    return not named and parse_heading(words) in COURSE_SECTIONS


def _is_list(body: str, labelled: bool) -> bool:
    """'CSPO, CSM, PMP, ...': many commas, or two known courses between commas and no provider of theirs."""
    known = find_registered(body, find_providers(body))
    between = any("," in body[one.end : other.start] for one, other in pairwise(known))
    apart = any(one.value.id != other.value.id for one, other in pairwise(known))
    dated = has_date(body)
    if body.count(",") >= _LONG_LIST and not dated:
        return True
    return (between and apart) or (labelled and not dated and body.count(",") > 1)


def _repeated_provider(body: str) -> list[tuple[int, int]]:
    """'Reforge: Product Leadership Reforge: Growth Series': cut before each further provider."""
    labels = [one for one in find_providers(body) if body[one.end : one.end + 1] == ":"]
    return [(one.start, one.start) for one in labels[1:]] if labels and labels[0].start == 0 else []


def _behind_dates(body: str) -> list[tuple[int, int]]:
    """'PSPO I (2017), PSPO II (2020)': cut before each further course."""
    return [(one.start(), one.end()) for one in _DATED.finditer(body) if is_course(body[one.end() :])]


def split_sentences(paragraph: Stretch) -> Iterator[Stretch]:
    """Cut running text into sentences."""
    yield from _cut(paragraph, 0, _SENTENCE)
