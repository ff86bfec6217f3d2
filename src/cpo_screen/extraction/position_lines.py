"""Lines of a section as positions see them: their periods apart, the rest cut into pieces, each judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.dates import PeriodMatch, find_durations, find_periods
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, Span

_STRONG = re.compile(r"\t+|\s*[|•·¦►]\s*|\s+[–—]\s+|\s+-{1,2}\s+|\s*[—]\s*|\s+//?\s+|\s+@\s*|\s*:\s+")
_EDGES = " \t,;|·•–—-:/"
_HEADER_WORDS = 16
_WRAPPED_WORDS = 14
_SURE_TITLE = 0.7  # likeness from which a dated list item is a position
_DROP = 0.25  # of likeness that a company's name costs a title
_SURE_COMPANY = 0.8
_SENTENCE_END = re.compile(r"[.;!?]$")
_FULL_STOP = re.compile(r"[^\W\d_]{4,}[.!?] (?=\S)|\w\) *\. ")
TITLE = 0.4  # likeness from which a piece counts as a title
COMPANY = 0.35


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a header line, with how much it looks like a title and like a company."""

    text: str
    title: float
    company: float
    place: bool


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line, the period in it, what is left of it, and whether it could belong to a position's head."""

    line: Line
    period: PeriodMatch | None
    rest: str
    pieces: tuple[Piece, ...]
    is_header: bool

    @property
    def title(self) -> float:
        """The best title likeness of its pieces."""
        return max((piece.title for piece in self.pieces), default=0.0)

    @property
    def company(self) -> float:
        """The best company likeness of its pieces."""
        return max((piece.company for piece in self.pieces), default=0.0)


def read_lines(lines: Sequence[Line], month_first: bool = False) -> list[HeaderLine]:
    """Judge every line of a section; a header's second half is joined to its first by the caller."""
    return [_read_line(line, month_first) for line in lines]


def join_wrapped(lines: Iterable[Line]) -> list[Line]:
    """Join a head that a narrow column has wrapped: 'Board Member, Ladewerk' / 'UG (since 2020)'."""
    joined: list[Line] = []
    for line in lines:
        if joined and line.continues and _is_wrapped_head(joined[-1], line):
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _is_wrapped_head(above: Line, line: Line) -> bool:
    if len(above.text.split()) + len(line.text.split()) > _WRAPPED_WORDS or above.text[-1:] in ".;:":
        return False
    ends_dated = any(one.end >= len(line.text) - 1 for one in find_periods(line.text))
    return not line.text.endswith(".") and (
        ends_dated or title_likeness(f"{above.text} {line.text}") >= TITLE
    )


def _join(above: Line, line: Line) -> Line:
    shift = len(above.text) + 1
    moved = (replace(one, start=one.start + shift, end=one.end + shift) for one in line.styles)
    span = Span(above.span.start, line.span.end)
    return replace(above, text=f"{above.text} {line.text}", span=span, styles=(*above.styles, *moved))


def _read_line(line: Line, month_first: bool) -> HeaderLine:
    text = line.text
    period = _main_period(find_periods(text, month_first)) if _has_digit(text) else None
    rest = _without_period(text, period)
    if period is not None:
        rest = _first_sentence(line, rest)
    if not _could_be_header(line, rest, period):
        return HeaderLine(line, None, text, (), False)
    return HeaderLine(line, period, rest, tuple(cut_pieces(line, rest)), True)


def _first_sentence(line: Line, rest: str) -> str:
    """'Founder & CEO, Mesquite Robotics. Mowing for solar farms.': the head is the first sentence."""
    stop = _FULL_STOP.search(rest)
    if stop is None or line.bullet or line.continues:
        return rest
    first = rest[: stop.end()].rstrip(". ")
    title, comma, _ = first.partition(", ")
    return (
        first
        if comma and title_likeness(title) >= _SURE_TITLE and len(first.split()) < _HEADER_WORDS
        else rest
    )


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _main_period(periods: Sequence[PeriodMatch]) -> PeriodMatch | None:
    """The line's period: a range before a single date."""
    ranges = [one for one in periods if one.rule != "dates.single"]
    if ranges:
        return ranges[0]
    return periods[0] if len(periods) == 1 else None


def _without_period(text: str, period: PeriodMatch | None) -> str:
    if period is not None:
        text = f"{text[: period.start].rstrip(_EDGES + '(')}\t{text[period.end :].lstrip(_EDGES + ')')}"
    for start, end in reversed(find_durations(text)):
        if end - start == len(text.strip()) or text[start:end].strip()[:1] == "(":
            text = f"{text[:start]} {text[end:]}"
    return text.strip(_EDGES)


@cache
def _abbreviated() -> re.Pattern[str]:
    words = "|".join(load_lexicon("positions")["abbreviations"])
    return re.compile(rf"\b(?:{words})\.$|\b(?:\w{{1,2}}\.\s?){{2,}}$|\bo\.\s?o\.$")


def _could_be_header(line: Line, rest: str, period: PeriodMatch | None) -> bool:
    if len(rest.split()) > _HEADER_WORDS:
        return False
    ended = bool(_SENTENCE_END.search(rest)) and not _abbreviated().search(rest)
    if ended or _FULL_STOP.search(rest):
        return False
    if line.bullet:
        at_edge = period is not None and (period.start <= 1 or period.end >= len(line.text.rstrip(" .)")))
        return at_edge and title_likeness(re.split(r"[\t,]", rest)[0]) >= _SURE_TITLE
    return not line.continues or period is not None


# --- pieces -----------------------------------------------------------------------------------


def cut_pieces(line: Line, rest: str) -> list[Piece]:
    """Cut a header at tabs, bars, dashes, 'at', and where bold type ends."""
    parts = [part.strip(_EDGES) for part in _STRONG.split(_placeholder().sub(r"\t\g<0>\t", rest))]
    parts = [half for part in parts if part for half in _at_style(line, part)]
    parts = [half for part in parts for half in _at_words(part)]
    parts = [half for part in parts for half in _at_comma(part)]
    return [piece_of(part) for part in parts if part]


def piece_of(text: str) -> Piece:
    """Judge one piece."""
    return Piece(text, title_likeness(text), company_likeness(text), is_place(text))


@cache
def _placeholder() -> re.Pattern[str]:
    """What anonymised CVs put in the place of an employer."""
    return re.compile("|".join(map(re.escape, load_lexicon("companies")["placeholders"])))


def _at_style(line: Line, part: str) -> list[str]:
    """Cut where the type changes weight or slope behind a comma or between words."""
    start = line.text.find(part)
    if start < 0 or len(line.styles) < 2:
        return [part]
    for before, after in zip(line.styles, line.styles[1:], strict=False):
        cut = after.start - start
        differs = (before.bold, before.italic) != (after.bold, after.italic)
        if differs and 2 < cut < len(part) - 1:
            left, right = part[:cut].strip(_EDGES), part[cut:].strip(_EDGES)
            if left and right and not right.startswith("("):
                return [left, *_at_style(line, right)]
    return [part]


@cache
def _at() -> re.Pattern[str]:
    words = "|".join(load_lexicon("positions")["at_words"])
    return re.compile(rf",?\s+(?:{words})\s+(?=[A-Z0-9\"“'‘(])")


def _at_words(part: str) -> list[str]:
    match = _at().search(part)
    if match is None:
        return [part]
    left, right = part[: match.start()].strip(_EDGES), part[match.end() :].strip(_EDGES)
    if title_likeness(left) >= TITLE and right and title_likeness(right) < TITLE:
        return [left, right]
    return [part]


def _at_comma(part: str) -> list[str]:
    """'Manager, Thornbury Keane LLP': what no longer looks like a title with its tail is two pieces."""
    cuts = part.split(", ")
    whole = title_likeness(part)
    for cut in range(1, len(cuts)):
        left, right = ", ".join(cuts[:cut]), ", ".join(cuts[cut:])
        if title_likeness(left) >= max(TITLE, whole + _DROP) and company_likeness(cuts[cut]) >= COMPANY:
            return [left, right]
        if title_likeness(right) >= max(TITLE, whole + _DROP) and company_likeness(left) >= _SURE_COMPANY:
            return [left, right]
    return [part]


@cache
def form_labels() -> dict[str, str]:
    """Labels of a form (Europass and the like), folded, with what stands right of them."""
    labels = load_lexicon("companies")["labels"]
    return {fold(word): role for role, words in labels.items() for word in words}
