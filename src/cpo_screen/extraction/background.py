"""What someone did before product: the function with the most months, else the first degree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

from cpo_screen.extraction.experience import month_number
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import (
    Background,
    BackgroundField,
    Education,
    Evidence,
    Function,
    PartialDate,
    Position,
    SectionKind,
)

_BESIDES: frozenset[SectionKind] = frozenset({"boards", "volunteering", "projects", "education"})
_FIELDS: dict[Function, BackgroundField] = {
    "product_management": "product",
    "product_marketing": "marketing",
}
_FIRST_DEGREES = ("bachelor", "associate", "master", "doctorate")
_UNDATED = 1  # months that a position without dates weighs


def find_background(
    positions: Sequence[Position], education: Sequence[Education], as_of: PartialDate | None = None
) -> Background:
    """Find the function with the most months before the first product role.

    Without a product role the whole career counts; `product` if there never was another; where no job
    stands before the first product role, the field of the first degree. Boards and voluntary work do not
    count. `present` is `as_of`; without it, the latest date that the positions name.
    """
    jobs = [position for position in positions if position.section not in _BESIDES] or list(positions)
    product = [position for position in jobs if position.is_product]
    if jobs and len(product) == len(jobs):
        return Background("product", _earliest(product).evidence)
    before = _before_product(jobs)
    if before:
        return _most_months(before, _first_product_month(product), _present(jobs, as_of))
    return _of_first_degree(education)


def _first_product_month(product: Sequence[Position]) -> int | None:
    return min((month_number(p.period.start, 7) for p in product if p.period.start), default=None)


def _earliest(positions: Sequence[Position]) -> Position:
    """Return the position that began first; of undated ones the last in the page's order."""
    dated = [position for position in positions if position.period.start]
    return min(
        dated, key=lambda p: month_number(cast("PartialDate", p.period.start), 7), default=positions[-1]
    )


def _before_product(jobs: Sequence[Position]) -> list[Position]:
    """Return the other jobs that began before the first product role; undated ones stand below it."""
    first = _first_product_month([job for job in jobs if job.is_product])
    last_product = max((index for index, job in enumerate(jobs) if job.is_product), default=-1)
    return [
        job
        for index, job in enumerate(jobs)
        if not job.is_product and _began_before(job, first, below=index > last_product)
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


def _most_months(jobs: Iterable[Position], first_product: int | None, present: int) -> Background:
    """Weigh each function by its months up to the first product role; of equals the later one wins."""
    months: defaultdict[BackgroundField, int] = defaultdict(int)
    latest: dict[BackgroundField, tuple[int, Evidence]] = {}
    limit = present if first_product is None else first_product
    for job in jobs:
        field = _field_of(job)
        months[field] += _months_until(job, limit, present)
        start = month_number(job.period.start, 7) if job.period.start else 0
        if field not in latest or start > latest[field][0]:
            latest[field] = (start, job.evidence)
    best = max(months, key=lambda field: (months[field], latest[field][0]))
    return Background(best, latest[best][1])


def _field_of(job: Position) -> BackgroundField:
    """Return the background of a job; where its title tells none, that of its employer's name."""
    if job.function != "other" or job.company is None:
        return _FIELDS.get(job.function, cast("BackgroundField", job.function))
    return _match(fold(job.company), "companies") or "other"


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
            return Background(field, degree.evidence)
    return Background()


def parse_field(text: str) -> BackgroundField | None:
    """Read the background that a field of study stands for; None if no word of it is known.

    >>> parse_field("Wirtschaftsinformatik"), parse_field("Mechanical Engineering"), parse_field("Basketry")
    ('it', 'engineering_nonsoftware', None)
    """
    return _match(fold(text), "fields")


def _match(folded: str, name: str) -> BackgroundField | None:
    for field, words in _words_of(name):
        if any(word in folded for word in words):
            return field
    return None


@cache
def _words_of(name: str) -> tuple[tuple[BackgroundField, tuple[str, ...]], ...]:
    fields = load_lexicon("background")[name]
    return tuple(
        (cast("BackgroundField", field), tuple(fold(word) for word in words))
        for field, words in fields.items()
    )
