"""Cards: texts side by side, each on a panel or in a box of its own, are read one after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from cpo_screen.documents.daterail import is_date_like
from cpo_screen.documents.frames import find_frames
from cpo_screen.documents.rows import Row, Segment
from cpo_screen.documents.runs import PageRuns, Run
from cpo_screen.model import Box

_MOST_BOXES, _MOST_NESTED = 400, 6
_LEAST_WIDTH, _LEAST_HEIGHT = 90.0, 18.0  # points
_ROWS = 2  # a box that holds fewer is a label
_GUTTER = 3.0  # points: nearer boxes are cells of a table
_EDGE = 2.0  # points that a word may stand over its box
_ALIGNED = 12.0  # points: a text and the edge of its panel
_CHIP_ROWS = 3
_CELL_ROWS = 3  # lower ones may be cells of a table


@dataclass(frozen=True, slots=True)
class Slab:
    """The rows [start, end) are texts side by side; `mids` are the middles of the space between them."""

    start: int
    end: int
    columns: tuple[list[Row], ...]
    mids: tuple[float, ...]

    def side_of(self, number: int) -> tuple[float, int] | None:
        """The gutter beside a column: right of it, or left of the last one."""
        if not self.mids:
            return None
        return (self.mids[number], -1) if number < len(self.mids) else (self.mids[-1], 1)


@dataclass(frozen=True, slots=True)
class _Card:
    """A box with the words it holds, of the rows from `first` to `last`."""

    box: Box
    runs: frozenset[int]
    first: int
    last: int


def find_boxes(page: PageRuns) -> list[Box]:
    """Panels and frames that are large enough to be cards; none where no two stand side by side."""
    drawn = [*(shape.box for shape in page.shapes), *page.outlines, *find_frames(page.rules)]
    large = {
        box for box in drawn if box.x1 - box.x0 >= _LEAST_WIDTH and box.bottom - box.top >= _LEAST_HEIGHT
    }
    boxes = sorted(large, key=lambda box: (box.x0, box.top, box.x1, box.bottom))
    if len(boxes) > _MOST_BOXES:
        return []  # a drawing
    return boxes if any(_are_beside(*pair) for pair in combinations(boxes, 2)) else []


def _are_beside(left: Box, right: Box) -> bool:
    common = min(left.bottom, right.bottom) - max(left.top, right.top)
    return left.x1 + _GUTTER <= right.x0 and common >= _LEAST_HEIGHT


def find_slabs(rows: Sequence[Row], boxes: Sequence[Box], depth: int = 0) -> list[Slab]:
    """Rows of cards and cards over the whole width, top to bottom; none where no two stand side by side,
    inside other cards included."""
    if len(boxes) < 2 or depth > _MOST_NESTED:
        return []
    cards = _find_cards(rows, boxes)
    slabs = [slab for group in _groups(cards) if (slab := _slab(rows, group)) is not None]
    slabs = [one for one in slabs if not _goes_on(rows, one, slabs)]
    if any(len(one.columns) > 1 or find_slabs(one.columns[0], boxes, depth + 1) for one in slabs):
        return slabs
    return []


def _find_cards(rows: Sequence[Row], boxes: Iterable[Box]) -> list[_Card]:
    """The outermost cards among these rows; a box that holds all of them is their ground."""
    every = sum(len(one.runs) for row in rows for one in row.segments)
    smallest: dict[frozenset[int], _Card] = {}
    for box in boxes:
        card = _card(rows, box)
        if card is None or len(card.runs) == every:
            continue
        other = smallest.get(card.runs)
        if other is None or _area(box) < _area(other.box):
            smallest[card.runs] = card
    cards: list[_Card] = []
    for card in sorted(smallest.values(), key=lambda one: -len(one.runs)):
        if all(card.runs.isdisjoint(one.runs) for one in cards):
            cards.append(card)
    return sorted(cards, key=lambda one: (one.first, one.box.x0))


def _card(rows: Sequence[Row], box: Box) -> _Card | None:
    """The box as a card; None if it is a label, a date's chip, or words stand over its edge."""
    held: dict[int, list[Run]] = {}
    near = bisect_left(rows, box.top, key=lambda row: row.baseline)
    for index, row in enumerate(rows[near:], near):
        if row.baseline - row.size > box.bottom:
            break
        for run in (run for one in row.segments for run in one.runs):
            if not box.top <= run.baseline - 0.3 * run.size <= box.bottom:
                continue
            if box.x0 - _EDGE <= run.x0 and run.x1 <= box.x1 + _EDGE:
                held.setdefault(index, []).append(run)
            elif run.x0 < box.x1 - _EDGE and run.x1 > box.x0 + _EDGE:
                return None
    texts = [" ".join(run.text for run in runs) for runs in held.values()]
    if len(held) < _ROWS or all(map(_begins_with_date, texts)):
        return None
    runs = frozenset(id(run) for own in held.values() for run in own)
    return _Card(box, runs, min(held), max(held))


def _begins_with_date(text: str) -> bool:
    return is_date_like(" ".join(text.split()[:2]))


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _groups(cards: Sequence[_Card]) -> list[list[_Card]]:
    """Cards that have rows in common, through others too."""
    groups: list[list[_Card]] = []
    for card in cards:
        if groups and card.first <= max(one.last for one in groups[-1]):
            groups[-1].append(card)
        else:
            groups.append([card])
    return groups


def _slab(rows: Sequence[Row], cards: Sequence[_Card]) -> Slab | None:
    """The cards' columns; None where other words stand beside them, or no white space between them."""
    start, end = min(one.first for one in cards), max(one.last for one in cards) + 1
    own = rows[start:end]
    words = sum(len(one.runs) for row in own for one in row.segments)
    if sum(len(one.runs) for one in cards) < words:
        return None
    columns: list[list[_Card]] = []
    for card in sorted(cards, key=lambda one: one.box.x0):
        if columns and card.box.x0 < max(one.box.x1 for one in columns[-1]) + _GUTTER:
            columns[-1].append(card)
        else:
            columns.append([card])
    if len(columns) == 1 < len(cards):
        return None
    sides = [(min(one.box.x0 for one in own), max(one.box.x1 for one in own)) for own in columns]
    mids = tuple((before[1] + after[0]) / 2 for before, after in pairwise(sides))
    slab = Slab(start, end, tuple(_rows_of(own, column) for column in columns), mids)
    return None if _are_dates_beside(slab) else slab


def _rows_of(rows: Sequence[Row], cards: Iterable[_Card]) -> list[Row]:
    held = frozenset[int]().union(*(one.runs for one in cards))
    parts = []
    for row in rows:
        runs = [(one, tuple(run for run in one.runs if id(run) in held)) for one in row.segments]
        segments = tuple(Segment(own, one.band) for one, own in runs if own)
        if segments:
            parts.append(Row(segments))
    return parts


def _are_dates_beside(slab: Slab) -> bool:
    """Whether some cards are but dates and a few words beside others that have none at their top."""
    dated = [_begins_with_date(column[0].segments[0].text) for column in slab.columns]
    chips = [is_dated and len(own) <= _CHIP_ROWS for own, is_dated in zip(slab.columns, dated, strict=True)]
    return any(chips) and not all(dated)


def _goes_on(rows: Sequence[Row], slab: Slab, slabs: Sequence[Slab]) -> bool:
    """Whether the row above or below it stands in the same columns: panels within columns, or a table."""
    if len(slab.columns) < 2:
        return False
    near = [index for index in (slab.start - 1, slab.end) if 0 <= index < len(rows)]
    loose = [index for index in near if not any(one.start <= index < one.end for one in slabs)]
    return any(sum(_has_on(rows[index], own, slab) for own in slab.columns) > 1 for index in loose)


def _has_on(row: Row, column: Sequence[Row], slab: Slab) -> bool:
    """Whether something in the row stands above or below this column: at its left edge, or anywhere."""
    low, high = min(one.x0 for one in column), max(one.x1 for one in column)
    reach = high - low if slab.end - slab.start <= _CELL_ROWS else _ALIGNED
    return any(low - _ALIGNED <= one.x0 <= low + reach for one in row.segments)
