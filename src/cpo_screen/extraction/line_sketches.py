"""Lines as the models see them: type, place, dates, segments, neighbours, and what alike lines are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, Section

MOST_WORDS = 18
# Words that stand for a date, and for an employer and a place left out on purpose.
DATES, COMPANY, PLACE = "◷", "◆", "◇"
WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*|[^\w\s]|_+")
_SEPARATOR = re.compile(
    r"\t+|\s*[|•·¦►]\s*|\s+[–—-]{1,2}\s+|\s*—\s*|\s+/{1,2}\s+|\s+@\s*|:\s+|,\s+|\s*[()\[\]]\s*|\s{3,}"
)
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})[.!?](?= [A-Z])")
_WRAPPED = 7  # words from which a line that continues another is prose
_ALONE = 2  # letters that may stand beside a date that has its line to itself


@dataclass(frozen=True, slots=True)
class Word:
    """Characters [start, end) of line number `line` of the sequence; a date is one word."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of a line between separators: likenesses in quarters, and the separators around it."""

    start: int
    end: int
    title: int
    company: int
    place: bool
    before: str
    after: str


@dataclass(slots=True)
class Sketch:
    """What is known of one line before its words are looked at."""

    kind: str
    line: Line
    words: list[Word]
    segments: list[Segment]
    dated: str
    prose: bool
    style: tuple[object, ...] = ()
    usual: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the kind of section it stands in; `is_heading` for the section's own heading."""

    line: Line
    kind: str
    is_heading: bool = False


def place_lines(sections: Sequence[Section]) -> list[PlacedLine]:
    """All lines of the sections in their order, headings among them."""
    placed: list[PlacedLine] = []
    for section in sections:
        if section.heading is not None:
            placed.append(PlacedLine(section.heading, section.kind, True))
        placed += [PlacedLine(line, section.kind) for line in section.lines]
    return placed


def sketch_lines(placed: Sequence[PlacedLine]) -> list[Sketch]:
    """Look at every line once."""
    sketches = [_sketch(number, one) for number, one in enumerate(placed)]
    _add_usual(sketches, _body_size([one.line for one in placed]))
    return sketches


def line_features(sketches: Sequence[Sketch]) -> list[list[str]]:
    """For each line its features: its own and those of the lines around it."""
    return [
        [f"sec={one.kind}", *_own_features(one), *_around(sketches, at)] for at, one in enumerate(sketches)
    ]


def _sketch(number: int, placed: PlacedLine) -> Sketch:
    line = placed.line
    kind = f"{placed.kind}#" if placed.is_heading else placed.kind
    text = line.text
    periods = find_periods(text) if any(map(str.isdigit, text)) else ()
    dates = [(one.start, one.end) for one in periods]
    dated = _dated(text, dates)
    if dates and not line.bullet and not line.continues:
        text = first_sentence(text, dates[0][1])
        dates = [one for one in dates if one[1] <= len(text)]
    count = len(text.split())
    if count > MOST_WORDS or (line.continues and not dates and count > _WRAPPED):
        return Sketch(kind, line, [Word(number, 0, len(text), "¶")], [], dated, prose=True)
    spans = [(start, end, DATES) for start, end in dates]
    spans += [(*match.span(), COMPANY) for match in placeholder().finditer(text)]
    spans += [(*match.span(), PLACE) for match in place_placeholder().finditer(text)]
    spans.sort()
    words = []
    at = 0
    for start, end, sign in [*spans, (len(text), len(text), "")]:
        words += [
            Word(number, at + m.start(), at + m.end(), m.group()) for m in WORD.finditer(text[at:start])
        ]
        if end > start:
            words.append(Word(number, start, end, sign))
        at = max(end, at)
    return Sketch(kind, line, words, _segments(text, spans), dated, prose=False)


def first_sentence(text: str, dated: int) -> str:
    """'2019 - 2021  Founder, Oakmoss. Mowing for solar farms. …': the head, where it has the date."""
    stop = SENTENCE_END.search(text)
    long = len(text.split()) > MOST_WORDS
    return text[: stop.start() + 1] if long and stop is not None and dated <= stop.start() else text


def _dated(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Where a line's dates stand: alone, start, end, mid, or no."""
    if not spans:
        return "no"
    letters = len(re.sub(r"\W", "", text)) - sum(len(re.sub(r"\W", "", text[a:b])) for a, b in spans)
    if letters <= _ALONE:
        return "alone"
    if spans[0][0] <= 1:
        return "start"
    return "end" if spans[-1][1] >= len(text) - 2 else "mid"


def _segments(text: str, spans: Sequence[tuple[int, int, str]]) -> list[Segment]:
    cuts = [(m.start(), m.end(), m.group().strip() or "⇥") for m in _SEPARATOR.finditer(text)]
    cuts = sorted([*cuts, *spans])
    segments = []
    at, before = 0, "^"
    for start, end, sign in [*cuts, (len(text), len(text), "$")]:
        if start > at and text[at:start].strip():
            segments.append(_judge(text[at:start], at, start, before, sign))
        if end >= at:
            at, before = end, sign
    return segments


def _judge(text: str, start: int, end: int, before: str, after: str) -> Segment:
    bare = text.strip(" ,;-–")
    title, company = round(title_likeness(bare) * 4), round(company_likeness(bare) * 4)
    return Segment(start, end, title, company, is_place(bare), before, after)


def _body_size(lines: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _add_usual(sketches: Sequence[Sketch], body: float) -> None:
    """What lines of one look in sections of one kind usually are: mean likenesses of their segments."""
    groups: dict[tuple[object, ...], list[Sketch]] = defaultdict(list)
    for one in sketches:
        line = one.line
        size = round((line.size - body) * 2) if line.size else 0
        one.style = (
            one.kind,
            line.bold,
            line.italic,
            size,
            line.bullet,
            one.dated,
            min(len(one.segments), 3),
        )
        if one.segments and not one.prose:
            groups[one.style].append(one)
    for group in groups.values():
        first = round(sum(one.segments[0].title for one in group) / len(group))
        last = round(sum(one.segments[-1].title for one in group) / len(group))
        company = round(sum(one.segments[0].company for one in group) / len(group))
        many = min(len(group), 3)
        for one in group:
            one.usual = f"{first}{last}{company}/{many}"


def _own_features(one: Sketch) -> list[str]:
    line = one.line
    gap = "0" if line.gap < 0.35 else "1" if line.gap < 0.8 else "2"
    return [
        f"b={line.bold:d}{line.italic:d}",
        f"look={line.bold:d}{line.italic:d}{one.style[3]}",
        f"bul={line.bullet:d}{line.continues:d}",
        f"dated={one.dated}",
        f"gap={gap}",
        f"use={one.usual}",
        f"use1={one.usual[:1]}{one.usual[2:3]}",
        f"len={min(len(one.words), 9)}",
        f"seg#={min(len(one.segments), 5)}",
        f"caps={line.text.isupper():d}",
        f"stop={line.text.rstrip()[-1:] in '.;'}",
    ]


def _around(sketches: Sequence[Sketch], at: int) -> list[str]:
    """The lines above and below: dated, prose, what they look like, and how far the next dates are."""
    found = []
    for offset in (-2, -1, 1, 2):
        other = sketches[at + offset] if 0 <= at + offset < len(sketches) else None
        found.append(f"{offset}:{_summary(other)}")
        if other is not None and abs(offset) == 1:
            found += [f"{offset}d={other.dated}", f"{offset}look={other.style == sketches[at].style:d}"]
            found.append(f"{offset}u={other.usual[:1]}{other.usual[2:3]}{other.dated[:1]}")
    up = next((n for n in range(4) if at - n >= 0 and sketches[at - n].dated != "no"), 4)
    down = next((n for n in range(4) if at + n < len(sketches) and sketches[at + n].dated != "no"), 4)
    return [*found, f"up={up}", f"down={down}", f"ud={up}{down}"]


def _summary(one: Sketch | None) -> str:
    if one is None:
        return "none"
    if one.prose:
        return "prose"
    if one.dated == "alone":
        return "date"
    best = max(one.segments, key=lambda each: (each.title, each.company), default=None)
    if best is None:
        return "empty"
    bullet = "*" if one.line.bullet else ""
    return f"{bullet}{best.title}{max(each.company for each in one.segments)}{best.place:d}"


@cache
def placeholder() -> re.Pattern[str]:
    """What anonymised CVs put in the place of an employer."""
    return re.compile("|".join(map(re.escape, load_lexicon("companies")["placeholders"])))


@cache
def place_placeholder() -> re.Pattern[str]:
    """What anonymised CVs put in the place of a town and region."""
    return re.compile("|".join(load_lexicon("places")["left_out"]))


@cache
def _open_end() -> re.Pattern[str]:
    words = "|".join(load_lexicon("positions")["open_ends"])
    return re.compile(rf"(?:[,&/(–-]|\b(?:{words}))$")


def ends_open(text: str) -> bool:
    """Whether what ends so goes on below: 'Director of', 'Privacy and', 'Senior Manager,'."""
    return _open_end().search(text) is not None
