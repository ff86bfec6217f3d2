"""Lists of courses cut into entries: which lines belong together, and which line holds several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cpo_screen.extraction.education_cutting import find_masks
from cpo_screen.extraction.programmes_match import find_providers, find_registered, has_phrase, is_course
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.headings import parse_heading
from cpo_screen.model import Line, SectionKind

COURSE_SECTIONS: frozenset[SectionKind] = frozenset({"programmes", "certifications"})
_OPEN_END = re.compile(r"(?:[,&:/(–-]|\b(?:of|and|for|in|the|und|et|y|de|für|on|to))$", re.IGNORECASE)
_ITEMS = re.compile(r";|\s\|\s|\s·\s(?=[^\W\d])")
_COMMAS = re.compile(r"[;,]|\s\|\s")
_SENTENCE = re.compile(r"(?<=[a-zß\d)\]]{2})[.!]\s+(?=[A-ZÄÖÜÉ])")
_LONG_LIST = 4  # commas that make a line a list


class Stretch(NamedTuple):
    """A stretch of the document, as one line: offset i of `text` is offset `start + i`.

    `under` is the provider on a line of its own above a list of its courses.
    """

    text: str
    start: int
    under: str = ""


def group_entries(lines: Sequence[Line]) -> Iterator[Stretch]:
    """Join lines that are one entry: name, provider and year may stand below one another."""
    current: Stretch | None = None
    under = ""
    for line in lines:
        if parse_heading(line.text) not in (None, "education", *COURSE_SECTIONS):
            break
        if current is not None and _goes_on(current.text, line.text, line):
            current = _joined(current, line)
            continue
        if current is not None and _is_only_provider(current.text) and not find_providers(line.text):
            under = current.text
        elif current is not None:
            yield current
        under = "" if find_providers(line.text) else under
        current = Stretch(line.text, line.span.start, under)
    if current is not None:
        yield current


def _joined(entry: Stretch, line: Line) -> Stretch:
    gap = line.span.start - (entry.start + len(entry.text))
    apart = line.role is not None or _is_provider_line(line.text) or _is_only_date(line.text)
    return entry._replace(text=entry.text + ("\t" if apart else " ") * gap + line.text)


def _is_only_provider(text: str) -> bool:
    return _is_provider_line(text) and not any(char.isdigit() for char in text)


def _goes_on(before: str, text: str, line: Line) -> bool:
    """Say whether a line goes on with the entry before it."""
    if line.role is not None:
        return line.role in ("provider", "dates", "institution")
    if line.bullet:
        return False
    small = text[:1].islower() and not _begins_with_date(text)
    if _OPEN_END.search(before.rstrip()) or small or text.startswith("("):
        return True
    if _crosses(before, text) or _is_only_date(before):
        return True
    if _is_provider_line(text) and not find_providers(before):
        return True
    words = [token.word for token in find_tokens(text)]
    if words and len(words) <= 2 and all(has_phrase(word, "courses") for word in words):
        return True
    dated = any(mask.period is not None for mask in find_masks(before))
    if _is_only_date(text):
        return not dated
    return line.continues and not _begins(text)


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
    dated = any(mask.period is not None for mask in find_masks(text))
    return is_course(text) or dated or any(one.start == 0 for one in providers)


def _begins_with_date(text: str) -> bool:
    return any(mask.period is not None and mask.start == 0 for mask in find_masks(text))


def _is_only_date(text: str) -> bool:
    masks = [mask for mask in find_masks(text) if mask.period is not None]
    rest = text
    for mask in masks:
        rest = rest.replace(text[mask.start : mask.end], "")
    return bool(masks) and not any(char.isalpha() for char in rest)


def _is_provider_line(text: str) -> bool:
    """True if a line is nothing but a provider, with or without a date."""
    found = find_providers(text)
    rest = text
    for start, end in [
        *((one.start, one.end) for one in found),
        *((m.start, m.end) for m in find_masks(text)),
    ]:
        rest = rest.replace(text[start:end], "")
    return bool(found) and not any(char.isalpha() for char in rest)


def split_items(entry: Stretch) -> Iterator[Stretch]:
    """Cut an entry that lists several courses."""
    first = _label_end(entry.text)
    body = entry.text[first:]
    commas = first > 0 or _is_list(body)
    cuts = [(match.start(), match.end()) for match in (_COMMAS if commas else _ITEMS).finditer(body)]
    cuts += _repeated_provider(body)
    if not commas:
        cuts += [(match.start() + 1, match.end()) for match in _SENTENCE.finditer(body)]
    at = 0
    for start, end in [*sorted(cuts), (len(body), len(body))]:
        if body[at:start].strip():
            yield Stretch(body[at:start], entry.start + first + at, entry.under)
        at = end


def _label_end(text: str) -> int:
    """Where 'Courses: ' ends at the beginning of a list, 0 if there is none."""
    label, colon, _ = text.partition(":")
    words = " ".join(token.word for token in find_tokens(label))
    return len(label) + 1 if colon and words in word_set("list_labels", "programmes") else 0


def _is_list(body: str) -> bool:
    """'CSPO, CSM, PMP, ...': many commas, or two known courses between commas."""
    if body.count(",") >= _LONG_LIST:
        return True
    known = find_registered(body, find_providers(body))
    return any("," in body[one.end : other.start] for one, other in pairwise(known))


def _repeated_provider(body: str) -> list[tuple[int, int]]:
    """'Reforge: Product Leadership Reforge: Growth Series': cut before each further provider."""
    labels = [one for one in find_providers(body) if body[one.end : one.end + 1] == ":"]
    return [(one.start, one.start) for one in labels[1:]] if labels and labels[0].start == 0 else []


def split_sentences(paragraph: Stretch) -> Iterator[Stretch]:
    """Cut running text into sentences."""
    cuts = [match.start() + 1 for match in _SENTENCE.finditer(paragraph.text)]
    for start, end in zip([0, *cuts], [*cuts, len(paragraph.text)], strict=True):
        sentence = paragraph.text[start:end]
        lead = len(sentence) - len(sentence.lstrip())
        if sentence.strip():
            yield Stretch(sentence[lead:], paragraph.start + start + lead)
