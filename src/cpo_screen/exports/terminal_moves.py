"""What a change of criteria moved, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cpo_screen.comparison import Move
from cpo_screen.exports.safe_text import one_line

_MINUS = "\u2212"


def moves_view(moves: Sequence[Move]) -> RenderableType:
    """Lay out who rose, who fell, by how much and through which criterion; who stayed is only counted."""
    moved = [one for one in moves if not one.is_still]
    still = len(moves) - len(moved)
    stayed = f"{still} of {len(moves)} candidates stand as before."
    if not moved:
        return Text("Nothing moved: all candidates stand as before.")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Rank", no_wrap=True)
    table.add_column("", no_wrap=True, justify="right")
    table.add_column("Name", min_width=14, max_width=28, overflow="fold")
    table.add_column("Score", no_wrap=True)
    table.add_column("", no_wrap=True, justify="right")
    table.add_column("Through", overflow="fold")
    for one in moved:
        table.add_row(*map(Text, _cells(one)))
    return Group(table, Text(stayed)) if still else table


def _cells(one: Move) -> list[str]:
    through = ", ".join(f"{one_line(label)} {signed(change)}" for label, change in one.through)
    return [
        _ranks(one),
        _steps(one),
        one_line(one.name or f"({one.file})"),
        f"{one.score_before:.1f} → {one.score_after:.1f}",
        signed(round(one.score_after - one.score_before, 1)),
        through,
    ]


def _ranks(one: Move) -> str:
    before, after = _rank(one.rank_before), _rank(one.rank_after)
    return after if before == after else f"{before} → {after}"


def _rank(rank: int | None) -> str:
    return "review" if rank is None else str(rank)


def _steps(one: Move) -> str:
    """By how many places somebody rose or fell."""
    if one.rank_before is None or one.rank_after is None or one.rank_before == one.rank_after:
        return ""
    steps = one.rank_before - one.rank_after
    return f"▲{steps}" if steps > 0 else f"▼{-steps}"


def signed(change: float) -> str:
    """Write a change with its sign.

    >>> signed(4.2), signed(-1.0), signed(0.0)
    ('+4.2', '\u22121.0', '0.0')
    """
    return f"+{change:.1f}" if change > 0 else f"{_MINUS}{-change:.1f}" if change < 0 else "0.0"
