"""Candidates side by side in a terminal: a row a criterion, with points, reason and quotes."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cpo_screen.exports.safe_text import one_line
from cpo_screen.exports.terminal import STYLES
from cpo_screen.exports.wording import VERDICTS, say_place, shorten
from cpo_screen.model import CandidateProfile, Evidence, Scorecard, Verdict

_QUOTES = 2
_LONGEST_QUOTE = 160


def comparison_view(pairs: Sequence[tuple[Scorecard, str | None]]) -> RenderableType:
    """Lay out candidates that were scored by the same criteria, a column each.

    Each comes with the reason why a person must look first, if there is one.
    """
    cards = [card for card, _ in pairs]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_lines=False)
    table.add_column("", min_width=14, max_width=26, overflow="fold")
    for card in cards:
        table.add_column(one_line(card.profile.contact.name or card.profile.source.path), overflow="fold")
    table.add_row(Text("Score"), *(_score(card, review) for card, review in pairs))
    for at, gate in enumerate(cards[0].gates):
        cells = [_judged(card.gates[at].verdict, card.gates[at].reason) for card in cards]
        table.add_row(Text(f"Must-have: {one_line(gate.label)}"), *cells)
    for at, result in enumerate(cards[0].results):
        table.add_row(
            Text(one_line(result.label), style="bold"),
            *(
                Group(
                    _judged(card.results[at].verdict, card.results[at].reason),
                    *_quotes(card.results[at].evidence, card.profile),
                )
                for card in cards
            ),
        )
    return table


def _score(card: Scorecard, review: str | None) -> Text:
    if review:
        return Text(f"for review: {one_line(review)}", style="yellow")
    line = Text(f"{card.total:.1f}", style="bold")
    line.append(f" ({card.low:.0f}–{card.high:.0f}) {one_line(card.tier)}", style="not bold")
    return line


def _judged(verdict: Verdict, reason: str) -> Text:
    line = Text(VERDICTS[verdict], style=STYLES[verdict])
    line.append(f". {one_line(reason)}", style="default")
    return line


def _quotes(evidence: Sequence[Evidence], profile: CandidateProfile) -> list[Text]:
    found = []
    for one in evidence[:_QUOTES]:
        text = Text(f"“{shorten(one.quote, _LONGEST_QUOTE)}”", style="italic")
        text.append(f" {say_place(one, profile)}", style="not italic dim")
        found.append(text)
    return found
