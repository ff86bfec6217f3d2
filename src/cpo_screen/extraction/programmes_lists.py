"""Lists of courses cut into entries: which lines belong together, and which line holds several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpo_screen.extraction.education_schools import is_place
from cpo_screen.extraction.programmes_apart import is_generic, is_provider, masks_of, take_apart
from cpo_screen.extraction.programmes_match import (
    find_providers,
    find_registered,
    has_phrase,
    is_course,
    may_be_course,
)
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.headings import parse_heading
from cpo_screen.model import Line, SectionKind

COURSE_SECTIONS: frozenset[SectionKind] = frozenset({"programmes", "certifications"})
_OPEN_END = re.compile(
    r"(?:[,&:/(–-]|\b(?:of|and|for|in|the|und|et|y|de|für|on|to|a|la|der|des|en|e))$", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_ITEMS = re.compile(r";")
_FIELDS = re.compile(r"\s[|·•]\s")
_COMMAS = re.compile(r",(?=\s)")
_DATED = re.compile(r"(?<=\d{4}\)),\s+(?=[A-Z])")
_SENTENCE = re.compile(r"(?<=[a-zß\d)\]]{2})[.!]\s+(?=[A-ZÄÖÜÉ])")
_LONG_LIST = 4  # commas that make a line a list
_LABEL_WORDS = 4


class Stretch(NamedTuple):
    """A stretch of the document, as one line: offset i of `text` is offset `start + i`.

    `under` is the provider on a line of its own above a list of its courses.
    """

    text: str
    start: int
    under: str = ""


# --- lines to entries -----------------------------------------------------------------------------


def group_entries(lines: Sequence[Line]) -> Iterator[Stretch]:
    """Join lines that are one entry: name, provider and year may stand below one another."""
    two_lines = _is_in_pairs(lines)
    current: Stretch | None = None
    under = ""
    for line in lines:
        if not line.bullet and parse_heading(line.text) not in (None, "education", *COURSE_SECTIONS):
            break
        if current is not None and _goes_on(current, line, two_lines):
            current = _joined(current, line)
            continue
        if current is not None and is_only_provider(current.text) and not find_providers(line.text):
            under = current.text
        elif current is not None:
            yield current
        under = "" if find_providers(line.text) else under
        current = Stretch(line.text, line.span.start, under)
    if current is not None:
        yield current


def _joined(entry: Stretch, line: Line) -> Stretch:
    gap = line.span.start - (entry.start + len(entry.text))
    known = any(one.start == 0 for one in find_providers(line.text))
    apart = line.role is not None or known or _is_only_date(line.text)
    wrapped = line.continues or _OPEN_END.search(entry.text.rstrip()) or _is_bracket_open(entry.text)
    mark = "\t" if apart or not wrapped else " "
    return entry._replace(text=entry.text + mark * gap + line.text)


def _is_in_pairs(lines: Sequence[Line]) -> bool:
    """True for lists of two lines each: the name, and below it who gave the course, and when."""
    dated = [_is_closed(line.text) for line in lines if not line.continues]
    plain = not any(line.bullet or "\t" in line.text for line in lines)
    return plain and len(dated) > 1 and not dated[0] and all(one != other for one, other in pairwise(dated))


def _goes_on(entry: Stretch, line: Line, two_lines: bool) -> bool:
    """Say whether a line goes on with the entry before it."""
    before, text = entry.text, line.text
    if line.role is not None:
        return line.role in ("provider", "dates", "institution")
    if line.bullet:
        return False
    small = text[:1].islower() and not _begins_with_date(text)
    if _OPEN_END.search(before.rstrip()) or small or text.startswith("(") or _is_bracket_open(before):
        return True
    if _crosses(before, text) or _is_only_date(before):
        return True
    if is_generic(text):
        return True
    if _is_only_date(text):
        return not _has_date(before)
    if _begins_with_provider(text) and not find_providers(before) and not entry.under:
        return not (_has_date(before) and _has_date(text))
    if two_lines and _has_date(text) and not _has_date(before) and not is_course(text):
        return not has_phrase(text, "not_programmes")
    if not line.continues or (_ends_with_date(before) and text[:1].isupper()):
        return False
    return _completes(before, text) or not (is_course(text) or has_phrase(text, "not_programmes"))


def _completes(before: str, text: str) -> bool:
    """'Product Management' / 'Nanodegree, 2020': the name's last word stands on the next line."""
    parts = take_apart(text).parts
    if not parts or _has_date(before) or is_course(before):
        return False
    return is_generic(_BRACKET.sub("", parts[0].text))


def _is_bracket_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _crosses(before: str, text: str) -> bool:
    """'Harvard Business School' / 'Executive Education': one name that the registry knows."""
    tail = before[-80:]
    joined = f"{tail} {text}"
    providers = find_providers(joined)
    known = [(one.start, one.end) for one in providers]
    known += [(one.start, one.end) for one in find_registered(joined, providers)]
    return any(start < len(tail) < end for start, end in known)


def _begins(text: str) -> bool:
    providers = find_providers(text)
    return is_course(text) or _has_date(text) or any(one.start == 0 for one in providers)


def _has_date(text: str) -> bool:
    return any(mask.period is not None for mask in masks_of(text))


def _is_closed(text: str) -> bool:
    """True for a line that says when, or how far the course has come."""
    return any(mask.period is not None or mask.kind == "status" for mask in masks_of(text))


def _ends_with_date(text: str) -> bool:
    end = len(text.rstrip(" .)]"))
    return any(mask.period is not None and mask.end >= end for mask in masks_of(text))


def _begins_with_date(text: str) -> bool:
    return any(mask.period is not None and mask.start == 0 for mask in masks_of(text))


def _is_only_date(text: str) -> bool:
    rest = text
    masks = [mask for mask in masks_of(text) if mask.period is not None]
    for mask in masks:
        rest = rest.replace(text[mask.start : mask.end], "")
    return bool(masks) and all(token.word in word_set("dated", "programmes") for token in find_tokens(rest))


def is_only_provider(text: str) -> bool:
    """True if a line is nothing but a provider, its place, or its kind of courses; no date."""
    return _begins_with_provider(text) and not any(char.isdigit() for char in text)


def _begins_with_provider(text: str) -> bool:
    """True if a line names a provider and besides it no course: 'INSEAD, 2019', 'Haufe, Seminar'."""
    entry = take_apart(text)
    if not entry.parts or not is_provider(entry, entry.parts[0]):
        return False
    rest = entry.parts[1:]
    return all(is_provider(entry, one) or is_place(one.text) or _is_remark(one.text) for one in rest)


def _is_remark(text: str) -> bool:
    return is_generic(text) or not any(char.isupper() for char in text)


# --- courses among the degrees ----------------------------------------------------------------------


def group_among_degrees(lines: Sequence[Line]) -> Iterator[Stretch]:
    """Each line of an education section with the provider's line that belongs to it."""
    wholes = list(_unwrapped(lines))
    above = bool(wholes) and is_only_provider(_undated(wholes[0].text))
    larger = {line.span.start for line, after in pairwise(lines) if line.size > after.size > 0}
    for number, one in enumerate(wholes):
        if number and _is_above(wholes[number - 1], larger) and one.start not in larger:
            yield one._replace(under=wholes[number - 1].text)
            continue
        if number + 1 < len(wholes) and _is_above(one, larger) and find_providers(one.text):
            continue
        if not may_be_course(one.text):
            continue
        alone = take_apart(one.text)
        if any(is_provider(alone, part) for part in alone.parts):
            yield one
            continue
        order = (number - 1, number + 1) if above else (number + 1, number - 1)
        beside = next(
            (
                wholes[at]
                for at in order
                if 0 <= at < len(wholes) and _begins_with_provider(wholes[at].text)
            ),
            None,
        )
        yield one if beside is None else _dated(_beside(one, beside), wholes, wholes.index(beside))


def _is_above(one: Stretch, larger: set[int]) -> bool:
    """True for the school's line, set larger than what was learned there."""
    known = any(found.start == 0 for found in find_providers(one.text))
    return one.start in larger and (known or not is_course(one.text))


def _dated(one: Stretch, wholes: Sequence[Stretch], at: int) -> Stretch:
    """Add the line of dates below the provider's line: name, school, year in a column."""
    after = wholes[at + 1] if at + 1 < len(wholes) else None
    if _has_date(one.text) or after is None or wholes[at].start < one.start:
        return one
    return _beside(one, after) if _begins_with_date(after.text) and not is_course(after.text) else one


def _undated(text: str) -> str:
    for mask in reversed(masks_of(text)):
        text = text[: mask.start] + text[mask.end :]
    return text


def _unwrapped(lines: Sequence[Line]) -> Iterator[Stretch]:
    current: Stretch | None = None
    for line in lines:
        if current is not None and not line.bullet and _is_wrapped(current.text, line):
            gap = line.span.start - (current.start + len(current.text))
            current = current._replace(text=current.text + " " * gap + line.text)
            continue
        if current is not None:
            yield current
        current = Stretch(line.text, line.span.start)
    if current is not None:
        yield current


def _is_wrapped(before: str, line: Line) -> bool:
    open_ = bool(_OPEN_END.search(before.rstrip())) or _is_bracket_open(before)
    return (
        open_
        or (line.continues and not _begins(line.text))
        or (line.text[:1].islower() and not _begins_with_date(line.text))
    )


def _beside(one: Stretch, other: Stretch) -> Stretch:
    """Two lines as one stretch, the course's first; the offsets are those of the course's line."""
    return one._replace(text=f"{one.text}\t{other.text}")


# --- lines that hold several ------------------------------------------------------------------------


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
    whole = any(_is_only_date(one.text) or _begins_with_provider(one.text) for one in pieces)
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
    dated = _has_date(body)
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
