"""What the tagger left out of a line with a company and dates: the rest is its title if it reads as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cpo_screen.extraction.dates import PeriodMatch
from cpo_screen.extraction.line_sketches import placeholder
from cpo_screen.extraction.position_periods import EDGES
from cpo_screen.extraction.tagger import Tag
from cpo_screen.extraction.title_likeness import title_likeness

_TITLE = 0.7  # likeness from which words are surely a title
_MOST_WORDS = 9
_CAPITALS = re.compile(r"(?:[A-Z][\w&/-]*\s){1,3}\Z")  # words that a title may begin with


def complete_tags(text: str, tags: Sequence[Tag], match: PeriodMatch | None, number: int) -> list[Tag]:
    """The tags that begin on this line, in order, with the title or company that words tell.

    >>> from cpo_screen.extraction.dates import find_periods
    >>> line = "Company Name May 2001 to June 2006 Founder and Principal"
    >>> found = complete_tags(line, [Tag("COMPANY", 0, 0, 0, 12, 1.0)], find_periods(line)[0], 0)
    >>> [(tag.label, line[tag.start : tag.end]) for tag in found]
    [('COMPANY', 'Company Name'), ('TITLE', 'Founder and Principal')]
    """
    labels = {tag.label for tag in tags}
    found = list(tags)
    if "TITLE" in labels and "COMPANY" not in labels:
        named = placeholder().search(text)
        if named is not None:
            found = [_without(tag, named.start()) for tag in found]
            found.append(Tag("COMPANY", number, named.start(), number, named.end(), 1.0))
    if match is not None and "COMPANY" in labels:
        if "TITLE" in labels:
            found = [_extended(text, tag, found, match) for tag in found]
        else:
            found += list(_titles_left(text, found, match, number))
    return sorted(found, key=lambda tag: tag.start)


def _without(tag: Tag, start: int) -> Tag:
    """The tag up to where a company begins."""
    inside = tag.line == tag.end_line and tag.start < start < tag.end
    return replace(tag, end=start) if inside and tag.label == "TITLE" else tag


def _extended(text: str, tag: Tag, tags: Sequence[Tag], match: PeriodMatch) -> Tag:
    """A title with the capitalised words before it, up to the date or the tag before."""
    if tag.label != "TITLE" or tag.line != tag.end_line:
        return tag
    ends = [one.end for one in tags if one.end <= tag.start and one.line == one.end_line]
    edge = max([*ends, match.end if match.end <= tag.start else 0, text.rfind("\t", 0, tag.start) + 1])
    before = text[edge : tag.start]
    words = before.lstrip(EDGES)
    whole = words + text[tag.start : tag.end]
    if not _CAPITALS.fullmatch(words) or title_likeness(whole) < _TITLE:
        return tag
    return replace(tag, start=tag.start - len(words))


def _titles_left(text: str, tags: Sequence[Tag], match: PeriodMatch, number: int) -> Iterator[Tag]:
    """The one stretch between tags, dates and wide gaps that reads as a title."""
    taken = [(match.start, match.end), *((tag.start, tag.end) for tag in tags if tag.end_line == number)]
    taken += [(gap.start(), gap.end()) for gap in re.finditer("\t", text)]
    at = 0
    likely = []
    for start, end in [*sorted(taken), (len(text), len(text))]:
        words = text[at:start].strip(EDGES)
        is_short = words[:1].isupper() and len(words.split()) <= _MOST_WORDS
        if is_short and title_likeness(words) >= _TITLE:
            likely.append((text.index(words, at), words))
        at = max(at, end)
    if len(likely) == 1:
        begin, words = likely[0]
        yield Tag("TITLE", number, begin, number, begin + len(words), _TITLE)
