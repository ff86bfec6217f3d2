"""Tables whose lines are drawn: which words stand in which cell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cpo_screen.documents.rows import Band, BandCell, Row, band_row, find_rows
from cpo_screen.documents.runs import Run
from cpo_screen.model import Box

_SNAP = 3.5  # points: lines this near are one, and meet
_MAX_RULES = 1500
_FRAME, _INNER = 0.8, 0.1  # of the page: a frame's length, and where the page's inside begins
_BOX = 6  # rows of words
_LONG_CELL = 14  # rows of words beside as many: texts side by side, no table

Cell = tuple[int, int, int, int]  # first column and row, last column and row, of the lattice


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table's lines: where its columns and rows begin and end, and the cell at each place of the grid."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    at: dict[tuple[int, int], Cell]


def without_frame(rules: Sequence[Box], width: float, height: float) -> list[Box]:
    """The lines of a page but those of a frame around all of it."""
    return [
        rule
        for rule in rules
        if not (
            rule.bottom - rule.top > _FRAME * height and not _INNER * width < rule.x0 < (1 - _INNER) * width
        )
        and not (
            rule.x1 - rule.x0 > _FRAME * width and not _INNER * height < rule.top < (1 - _INNER) * height
        )
    ]


def take_tables(runs: Sequence[Run], rules: Sequence[Box]) -> tuple[list[Run], list[Row]]:
    """Part a page's words into those outside of drawn tables, and rows that stand for the tables' rows."""
    rest, rows = list(runs), list[Row]()
    for lattice in find_lattices(rules):
        rest, inside = _part(rest, lattice)
        bands, texts = _bands(inside, lattice)
        rest += texts
        if _is_table(bands):
            rows += [band_row(band) for band in bands]
        else:
            rest += [run for words in inside.values() for run in words]
    return rest, rows


def _part(runs: list[Run], lattice: Lattice) -> tuple[list[Run], dict[Cell, list[Run]]]:
    outside: list[Run] = []
    inside: dict[Cell, list[Run]] = defaultdict(list)
    for run in runs:
        x = bisect_right(lattice.xs, (run.x0 + run.x1) / 2) - 1
        y = bisect_right(lattice.ys, run.baseline - 0.3 * run.size) - 1
        cell = lattice.at.get((x, y))
        if cell is None:
            outside.append(run)
        else:
            inside[cell].append(run)
    return outside, inside


def _bands(inside: dict[Cell, list[Run]], lattice: Lattice) -> tuple[list[Band], list[Run]]:
    """The table's rows, and the words of boxes that only touch it: long texts over several of its rows."""
    tops: dict[int, list[BandCell]] = defaultdict(list)
    texts: list[Run] = []
    for cell in sorted(cell for cell, runs in inside.items() if runs):
        rows = tuple(find_rows(inside[cell]))
        alone = not any(other[1] <= cell[1] <= other[3] for other in inside if other != cell)
        if len(rows) > _BOX and (alone or cell[3] > cell[1]):
            texts += inside.pop(cell)
            continue
        x0, x1 = lattice.xs[cell[0]], lattice.xs[cell[2] + 1]
        tops[cell[1]].append(BandCell(cell[0], cell[2] - cell[0] + 1, rows, x0, x1))
    return [Band(lattice.ys[0], tuple(cells)) for _, cells in sorted(tops.items())], texts


def _is_table(bands: Sequence[Band]) -> bool:
    """Whether the drawn lines hold entries in rows, not texts side by side or boxes one below the other."""
    beside = sum(len(band.cells) > 1 for band in bands)
    if beside == 0 or 2 * beside < len(bands):
        return False
    return not any(sum(len(cell.rows) > _LONG_CELL for cell in band.cells) > 1 for band in bands)


# --- the lines --------------------------------------------------------------------------------


def find_lattices(rules: Sequence[Box]) -> list[Lattice]:
    """Lines that cross or meet, as grids; those without a line inside are left out."""
    found = [_lattice(across, down) for across, down in _find_components(rules)]
    return [one for one in found if len(one.xs) > 2 and len(set(one.at.values())) > 2]


def find_frames(rules: Sequence[Box]) -> list[Box]:
    """The boxes whose four sides are drawn, each around all that its lines meet."""
    frames = []
    for across, down in _find_components(rules):
        x0, x1 = min(rule.x0 for rule in across), max(rule.x1 for rule in across)
        top, bottom = min(rule.top for rule in down), max(rule.bottom for rule in down)
        levels = [rule.top for rule in across if rule.x1 - rule.x0 >= x1 - x0 - 2 * _SNAP]
        uprights = [rule.x0 for rule in down if rule.bottom - rule.top >= bottom - top - 2 * _SNAP]
        if _span(levels) >= bottom - top - 2 * _SNAP and _span(uprights) >= x1 - x0 - 2 * _SNAP:
            frames.append(Box(x0, top, x1, bottom))
    return frames


def _find_components(rules: Sequence[Box]) -> list[tuple[list[Box], list[Box]]]:
    if not 3 <= len(rules) <= _MAX_RULES:
        return []
    across = [rule for rule in rules if rule.x1 - rule.x0 >= rule.bottom - rule.top]
    down = [rule for rule in rules if rule.x1 - rule.x0 < rule.bottom - rule.top]
    return [one for one in _components(_joined(across, True), _joined(down, False)) if one[1]]


def _span(values: Sequence[float]) -> float:
    return max(values) - min(values) if values else 0.0


def _joined(rules: Iterable[Box], across: bool) -> list[Box]:
    """Lines as one where they go on in each other: a cell's sides are often drawn one by one."""
    flat = sorted(_flat(rule, across) for rule in rules)
    joined: list[tuple[float, float, float]] = []
    for at, start, end in flat:
        index = next(
            (i for i, one in _near(joined, at) if start <= one[2] + _SNAP and one[1] <= end + _SNAP), None
        )
        if index is None:
            joined.append((at, start, end))
        else:
            first, low, high = joined[index]
            joined[index] = (first, min(start, low), max(end, high))
    if across:
        return [Box(start, at, end, at) for at, start, end in joined]
    return [Box(at, start, at, end) for at, start, end in joined]


def _near(
    joined: list[tuple[float, float, float]], at: float
) -> Iterator[tuple[int, tuple[float, float, float]]]:
    for index in range(len(joined) - 1, -1, -1):
        if at - joined[index][0] > _SNAP:
            return
        yield index, joined[index]


def _flat(rule: Box, across: bool) -> tuple[float, float, float]:
    if across:
        return (rule.top + rule.bottom) / 2, rule.x0, rule.x1
    return (rule.x0 + rule.x1) / 2, rule.top, rule.bottom


def _components(across: list[Box], down: list[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Groups of lines that touch each other."""
    groups: list[tuple[list[Box], list[Box]]] = []
    for rule in down:
        touched = [one for one in groups if any(_meet(other, rule) for other in one[0])]
        loose = [
            other for other in across if _meet(other, rule) and not any(other in one[0] for one in groups)
        ]
        merged = (
            [*loose, *(other for one in touched for other in one[0])],
            [rule, *(other for one in touched for other in one[1])],
        )
        groups = [one for one in groups if not any(one is other for other in touched)]
        groups.append(merged)
    return [one for one in groups if one[0]]


def _meet(across: Box, down: Box) -> bool:
    return (
        across.x0 - _SNAP <= down.x0 <= across.x1 + _SNAP
        and down.top - _SNAP <= across.top <= down.bottom + _SNAP
    )


def _lattice(across: list[Box], down: list[Box]) -> Lattice:
    xs = _stops([*(rule.x0 for rule in down), *(x for rule in across for x in (rule.x0, rule.x1))])
    ys = _stops([*(rule.top for rule in across), *(y for rule in down for y in (rule.top, rule.bottom))])
    columns, rows = range(len(xs) - 1), range(len(ys) - 1)
    owner = {(x, y): (x, y) for x in columns for y in rows}
    for y in rows:
        middle = (ys[y] + ys[y + 1]) / 2
        for x in columns[1:]:
            if not any(abs(v.x0 - xs[x]) <= _SNAP and v.top <= middle <= v.bottom for v in down):
                _unite(owner, (x - 1, y), (x, y))
    for x in columns:
        middle = (xs[x] + xs[x + 1]) / 2
        for y in rows[1:]:
            if not any(abs(h.top - ys[y]) <= _SNAP and h.x0 <= middle <= h.x1 for h in across):
                _unite(owner, (x, y - 1), (x, y))
    return Lattice(tuple(xs), tuple(ys), _cells(owner))


def _stops(values: Iterable[float]) -> list[float]:
    stops: list[float] = []
    for value in sorted(values):
        if not stops or value - stops[-1] > _SNAP:
            stops.append(value)
    return stops


def _unite(
    owner: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]
) -> None:
    first, second = owner[one], owner[other]
    for place, its in owner.items():
        if its == second:
            owner[place] = first


def _cells(owner: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[int, int], Cell]:
    groups: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place, its in owner.items():
        groups[its].append(place)
    boxes = {
        its: (
            min(x for x, _ in own),
            min(y for _, y in own),
            max(x for x, _ in own),
            max(y for _, y in own),
        )
        for its, own in groups.items()
    }
    return {place: boxes[its] for place, its in owner.items()}
