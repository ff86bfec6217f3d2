"""Give the lines that are read from a generated file the roles of the fragments it was made from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cpo_screen.headings import fold
from cpo_screen.model import Line
from cpo_screen.training.rendering.page import Fragment

_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"[)\].!?%+”\"’]+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """The characters [start, end) of a line that come from one fragment."""

    start: int
    end: int
    role: str
    fragment: int


@dataclass(frozen=True, slots=True)
class _Place:
    fragment: int
    word: int


def label_lines(lines: Sequence[Line], fragments: Sequence[Fragment]) -> list[tuple[Labelled, ...]]:
    """For each line the labelled spans in it, by the longest common runs of words, in order if possible."""
    return _Aligner(fragments).label(lines)


class _Aligner:
    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._fragments = fragments
        self._words = [[fold(word) for word in _WORD.findall(one.text)] for one in fragments]
        self._places: dict[str, list[_Place]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for at, word in enumerate(words):
                self._places[word].append(_Place(number, at))
        self._used: set[_Place] = set()
        self._last = _Place(-1, -1)

    def label(self, lines: Sequence[Line]) -> list[tuple[Labelled, ...]]:
        return [self._line(line.text) for line in lines]

    def _line(self, text: str) -> tuple[Labelled, ...]:
        tokens = list(_WORD.finditer(text))
        words = [fold(token.group()) for token in tokens]
        spans: list[Labelled] = []
        at = 0
        while at < len(words):
            place, length = self._best(words, at)
            if place is None:
                at += 1
                continue
            spans.append(self._span(text, tokens[at : at + length], place, length))
            at += length
        return tuple(spans)

    def _best(self, words: Sequence[str], at: int) -> tuple[_Place | None, int]:
        best: tuple[tuple[int, bool, bool, int], _Place | None, int] = ((0, False, False, 0), None, 0)
        for place in self._places.get(words[at], ()):
            length = self._run(words, at, place)
            follows = place == _Place(self._last.fragment, self._last.word + 1)
            whole = length == len(self._words[place.fragment]) or place.word == 0 or follows
            if not whole and length < 3:
                continue
            fresh = place not in self._used
            rank = (length if fresh else -9, follows, fresh, -abs(place.fragment - self._last.fragment))
            if best[1] is None or rank > best[0]:
                best = (rank, place, length)
        if best[1] is not None:
            self._used.update(_Place(best[1].fragment, best[1].word + i) for i in range(best[2]))
            self._last = _Place(best[1].fragment, best[1].word + best[2] - 1)
        return best[1], best[2]

    def _run(self, words: Sequence[str], at: int, place: _Place) -> int:
        own = self._words[place.fragment]
        length = 0
        while (
            at + length < len(words)
            and place.word + length < len(own)
            and words[at + length] == own[place.word + length]
        ):
            length += 1
        return length

    def _span(self, text: str, tokens: Sequence[re.Match[str]], place: _Place, length: int) -> Labelled:
        fragment = self._fragments[place.fragment]
        start, end = tokens[0].start(), tokens[-1].end()
        ends = place.word + length == len(self._words[place.fragment])
        tail = _TAIL.search(fragment.text[-3:]) if ends else None
        if tail is not None and fragment.text.endswith(tail.group()) and text.startswith(tail.group(), end):
            end += len(tail.group())
        head = re.match(r"[(\[“\"‘]+", fragment.text) if place.word == 0 else None
        if head is not None and text[:start].endswith(head.group()):
            start -= len(head.group())
        return Labelled(start, end, fragment.role, place.fragment)
