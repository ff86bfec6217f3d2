"""A line cut at its separators, with what is no part of any name masked: dates, grades, statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.degree_forms import find_degrees
from cpo_screen.extraction.education_schools import closes_quote, find_school, is_school_word
from cpo_screen.extraction.phrases import Phrases
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Period

MaskKind = Literal["date", "place", "status", "done", "grade"]
_MASKED = "\x00"
_SEPARATOR = re.compile(
    r"[\t;|·•●▪■\x00\uff0d\u200b]+|ï¼|,|(?<=\s)[-–—―/](?=\s)|[—―]|(?<=\w)[-–](?=\s(?!(?:und|oder|and|or|et|y|e|&|of|en)\s))|:(?=\s|$)|(?<=\s):|\s@\s"
)
_PLACEHOLDER = re.compile(
    r"\bCity\s*,\s*State\b(?:\s*,\s*(?:USA|Country|India))?|(?<=[-–] )City\b(?!\s+[A-Z])"
)
_DATED_BRACKET = re.compile(r"\(([^()]*\x00[^()]*)\)")
_SHORT_NAME = re.compile(r"[A-ZÀ-Þ]{3,7}")
_DASHED = re.compile(r"\s*[-–—]\s*$")
_FILLER = "\u2060"  # stands where a word was broken over two lines
_EDGES = "\u2060 \t\n.,;:|·–—-/&'\"“”‘’*_"
_LEADING = re.compile(r"^[\s\u2060.,;:|·–—\-/&*_)\]]+")


class Mask(NamedTuple):
    """A stretch that is no part of any name: a date, a grade, a status, a place-holder."""

    start: int
    end: int
    kind: MaskKind
    period: Period | None = None
    status: str = ""


@cache
def _grades() -> re.Pattern[str]:
    return re.compile("|".join(load_lexicon("institutions")["grades"]), re.IGNORECASE)


@cache
def _statuses() -> Phrases[str]:
    data = load_lexicon("institutions")
    entries = [(phrase, status) for status, phrases in data["statuses"].items() for phrase in phrases]
    return Phrases([*entries, *((phrase, "done") for phrase in data["completed"])])


@cache
def _leads() -> re.Pattern[str]:
    said: list[str] = load_lexicon("institutions")["leads"]
    words = sorted({*said, *map(str.upper, said)}, key=len, reverse=True)
    articles = "|".join(load_lexicon("institutions")["articles"])
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words))})\s+(?:(?:{articles})\s+)?(?=[A-ZÀ-Þ])")


def blank_out(text: str, masks: Sequence[Mask]) -> str:
    """Return the text with its masked places blanked out, of the same length."""
    for mask in masks:
        text = text[: mask.start] + _MASKED * (mask.end - mask.start) + text[mask.end :]
    return text


def open_brackets(masked: str) -> str:
    """Put commas for a bracket that holds a school beside its dates: 'MBA (INSEAD, 2015)'."""
    for match in _DATED_BRACKET.finditer(masked):
        said = match.group(1).replace(_MASKED, " ").strip(_EDGES)
        if find_school(said) is None and not _SHORT_NAME.fullmatch(said):
            continue
        masked = f"{masked[: match.start()]},{match.group(1)},{masked[match.end() :]}"
    return masked


def find_masks(text: str) -> list[Mask]:
    """What is no part of a name: grades, dates, statuses, place-holders; none overlaps another."""
    found: list[Mask] = []

    def add(mask: Mask) -> None:
        if all(mask.end <= other.start or mask.start >= other.end for other in found):
            found.append(mask)

    for match in _grades().finditer(text):
        add(Mask(match.start(), match.end(), "grade"))
    blank = text
    for mask in found:
        start = _DASHED.search(blank, max(mask.start - 8, 0), mask.start)  # '2012 - 68%' is no range
        at = start.start() if start else mask.start
        blank = blank[:at] + "|" * (mask.end - at) + blank[mask.end :]
    for one in find_periods(blank):
        add(Mask(one.start, one.end, "date", one.period))
    held = find_degrees(text)
    for status in _statuses().find(text):
        if any(one.start <= status.start < one.end for one in held):
            continue  # 'Associate of Applied Science'
        kind: MaskKind = "done" if status.value == "done" else "status"
        add(Mask(status.start, status.end, kind, status=status.value))
    for match in _PLACEHOLDER.finditer(text):
        add(Mask(match.start(), match.end(), "place"))
    return sorted(found)


def find_bounds(masked: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, separator before) of what lies between separators outside brackets."""
    start, before = 0, ""
    cuts = sorted(
        [(m.start(), m.end(), m.group()) for m in _SEPARATOR.finditer(masked)]
        + [(m.start(), m.end(), " at ") for m in _leads().finditer(masked) if not _inside_name(masked, m)]
    )
    for cut_start, cut_end, sign in cuts:
        if cut_start < start or (sign[0] not in f"\t{_MASKED}" and _in_brackets(masked, start, cut_start)):
            continue
        yield start, cut_start, before
        start, before = cut_end, sign
    yield start, len(masked), before


def _in_brackets(masked: str, start: int, at: int) -> bool:
    part = masked[start:at]
    return part.count("(") > part.count(")") and ")" in masked[at : at + 80]


def _inside_name(masked: str, lead: re.Match[str]) -> bool:
    """'University of California at Berkeley' is one name."""
    before = masked[: lead.start()]
    last = find_tokens(before)[-1:]
    if lead.group().split()[0] in load_lexicon("institutions")["small_leads"]:  # 'Coláiste na Mara'
        return bool(last) and is_school_word(last[0].word)
    return lead.group().strip() == "at" and bool(re.search(r"\bUniversity of [A-Z][\w’]+( \w+)?$", before))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space, separators and half a bracket at both ends."""
    lead = _LEADING.match(text[start:end])
    start += lead.end() if lead else 0
    part = text[start:end].rstrip(_EDGES + "([")
    opened = part.rfind("(")
    if opened >= 0 and ")" not in part[opened:]:
        part = part[:opened].rstrip(_EDGES) if opened else part[1:]
        start += 0 if opened else 1
    if part.startswith("(") and part.endswith(")") and part.count("(") == 1:
        start, part = start + 1, part[1:-1]
    end = start + len(part)
    end += len(text[end:]) - len(text[end:].lstrip(_FILLER))
    end += closes_quote(part, text[end : end + 1])
    dotted = "." in part.rsplit(" ", 1)[-1] and text[end : end + 1] == "."
    return start, end + dotted
