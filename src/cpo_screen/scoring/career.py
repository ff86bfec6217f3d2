"""How somebody came up and where: promotions, the ladder's rungs, markets, countries."""

from __future__ import annotations

from cpo_screen.criteria.schema import CareerSettings, MarketSettings, PathSettings
from cpo_screen.model import Evidence, Trait
from cpo_screen.scoring.measure import Facts, Measure, known, measure_amount, unknown


def measure_career(facts: Facts, rule: CareerSettings) -> Measure:
    """Measure the number of promotions, or of countries worked in."""
    profile = facts.profile
    if rule.kind == "promotions":
        if not profile.positions:
            return unknown("No positions were found in the CV")
        pairs = profile.trajectory.promotions
        evidence = tuple(profile.positions[after].evidence for _, after in pairs)
        number = len(pairs)
        reason = f"{number} promotion{'' if number == 1 else 's'} within a company"
        return measure_amount(rule.number, (number, number, number), reason, evidence)
    countries = profile.trajectory.countries
    if not countries:
        return unknown("The CV names no country of work")
    names = list(dict.fromkeys(one.name for one in countries))
    number = len(names)
    reason = f"Worked in {number} {'country' if number == 1 else 'countries'}"
    return measure_amount(rule.number, (number, number, number), reason, _first_of_each(countries))


def measure_path(facts: Facts, rule: PathSettings) -> Measure:
    """Measure whether the product ladder was walked or jumped; unknown below two rungs."""
    path = facts.profile.trajectory.path
    if path is None:
        return unknown("The CV shows no two rungs of the product ladder")
    percent = rule.walked if path == "walked" else rule.jumped
    missing = ", ".join(facts.profile.trajectory.missing)
    reason = "The ladder was walked rung by rung" if path == "walked" else f"Rungs jumped: {missing}"
    evidence = tuple(each.evidence for each in facts.product_positions)
    return known(percent / 100, percent >= rule.must, reason, evidence)


def measure_market(facts: Facts, rule: MarketSettings) -> Measure:
    """Measure the industries, business models or stages; the best fitting one counts."""
    traits: tuple[Trait, ...] = getattr(facts.profile.trajectory, rule.kind)
    if not traits:
        return unknown(f"The CV does not tell the {rule.kind.replace('_', ' ')}")
    percents = {
        one.name: max(
            (percent for words, percent in rule.values.items() if words.matches(one.name)),
            default=rule.others,
        )
        for one in traits
    }
    best = max(percents.values())
    reason = ", ".join(sorted(percents, key=lambda name: -percents[name]))
    return known(best / 100, best >= rule.must, reason, _first_of_each(traits))


def _first_of_each(traits: tuple[Trait, ...]) -> tuple[Evidence, ...]:
    return tuple({one.name: one.evidence for one in reversed(traits)}.values())[::-1]
