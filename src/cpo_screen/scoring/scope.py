"""What somebody carried: budgets, revenue, users, product managers; money in the recruiter's currency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cpo_screen.criteria.schema import MoneySettings, ScopeSettings
from cpo_screen.model import CarriedMoney, ScopeEntry, ScopeKind
from cpo_screen.scoring.measure import Facts, Measure, measure_amount, unknown

MONEY: tuple[ScopeKind, ...] = ("p_and_l", "budget", "revenue", "funding", "exit")
_NAMES: dict[ScopeKind, str] = {
    "product_managers": "product managers",
    "hires": "people hired",
    "p_and_l": "P&L",
}


class _Amount(NamedTuple):
    """An entry with its amount, in the recruiter's currency where it is money."""

    low: float
    high: float
    entry: ScopeEntry


def measure_scope(facts: Facts, rule: ScopeSettings) -> Measure:
    """Measure the largest amount of one kind that the person led, outside product roles for less."""
    led = _led(facts.profile.scope, rule.of)
    name = _NAMES.get(rule.of, rule.of)
    if not led:
        return unknown(f"The CV gives no number: {name}")
    amounts = _amounts(led, facts.money)
    if not amounts:
        said = ", ".join(dict.fromkeys(one.currency or "no currency" for one in led))
        evidence = tuple(one.evidence for one in led)
        return unknown(f"The criteria have no rate for the {name} named ({said})", evidence)
    measures = [_measure(facts, one, rule) for one in amounts]
    return max(measures, key=lambda one: (one.share, one.high))


def carried_money(facts: Facts) -> tuple[CarriedMoney, ...]:
    """Return the largest sum of each kind that the person led, in the currency of the criteria."""
    if facts.money is None:
        return ()
    sums = [one for one in facts.profile.scope if one.kind in MONEY]
    found = []
    for kind in MONEY if sums else ():
        amounts = _amounts(_led(sums, kind), facts.money)
        if amounts:
            best = max(amounts, key=lambda one: (one.high, one.low))
            found.append(CarriedMoney(kind, facts.money.currency, best.low, best.high, best.entry.evidence))
    return tuple(found)


def _led(scope: Sequence[ScopeEntry], kind: ScopeKind) -> list[ScopeEntry]:
    return [one for one in scope if one.kind == kind and one.is_led and one.high is not None]


def _amounts(entries: Sequence[ScopeEntry], money: MoneySettings | None) -> list[_Amount]:
    found = []
    for one in entries:
        rate = _rate(one, money)
        if rate is not None and one.high is not None:
            low = one.high if one.low is None or one.start is not None else one.low
            found.append(_Amount(low * rate, one.high * rate, one))
    return found


def _rate(entry: ScopeEntry, money: MoneySettings | None) -> float | None:
    """Return what one unit of the entry is worth; None where the criteria do not say it."""
    if entry.kind not in MONEY:
        return 1.0
    if money is None or entry.currency is None:
        return None
    return 1.0 if entry.currency == money.currency else money.rates.get(entry.currency)


def _measure(facts: Facts, amount: _Amount, rule: ScopeSettings) -> Measure:
    name = _NAMES.get(rule.of, rule.of)
    said = _say(amount.low) if amount.low == amount.high else f"{_say(amount.low)} to {_say(amount.high)}"
    unit = f"{facts.money.currency} " if facts.money is not None and rule.of in MONEY else ""
    evidence = (amount.entry.evidence,)
    measure = measure_amount(
        rule.amount, (amount.low, amount.low, amount.high), f"{name}: up to {unit}{said}", evidence
    )
    if not facts.is_outside_product(amount.entry.evidence) or rule.outside_product_roles == 100:
        return measure
    part = rule.outside_product_roles / 100
    reason = f"{measure.reason}, outside product roles"
    return measure._replace(
        share=measure.share * part, low=measure.low * part, high=measure.high * part, reason=reason
    )


def _say(amount: float) -> str:
    """Write an amount with its thousands parted.

    >>> _say(12_500_000.0), _say(9)
    ('12 500 000', '9')
    """
    return f"{amount:,.0f}".replace(",", " ")
