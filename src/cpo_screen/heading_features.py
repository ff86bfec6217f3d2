"""What the section-heading model looks at: how a line is set, what stands around it, and its words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Any

from cpo_screen.headings import fold, heading_words, is_label, is_table_head
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, SectionKind

_MOST_WORDS = 6
_BELOW = 14  # lines under a heading that are looked at
_ENDS_OPEN = re.compile(r"[,;.)]$|\band$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_ADDRESS = re.compile(r"@|https?:|www\.|\.(?:com|org|net|io)\b")
_PARTS = re.compile(r"[,(&/|→]|\s[-–—]\s")
_MARKED = re.compile(r"[,@/|()]")
_SAME_SIZE, _NEAR_SIZE = 0.3, 1.1
_FORMS: tuple[tuple[str, str], ...] = (
    ("year", r"\b(?:19|20)\d\d\b"),
    ("range", r"\d{4}\s*[-–—]|[-–—]\s*\d{4}"),
    ("mail", r"@"),
    ("phone", r"\+?\d[\d ()-]{7,}"),
    ("quote", r"[\"“«‘]"),
    ("percent", r"%"),
    ("colon", r"^\w[^:]{1,20}:"),
    ("level", r"\b[ABC][12]\b"),
    ("commas", r",.*,.*,"),
    ("dots", r"·|\||•"),
    ("first", r"\b(?:I|my|ich|je|mi)\b"),
)
FEATURES = (
    "size", "bold", "upper", "title_case", "level", "same_level", "words", "letters", "gap",
    "gap_rank", "gap_after", "like_known", "known", "look_share", "look_known", "look_times",
    "plain", "colon", "tab", "column_top", "page_top", "next_continues", "next_bullet", "next_year",
    "next_alike", "next_longer", "next_tab", "years_below", "before_year", "before_alike",
    "before_bullet", "before_heading", "to_heading", "titled", "firm", "degreed", "schooled",
    "marked", "heading_words", "before_first", "place", "loosely_known", "level_times", "deeper",
    "indent", "known_indent", "styled", "next_titled", "next_firm", "italic",
)  # fmt: skip


def heading_text(line: Line) -> str:
    """The words of a line that could be a heading: those before the first tab."""
    return line.text.split("\t", 1)[0].strip()


def may_be_heading(line: Line) -> bool:
    """Say whether the line is short and bare enough to be a heading at all."""
    text = heading_text(line)
    if line.bullet or line.continues or line.role is not None or not text.strip("_=~ ")[:1].isalpha():
        return False
    if len(text.split()) > _MOST_WORDS or len(text) > 45 or any(map(str.isdigit, text)):
        return False
    if is_label(text) or is_table_head(line.text) or _ENDS_OPEN.search(text):
        return False
    return not (_ADDRESS.search(line.text) or _YEAR.search(line.text))


def names_a_job(text: str) -> bool:
    """Say whether a part of the line ends in the word of a job title, or the whole is leave between jobs.

    >>> names_a_job("Design Director & Partner"), names_a_job("Test Engineer"), names_a_job("At sea")
    (True, True, False)
    """
    if fold(text) in _leave():
        return True
    ends = [fold(part).split()[-1:] for part in _PARTS.split(text)]
    return any(end and end[0] in _lexicon_words()["titled"] for end in ends)


@cache
def _leave() -> frozenset[str]:
    return frozenset(map(fold, load_lexicon("positions")["break_words"]))


@cache
def _lexicon_words() -> dict[str, frozenset[str]]:
    titles, firms = load_lexicon("titles"), load_lexicon("companies")
    degrees, schools = load_lexicon("degrees"), load_lexicon("institutions")
    named: dict[str, list[Any]] = {
        "titled": [
            titles[key] for key in ("heads", "open_heads", "junior_heads", "ranks", "whole", "compounds")
        ],
        "firm": [firms["legal_forms"], firms["words"]],
        "degreed": [
            [one["forms"] for one in degrees["degrees"]],
            [one["forms"] for one in degrees["upper"]],
        ],
        "schooled": [schools["schools"], schools["names"]],
    }
    return {name: frozenset(_single_words(data)) for name, data in named.items()}


def _single_words(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        if " " not in data:
            yield fold(data)
        return
    for one in data.values() if isinstance(data, dict) else data:
        yield from _single_words(one)


def _has(name: str, text: str) -> bool:
    return not _lexicon_words()[name].isdisjoint(fold(text).replace("/", " ").split())


def _look(line: Line) -> tuple[float, bool, bool]:
    return (round(line.size, 1), line.bold, heading_text(line).isupper())


def _is_loosely_like(line: Line, other: Line) -> bool:
    """The same weight and case, and nearly the same size: sidebars set their headings a little smaller."""
    one, two = _look(line), _look(other)
    return one[1:] == two[1:] and abs(one[0] - two[0]) < _NEAR_SIZE


@dataclass(frozen=True, slots=True)
class Page:
    """A CV's lines with what holds for all of them; `known` are the headings known by their words."""

    lines: Sequence[Line]
    known: Mapping[int, SectionKind]
    body: float
    looks: Counter[tuple[float, bool, bool]]
    known_looks: Counter[tuple[float, bool, bool]]
    gaps: float
    edge: Mapping[int, float]

    @classmethod
    def of(cls, lines: Sequence[Line], known: Mapping[int, SectionKind], body: float) -> Page:
        """Measure a CV's lines once."""
        edges: dict[int, Counter[float]] = {}
        for line in lines:
            if line.box is not None:
                edges.setdefault(line.column, Counter())[round(line.box.x0)] += 1
        return cls(
            lines,
            known,
            body,
            Counter(_look(line) for line in lines if may_be_heading(line)),
            Counter(_look(lines[index]) for index in known),
            median([line.gap for line in lines] or [0.0]),
            {column: counts.most_common(1)[0][0] for column, counts in edges.items()},
        )

    def at(self, index: int) -> Line | None:
        """The line at this place; None beyond the ends."""
        return self.lines[index] if 0 <= index < len(self.lines) else None


def heading_features(page: Page, index: int) -> list[float]:
    """How line `index` is set and what stands around it, in the order of FEATURES."""
    found = _own_features(page, index) | _like_features(page, index) | _near_features(page, index)
    return [float(found[name]) for name in FEATURES]


def _own_features(page: Page, index: int) -> dict[str, float]:
    line, text = page.lines[index], heading_text(page.lines[index])
    words = text.split()
    vocabulary = heading_words()
    folded = fold(text).split()
    return {
        "size": max(min(line.size - page.body, 12.0), -4.0) if line.size else 0.0,
        "bold": line.bold,
        "italic": line.italic,
        "styled": bool(line.styles and line.styles[0].bold and not line.bold),
        "upper": text.isupper(),
        "title_case": sum(word[:1].isupper() for word in words) / len(words),
        "level": line.heading,
        "words": len(words),
        "letters": len(text),
        "plain": not line.bold and abs(line.size - page.body) < _SAME_SIZE and not text.isupper(),
        "colon": text.endswith(":"),
        "tab": "\t" in line.text,
        "titled": _has("titled", text),
        "firm": _has("firm", text),
        "degreed": _has("degreed", text),
        "schooled": _has("schooled", text),
        "marked": bool(_MARKED.search(text)),
        "heading_words": sum(word in vocabulary for word in folded) / max(len(folded), 1),
    }


def _like_features(page: Page, index: int) -> dict[str, float]:
    line = page.lines[index]
    look = _look(line)
    known = [page.lines[one] for one in page.known if one != index]
    alike = page.known_looks[look] - (index in page.known)
    loosely = sum(_is_loosely_like(line, one) for one in known)
    edge = page.edge.get(line.column, 0.0)
    starts = [one.box.x0 for one in known if one.box is not None and one.column == line.column]
    return {
        "known": min(len(known), 8),
        "like_known": alike / len(known) if known else -1.0,
        "loosely_known": loosely / len(known) if known else -1.0,
        "level_times": sum(one.heading == line.heading > 0 for one in page.lines),
        "deeper": sum(one.heading > line.heading > 0 for one in page.lines),
        "look_times": min(page.looks[look], 12),
        "look_known": alike / max(page.looks[look], 1),
        "look_share": page.looks[look] / max(sum(page.looks.values()), 1),
        "same_level": sum(one.heading == line.heading > 0 for one in known),
        "indent": max(min(line.box.x0 - edge, 60.0), -60.0) if line.box is not None else 0.0,
        "known_indent": min(abs(line.box.x0 - one) for one in starts)
        if starts and line.box is not None
        else -1.0,
        "gap": min(line.gap, 4.0),
        "gap_rank": min(line.gap - page.gaps, 4.0),
        "place": min(index, 12),
        "before_first": not any(one < index for one in page.known),
    }


def _near_features(page: Page, index: int) -> dict[str, float]:
    line, before, after = page.lines[index], page.at(index - 1), page.at(index + 1)
    below = list(page.lines[index + 1 : index + 4])
    ahead = [one - index for one in page.known if one > index]
    return {
        "column_top": before is None or before.column != line.column,
        "page_top": before is None or before.page != line.page,
        "gap_after": min(after.gap, 4.0) if after is not None else -1.0,
        "next_continues": after is not None and after.continues,
        "next_bullet": after is not None and after.bullet,
        "next_year": after is not None and bool(_YEAR.search(after.text)),
        "next_tab": after is not None and "\t" in after.text,
        "next_alike": after is not None and _look(after) == _look(line),
        "next_longer": min(len(after.text) / max(len(line.text), 1), 9.0) if after is not None else -1.0,
        "next_titled": after is not None and len(after.text) < 60 and _has("titled", after.text),
        "next_firm": after is not None and len(after.text) < 60 and _has("firm", after.text),
        "years_below": sum(bool(_YEAR.search(one.text)) for one in below),
        "before_year": before is not None and bool(_YEAR.search(before.text)),
        "before_alike": before is not None and _look(before) == _look(line),
        "before_bullet": before is not None and before.bullet,
        "before_heading": index - 1 in page.known,
        "to_heading": min(min(ahead, default=30), 30),
    }


# --- what it opens ----------------------------------------------------------------------------


def is_dated(below: Sequence[Line]) -> bool:
    """Say whether the lines hold several dates, as no list of skills or summary does."""
    return sum(bool(_YEAR.search(line.text)) for line in below) > 1


def kind_features(text: str, below: Sequence[Line]) -> dict[str, float]:
    """The heading's words and letters, and what stands below it; each group's weights have length 1."""
    return _weighed(_word_features(text)) | _weighed(_below_features(below))


def lines_below(lines: Sequence[Line], index: int, headings: Iterable[int]) -> list[Line]:
    """The lines between a heading and the next, at most so many."""
    stop = min((one for one in headings if one > index), default=len(lines))
    return list(lines[index + 1 : min(stop, index + 1 + _BELOW)])


def _weighed(names: set[str]) -> dict[str, float]:
    return {name: 1 / math.sqrt(len(names)) for name in names}


def _word_features(text: str) -> set[str]:
    words = fold(text).split()
    found = {f"w:{word}" for word in words} | {f"p:{one} {other}" for one, other in pairwise(words)}
    for word in words:
        marked = f"^{word}$"
        found |= {f"c:{marked[i : i + size]}" for size in (3, 4, 5) for i in range(len(marked) - size + 1)}
    return found


def _below_features(below: Sequence[Line]) -> set[str]:
    found = {
        f"b:{word}"
        for line in below
        for word in fold(line.text).split()
        if word.isalpha() and len(word) > 1
    }
    total = max(len(below), 1)
    for name, pattern in _FORMS:
        share = sum(bool(re.search(pattern, line.text)) for line in below) / total
        found.add(f"f:{name}:{math.ceil(share * 3)}")
    for name in _lexicon_words():
        share = sum(_has(name, line.text) for line in below) / total
        found.add(f"l:{name}:{math.ceil(share * 3)}")
    words = sum(len(line.text.split()) for line in below) / total
    bullets = sum(line.bullet for line in below) / total
    shape = {
        f"s:long:{min(int(words // 3), 5)}",
        f"s:bullets:{math.ceil(bullets * 3)}",
        f"s:lines:{min(len(below), 6)}",
    }
    return (found | shape) if below else set()
