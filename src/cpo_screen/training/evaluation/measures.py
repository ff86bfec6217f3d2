"""What is measured in one CV: each measure compares a label with what was found and counts.

Measures of lists compare multisets, which is the best one-to-one alignment under that measure: a value
found twice but labelled once is one right and one wrong. `product_flag`, `level`, `education_held` and
`programme_status` compare pairs of records that stand for one another (see `alignment`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cpo_screen.training.evaluation.alignment import (
    Pairs,
    align_courses,
    align_degrees,
    align_jobs,
    is_within,
)
from cpo_screen.training.evaluation.folding import fold
from cpo_screen.training.evaluation.records import Course, Degree, Facts, Job, Label, Led, Miss, Tally
from cpo_screen.training.evaluation.values import measure_values

R = TypeVar("R", Job, Degree, Course)
ENOUGH_WORDS = 0.6


@dataclass(frozen=True, slots=True)
class _Side(Generic[R]):
    """The records of one kind in one CV, labelled and found, and which stand for which."""

    label: Label
    labelled: Sequence[R]
    found: Sequence[R]
    pairs: Pairs

    def multiset(self, measure: str, value: Callable[[R], Hashable], show: Callable[[R], str]) -> Tally:
        """Count equal values; `None` is no value."""
        expected = Counter(v for one in self.labelled if (v := value(one)) is not None)
        found = Counter(v for one in self.found if (v := value(one)) is not None)
        misses = _multiset_misses(self, value, measure, show, expected - found, found - expected)
        return Tally(expected.total(), found.total(), (expected & found).total(), misses)

    def paired(self, measure: str, value: Callable[[R], object], show: Callable[[R], str]) -> Tally:
        """Count pairs with an equal value; where nothing at all was found, every label is a miss."""
        if not self.found:
            misses = tuple(self.miss(measure, show(one), None, one) for one in self.labelled)
            return Tally(len(self.labelled), 0, 0, misses)
        both = [(self.labelled[i], self.found[j]) for i, j in self.pairs]
        wrong = [(one, other) for one, other in both if value(one) != value(other)]
        misses = tuple(self.miss(measure, show(one), show(other), other) for one, other in wrong)
        return Tally(len(both), len(both), len(both) - len(wrong), misses)

    def present(self, measure: str, show: Callable[[R], str]) -> Tally:
        """Count records that stand for one another at all."""
        lost = [one for i, one in enumerate(self.labelled) if i not in {a for a, _ in self.pairs}]
        extra = [one for j, one in enumerate(self.found) if j not in {b for _, b in self.pairs}]
        misses = [self.miss(measure, show(one), None, one) for one in lost]
        misses += [self.miss(measure, None, show(one), one) for one in extra]
        return Tally(len(self.labelled), len(self.found), len(self.pairs), tuple(misses))

    def miss(self, measure: str, expected: str | None, found: str | None, record: R) -> Miss:
        """Note one miss, with the text that the record was read from."""
        return Miss(self.label.id, self.label.file, measure, expected, found, record.near)


def measure_cv(label: Label, found: Facts) -> dict[str, Tally]:
    """Compare one CV in every measure for which it has a label, by the measure's name."""
    tallies = measure_values(label, found)
    if "positions" in label.labelled:
        tallies |= _measure_jobs(label, found)
    if "education" in label.labelled:
        tallies |= _measure_degrees(label, found)
    if "programmes" in label.labelled:
        tallies |= _measure_courses(label, found)
    if "leadership" in label.labelled:
        tallies |= _measure_leadership(label, found)
    return tallies


def _measure_jobs(label: Label, found: Facts) -> dict[str, Tally]:
    pairs = align_jobs(label.facts.jobs, found.jobs)
    side = _Side(label, label.facts.jobs, found.jobs, pairs)
    return {
        "position_record": side.multiset("position_record", _job_key, show_job),
        "position_found": side.present("position_found", show_job),
        "title": side.multiset("title", lambda one: fold(one.title), lambda one: str(one.title)),
        "company": side.multiset("company", lambda one: fold(one.company), lambda one: str(one.company)),
        "dates": side.multiset("dates", _dates_key, _show_dates),
        "product_flag": side.paired("product_flag", lambda one: one.product, _show_product),
        "level": side.paired("level", lambda one: one.level, lambda one: f"{one.level} ({one.title})"),
    }


def _measure_degrees(label: Label, found: Facts) -> dict[str, Tally]:
    pairs = align_degrees(label.facts.degrees, found.degrees)
    side = _Side(label, label.facts.degrees, found.degrees, pairs)
    return {
        "education_record": side.multiset("education_record", _degree_key, show_degree),
        "degree_kind": side.multiset(
            "degree_kind", lambda one: one.kind, lambda one: f"{one.kind} ({one.degree})"
        ),
        "degree": side.multiset("degree", lambda one: fold(one.degree), lambda one: str(one.degree)),
        "field": side.multiset("field", lambda one: fold(one.field), lambda one: str(one.field)),
        "institution": side.multiset(
            "institution", lambda one: fold(one.institution), lambda one: str(one.institution)
        ),
        "end_year": side.multiset("end_year", lambda one: one.end_year, lambda one: str(one.end_year)),
        "education_held": side.paired("education_held", lambda one: one.held, _show_held),
    }


def _measure_courses(label: Label, found: Facts) -> dict[str, Tally]:
    pairs = align_courses(label.facts.courses, found.courses)
    side = _Side(label, label.facts.courses, found.courses, pairs)
    named = tuple(
        (i, j)
        for i, j in pairs
        if _may_be_one_provider(label.facts.courses[i].provider, found.courses[j].provider)
    )
    return {
        "programme": side.multiset("programme", _course_key, _show_course),
        "programme_named": _Side(label, label.facts.courses, found.courses, named).present(
            "programme_named", _show_course
        ),
        "programme_status": side.paired("programme_status", lambda one: one.held, _show_held),
    }


def _measure_leadership(label: Label, found: Facts) -> dict[str, Tally]:
    labelled = label.facts.leadership
    expected = {one.signal: one.quote for one in reversed(labelled)}
    seen = {one.signal: one.quote for one in reversed(found.leadership)}
    kinds = "leadership_kinds"
    misses = [_missed(label, kinds, one, None, expected[one]) for one in expected if one not in seen]
    misses += [_missed(label, kinds, None, one, seen[one]) for one in seen if one not in expected]
    lost = [one for one in labelled if not _is_quoted(one, found)]
    quotes = "leadership_quotes"
    lost_quotes = tuple(
        _missed(label, quotes, f"{one.signal}: {one.quote}", None, one.quote) for one in lost
    )
    return {
        kinds: Tally(len(expected), len(seen), len(expected.keys() & seen.keys()), tuple(misses)),
        quotes: Tally(len(labelled), None, len(labelled) - len(lost), lost_quotes),
    }


def _missed(label: Label, measure: str, expected: str | None, found: str | None, near: str) -> Miss:
    return Miss(label.id, label.file, measure, expected, found, near)


def _is_quoted(labelled: Led, found: Facts) -> bool:
    words = Counter((fold(labelled.quote) or "").split())
    for one in found.leadership:
        shared = words & Counter((fold(one.quote) or "").split())
        if one.signal == labelled.signal and shared.total() >= ENOUGH_WORDS * words.total():
            return True
    return False


def _may_be_one_provider(one: str | None, other: str | None) -> bool:
    return one is None or other is None or is_within(one, other)


def _multiset_misses(
    side: _Side[R],
    value: Callable[[R], Hashable],
    measure: str,
    show: Callable[[R], str],
    lost: Counter[Hashable],
    extra: Counter[Hashable],
) -> tuple[Miss, ...]:
    """Pair what was lost with what was found in its stead, then list the rest on both sides."""
    misses: list[Miss] = []
    for i, j in side.pairs:
        one, other = side.labelled[i], side.found[j]
        if lost[value(one)] > 0 and extra[value(other)] > 0:
            lost[value(one)] -= 1
            extra[value(other)] -= 1
            misses.append(side.miss(measure, show(one), show(other), other))
    stands_for = {i: side.found[j] for i, j in side.pairs}
    for i, one in enumerate(side.labelled):
        if lost[value(one)] > 0:
            lost[value(one)] -= 1
            misses.append(side.miss(measure, show(one), None, stands_for.get(i, one)))
    for other in side.found:
        if extra[value(other)] > 0:
            extra[value(other)] -= 1
            misses.append(side.miss(measure, None, show(other), other))
    return tuple(misses)


def _job_key(one: Job) -> Hashable:
    return (fold(one.title), fold(one.company), one.start, one.end)


def _dates_key(one: Job) -> Hashable:
    return (one.start, one.end) if one.start or one.end else None


def _degree_key(one: Degree) -> Hashable:
    return (fold(one.degree), one.kind, fold(one.field), fold(one.institution), one.end_year)


def _course_key(one: Course) -> Hashable:
    return (fold(one.name), fold(one.provider))


def show_job(one: Job) -> str:
    """Write a position in one line."""
    return f"{one.title} | {one.company} | {_show_dates(one)}"


def show_degree(one: Degree) -> str:
    """Write a degree in one line."""
    return f"{one.degree} | {one.kind} | {one.field} | {one.institution} | {one.end_year}"


def _show_dates(one: Job) -> str:
    return f"{one.start} – {one.end}"


def _show_course(one: Course) -> str:
    return f"{one.name} | {one.provider}"


def _show_product(one: Job) -> str:
    return f"{'product' if one.product else 'not product'} ({one.title})"


def _show_held(one: Degree | Course) -> str:
    name = one.degree if isinstance(one, Degree) else one.name
    return f"{'held' if one.held else 'not held'} ({name})"
