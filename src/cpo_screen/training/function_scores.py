"""How well jobs' functions and careers' backgrounds are found: the model beside the rules for titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cpo_screen.extraction.background import share_of_fields, winning_field
from cpo_screen.extraction.background_model import FIELDS, FunctionModel, confidence_of
from cpo_screen.extraction.experience import months_of
from cpo_screen.extraction.titles import classify_title
from cpo_screen.model import Evidence, PartialDate, Period, Position, Span
from cpo_screen.training.careers import Career, CareerPosition
from cpo_screen.training.function_data import Job

_AS_OF = PartialDate(2026, 11)
_BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Judged = tuple[float, bool, bool]  # share of the months, model right, rules right


def score_jobs(name: str, jobs: Sequence[Job], model: FunctionModel) -> str:
    """How many of these jobs there are, and the shares that model and rules get right, as a row."""
    chosen = [job for job in jobs if job.field in FIELDS]
    mine = [FIELDS[int(share_of_fields(as_position(job), model).argmax())] == job.field for job in chosen]
    rules = [_by_rules(job) == job.field for job in chosen]
    return _row(name, mine, rules)


def _row(name: str, mine: Sequence[bool], rules: Sequence[bool]) -> str:
    return f"| {name} | {len(mine)} | {sum(mine) / len(mine):.3f} | {sum(rules) / len(rules):.3f} |"


def judge_careers(
    careers: Sequence[tuple[Career, Sequence[Job]]], model: FunctionModel
) -> Iterator[Judged]:
    """Compare each career's background, as its jobs' labels tell it, with what model and rules find."""
    for career, jobs in careers:
        kept = [
            (job, _months(one))
            for one, job in zip(career.positions, jobs, strict=True)
            if job.field in FIELDS
        ]
        if kept:
            months = [number for _, number in kept]
            wanted = _most(months, [job.field or "other" for job, _ in kept])
            field, share = winning_field(
                months, [share_of_fields(as_position(job), model) for job, _ in kept], [0] * len(kept)
            )
            yield share, field == wanted, _most(months, [_by_rules(job) for job, _ in kept]) == wanted


def _months(position: CareerPosition) -> int:
    """How long a job of a career lasted; one without dates a month."""
    current = position.end == "present"
    period = Period(_date(position.start), None if current else _date(position.end), current)
    return months_of(period, _AS_OF) or 1


def _date(text: str | None) -> PartialDate | None:
    parts = [int(part) for part in (text or "").split("-") if part]
    return PartialDate(parts[0], parts[1] if len(parts) > 1 else None) if parts else None


def _most(months: Sequence[int], fields: Sequence[str]) -> str:
    weighed = {
        field: sum(number for number, one in zip(months, fields, strict=True) if one == field)
        for field in fields
    }
    return max(weighed, key=lambda field: weighed[field])


def _by_rules(job: Job) -> str:
    function = classify_title(job.title).function
    return "marketing" if function == "product_marketing" else function


def as_position(job: Job) -> Position:
    """A job as the record that the program works with."""
    found = classify_title(job.title)
    nowhere = Evidence(1, 1, Span(0, 0), "", "")
    duties = tuple(Evidence(1, 1, Span(0, 0), duty, "") for duty in job.duties)
    return Position(
        job.title,
        job.company,
        Period(),
        None,
        found.function,
        found.level,
        found.is_product,
        duties,
        nowhere,
        Span(0, 0),
    )


def score_backgrounds(judged: Sequence[Judged]) -> str:
    """The shares of careers whose background model and rules find, as a row."""
    return _row("backgrounds of careers", [one[1] for one in judged], [one[2] for one in judged])


def score_confidence(judged: Sequence[Judged], model: FunctionModel) -> Iterator[str]:
    """For each span of confidence how many careers fall into it and how many of them are right, as rows."""
    said = [(confidence_of(share, model), right) for share, right, _ in judged]
    for low, high in pairwise(_BOUNDS):
        inside = [right for one, right in said if low <= one < high]
        if inside:
            yield f"| {low:.1f} to {min(high, 1):.1f} | {len(inside)} | {sum(inside) / len(inside):.3f} |"
