"""What someone did before product: the function with the most months, else the first degree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

import numpy as np

from cpo_screen.extraction.background_features import job_features
from cpo_screen.extraction.background_model import (
    FIELDS,
    Floats,
    FunctionModel,
    confidence_of,
    field_likelihoods,
)
from cpo_screen.extraction.experience import month_number
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import (
    Background,
    BackgroundField,
    Education,
    Function,
    PartialDate,
    Position,
    SectionKind,
)

_BESIDES: frozenset[SectionKind] = frozenset({"boards", "volunteering", "projects", "education"})
_FIELDS: dict[Function, BackgroundField] = {"product_marketing": "marketing"}
_FIRST_DEGREES = ("bachelor", "associate", "master", "doctorate")
_UNDATED = 1  # months that a position without dates weighs
_RULE_HOLDS = 0.2  # what the rules read out of a title stands if the model finds it at least so likely
_FOUNDER_HOLDS = 0.05  # 'Founder and Lead Engineer' is a founder
_OF_A_DEGREE = 0.8  # how often the first degree's field is right


class _Job(NamedTuple):
    """A position and where it stands, its months before product and how they share out over FIELDS."""

    at: int
    position: Position
    months: int
    fields: Floats


def find_background(
    positions: Sequence[Position], education: Sequence[Education], as_of: PartialDate | None = None
) -> Background:
    """Find the function with the most months before the first product role.

    Without a product role the whole career counts; `product` if there never was another; where no job
    stands before the first product role, the field of the first degree. Boards and voluntary work do not
    count. `present` is `as_of`; without it, the latest date that the positions name.
    """
    jobs = [(at, one) for at, one in enumerate(positions) if one.section not in _BESIDES]
    jobs = jobs or list(enumerate(positions))
    product = [(at, one) for at, one in jobs if one.is_product]
    if jobs and len(product) == len(jobs):
        return Background("product", _earliest([one for _, one in product]).evidence, (_first(product),))
    before = _before_product(jobs)
    if not before:
        return _of_first_degree(education)
    present = _present(positions, as_of)
    first = _first_product_month([one for _, one in product])
    limit = present if first is None else first
    return _most_months([
        _Job(at, one, _months_until(one, limit, present), share_of_fields(one)) for at, one in before
    ])  # fmt: skip


def share_of_fields(job: Position, model: FunctionModel | None = None) -> Floats:
    """How much of a job's months speaks for each of FIELDS: all for one where title and words agree."""
    rule = _FIELDS.get(job.function, job.function)
    if job.title is None and (rule != "other" or job.company is None):
        likely = np.zeros(len(FIELDS), dtype=np.float32)
        likely[FIELDS.index(rule) if rule in FIELDS else -1] = 1
        return likely
    duties = (one.quote for one in job.highlights)
    read = job.function if job.title else None
    likely = field_likelihoods(job_features(job.title, job.company, duties, read), model)
    least = _FOUNDER_HOLDS if rule == "founder" else _RULE_HOLDS
    if rule in FIELDS and rule != "other" and likely[FIELDS.index(rule)] >= least:
        likely = np.zeros(len(FIELDS), dtype=np.float32)
        likely[FIELDS.index(rule)] = 1
    return likely


def _first_product_month(product: Sequence[Position]) -> int | None:
    return min((month_number(p.period.start, 7) for p in product if p.period.start), default=None)


def _earliest(positions: Sequence[Position]) -> Position:
    """Return the position that began first; of undated ones the last in the page's order."""
    dated = [position for position in positions if position.period.start]
    return min(
        dated, key=lambda p: month_number(cast("PartialDate", p.period.start), 7), default=positions[-1]
    )


def _first(jobs: Sequence[tuple[int, Position]]) -> int:
    earliest = _earliest([one for _, one in jobs])
    return next(at for at, one in jobs if one is earliest)


def _before_product(jobs: Sequence[tuple[int, Position]]) -> list[tuple[int, Position]]:
    """Return the other jobs that began before the first product role; undated ones stand below it."""
    first = _first_product_month([one for _, one in jobs if one.is_product])
    last_product = max((at for at, one in jobs if one.is_product), default=-1)
    return [
        (at, one)
        for at, one in jobs
        if not one.is_product and _began_before(one, first, below=at > last_product)
    ]


def _began_before(job: Position, first: int | None, below: bool) -> bool:
    if first is None:
        return True
    return month_number(job.period.start, 7) <= first if job.period.start else below


def _present(jobs: Sequence[Position], as_of: PartialDate | None) -> int:
    if as_of is not None:
        return month_number(as_of)
    dates = [date for job in jobs for date in (job.period.start, job.period.end) if date is not None]
    return max(map(month_number, dates), default=0)


def _most_months(jobs: Sequence[_Job]) -> Background:
    """Share out the months before product; of equals the field of the later job wins."""
    field, share = winning_field(
        [job.months for job in jobs], [job.fields for job in jobs], [_start(job.position) for job in jobs]
    )
    at = FIELDS.index(field)
    deciding = [job for job in jobs if FIELDS[int(job.fields.argmax())] == field]
    deciding = deciding or [max(jobs, key=lambda job: job.months * job.fields[at])]
    latest = max(deciding, key=lambda job: _start(job.position))
    indices = tuple(job.at for job in deciding)
    return Background(field, latest.position.evidence, indices, confidence_of(share))


def winning_field(
    months: Sequence[int], fields: Sequence[Floats], starts: Sequence[int]
) -> tuple[BackgroundField, float]:
    """The field with the most of these jobs' months, and its share of them, 0 to 1."""
    total = sum(number * one for number, one in zip(months, fields, strict=True))
    weighed = np.asarray(total) / sum(months)
    latest = [
        max((start for start, one in zip(starts, fields, strict=True) if one.argmax() == at), default=0)
        for at in range(len(FIELDS))
    ]
    best = max(range(len(FIELDS)), key=lambda at: (round(float(weighed[at]), 6), latest[at]))
    return FIELDS[best], float(weighed[best])


def _start(job: Position) -> int:
    return month_number(job.period.start, 7) if job.period.start else 0


def _months_until(job: Position, limit: int, present: int) -> int:
    if job.period.start is None:
        return _UNDATED
    start = month_number(job.period.start, 7)
    end = present if job.period.is_current else month_number(job.period.end or job.period.start, 6)
    return max(min(end, limit) - start + 1, _UNDATED)


def _of_first_degree(education: Sequence[Education]) -> Background:
    """Return what the field of the first degree stands for; a school certificate is none."""
    degrees = [one for one in education if one.level in _FIRST_DEGREES]
    for degree in sorted(degrees, key=lambda one: (one.end_year or 9999, _FIRST_DEGREES.index(one.level))):
        field = parse_field(" ".join(part for part in (degree.field, degree.degree) if part))
        if field is not None:
            return Background(field, degree.evidence, confidence=_OF_A_DEGREE)
    return Background(confidence=0.0)


def parse_field(text: str) -> BackgroundField | None:
    """Read the background that a field of study stands for; None if no word of it is known.

    >>> parse_field("Wirtschaftsinformatik"), parse_field("Mechanical Engineering"), parse_field("Basketry")
    ('it', 'engineering_nonsoftware', None)
    """
    folded = fold(text)
    return next((field for field, words in _fields() if any(word in folded for word in words)), None)


@cache
def _fields() -> tuple[tuple[BackgroundField, tuple[str, ...]], ...]:
    return tuple(
        (cast("BackgroundField", field), tuple(fold(word) for word in words))
        for field, words in load_lexicon("background")["fields"].items()
    )
