"""How somebody came up: rungs of the product ladder, promotions, and where the CV says they worked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal

from cpo_screen.extraction.experience import measure_experience, month_number
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.extraction.trajectory_places import find_countries
from cpo_screen.extraction.trajectory_traits import find_passages, find_traits
from cpo_screen.model import (
    Document,
    Level,
    PartialDate,
    Position,
    Rung,
    SectionKind,
    Trajectory,
)

RUNGS: tuple[Level, ...] = (
    "junior", "manager", "senior", "principal", "director", "head", "vp", "c_level",
)  # fmt: skip
# The ladder of other trades: a plain engineer is no manager, a senior one manages nobody.
_ELSEWHERE: tuple[Level, ...] = (
    "junior", "other", "senior", "principal", "manager", "director", "head", "vp", "c_level",
)  # fmt: skip
# The steps from product manager to CPO (findings Q6), each by its name and with the levels that fill it: a
# group product manager stands on the second or third, a head on the third or fourth.
_STEPS: tuple[tuple[Level, frozenset[Level]], ...] = (
    ("manager", frozenset({"junior", "manager"})),
    ("senior", frozenset({"senior", "principal"})),
    ("director", frozenset({"principal", "director", "head"})),
    ("vp", frozenset({"head", "vp"})),
    ("c_level", frozenset({"c_level"})),
)
_BESIDES: frozenset[SectionKind] = frozenset({"boards", "volunteering", "projects", "education"})


def find_trajectory(document: Document, positions: Sequence[Position], as_of: PartialDate) -> Trajectory:
    """Find the ladder that the product roles climbed, and the traits that the positions' own words say.

    Boards and voluntary work are no rungs. `present` is `as_of`; months of overlapping roles count once.
    """
    product = [one for one in positions if one.is_product and one.section not in _BESIDES]
    rungs = find_rungs(product, as_of)
    path, missing = judge_path([rung.level for rung in rungs])
    passages = find_passages(document, positions)
    return Trajectory(
        rungs=rungs,
        promotions=tuple(find_promotions(positions)),
        path=path,
        missing=missing,
        countries=find_countries(document, positions, passages),
        **find_traits(document, passages),
    )


def find_rungs(product: Sequence[Position], as_of: PartialDate) -> tuple[Rung, ...]:
    """The levels of product roles from the lowest, the months at each and when it was first reached."""
    found = []
    for level in RUNGS:
        here = [one for one in product if one.level == level]
        if here:
            starts = [one.period.start for one in here if one.period.start is not None]
            since = min(starts, key=lambda start: month_number(start, 7), default=None)
            found.append(Rung(level, measure_experience(here, as_of).months_total, since))
    return tuple(found)


def judge_path(levels: Sequence[Level]) -> tuple[Literal["walked", "jumped"] | None, tuple[Level, ...]]:
    """Say whether the steps between the lowest and the highest rung were all taken, and which were not.

    >>> judge_path(("manager", "senior", "head", "c_level"))
    ('walked', ())
    >>> judge_path(("manager", "c_level"))
    ('jumped', ('senior', 'director', 'vp'))
    """
    if len(set(levels)) < 2:
        return None, ()
    filled = [bool(held & set(levels)) for _, held in _STEPS]
    lowest = next(at for at, (_, held) in enumerate(_STEPS) if levels[0] in held)
    highest = len(_STEPS) - 1 - next(at for at, (_, held) in enumerate(_STEPS[::-1]) if levels[-1] in held)
    missing = tuple(_STEPS[at][0] for at in range(lowest, highest) if not filled[at])
    return ("jumped" if missing else "walked"), missing


# --- promotions ---------------------------------------------------------------------------------


def find_promotions(positions: Sequence[Position]) -> Iterator[tuple[int, int]]:
    """Yield each step up at one employer, as the indices of the role before and the next one there."""
    dated = [at for at, one in enumerate(positions) if one.period.start and one.section not in _BESIDES]
    in_time = sorted(dated, key=lambda at: _start(positions[at]))
    for number, at in enumerate(in_time):
        later = next(
            (other for other in in_time[number + 1 :] if _follows(positions[at], positions[other])), None
        )
        if later is not None and _is_higher(positions[at], positions[later]):
            yield at, later


def _start(position: Position) -> int:
    return month_number(position.period.start, 7) if position.period.start else 0


def _follows(one: Position, other: Position) -> bool:
    employer = _employer(one.company or "")
    return bool(employer) and employer == _employer(other.company or "") and _start(other) > _start(one)


@lru_cache(maxsize=4096)
def _employer(company: str) -> tuple[str, ...]:
    """The words of an employer's name without its legal form."""
    forms = word_set("legal_forms", "companies")
    words = tuple(token.word for token in find_tokens(company))
    return tuple(word for word in words if word not in forms) or words


def _is_higher(one: Position, other: Position) -> bool:
    """Compare on the ladder that both are on; across trades the step must be up on both ladders."""
    ladders = {_ladder(one.is_product), _ladder(other.is_product)}
    return all(_rank(one.level, ladder) < _rank(other.level, ladder) for ladder in ladders)


def _ladder(is_product: bool) -> tuple[Level, ...]:
    return RUNGS if is_product else _ELSEWHERE


@cache
def _rank(level: Level, ladder: tuple[Level, ...]) -> int:
    """How high a level stands; one that is on no rung of this ladder stands as a manager does."""
    if level in ladder:
        return ladder.index(level)
    return ladder.index("manager") if ladder is RUNGS else len(ladder)
