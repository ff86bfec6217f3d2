"""Whom each decision is about: told by file, or by name, never guessed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cpo_screen.calibration.records import Decision, Unused
from cpo_screen.exports.safe_text import one_line
from cpo_screen.model import Scorecard


class Decided(NamedTuple):
    """A candidate and what was decided."""

    card: Scorecard
    decision: Decision
    mark: float


def match_decisions(
    decisions: Iterable[Decision], cards: Sequence[Scorecard]
) -> tuple[list[Decided], list[Unused]]:
    """Return the candidates with one clear decision, in the table's order, and the other decisions.

    A file is found by its path as in the ranking, else by the end of the path where one file alone has
    it; a name where one candidate alone has it. Decisions for one candidate that differ are all left out.
    """
    index = _Index(cards)
    by_card: dict[int, list[Decision]] = defaultdict(list)
    unused: list[Unused] = []
    for decision in decisions:
        found = index.find(decision)
        if decision.mark is None:
            unused.append(Unused(decision, "open", f"{_who(decision)} is not decided yet"))
        elif len(found) == 1:
            by_card[found[0]].append(decision)
        else:
            unused.append(_not_one(decision, [cards[at] for at in found]))
    decided: list[Decided] = []
    for at, same in by_card.items():
        unused += _judge(cards[at], same, decided)
    return decided, sorted(unused, key=lambda one: one.decision.line)


class _Index:
    """Candidates by path, by every end of it, and by name."""

    def __init__(self, cards: Sequence[Scorecard]) -> None:
        self.exact: dict[str, list[int]] = defaultdict(list)
        self.ends: dict[str, list[int]] = defaultdict(list)
        self.names: dict[str, list[int]] = defaultdict(list)
        for at, card in enumerate(cards):
            for source in card.profile.sources:
                self._add_path(_path(source.path), at)
            if card.profile.contact.name:
                self.names[_name(card.profile.contact.name)].append(at)

    def _add_path(self, path: str, at: int) -> None:
        self.exact[path].append(at)
        parts = path.split("/")
        for start in range(len(parts)):
            known = self.ends["/".join(parts[start:]).casefold()]
            if at not in known:
                known.append(at)

    def find(self, decision: Decision) -> list[int]:
        """Return the candidates that a decision may be about, by the file alone where one is given."""
        if decision.file is None:
            return self.names.get(_name(decision.name or ""), [])
        path = _path(decision.file)
        return self.exact.get(path) or self.ends.get(path.casefold(), [])


def _path(text: str) -> str:
    """Write a path in one way, whatever system or spreadsheet it comes from.

    >>> _path("cvs\\\\Ann  Lee.pdf")
    'cvs/Ann Lee.pdf'
    """
    line = one_line(unicodedata.normalize("NFC", text)).replace("\\", "/")
    return line.removeprefix("./").rstrip("/")


def _name(text: str) -> str:
    """Write a name in one way.

    >>> _name(" Ann  LEE ")
    'ann lee'
    """
    return one_line(unicodedata.normalize("NFKC", text)).casefold()


def _who(decision: Decision) -> str:
    return f'line {decision.line}: "{one_line(decision.who)}"'


def _not_one(decision: Decision, cards: Sequence[Scorecard]) -> Unused:
    what = "name" if decision.file is None else "file"
    if not cards:
        return Unused(decision, "unknown", f"{_who(decision)} is no {what} in this ranking")
    files = ", ".join(one_line(card.profile.source.path) for card in cards[:3])
    more = f" and {len(cards) - 3} more" if len(cards) > 3 else ""
    message = f"{_who(decision)} fits {len(cards)} candidates ({files}{more}); write the file's path"
    return Unused(decision, "several", message)


def _judge(card: Scorecard, decisions: Sequence[Decision], decided: list[Decided]) -> list[Unused]:
    """Add a candidate's decision to `decided` if it is clear; return those that are not used."""
    first, *others = decisions
    if len({one.mark for one in decisions}) > 1:
        told = ", ".join(f'"{one.said}" in line {one.line}' for one in decisions)
        return [Unused(one, "contradictory", f"{_who(one)} is contradicted: {told}") for one in decisions]
    if first.mark is None or not any(one.counted and one.weight > 0 for one in card.results):
        reason = "nothing in the file could be judged, so it teaches nothing"
        return [Unused(one, "unread", f"{_who(one)}: {reason}") for one in decisions]
    decided.append(Decided(card, first, first.mark))
    message = f"is the candidate of line {first.line} again, with the same decision"
    return [Unused(one, "repeated", f"{_who(one)} {message}") for one in others]
