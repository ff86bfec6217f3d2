"""Gutters on a page: which white strips part two columns, and which only part a date from its row.

A gutter is a vertical strip that no segment crosses over several rows. Independent columns are read one
after the other; a rail (dates, labels, headings beside the text) is read row by row, its cells tabbed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpo_screen.documents.beside import part_by_headings
from cpo_screen.documents.cards import Slab, find_boxes, find_slabs
from cpo_screen.documents.daterail import is_date_like
from cpo_screen.documents.gutters import Gutter, find_gutters
from cpo_screen.documents.headed import find_headed
from cpo_screen.documents.loose_tables import find_loose_table
from cpo_screen.documents.rows import Row, Segment, band_row, row_of
from cpo_screen.documents.runs import PageRuns, Shape
from cpo_screen.documents.strips import is_rail_gutter
from cpo_screen.headings import fold, parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Box

_MIN_ROWS = 2  # rows on the side that has fewer
_SAME_ROW = 0.3  # of the type size
_DATE_SHARE = 0.4
_FEW, _ALIGNED_DATES = 12, 0.35
_ALIGNED = 0.65
_HEADING_SHARE = 0.7
_LABEL_WORDS = 5.0
_LABEL_ALIGNED = 0.7
_LABEL_SHARE = 0.35
_FORM_SHARE, _FORM_ALIGNED = 0.5, 0.35  # a form whose labels wrap
_SHADE_HEIGHT = 0.4  # of the region's height
_MAX_DEPTH = 8

Side = tuple[float, int]  # a gutter's middle, and on which side of it


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are read one after the other. `side` is the gutter's middle and on which side of it they
    stand (-1 left, 1 right), None for text over the whole width. A `closed` one ends on its page."""

    rows: tuple[Row, ...]
    side: Side | None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is drawn behind a page's words: filled shapes, and boxes that may be cards."""

    shapes: Sequence[Shape]
    boxes: Sequence[Box]


def find_blocks(rows: Sequence[Row], page: PageRuns) -> list[Block]:
    """Cut a page's rows into blocks in reading order."""
    return _split(list(rows), _Ground(page.shapes, find_boxes(page)), None, 0)


def _split(rows: list[Row], page: _Ground, side: Side | None, depth: int) -> list[Block]:
    if not rows:
        return []
    slabs = find_slabs(rows, page.boxes) or find_headed(rows) if depth < _MAX_DEPTH else []
    if slabs:
        return _split_slabs(rows, slabs, page, side, depth)
    gutters = find_gutters(rows) if depth < _MAX_DEPTH else []
    table = find_loose_table(rows, gutters)
    if table is not None:
        bands = [band_row(band) for band in table.bands]
        return _split([*rows[: table.start], *bands, *rows[table.end :]], page, side, depth + 1)
    for found in sorted(gutters, key=lambda one: (-one.both, one.lo)):
        gutter = replace(found, start=_start_of_columns(rows, found))
        parts, end = _parts(rows, gutter, gutters, page, side)
        if parts:
            inner = [block for part, its in parts for block in _split(part, page, its, depth + 1)]
            before = _split(rows[: gutter.start], page, side, depth + 1)
            return [*before, *inner, *_split(rows[end:], page, side, depth + 1)]
    return [Block(tuple(rows), side)]


def _start_of_columns(rows: Sequence[Row], gutter: Gutter) -> int:
    """Columns begin with headings side by side, where nothing but dates stands right of the strip above."""
    for at in range(gutter.start + 1, gutter.end):
        if _begin_with_headings(rows[at : at + 1], gutter):
            return at
        right = [one.text for one in rows[at].segments if one.x0 >= gutter.mid]
        if not all(map(is_date_like, right)):
            break
    return gutter.start


def _end_of_columns(rows: Sequence[Row], gutter: Gutter) -> int:
    """A list in two columns ends where the right one has ended and a heading begins the next section.

    Short lines below it leave the strip between its columns white, though they stand over the whole width.
    """
    right = [at for at in range(gutter.start, gutter.end) if rows[at].x1 > gutter.mid]
    if not right or any(_is_heading_in(rows[at], gutter.mid) for at in right):
        return gutter.end
    after = range(right[-1] + 1, gutter.end)
    return next((at for at in after if parse_heading(_text(rows[at])) is not None), gutter.end)


def _is_heading_in(row: Row, mid: float) -> bool:
    return any(parse_heading(one.text) is not None for one in row.segments if one.x0 >= mid)


def _text(row: Row) -> str:
    return " ".join(one.text for one in row.segments)


def _split_slabs(
    rows: list[Row], slabs: list[Slab], page: _Ground, side: Side | None, depth: int
) -> list[Block]:
    """Cards one by one, and what stands between them."""
    blocks: list[Block] = []
    end = 0
    for slab in slabs:
        blocks += _split(rows[end : slab.start], page, side, depth + 1)
        for number, column in enumerate(slab.columns):
            found = _split(column, page, slab.side_of(number) or side, depth + 1)
            blocks += [replace(one, closed=slab.end < len(rows)) for one in found]
        end = slab.end
    return blocks + _split(rows[end:], page, side, depth + 1)


def _parts(
    rows: list[Row], gutter: Gutter, gutters: list[Gutter], page: _Ground, side: Side | None
) -> tuple[list[tuple[list[Row], Side | None]], int]:
    """What the gutter parts, in reading order, and where that ends; nothing if it parts nothing."""
    own = rows[gutter.start : gutter.end]
    if gutter.both < _MIN_ROWS:
        return [], gutter.end
    headed = part_by_headings(own, gutter.mid)
    if headed is not None:
        beside = [
            (part, side) for head, its in headed for part in ([head] if head is not None else [], its)
        ]
        return beside, gutter.end
    if is_rail_gutter(own, gutter, gutters) or not _are_columns(own, gutter, page):
        return [], gutter.end
    end = _end_of_columns(rows, gutter)
    left, right = _sides(rows[gutter.start : end], gutter)
    return [(left, (gutter.mid, -1)), (right, (gutter.mid, 1))], end


def _sides(rows: Sequence[Row], gutter: Gutter) -> tuple[list[Row], list[Row]]:
    left, right = [], []
    for row in rows:
        before = [one for one in row.segments if one.x0 < gutter.mid]
        after = [one for one in row.segments if one.x0 >= gutter.mid]
        if before:
            left.append(row_of(before))
        if after:
            right.append(row_of(after))
    return left, right


# --- judging ----------------------------------------------------------------------------------


def _are_columns(rows: Sequence[Row], gutter: Gutter, page: _Ground) -> bool:
    left, right = _sides(rows, gutter)
    narrow, wide = sorted((left, right), key=_letters)
    cells = [one for row in narrow for one in row.segments]
    rest = [one for row in wide for one in row.segments]
    if _is_shaded(narrow, wide, page) or _begin_with_headings(rows, gutter):
        return True
    if _is_rail(narrow, wide):
        return False
    aligned = _aligned_share(narrow, wide)
    if aligned >= _ALIGNED and _are_headings_beside(cells, rest):
        return False
    if aligned >= _FORM_ALIGNED and _label_share(cells) >= _FORM_SHARE:
        return False
    return aligned < _ALIGNED or _are_columns_by_words(cells, rest, aligned)


def _is_rail(side: Sequence[Row], other: Sequence[Row]) -> bool:
    """Say whether a side holds dates of what stands beside them, whatever it holds above and below."""
    top, bottom = other[0].baseline - other[0].size, other[-1].baseline + other[-1].size
    beside = [row for row in side if top <= row.baseline <= bottom]
    texts = [one.text for row in beside for one in row.segments if parse_heading(one.text) is None]
    if not texts or sum(map(is_date_like, texts)) < _DATE_SHARE * len(texts):
        return False
    return len(texts) <= _FEW or _aligned_share(beside, other) >= _ALIGNED_DATES


def _are_headings_beside(narrow: list[Segment], wide: list[Segment]) -> bool:
    """Say whether the narrow side holds little but headings and labels of what stands beside them."""
    headings = sum(parse_heading(one.text) is not None for one in narrow)
    return headings >= _HEADING_SHARE * len(narrow) and headings > sum(
        parse_heading(one.text) is not None for one in wide
    )


def _begin_with_headings(rows: Sequence[Row], gutter: Gutter) -> bool:
    """Say whether headings stand side by side over what is beside each other."""
    first = rows[0].segments
    return (
        len(first) > 1
        and first[0].x0 < gutter.mid < first[-1].x0
        and all(parse_heading(one.text) is not None for one in first)
    )


def _are_columns_by_words(narrow: list[Segment], wide: list[Segment], aligned: float) -> bool:
    if aligned >= _LABEL_ALIGNED and _label_share(narrow) >= _LABEL_SHARE:
        return False
    headings = sum(parse_heading(one.text) is not None for one in narrow)
    wide_headings = sum(parse_heading(one.text) is not None for one in wide)
    if headings >= 2 and wide_headings >= 1:
        return True
    words = sum(len(one.runs) for one in narrow) / len(narrow)
    return words > _LABEL_WORDS or aligned < 0.8 or headings >= 3


def _label_share(cells: list[Segment]) -> float:
    """Share of cells that are labels of a form: known ones, repeated ones, or with a colon."""
    texts = [fold(one.text) for one in cells]
    count = Counter(texts)
    known = frozenset(map(fold, load_lexicon("layout")["labels"]))
    hits = sum(
        text in known or count[text] > 1 or cell.text.endswith(":")
        for text, cell in zip(texts, cells, strict=True)
    )
    return hits / len(cells)


def _letters(rows: Sequence[Row]) -> int:
    return sum(len(run.text) for row in rows for one in row.segments for run in one.runs)


def _aligned_share(narrow: Sequence[Row], wide: Sequence[Row]) -> float:
    """Share of the narrow side's rows that stand on the baseline of a row of the other side."""
    baselines = [row.baseline for row in wide]
    hits = sum(any(abs(row.baseline - y) <= _SAME_ROW * row.size for y in baselines) for row in narrow)
    return hits / max(len(narrow), 1)


def _is_shaded(narrow: Sequence[Row], wide: Sequence[Row], page: _Ground) -> bool:
    """Say whether the narrow side stands on a coloured panel of its own."""
    x0, x1 = min(row.x0 for row in narrow), max(row.x1 for row in narrow)
    other = (min(row.x0 for row in wide) + max(row.x1 for row in wide)) / 2
    top, bottom = narrow[0].baseline, narrow[-1].baseline
    return any(_is_panel(shape, x0, x1, other) and _reaches(shape, top, bottom) for shape in page.shapes)


def _is_panel(shape: Shape, x0: float, x1: float, other: float) -> bool:
    box = shape.box
    white = shape.colour is None or min(shape.colour) > 250
    return not white and box.x0 - 2 <= x0 and x1 <= box.x1 + 2 and not box.x0 <= other <= box.x1


def _reaches(shape: Shape, top: float, bottom: float) -> bool:
    overlap = min(shape.box.bottom, bottom) - max(shape.box.top, top)
    return bottom - top > 60 and overlap >= _SHADE_HEIGHT * (bottom - top)
