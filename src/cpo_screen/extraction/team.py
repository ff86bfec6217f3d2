"""How many people someone led: the largest number that they say themselves."""

from __future__ import annotations

from collections.abc import Iterable

from cpo_screen.model import ScopeEntry, TeamSize

_FEWEST = 2


def largest_team(scope: Iterable[ScopeEntry]) -> TeamSize | None:
    """The largest number of people led among the entries of the scope ledger; the first of equals.

    Not the size of a company, of a squad that a product manager works with, or of an audience. People
    counted without a verb do not count where the CV says that nobody reports to the person; a company's
    headcount counts for its founder or head, if nothing else is said.
    """
    led = [one for one in scope if one.kind == "people" and one.is_led and (one.high or 0) >= _FEWEST]
    said = [one for one in led if not one.evidence.found_by.endswith(".owner")] or led
    if not said:
        return None
    best = max(said, key=lambda one: one.high or 0)
    return TeamSize(int(best.high or 0), best.evidence)
