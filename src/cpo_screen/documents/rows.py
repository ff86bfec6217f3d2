"""From words to rows: words on one baseline, cut into segments where the gap is wide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from cpo_screen.documents.clean import parse_bullet
from cpo_screen.documents.daterail import is_date_like
from cpo_screen.documents.runs import Run

_BASELINE = 0.25  # of the type size: words this near share a row
_CUT = 0.9  # of the type size: a gap that may be a gutter
_NARROW_CUT = 0.4
_EDGE_ROWS = 3
_RAIL_WORDS = 5
_RAISED_CHARS, _SMALLER = 3, 0.8
_LETTERS = 3  # single characters in a row that make a letter-spaced word
_LETTER_GAP = 0.9
_KERN = 0.05
_LONE_BULLET = re.compile(r"[^\w\s()\[\]\"'“”„«&|/,.:;!?#@€$£%*+=<>–—-]+|[-–*o§]")


@dataclass(slots=True, frozen=True)
class Segment:
    """Words of one row without a wide gap between them; `band` where it stands for a row of a table."""

    runs: tuple[Run, ...]
    band: Band | None = None

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.runs[-1].x1

    @property
    def baseline(self) -> float:
        """Baseline of the first word."""
        return self.runs[0].baseline

    @property
    def size(self) -> float:
        """Largest type size in it."""
        return max(run.size for run in self.runs)

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class BandCell:
    """One cell of a table's row: its rows of words, and the room from `x0` to `x1` that they have."""

    column: int
    span: int
    rows: tuple[Row, ...]
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a table, whose cells are read each for itself; `table` is the same for all its rows."""

    table: float
    cells: tuple[BandCell, ...]


@dataclass(frozen=True)
class Row:
    """The segments on one baseline, left to right."""

    segments: tuple[Segment, ...]

    @cached_property
    def baseline(self) -> float:
        """Baseline of the largest segment."""
        return max(self.segments, key=lambda one: one.size).baseline

    @cached_property
    def size(self) -> float:
        """Largest type size in it."""
        return max(one.size for one in self.segments)

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.segments[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return self.segments[-1].x1


def find_rows(runs: Iterable[Run]) -> list[Row]:
    """Rows from top to bottom; each row's words are cut into segments at wide gaps."""
    groups: list[list[Run]] = []
    for run in sorted(_without_raised(list(runs)), key=lambda one: (one.baseline, one.x0)):
        if groups and run.baseline - groups[-1][0].baseline <= _BASELINE * min(
            run.size, groups[-1][0].size
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
    rows = [Row(_cut(sorted(group, key=lambda one: one.x0))) for group in groups]
    edges = _common_edges(rows)
    return [Row(tuple(part for one in row.segments for part in _cut_at(one, edges))) for row in rows]


def _without_raised(runs: list[Run]) -> list[Run]:
    """Put what is raised beside a word, like the letters of 1st, to that word."""
    largest = max((run.size for run in runs), default=0.0)
    raised = [run for run in runs if len(run.text) <= _RAISED_CHARS and run.size < _SMALLER * largest]
    if not raised:
        return runs
    owners = {id(run): owner for run in raised if (owner := _owner(run, runs)) is not None}
    ends: dict[int, Run] = {}
    for run in raised:
        if id(run) in owners:
            ends.setdefault(id(owners[id(run)]), run)
    return [
        replace(run, text=run.text + end.text, x1=end.x1) if (end := ends.get(id(run))) is not None else run
        for run in runs
        if not any(run is one for one in ends.values())
    ]


def _owner(raised: Run, runs: list[Run]) -> Run | None:
    for run in runs:
        lift = run.baseline - raised.baseline
        near = -0.15 * run.size <= raised.x0 - run.x1 <= 0.15 * run.size
        if near and raised.size < _SMALLER * run.size and 0.2 * run.size <= lift <= 0.6 * run.size:
            return run
    return None


def _common_edges(rows: list[Row]) -> set[int]:
    """Left edges (in points) where several rows' segments begin."""
    count = Counter(round(one.x0) for row in rows for one in row.segments)
    return {
        edge for edge, times in count.items() if times + count[edge - 1] + count[edge + 1] >= _EDGE_ROWS
    }


def _cut_at(segment: Segment, edges: set[int]) -> list[Segment]:
    """Cut after a leading date where the next word begins at a common left edge: a narrow date rail."""
    for index in range(1, min(len(segment.runs), _RAIL_WORDS + 1)):
        before, run = segment.runs[index - 1], segment.runs[index]
        if run.x0 - before.x1 > _NARROW_CUT * run.size and round(run.x0) in edges:
            head = Segment(segment.runs[:index])
            if is_date_like(head.text):
                return [head, Segment(segment.runs[index:])]
    return [segment]


def band_row(band: Band) -> Row:
    """A row of one segment that stands for a table's row over its whole width."""
    segments = [one for cell in band.cells for row in cell.rows for one in row.segments]
    runs = [run for one in segments for run in one.runs]
    first = min(runs, key=lambda run: run.baseline)
    text = " ".join(run.text for run in runs)
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    top, bottom = min(run.top for run in runs), max(run.bottom for run in runs)
    return Row((Segment((replace(first, text=text, x0=x0, top=top, x1=x1, bottom=bottom),), band),))


def row_of(segments: Iterable[Segment]) -> Row:
    """A row of these segments, left to right."""
    return Row(tuple(sorted(segments, key=lambda one: one.x0)))


def _cut(runs: list[Run]) -> tuple[Segment, ...]:
    runs = _join_letterspaced(_join_torn(_drop_doubles(runs)))
    segments: list[list[Run]] = [[runs[0]]]
    for before, run in pairwise(runs):
        gap = run.x0 - before.x1
        if gap > _CUT * min(run.size, before.size) and not _is_lone_bullet(segments[-1], gap):
            segments.append([run])
        else:
            segments[-1].append(run)
    return tuple(Segment(tuple(one)) for one in segments)


def _is_lone_bullet(runs: list[Run], gap: float) -> bool:
    """A bullet marker belongs to the text right of it, however wide the gap between them."""
    if len(runs) != 1 or gap > 5 * runs[0].size:
        return False
    text = runs[0].text
    return bool(_LONE_BULLET.fullmatch(text)) or parse_bullet(text + " X")[0]


def _drop_doubles(runs: list[Run]) -> list[Run]:
    """Leave out words drawn twice at (nearly) the same place to look bold."""
    kept: list[Run] = []
    for run in runs:
        if any(run.text == one.text and abs(run.x0 - one.x0) < 0.12 * run.size for one in kept[-3:]):
            continue
        kept.append(run)
    return kept


def _join_torn(runs: list[Run]) -> list[Run]:
    """Mend a letter-spaced word that the reader tore apart: its parts are as near as its letters."""
    widest: dict[float, float] = {}
    for run in runs:
        widest[run.size] = max(widest.get(run.size, 0.0), run.spacing)
    mended: list[Run] = []
    for run in runs:
        spacing = widest[run.size] if mended and mended[-1].size == run.size else 0.0
        if (
            spacing > 0.03 * run.size
            and run.x0 - mended[-1].x1 <= 1.3 * spacing + _KERN * run.size
            and run.text[:1].isupper()
        ):
            mended[-1] = _merge([mended[-1], run])
        else:
            mended.append(run)
    return mended


def _join_letterspaced(runs: list[Run]) -> list[Run]:
    """Make words of letter-spaced capitals: 'E X P E R I E N C E' is one word."""
    joined: list[Run] = []
    spaced: list[Run] = []
    for run in [*runs, None]:
        if run is not None and _goes_on(spaced, run):
            spaced.append(run)
            continue
        joined += _words_of(spaced)
        spaced = [run] if run is not None else []
    return joined


def _goes_on(spaced: list[Run], run: Run) -> bool:
    if not spaced:
        return False
    last = spaced[-1]
    gap = run.x0 - last.x1
    single = len(run.text) == 1 and len(last.text) == 1
    return single and abs(run.size - last.size) < 0.5 and gap < 2.5 * _LETTER_GAP * run.size


def _words_of(spaced: list[Run]) -> list[Run]:
    letters = sum(run.text.isalpha() for run in spaced)
    if len(spaced) < _LETTERS or letters < 0.7 * len(spaced):
        return spaced
    gaps = [b.x0 - a.x1 for a, b in pairwise(spaced)]
    wide = 1.7 * max(median(gaps), 0.08 * spaced[0].size)
    words = [[spaced[0]]]
    for gap, run in zip(gaps, spaced[1:], strict=True):
        if gap > wide:
            words.append([])
        words[-1].append(run)
    return [_merge(word) for word in words]


def _merge(letters: list[Run]) -> Run:
    first, last = letters[0], letters[-1]
    return Run(
        "".join(run.text for run in letters),
        first.x0,
        min(run.top for run in letters),
        last.x1,
        max(run.bottom for run in letters),
        first.baseline,
        first.size,
        first.bold,
        first.italic,
        first.colour,
        first.invisible,
        first.order,
        max(run.spacing for run in letters),
    )
