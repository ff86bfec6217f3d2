"""What tables tell of a career: what somebody carried, how they came up, where they worked, own work."""

from __future__ import annotations

from collections.abc import Sequence

from cpo_screen.model import CandidateProfile, Position, ScopeEntry, ScopeKind, Trait, Trajectory

_SIZES = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))
_ROUNDS_UP = 0.9995  # of a size: shown as one of it
_MONEY: tuple[ScopeKind, ...] = ("p_and_l", "budget", "revenue", "funding", "exit")
_NAMES: dict[ScopeKind, str] = {
    "people": "people", "product_managers": "product managers", "hires": "hires", "budget": "budget",
    "p_and_l": "P&L", "revenue": "revenue", "users": "users", "products": "products",
    "countries": "countries", "funding": "funding", "exit": "exit",
}  # fmt: skip
_ORDER: tuple[ScopeKind, ...] = (*_MONEY, *(kind for kind in _NAMES if kind not in _MONEY))
_MOST = 4


def scope_summary(profile: CandidateProfile) -> str:
    """Sum up what the person led, the largest of each kind: 'P&L USD 88m; 118 people; 12 countries'."""
    largest: dict[ScopeKind, ScopeEntry] = {}
    for one in profile.scope:
        if one.is_led and one.high is not None and one.high > _high(largest.get(one.kind)):
            largest[one.kind] = one
    return "; ".join([name_scope(largest[kind]) for kind in _ORDER if kind in largest])


def people_over_time(profile: CandidateProfile) -> list[tuple[int, int]]:
    """Return how many people were led at most in each position that says so, the earliest first.

    As (index of the position, people); positions without a date are left out.
    """
    most: dict[int, int] = {}
    for one in profile.scope:
        if one.kind == "people" and one.is_led and one.position is not None and one.high is not None:
            most[one.position] = max(most.get(one.position, 0), round(one.high))
    dated = [at for at in most if profile.positions[at].period.start is not None]
    dated.sort(key=lambda at: _start(profile.positions[at]))
    return [(at, most[at]) for at in dated]


def growth_summary(profile: CandidateProfile) -> str:
    """Say how what somebody led has grown: '4 → 12 → 45'; empty where fewer than two positions tell."""
    people = [number for _, number in people_over_time(profile)]
    return " → ".join(map(str, people)) if len(people) > 1 else ""


def _start(position: Position) -> tuple[int, int]:
    start = position.period.start
    return (start.year, start.month or 0) if start else (0, 0)


def _high(one: ScopeEntry | None) -> float:
    return one.high if one is not None and one.high is not None else 0.0


def name_scope(one: ScopeEntry) -> str:
    """Name one entry: 'revenue EUR 12m to 31m', '9 product managers'."""
    if one.high is None:
        by = f"{one.change:g} %" if one.by == "percent" else f"× {one.change:g}"
        return f"{_NAMES[one.kind]} {by}" if one.change is not None else _NAMES[one.kind]
    amount = _range(one)
    if one.kind in _MONEY:
        return " ".join(part for part in (_NAMES[one.kind], one.currency, amount) if part)
    return f"{amount} {_NAMES[one.kind]}"


def _range(one: ScopeEntry) -> str:
    low = one.start if one.start is not None else one.low
    high = _short(_high(one))
    return high if low is None or low == one.high else f"{_short(low)} to {high}"


def _short(amount: float) -> str:
    """A number in few characters.

    >>> _short(88_000_000), _short(4.2e9), _short(118), _short(999_999), _short(1e12)
    ('88m', '4.2bn', '118', '1m', '1000bn')
    """
    for size, name in _SIZES:
        if amount >= size * _ROUNDS_UP and (size > 1e3 or amount >= 1e4):
            return f"{float(f'{amount / size:.3g}'):g}{name}"
    return f"{amount:g}"


def ladder_summary(trajectory: Trajectory) -> str:
    """Say how the ladder was climbed: 'walked', or 'jumped: principal, director'; empty if unknown."""
    if trajectory.path is None:
        return ""
    return f"jumped: {', '.join(trajectory.missing)}" if trajectory.missing else trajectory.path


def trait_names(traits: Sequence[Trait]) -> str:
    """Name each once, in the order found."""
    return "; ".join(dict.fromkeys([one.name for one in traits]))


def outcome_amounts(profile: CandidateProfile) -> str:
    """The amounts of results that name one, as said, money first."""
    order = ("money", "percent", "multiple", "number")
    told = [one for one in profile.leadership if one.signal == "outcomes" and one.measure is not None]
    told.sort(key=lambda one: order.index(str(one.measure)))
    return "; ".join(list(dict.fromkeys(str(one.amount) for one in told))[:_MOST])


def hands_on_kinds(profile: CandidateProfile) -> str:
    """The kinds of own work that deeds show; of those only listed as skills, in brackets."""
    done = dict.fromkeys(one.kind for one in profile.hands_on if not one.is_skill)
    listed = dict.fromkeys(one.kind for one in profile.hands_on if one.kind not in done)
    return "; ".join([*done, *(f"({one})" for one in listed)])
