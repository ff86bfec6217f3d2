"""Reading order over the pages: a column goes on where the same column stood on the page before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cpo_screen.documents.columns import Block
from cpo_screen.documents.rows import Row

_SAME_GUTTER = 18.0  # points
_EDGE = 4.0

Side = tuple[float, int]


@dataclass(slots=True)
class Flow:
    """Rows read one after the other, as (page number, rows). `column` 0 is the whole width."""

    column: int
    side: Side | None
    parts: list[tuple[int, tuple[Row, ...]]] = field(default_factory=list)


def find_flows(pages: Sequence[tuple[int, list[Block]]]) -> list[Flow]:
    """Chain the blocks of consecutive pages into flows, in reading order."""
    flows: list[Flow] = []
    open_columns: list[Flow] = []
    for number, blocks in pages:
        current: list[Flow] = []
        for index, block in enumerate(blocks):
            flow = _continued(block, open_columns) if index < 2 or block.side else None
            if flow is None:
                flow = _new_flow(block, flows)
            flow.parts.append((number, block.rows))
            if not block.closed:
                current.append(flow)
        open_columns = [flow for flow in current if flow.side is not None] or open_columns[:0]
    return flows


def _new_flow(block: Block, flows: list[Flow]) -> Flow:
    if block.side is None and flows and flows[-1].side is None:
        return flows[-1]
    column = 0 if block.side is None else 1 + sum(flow.side is not None for flow in flows)
    flows.append(Flow(column, block.side))
    return flows[-1]


def _continued(block: Block, open_columns: list[Flow]) -> Flow | None:
    """The column of the page before that this block goes on with."""
    for flow in open_columns:
        assert flow.side is not None
        mid, sign = flow.side
        if block.side is not None:
            if block.side[1] == sign and abs(block.side[0] - mid) <= _SAME_GUTTER:
                return flow
        elif _is_within(block, mid, sign):
            return flow
    return None


def _is_within(block: Block, mid: float, sign: int) -> bool:
    if sign > 0:
        return all(row.x0 >= mid - _EDGE for row in block.rows)
    return all(row.x1 <= mid + _EDGE for row in block.rows)
