"""What a criterion finds in a profile, before any weight: a share from 0 to 1 and the words behind it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from cpo_screen.criteria.schema import MoneySettings
from cpo_screen.criteria.values import Ramp
from cpo_screen.model import (
    CandidateProfile,
    Evidence,
    LeadershipSignal,
    NamedSkill,
    PartialDate,
    Signal,
    Verdict,
)


class Measure(NamedTuple):
    """Share of the points (`low` and `high` where dates or silence leave it open) and its reason.

    `known` is False where the CV does not tell: the share is 0 then, and open from 0 to 1.
    """

    share: float
    low: float
    high: float
    verdict: Verdict
    known: bool
    reason: str
    evidence: tuple[Evidence, ...] = ()


class Clock(NamedTuple):
    """Years that a profile tells (point, low, high; None where it does not), and the reason."""

    years: tuple[float, float, float] | None
    reason: str
    evidence: tuple[Evidence, ...] = ()


class Facts:
    """A profile, the currency in which money is compared, and what several criteria ask of both.

    `product_positions` are those in product roles; `clocks`, by their kind, those that were read already.
    """

    def __init__(self, profile: CandidateProfile, money: MoneySettings | None = None) -> None:
        self.profile = profile
        self.money = money
        self.product_positions = tuple([each for each in profile.positions if each.is_product])
        self.clocks: dict[str, Clock] = {}
        self._describes: dict[int, bool] = {}

    def is_outside_product(self, evidence: Evidence) -> bool:
        """Tell whether words stand in the block of a position that is no product role."""
        return any(not p.is_product and p.holds(evidence) for p in self.profile.positions)

    def describes(self, words: int) -> bool:
        """Tell whether the positions are described in at least so many words."""
        if words not in self._describes:
            highlights = (each for position in self.profile.positions for each in position.highlights)
            counts = accumulate((each.quote.count(" ") + 1 for each in highlights), initial=0)
            self._describes[words] = any(count >= words for count in counts)
        return self._describes[words]

    @cached_property
    def signals(self) -> dict[Signal, list[LeadershipSignal]]:
        """The leadership signals by kind."""
        found: dict[Signal, list[LeadershipSignal]] = {}
        for each in self.profile.leadership:
            found.setdefault(each.signal, []).append(each)
        return found

    @cached_property
    def skills(self) -> dict[Signal, list[NamedSkill]]:
        """The signals that lists of skills name, by kind."""
        found: dict[Signal, list[NamedSkill]] = {}
        for each in self.profile.leadership_skills:
            found.setdefault(each.signal, []).append(each)
        return found


def unknown(reason: str, evidence: tuple[Evidence, ...] = ()) -> Measure:
    """Return the measure of a criterion on which the CV is silent."""
    return Measure(0.0, 0.0, 1.0, "unknown", False, reason, evidence)


def known(share: float, is_met: bool, reason: str, evidence: tuple[Evidence, ...] = ()) -> Measure:
    """Return a measure that nothing leaves open."""
    return Measure(share, share, share, "met" if is_met else "not_met", True, reason, evidence)


def measure_amount(
    ramp: Ramp, amounts: tuple[float, float, float], reason: str, evidence: tuple[Evidence, ...]
) -> Measure:
    """Measure an amount (point, low, high) on a ramp; met or not met only where low and high agree."""
    point, low, high = amounts
    share = ramp.share_of(point)
    low_share = share if low == point else ramp.share_of(low)
    high_share = share if high == point else ramp.share_of(high)
    return Measure(share, low_share, high_share, _verdict(ramp, low, high), True, reason, evidence)


def is_met(ramp: Ramp, amount: float) -> bool:
    """Tell whether an amount reaches `must`, or half of the points where there is no `must`."""
    return ramp.share_of(amount) >= 0.5 if ramp.must is None else amount >= ramp.must


@lru_cache(maxsize=4096)
def say_years(months: float) -> str:
    """Write months as a person says them.

    >>> say_years(112), say_years(12), say_years(7), say_years(0)
    ('9 years 4 months', '1 year', '7 months', 'no time')
    """
    years, rest = divmod(round(months), 12)
    parts = [say_count(years, "year")] if years else []
    parts += [say_count(rest, "month")] if rest else []
    return " ".join(parts) or "no time"


def say_count(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> say_count(1, "degree"), say_count(3, "degree")
    ('1 degree', '3 degrees')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def month_of(date: PartialDate, month_if_unsaid: int) -> int:
    """Count the months from the year 0."""
    return date.year * 12 + (date.month or month_if_unsaid) - 1


def _verdict(ramp: Ramp, low: float, high: float) -> Verdict:
    if is_met(ramp, low):
        return "met"
    return "unknown" if is_met(ramp, high) else "not_met"
