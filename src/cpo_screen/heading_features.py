"""What the section-heading model looks at: how a line is set, what stands around it, and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from statistics import median
from typing import Any

from cpo_screen.heading_looks import LOOK_FEATURES, Look, Looks, Signs
from cpo_screen.headings import fold, heading_words, is_label, is_table_head
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, SectionKind

_MOST_WORDS, _MOST_LETTERS = 9, 55
_ENDS_OPEN = re.compile(r"[,;.)]$|\band$")
YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_ADDRESS = re.compile(r"@|https?:|www\.|\.(?:com|org|net|io)\b")
_PARTS = re.compile(r"[,(&/|→]|\s[-–—]\s")
_MARKED = re.compile(r"[,@/|()]|:\s*\S")
_NAMED = frozenset({"firm", "degreed", "schooled"})
_SAME_SIZE, _NEAR_SIZE = 0.3, 1.1
FEATURES = (
    "size", "bold", "upper", "title_case", "level", "same_level", "words", "letters", "gap",
    "gap_rank", "gap_after", "like_known", "known", "look_share", "look_known", "look_times",
    "plain", "colon", "tab", "column_top", "page_top", "next_continues", "next_bullet", "next_year",
    "next_alike", "next_longer", "next_tab", "years_below", "before_year", "before_alike",
    "before_bullet", "before_heading", "to_heading", "titled", "firm", "degreed", "schooled",
    "marked", "heading_words", "before_first", "place", "loosely_known", "level_times", "deeper",
    "indent", "known_indent", "styled", "next_titled", "next_firm", "italic",
    "names_job", "just_like_known", *LOOK_FEATURES,
)  # fmt: skip
PEER_FEATURES = ("chance", "peers", "peers_mean", "peers_most", "peers_least")


def heading_text(line: Line) -> str:
    """The words of a line that could be a heading: those before the first tab."""
    return line.text.split("\t", 1)[0].strip()


def may_be_heading(line: Line) -> bool:
    """Say whether the line is short and bare enough to be a heading at all."""
    text = heading_text(line)
    if line.bullet or line.continues or line.role is not None or not text.strip("_=~ ")[:1].isalpha():
        return False
    if len(text.split()) > _MOST_WORDS or len(text) > _MOST_LETTERS or any(map(str.isdigit, text)):
        return False
    if is_label(text) or is_table_head(line.text) or _ENDS_OPEN.search(text):
        return False
    return not (_ADDRESS.search(line.text) or YEAR.search(line.text))


def names_a_job(text: str) -> bool:
    """Say whether a part of the line ends in the word of a job title, or the whole is leave between jobs.

    >>> names_a_job("Design Director & Partner"), names_a_job("Test Engineer"), names_a_job("At sea")
    (True, True, False)
    """
    if fold(text) in _leave():
        return True
    ends = [fold(part).split()[-1:] for part in _PARTS.split(text)]
    return any(end and end[0] in word_lists()["titled"] for end in ends)


@cache
def _leave() -> frozenset[str]:
    return frozenset(map(fold, load_lexicon("positions")["break_words"]))


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The single words of titles, firms, degrees and schools, folded."""
    titles, firms = load_lexicon("titles"), load_lexicon("companies")
    degrees, schools = load_lexicon("degrees"), load_lexicon("institutions")
    named: dict[str, list[Any]] = {
        "titled": [
            *(
                titles[key]
                for key in ("heads", "open_heads", "junior_heads", "ranks", "whole", "compounds")
            ),
            titles["levels"]["senior"],
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


@lru_cache(maxsize=4096)
def word_kinds(text: str) -> frozenset[str]:
    """Of which lists of words the text holds one."""
    words = fold(text).replace("/", " ").split()
    return frozenset(name for name, listed in word_lists().items() if not listed.isdisjoint(words))


def _is_loosely_like(one: Look, other: Look) -> bool:
    """The same weight and case, and nearly the same size: sidebars set their headings a little smaller."""
    alike = one.bold == other.bold and one.upper == other.upper
    return alike and abs(one.size - other.size) < _NEAR_SIZE


@dataclass(frozen=True, slots=True)
class Page:
    """A CV's lines with what holds for all of them; `known` are the headings known so far, `able` the lines
    that could be one."""

    lines: Sequence[Line]
    known: Mapping[int, SectionKind]
    body: float
    looks: Looks
    able: frozenset[int]
    able_looks: Counter[Look]
    known_looks: Counter[Look]
    just_known: Counter[Look]
    levels: Counter[int]
    gaps: float
    edge: Mapping[int, float]
    of_look: dict[Look, dict[str, float]]

    @classmethod
    def of(cls, lines: Sequence[Line], known: Mapping[int, SectionKind], body: float) -> Page:
        """Measure a CV's lines once."""
        looks = Looks.of(lines)
        able = frozenset(index for index, line in enumerate(lines) if may_be_heading(line))
        edges: dict[int, Counter[float]] = {}
        for line in lines:
            if line.box is not None:
                edges.setdefault(line.column, Counter())[round(line.box.x0)] += 1
        page = cls(
            lines,
            {},
            body,
            looks,
            able,
            Counter(looks.each[index].roughly for index in able),
            Counter(),
            Counter(),
            Counter(line.heading for line in lines),
            median([line.gap for line in lines] or [0.0]),
            {column: counts.most_common(1)[0][0] for column, counts in edges.items()},
            {},
        )
        return page.knowing(known)

    def knowing(self, known: Mapping[int, SectionKind]) -> Page:
        """The same page with these known headings."""
        looks = [self.looks.each[index] for index in known]
        rough = Counter(look.roughly for look in looks)
        return replace(self, known=known, known_looks=rough, just_known=Counter(looks))

    def look(self, index: int) -> Look:
        """How the line is set."""
        return self.looks.each[index]

    def look_features(self, index: int) -> dict[str, float]:
        """What holds for all lines set like this one."""
        look = self.look(index)
        if look not in self.of_look:
            self.of_look[look] = self.looks.features(self.lines, look, _signs(self.able))
        return self.of_look[look]

    def at(self, index: int) -> Line | None:
        """The line at this place; None beyond the ends."""
        return self.lines[index] if 0 <= index < len(self.lines) else None


def _signs(able: frozenset[int]) -> Signs:
    return Signs(
        able,
        lambda text: "titled" in word_kinds(text),
        lambda text: not word_kinds(text).isdisjoint(_NAMED),
    )


def heading_features(page: Page, index: int) -> list[float]:
    """How line `index` is set and what stands around it, in the order of FEATURES."""
    found = _own_features(page, index) | _like_features(page, index) | _near_features(page, index)
    found |= page.look_features(index)
    return [float(found[name]) for name in FEATURES]


def peer_features(page: Page, index: int, first: Mapping[int, float]) -> list[float]:
    """The chances of a first reading: the line's own, and those of the other lines set like it."""
    places = page.looks.places.get(page.look(index), ())
    peers = [1.0 if one in page.known else first.get(one, 0.0) for one in places if one != index]
    if not peers:
        return [first[index], 0.0, -1.0, -1.0, -1.0]
    return [first[index], min(len(peers), 12), sum(peers) / len(peers), max(peers), min(peers)]


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
        "titled": "titled" in word_kinds(text),
        "names_job": names_a_job(text),
        "firm": "firm" in word_kinds(text),
        "degreed": "degreed" in word_kinds(text),
        "schooled": "schooled" in word_kinds(text),
        "marked": bool(_MARKED.search(text)),
        "heading_words": sum(word in vocabulary for word in folded) / max(len(folded), 1),
    }


def _like_features(page: Page, index: int) -> dict[str, float]:
    line = page.lines[index]
    look = page.look(index)
    known = [page.lines[one] for one in page.known if one != index]
    alike = page.known_looks[look.roughly] - (index in page.known)
    loosely = sum(_is_loosely_like(look, page.look(one)) for one in page.known if one != index)
    edge = page.edge.get(line.column, 0.0)
    starts = [one.box.x0 for one in known if one.box is not None and one.column == line.column]
    return {
        "known": min(len(known), 8),
        "like_known": alike / len(known) if known else -1.0,
        "loosely_known": loosely / len(known) if known else -1.0,
        "just_like_known": page.just_known[look] - (index in page.known),
        "level_times": page.levels[line.heading] if line.heading else 0,
        "deeper": sum(times for one, times in page.levels.items() if one > line.heading > 0),
        "look_times": min(page.able_looks[look.roughly], 12),
        "look_known": alike / max(page.able_looks[look.roughly], 1),
        "look_share": page.able_looks[look.roughly] / max(len(page.able), 1),
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
        "next_year": after is not None and bool(YEAR.search(after.text)),
        "next_tab": after is not None and "\t" in after.text,
        "next_alike": after is not None and page.look(index + 1).roughly == page.look(index).roughly,
        "next_longer": min(len(after.text) / max(len(line.text), 1), 9.0) if after is not None else -1.0,
        "next_titled": after is not None and len(after.text) < 60 and "titled" in word_kinds(after.text),
        "next_firm": after is not None and len(after.text) < 60 and "firm" in word_kinds(after.text),
        "years_below": sum(bool(YEAR.search(one.text)) for one in below),
        "before_year": before is not None and bool(YEAR.search(before.text)),
        "before_alike": before is not None and page.look(index - 1).roughly == page.look(index).roughly,
        "before_bullet": before is not None and before.bullet,
        "before_heading": index - 1 in page.known,
        "to_heading": min(min(ahead, default=30), 30),
    }
