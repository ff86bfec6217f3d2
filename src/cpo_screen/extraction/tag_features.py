"""What the tagger sees of each word: its letters, its line's type and place, the lexicons, the lines around it.

A section is one sequence. Short lines give their words; a long line, which can only be prose, gives one mark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.dates import find_periods
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.extraction.title_words import find_terms
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line

MOST_WORDS = 18
_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*|[^\w\s]|_+")
_SEPARATOR = re.compile(r"\t+|\s*[|•·¦►]\s*|\s+[–—-]{1,2}\s+|\s*—\s*|\s+/{1,2}\s+|\s+@\s*|:\s+|,\s+|\s*[()\[\]]\s*|\s{3,}")
_ALONE = 2  # letters that may stand beside a date that has its line to itself


@dataclass(frozen=True, slots=True)
class Word:
    """Characters [start, end) of the section's line number `line`; a date is one word."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    end: int
    title: int
    company: int
    place: bool
    before: str
    after: str


@dataclass(slots=True)
class _Sketch:
    """What is known of one line before its words are looked at."""

    line: Line
    words: list[Word]
    segments: list[_Segment]
    dated: str
    prose: bool
    style: tuple[object, ...] = ()
    usual: str = ""


def section_features(kind: str, lines: Sequence[Line]) -> tuple[list[Word], list[list[str]]]:
    """The words of a section's short lines and, for each, its features."""
    sketches = [_sketch(number, line) for number, line in enumerate(lines)]
    _add_usual(sketches, _body_size(lines))
    words: list[Word] = []
    features: list[list[str]] = []
    for at, sketch in enumerate(sketches):
        around = _around(sketches, at)
        line_features = [f"sec={kind}", *_line_features(sketch), *around]
        words += sketch.words
        features += list(_word_features(sketch, line_features))
    _add_context(words, features)
    return words, features


def _sketch(number: int, line: Line) -> _Sketch:
    text = line.text
    periods = find_periods(text) if any(map(str.isdigit, text)) or len(text) < 40 else []
    spans = [(one.start, one.end) for one in periods]
    letters = len(re.sub(r"\W", "", text)) - sum(len(re.sub(r"\W", "", text[a:b])) for a, b in spans)
    dated = "no"
    if spans:
        alone = letters <= _ALONE
        dated = "alone" if alone else "start" if spans[0][0] <= 1 else "end" if spans[-1][1] >= len(text) - 2 else "mid"
    if len(text.split()) > MOST_WORDS or (line.continues and not spans and len(text.split()) > 7):
        return _Sketch(line, [Word(number, 0, len(text), "¶")], [], dated, prose=True)
    words = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        words += [Word(number, at + m.start(), at + m.end(), m.group()) for m in _WORD.finditer(text[at:start])]
        if end > start:
            words.append(Word(number, start, end, "◷"))
        at = end
    return _Sketch(line, words, _segments(text, spans), dated, prose=False)


def _segments(text: str, spans: Sequence[tuple[int, int]]) -> list[_Segment]:
    cuts = [(m.start(), m.end(), m.group().strip() or "⇥") for m in _SEPARATOR.finditer(text)]
    cuts += [(start, end, "◷") for start, end in spans]
    cuts.sort()
    segments = []
    at, before = 0, "^"
    for start, end, sign in [*cuts, (len(text), len(text), "$")]:
        if start > at and text[at:start].strip():
            segments.append(_judge(text[at:start], at, start, before, sign))
        if end >= at:
            at, before = end, sign
    return segments


def _judge(text: str, start: int, end: int, before: str, after: str) -> _Segment:
    bare = text.strip(" ,;-–")
    title, company = round(title_likeness(bare) * 4), round(company_likeness(bare) * 4)
    return _Segment(start, end, title, company, is_place(bare), before, after)


def _body_size(lines: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _add_usual(sketches: Sequence[_Sketch], body: float) -> None:
    """What lines of one look in this section usually are: their mean likenesses, of the first and last segment."""
    groups: dict[tuple[object, ...], list[_Sketch]] = defaultdict(list)
    for one in sketches:
        line = one.line
        size = round((line.size - body) * 2) if line.size else 0
        one.style = (line.bold, line.italic, size, line.bullet, one.dated, min(len(one.segments), 3))
        if one.segments and not one.prose:
            groups[one.style].append(one)
    for group in groups.values():
        first = round(sum(one.segments[0].title for one in group) / len(group))
        last = round(sum(one.segments[-1].title for one in group) / len(group))
        company = round(sum(one.segments[0].company for one in group) / len(group))
        many = min(len(group), 3)
        for one in group:
            one.usual = f"{first}{last}{company}/{many}"


def _line_features(one: _Sketch) -> list[str]:
    line = one.line
    gap = "0" if line.gap < 0.35 else "1" if line.gap < 0.8 else "2"
    return [
        f"b={line.bold:d}{line.italic:d}",
        f"look={line.bold:d}{line.italic:d}{one.style[2]}",
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


def _around(sketches: Sequence[_Sketch], at: int) -> list[str]:
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


def _summary(one: _Sketch | None) -> str:
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


def _word_features(sketch: _Sketch, line_features: list[str]) -> Iterator[list[str]]:
    if sketch.prose:
        yield ["prose", *line_features]
        return
    kinds = _kinds(sketch.line.text)
    for number, word in enumerate(sketch.words):
        segment = next((one for one in sketch.segments if one.start <= word.start < one.end), None)
        yield [*_own(word, kinds), *_segment_features(sketch, segment, word), *line_features, f"at={min(number, 3)}"]


def _own(word: Word, kinds: dict[int, str]) -> list[str]:
    text = word.text
    low = text.lower()
    kind = kinds.get(word.start, "-")
    return [f"w={low}", f"sh={_shape(text)}", f"p={low[:3]}", f"s={low[-3:]}", f"s2={low[-2:]}", f"k={kind}"]


@lru_cache(maxsize=16384)
def _shape(text: str) -> str:
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    if text[:1].isupper():
        return "Xx" if text[1:].islower() else "XxX"
    if text.isdigit():
        return f"d{min(len(text), 4)}"
    return "x" if text.isalpha() else text[:1]


def _segment_features(sketch: _Sketch, segment: _Segment | None, word: Word) -> list[str]:
    if segment is None:
        return ["seg=none"]
    number = sketch.segments.index(segment)
    likeness = f"{segment.title}{segment.company}{segment.place:d}"
    before = sketch.segments[number - 1] if number else None
    after = sketch.segments[number + 1] if number + 1 < len(sketch.segments) else None
    found = [
        f"sl={likeness}", f"st={segment.title}", f"sc={segment.company}", f"sp={segment.place:d}",
        f"sn={min(number, 4)}", f"sb={segment.before}", f"sa={segment.after}", f"sn+sl={number}{likeness}",
        f"sb+sl={segment.before}{likeness}",
        f"first={word.start <= segment.start + 1:d}",
        f"use+sn={sketch.usual}/{min(number, 3)}",
    ]  # fmt: skip
    if before is not None:
        found += [f"pl={before.title}{before.company}{before.place:d}", f"pl+sl={before.title}{before.company}{likeness}"]
    if after is not None:
        found += [f"nl={after.title}{after.company}{after.place:d}", f"nl+sl={after.title}{after.company}{likeness}"]
    return found


def _add_context(words: Sequence[Word], features: Sequence[list[str]]) -> None:
    """The words and lexicon kinds next to each word, within its line."""
    own = [(one[0], one[5] if len(one) > 5 and one[0] != "prose" else "k=-") for one in features]
    for at, word in enumerate(words):
        for offset in (-2, -1, 1, 2):
            other = at + offset
            if 0 <= other < len(words) and words[other].line == word.line:
                features[at] += [f"{offset}{own[other][0]}", f"{offset}{own[other][1]}"]


# --- lexicons -----------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _kinds(text: str) -> dict[int, str]:
    """What the lexicons say of the words that begin at each offset: title words, legal forms, trades, schools."""
    kinds: dict[int, str] = {}
    for term in find_terms(text):
        if term.kind not in ("unknown", "and", "comma", "break"):
            for match in _WORD.finditer(text[term.start : term.end]):
                kinds[term.start + match.start()] = term.kind
    legal, company, school, degree = _marks()
    for match in _WORD.finditer(text):
        folded = fold(match.group()).replace(" ", "")
        if folded in legal:
            kinds[match.start()] = "legal"
        elif folded in degree:
            kinds[match.start()] = "degree"
        elif folded in school:
            kinds[match.start()] = "school"
        elif folded in company and kinds.get(match.start()) in (None, "company"):
            kinds[match.start()] = "firm"
    return kinds


@cache
def _marks() -> tuple[frozenset[str], ...]:
    companies = load_lexicon("companies")
    forms = [form for one in load_lexicon("degrees")["degrees"] for form in one["forms"]]
    return (
        frozenset(fold(word).replace(" ", "") for word in companies["legal_forms"]),
        frozenset(map(fold, companies["words"])),
        frozenset(map(fold, load_lexicon("institutions")["schools"])),
        frozenset(fold(form).replace(" ", "") for form in forms),
    )
