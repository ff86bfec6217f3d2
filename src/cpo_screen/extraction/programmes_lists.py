"""Lists of courses cut into entries: which lines belong together, and which line holds several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cpo_screen.extraction.programmes_apart import (
    is_executive_body,
    is_generic,
    is_provider,
    masks_of,
    take_apart,
)
from cpo_screen.extraction.programmes_lines import (
    COURSE_SECTIONS,
    Stretch,
    begins_with_date,
    begins_with_provider,
    ends_with_date,
    has_date,
    is_bracket_open,
    is_closed,
    is_only_date,
    is_only_provider,
)
from cpo_screen.extraction.programmes_match import (
    find_providers,
    find_registered,
    has_phrase,
    is_course,
    may_be_course,
)
from cpo_screen.headings import parse_heading
from cpo_screen.model import Line

_OPEN_END = re.compile(
    r"(?:[,&:/(–-]|\b(?:of|and|for|in|the|und|et|y|de|für|on|to|a|la|der|des|en|e))$", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\([^()]*\)?$")


# --- lines to entries -----------------------------------------------------------------------------


def group_entries(lines: Sequence[Line]) -> Iterator[Stretch]:
    """Join lines that are one entry: name, provider and year may stand below one another."""
    two_lines = _is_in_pairs(lines)
    dates_lead = bool(lines) and is_only_date(lines[0].text)
    current: Stretch | None = None
    under = ""
    for line in lines:
        if not line.bullet and parse_heading(line.text) not in (None, "education", *COURSE_SECTIONS):
            break
        begins = dates_lead and is_only_date(line.text)
        if current is not None and not begins and _goes_on(current, line, two_lines):
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
    apart = line.role is not None or known or is_only_date(line.text)
    wrapped = line.continues or _OPEN_END.search(entry.text.rstrip()) or is_bracket_open(entry.text)
    mark = "\t" if apart or not wrapped else " "
    return entry._replace(text=entry.text + mark * gap + line.text)


def _is_in_pairs(lines: Sequence[Line]) -> bool:
    """True for lists of two lines each: the name, and below it who gave the course, and when."""
    dated = [is_closed(line.text) for line in lines if not line.continues]
    plain = not any(line.bullet or "\t" in line.text for line in lines)
    return plain and len(dated) > 1 and not dated[0] and all(one != other for one, other in pairwise(dated))


def _goes_on(entry: Stretch, line: Line, two_lines: bool) -> bool:
    """Say whether a line goes on with the entry before it."""
    before, text = entry.text, line.text
    if line.role is not None:
        return line.role in ("provider", "dates", "institution")
    if line.bullet:
        return False
    small = text[:1].islower() and not begins_with_date(text) and not _is_a_row(text)
    if _OPEN_END.search(before.rstrip()) or small or text.startswith("(") or is_bracket_open(before):
        return True
    if _crosses(before, text) or is_only_date(before):
        return True
    if is_generic(text):
        return True
    if is_only_date(text):
        return not has_date(before)
    if begins_with_provider(text) and not find_providers(before) and not entry.under:
        return not (has_date(before) and has_date(text))
    if two_lines and has_date(text) and not has_date(before) and not is_course(text):
        return not has_phrase(text, "not_programmes")
    if _completes(before, text):
        return True
    if not line.continues or (ends_with_date(before) and text[:1].isupper()):
        return False
    return not (is_course(text) or has_phrase(text, "not_programmes"))


def _is_a_row(text: str) -> bool:
    """'laufend  Zertifikatsprogramm ...': a row of a table with its standing where others have the year."""
    standing = next((one for one in masks_of(text) if one.kind == "status" and one.start == 0), None)
    return standing is not None and may_be_course(text[standing.end :])


def _completes(before: str, text: str) -> bool:
    """'Product Management' / 'Nanodegree, 2020': the name's last word stands on the next line."""
    if not is_generic(text.partition(" ")[0]):  # a cheap look first
        return False
    parts = take_apart(text).parts
    if not parts or has_date(before) or is_course(before) or is_only_provider(before):
        return False
    if any(has_phrase(one.text, "topics") and not is_executive_body(one.text) for one in parts[1:]):
        return False
    return is_generic(_BRACKET.sub("", parts[0].text))


def _crosses(before: str, text: str) -> bool:
    """'Harvard Business School' / 'Executive Education': one name that the registry knows."""
    tail = before[-80:]
    joined = f"{tail} {text}"
    providers = find_providers(joined)
    known = [(one.start, one.end) for one in providers]
    known += [(one.start, one.end) for one in find_registered(joined, providers)]
    return any(start < len(tail) < end for start, end in known)


def _begins(before: str, text: str) -> bool:
    providers = find_providers(text)
    dated = begins_with_date(text) or (has_date(text) and (has_date(before) or not may_be_course(before)))
    return is_course(text) or dated or any(one.start == 0 for one in providers)


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
            (wholes[at] for at in order if 0 <= at < len(wholes) and begins_with_provider(wholes[at].text)),
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
    if has_date(one.text) or after is None or wholes[at].start < one.start:
        return one
    return _beside(one, after) if begins_with_date(after.text) and not is_course(after.text) else one


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
    open_ = bool(_OPEN_END.search(before.rstrip())) or is_bracket_open(before) or line.text[:1] == "("
    return (
        open_
        or (line.continues and not _begins(before, line.text))
        or _completes(before, line.text)
        or (line.text[:1].islower() and not begins_with_date(line.text) and not _is_a_row(line.text))
    )


def _beside(one: Stretch, other: Stretch) -> Stretch:
    """Two lines as one stretch, the course's first; the offsets are those of the course's line."""
    return one._replace(text=f"{one.text}\t{other.text}")
