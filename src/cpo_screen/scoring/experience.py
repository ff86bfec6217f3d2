"""Years in product roles and the rung of the ladder."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from cpo_screen.criteria.schema import ExperienceSettings, LadderSettings
from cpo_screen.model import LEADERSHIP_LEVELS, Level, PartialDate, Period, Position, Verdict
from cpo_screen.scoring.measure import (
    Clock,
    Facts,
    Measure,
    known,
    measure_amount,
    month_of,
    say_years,
    unknown,
)

_ENDLESS = 1e6
_CLOCKS = {
    kind: (attrgetter(clock, f"{clock}_low", f"{clock}_high"), what)
    for kind, clock, what in (
        ("product_experience", "months_product", "in product roles"),
        ("product_leadership", "months_product_leadership", "leading product"),
        ("total_experience", "months_total", "of work"),
    )
}


def measure_experience(facts: Facts, rule: ExperienceSettings) -> Measure:
    """Measure years on a clock of the profile; a role without dates leaves the upper end open."""
    clock = facts.clocks.get(rule.kind)
    if clock is None:
        clock = facts.clocks[rule.kind] = _read_clock(facts, rule.kind)
    if clock.years is None:
        return unknown(clock.reason, clock.evidence)
    return measure_amount(rule.years, clock.years, clock.reason, clock.evidence)


def _read_clock(facts: Facts, kind: str) -> Clock:
    profile, (months_of, what) = facts.profile, _CLOCKS[kind]
    if not profile.positions:
        return Clock(None, "No positions were found in the CV")
    positions = _positions_of(facts, kind)
    months = months_of(profile.experience)
    dated = [each.period for each in positions if _is_dated(each.period)]
    undated = len(positions) - len(dated)
    if undated and not any(months):
        silent = tuple([each.evidence for each in positions if not _is_dated(each.period)])
        return Clock(None, f"The roles {what} have no dates", silent)
    low, high = min(months), _ENDLESS if undated else max(months)
    reason = _say_months(months, what, dated, undated)
    evidence = tuple([each.evidence for each in positions])
    return Clock((months[0] / 12, low / 12, high / 12), reason, evidence)


def measure_ladder(facts: Facts, rule: LadderSettings) -> Measure:
    """Measure the highest level in product roles; a level held for a short time counts in proportion."""
    if not facts.profile.positions:
        return unknown("No positions were found in the CV")
    positions = [each for each in facts.product_positions if rule.levels.get(each.level)]
    if not positions:
        return known(0.0, False, "No product role on the ladder")
    best = max(positions, key=lambda each: rule.levels[each.level])
    is_reached = rule.must is None or rule.levels[best.level] >= rule.levels[rule.must]
    dated = [each for each in positions if _is_dated(each.period)]
    share = _ladder_share(dated, rule, facts.profile.as_of)
    high = share if len(dated) == len(positions) else rule.levels[best.level] / 100
    reason = _say_level(best, positions, facts.profile.as_of)
    verdict: Verdict = "met" if is_reached else "not_met"
    return Measure(share, share, max(share, high), verdict, True, reason, (best.evidence,))


def _is_dated(period: Period) -> bool:
    """Tell whether a period has a start and an end, so that its months are known."""
    return period.start is not None and (period.is_current or period.end is not None)


def _positions_of(facts: Facts, kind: str) -> tuple[Position, ...]:
    if kind == "product_leadership":
        return tuple([each for each in facts.product_positions if each.level in LEADERSHIP_LEVELS])
    return facts.product_positions if kind == "product_experience" else facts.profile.positions


def _say_months(months: tuple[int, int, int], what: str, dated: list[Period], undated: int) -> str:
    point, low, high = months
    if not high:
        return f"No time {what}"
    text = f"{say_years(point)} {what}{_say_span(dated)}"
    if low < high:
        text += f", between {say_years(low)} and {say_years(high)} as some dates are not exact"
    if undated:
        text += f"; {undated} more without dates"
    return text


def _say_span(dated: list[Period]) -> str:
    """Write from when to when, such as ` (2017-08 to now)`."""
    if not dated:
        return ""
    start = min([each.start for each in dated if each.start is not None], key=_start_month)
    if any(each.is_current for each in dated):
        return f" ({start} to now)"
    return f" ({start} to {max([each.end for each in dated if each.end is not None], key=_end_month)})"


def _start_month(date: PartialDate) -> int:
    return date.year * 12 + (date.month or 7)


def _end_month(date: PartialDate) -> int:
    return date.year * 12 + (date.month or 6)


def _ladder_share(positions: list[Position], rule: LadderSettings, as_of: PartialDate) -> float:
    """Return the best of: a level's per cent, times how long (at most 1) it or a higher one was held."""
    best, levels = 0.0, rule.levels
    for percent in sorted({levels[each.level] for each in positions}, reverse=True):
        if percent / 100 <= best:
            break
        holders = [each for each in positions if levels[each.level] >= percent]
        share = percent / 100 * _settled(_months_held(holders, as_of), rule.settled_after)
        if not any(each.period.is_current for each in holders):
            share *= rule.former / 100
        best = max(best, share)
    return best


def _settled(months: int, years: float) -> float:
    return min(months / (years * 12), 1.0) if years else 1.0


def _months_held(positions: Iterable[Position], as_of: PartialDate) -> int:
    """Count the months of the positions' periods, overlaps once, years alone as July and June."""
    now, counted, last = month_of(as_of, 12), 0, -1
    for first, end in sorted([_months_between(each, now) for each in positions]):
        if end > last:
            counted += end - (first if first > last else last + 1) + 1
            last = end
    return counted


def _months_between(position: Position, now: int) -> tuple[int, int]:
    period = position.period
    first = month_of(period.start, 7) if period.start else now
    end = month_of(period.end, 6) if period.end and not period.is_current else now
    return first, max(min(end, now), first)


_LEVEL_NAMES: dict[Level, str] = {"c_level": "C-level", "vp": "VP"}


def _say_level(best: Position, positions: list[Position], as_of: PartialDate) -> str:
    name = _LEVEL_NAMES.get(best.level, best.level)
    place = ", ".join(part for part in (best.title, best.company) if part)
    same = [each for each in positions if each.level == best.level and _is_dated(each.period)]
    held = f", held for {say_years(_months_held(same, as_of))}" if same else ", without dates"
    return f"Highest product level: {name} ({place}){held}"
