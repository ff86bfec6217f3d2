"""What a recruiter's decisions teach, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cpo_screen.calibration import Agreement, Calibration
from cpo_screen.exports.safe_text import one_line
from cpo_screen.exports.terminal_moves import signed

_MOST = 20


def calibration_view(found: Calibration) -> RenderableType:
    """Lay out agreement before and after, proposed weights, decisions not explained or not used."""
    parts: list[RenderableType] = [Text(f"{one_line(found.reason)}."), Text()]
    parts += [Text(f"Decisions used: {found.better} for, {found.worse} against.")]
    for label, agreement in (("today", found.before), ("with fitted weights", found.after)):
        if agreement is not None:
            parts.append(Text(f"Pairs in your order, {label}: {_agreement(agreement)}"))
    if found.changes:
        parts += [Text(), _weights(found)]
    parts += _listed("Not explained by the criteria:", [one.message for one in found.misfits])
    parts += _listed("Not used:", [one.message for one in found.unused])
    return Group(*parts)


def _agreement(one: Agreement) -> str:
    return f"{one.value:.1%} (95 % interval {one.low:.1%} to {one.high:.1%})"


def _weights(found: Calibration) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Criterion", overflow="fold")
    table.add_column("weight", justify="right", no_wrap=True)
    table.add_column("proposed", justify="right", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    for one in found.changes:
        row = (one_line(one.label), f"{one.old:g}", f"{one.new:g}", signed(round(one.new - one.old, 1)))
        table.add_row(*map(Text, row))
    return table


def _listed(heading: str, messages: list[str]) -> Iterator[Text]:
    if not messages:
        return
    yield Text()
    yield Text(heading, style="bold")
    for message in messages[:_MOST]:
        yield Text(f"- {one_line(message)}")
    if len(messages) > _MOST:
        yield Text(f"… and {len(messages) - _MOST} more")
