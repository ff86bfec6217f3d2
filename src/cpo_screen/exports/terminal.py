"""The ranking and one candidate's scorecard as a person reads them in a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import IO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cpo_screen.exports.career_facts import (
    growth_summary,
    hands_on_kinds,
    ladder_summary,
    outcome_amounts,
    scope_summary,
    trait_names,
)
from cpo_screen.exports.facts import (
    academic_degrees,
    current_position,
    degree_state,
    short_degree,
    years,
)
from cpo_screen.exports.safe_text import one_line
from cpo_screen.exports.wording import VERDICTS, say_place, shorten
from cpo_screen.model import CandidateProfile, CriterionResult, Evidence, Scorecard
from cpo_screen.screening import ForReview, Ranked, Screening

_WIDTH_OF_A_FILE = 140
_NARROW = 120
_ROOMY = 150
_QUOTES = 3
_UNRANKED = 30
_LONGEST_QUOTE = 240
_TIED = "= as good as tied with the next: weights up to 20 % off, or an open question, turn their order."
STYLES = {"met": "green", "not_met": "red", "unknown": "yellow"}


def open_console(file: IO[str]) -> Console:
    """Open a console on `file`; what is no terminal gets a fixed width, unless COLUMNS says another."""
    console = Console(file=file, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH_OF_A_FILE
    return console


def show(console: Console, view: RenderableType) -> None:
    """Print, without the blanks that fill lines up to the width."""
    with console.capture() as capture:
        console.print(view)
    lines = (line.rstrip() for line in capture.get().splitlines())
    console.file.write("\n".join(lines) + "\n")


def ranking_view(screening: Screening, width: int, top: int | None = None) -> RenderableType:
    """Lay out the ranked candidates, the first `top` of them, and what was not ranked, within `width`."""
    wide = width >= _NARROW
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    firm = width >= _ROOMY and any(one.stability is not None for one in screening.ranked)
    table.add_column("#", justify="right", no_wrap=True)
    if firm:
        table.add_column("nine in\nten times", no_wrap=True)
    table.add_column("Name", min_width=14, max_width=28, overflow="fold")
    table.add_column("Score", no_wrap=True, justify="right")
    if wide:
        table.add_column("low–high", no_wrap=True)
    table.add_column("Tier", max_width=10, overflow="fold")
    table.add_column("Product\nyears", justify="right", no_wrap=True)
    if wide:
        table.add_column("Degrees", min_width=8, max_width=24, overflow="fold")
        table.add_column("Background", min_width=10, max_width=12, overflow="fold")
    table.add_column("Current position", min_width=14, overflow="fold")
    table.add_column("Must-haves open", min_width=10, max_width=34, overflow="fold")
    for one in screening.ranked[:top]:
        table.add_row(*_cells(one, wide, firm))
    left = len(screening.ranked) - len(screening.ranked[:top])
    more = [Text(f"… and {left} more in the CSV.")] if left else []
    if any(map(_is_tied, screening.ranked[:top])):
        more.append(Text(_TIED, style="dim"))
    return Group(table, *more, *_unranked_lines(screening))


def _cells(one: Ranked, wide: bool, firm: bool) -> list[Text]:
    card, profile = one.card, one.card.profile
    cells = [
        f"{one.rank} =" if _is_tied(one) else str(one.rank),
        *([_place(one)] if firm else []),
        profile.contact.name or f"({profile.source.path})",
        f"{card.total:.1f}",
        *([f"{card.low:.0f}–{card.high:.0f}"] if wide else []),
        card.tier,
        f"{years(profile.experience.months_product):.1f}",
        *([_degrees(profile), profile.background.field or "?"] if wide else []),
        _position(profile),
        "; ".join(_open_gates(card)),
    ]
    return [Text(one_line(cell)) for cell in cells]


def _is_tied(one: Ranked) -> bool:
    return one.stability is not None and one.stability.tied_with_next


def _place(one: Ranked) -> str:
    """Where somebody stands in nine of ten trials."""
    firm = one.stability
    if firm is None or firm.best_rank is None or firm.worst_rank is None:
        return ""
    return f"{firm.best_rank}–{firm.worst_rank}" if firm.best_rank < firm.worst_rank else str(one.rank)


def _degrees(profile: CandidateProfile) -> str:
    if not profile.education:
        return "?"
    held = [one for one in academic_degrees(profile) if degree_state(one) == "yes"]
    return ", ".join(dict.fromkeys(short_degree(one) for one in held[:3])) or "none held"


def _position(profile: CandidateProfile) -> str:
    position = current_position(profile)
    if position is None:
        return "no present position"
    return ", ".join(part for part in (position.title, position.company) if part) or "?"


def _open_gates(card: Scorecard) -> Iterable[str]:
    for gate in card.gates:
        if gate.verdict != "met":
            yield gate.label if gate.verdict == "not_met" else f"{gate.label}?"


def _unranked_lines(screening: Screening) -> list[Text]:
    """Say of each file that was not ranked why; of many, the first ones."""
    told = [f"For review: {_named(one)}: {one.reason.message}" for one in screening.review]
    told += [f"Refused: {one.file}: {one.reason.message}" for one in screening.refused]
    told += [f"Duplicate: {one.file}: the same file as {one.same_as}" for one in screening.duplicates]
    told += [f"Merged: {one.file}: of the same person as {one.into}" for one in screening.merged]
    lines = [Text(one_line(line), style="yellow") for line in told[:_UNRANKED]]
    if len(told) > _UNRANKED:
        lines.append(Text(f"… and {len(told) - _UNRANKED} more in the ledger.", style="yellow"))
    return lines


def _named(one: ForReview) -> str:
    profile = one.card.profile
    return profile.contact.name or profile.source.path


# --- one candidate ----------------------------------------------------------------------------


def scorecard_view(
    card: Scorecard, review: str | None = None, questions: Sequence[str] = ()
) -> RenderableType:
    """Lay out one candidate's scorecard: criteria with points, verdicts and the words behind them."""
    profile = card.profile
    name = one_line(profile.contact.name or "(no name found)")
    head = Text(name, style="bold")
    files = " · ".join(one_line(one.path) for one in profile.sources)
    head.append(f"\n{files} · as of {profile.as_of}", style="dim")
    parts: list[RenderableType] = [head, _verdict_line(card)]
    if review:
        parts.append(Text(f"For review, not ranked: {one_line(review)}", style="yellow"))
    parts += [Text(), *_gate_lines(card)]
    parts.append(_results_grid(card))
    parts += [Text(), sum_line(card), *_career_lines(profile)]
    parts += _disagreement_lines(profile)
    parts += [Text(f"To ask: {one_line(one)}") for one in questions]
    parts += _warning_lines(profile)
    return Group(*parts)


def _verdict_line(card: Scorecard) -> Text:
    line = Text(f"Score {card.total:.1f} of 100", style="bold")
    line.append(f" (low {card.low:.1f}, high {card.high:.1f})", style="not bold")
    line.append(f" · tier: {one_line(card.tier)}", style="not bold")
    if card.total_without is not None:
        line.append(f" · without doubtful words: {card.total_without:.1f}", style="not bold")
    return line


def _gate_lines(card: Scorecard) -> Iterable[RenderableType]:
    for gate in card.gates:
        line = Text("Must-have: ")
        line.append(one_line(gate.label))
        line.append(f" – {VERDICTS[gate.verdict]}", style=STYLES[gate.verdict])
        line.append(f". {one_line(gate.reason)}")
        yield line
    if card.gates:
        yield Text()


def _results_grid(card: Scorecard) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for result in card.results:
        points = Text(f"{result.points:.1f} of {result.weight:4.1f}")
        grid.add_row(points, Group(_result_line(result), *_quotes(result.evidence, card.profile)))
    return grid


def _result_line(result: CriterionResult) -> Text:
    line = Text(one_line(result.label), style="bold")
    line.append(f" – {VERDICTS[result.verdict]}", style=STYLES[result.verdict])
    line.append("" if result.counted else ", left out of the total")
    line.append(f". {one_line(result.reason)}", style="not bold")
    if result.sources:
        line.append(f" [{', '.join(map(one_line, result.sources))}]", style="not bold dim")
    return line


def _quotes(evidence: Sequence[Evidence], profile: CandidateProfile) -> Iterable[RenderableType]:
    for one in evidence[:_QUOTES]:
        text = Text(f"“{shorten(one.quote, _LONGEST_QUOTE)}”", style="italic")
        text.append(f"  {say_place(one, profile)}", style="not italic dim")
        yield Padding(text, (0, 0, 0, 2))
    if len(evidence) > _QUOTES:
        yield Padding(Text(f"… and {len(evidence) - _QUOTES} more", style="dim"), (0, 0, 0, 2))


def sum_line(card: Scorecard) -> Text:
    """Add the counted points up to the total, as the score does."""
    counted = [one for one in card.results if one.counted]
    points, weights = sum(one.points for one in counted), sum(one.weight for one in counted)
    return Text(f"{points:5.1f} of {weights:.1f} points = score {card.total:.1f}", style="bold")


def _career_lines(profile: CandidateProfile) -> Iterable[Text]:
    """What somebody carried, how they came up, where they worked, and when that was written."""
    came_up = profile.trajectory
    told = {
        "Carried": scope_summary(profile),
        "People led": growth_summary(profile),
        "Results": outcome_amounts(profile),
        "Ladder": ladder_summary(came_up),
        "Industries": trait_names(came_up.industries),
        "Business models": trait_names(came_up.business_models),
        "Stages": trait_names(came_up.stages),
        "Countries": trait_names(came_up.countries),
        "Own work": hands_on_kinds(profile),
        "Written": f"{profile.written.date} ({profile.written.source})" if profile.written else "",
    }
    for label, text in told.items():
        if text:
            yield Text(f"{label}: {one_line(text)}")


def _disagreement_lines(profile: CandidateProfile) -> Iterable[RenderableType]:
    for one in profile.disagreements:
        yield Text(f"Files disagree: {one_line(one.message)}", style="yellow")
        yield from _quotes(one.evidence, profile)


def _warning_lines(profile: CandidateProfile) -> Iterable[Text]:
    for remark in profile.warnings:
        yield Text(f"Note: {one_line(remark.message)}", style="yellow")
