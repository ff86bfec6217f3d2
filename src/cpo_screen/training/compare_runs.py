"""A CV as runs of short lines in which line ends, wide gaps, dates, bold type
and bullets are words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cpo_screen.extraction.line_sketches import Sketch
from cpo_screen.extraction.tag_features import word_features
from cpo_screen.training.corpus import Sample

_LINE_END, _GAP, _BOLD, _BULLET = "⏎", "⇥", "✱", "‣"


@dataclass(slots=True)
class Run:
    """Neighbouring short lines of a section; `places` are numbers of words in the sample, -1 for marks."""

    words: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, word: str, kind: str, label: str, place: int = -1) -> None:
        """Put a word at the end."""
        self.words.append(word)
        self.kinds.append(kind)
        self.labels.append(label)
        self.places.append(place)


def cut_runs(sample: Sample) -> list[Run]:
    """The sample's short lines; prose and headings divide them."""
    none: list[list[str]] = [[] for _ in sample.sketches]
    told = word_features(sample.sketches, none, ["-"] * len(none))[1]
    kinds = [next((each[2:] for each in one if each.startswith("k=")), "-") for one in told]
    runs: list[Run] = []
    section, place = "", 0
    for sketch in sample.sketches:
        if sketch.prose:
            section = ""
        else:
            if sketch.kind != section and sketch.kind != section.removesuffix("#"):
                runs.append(Run())
            section = sketch.kind
            _add_line(runs[-1], sketch, place, kinds, sample.labels)
        place += len(sketch.words)
    return [run for run in runs if run.words]


def _add_line(run: Run, sketch: Sketch, place: int, kinds: Sequence[str], labels: Sequence[str]) -> None:
    """The line's marks and words; a mark tells the section, and inside of a span it is part of it."""
    marks = [_LINE_END, *[_BOLD] * sketch.line.bold, *[_BULLET] * sketch.line.bullet]
    section = sketch.kind.removesuffix("#")
    before = 0
    for number, word in enumerate(sketch.words, place):
        space = sketch.line.text[before : word.start]
        if before and ("\t" in space or "   " in space):
            marks.append(_GAP)
        for mark in marks:
            run.add(mark, section, labels[number] if labels[number].startswith("I-") else "O")
        run.add(word.text, kinds[number], labels[number], number)
        marks, before = [], word.end


def labels_of_words(runs: Iterable[Run], found: Iterable[Sequence[str]], count: int) -> list[str]:
    """The labels of a sample's words, of those found for its runs; marks drop out."""
    labels = ["O"] * count
    for run, answer in zip(runs, found, strict=True):
        begins = False
        for place, label in zip(run.places, answer, strict=True):
            begins = label.startswith("B-") or (begins and label != "O")
            if place >= 0 and label != "O":
                labels[place] = f"{'B' if begins else 'I'}-{label[2:]}"
                begins = False
    return labels


def whole(labels: Sequence[str]) -> list[str]:
    """Labels in which each span has a beginning; that of a span cut by prose is in another run.

    >>> whole(["I-TITLE", "I-TITLE", "O", "I-TITLE", "I-PLACE"])
    ['B-TITLE', 'I-TITLE', 'O', 'B-TITLE', 'B-PLACE']
    """
    before = ["O", *labels]
    return [
        f"B{one[1:]}" if one.startswith("I-") and before[at][2:] != one[2:] else one
        for at, one in enumerate(labels)
    ]
