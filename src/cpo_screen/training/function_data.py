"""Jobs with their function: hand-written rows and the labelled jobs of the invented careers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from cpo_screen.model import BackgroundField
from cpo_screen.training.careers import FOLDER as CAREERS_FOLDER
from cpo_screen.training.careers import Career, read_careers

FOLDER = Path(__file__).parent / "functions"
CAREERS = FOLDER / "careers.yaml"
PARTS = 5  # careers and rows fall into so many parts, by their name; each is measured untaught once


@dataclass(frozen=True, slots=True)
class Job:
    """A job as a CV says it; `field` is None where nobody can tell, `group` its career or row."""

    group: str
    is_row: bool
    title: str
    company: str | None
    duties: tuple[str, ...]
    field: BackgroundField | None


def held_back(group: str, part: int) -> bool:
    """Say whether a career or row is in this part (of PARTS) of the data."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % PARTS == part


def read_rows(folder: Path = FOLDER) -> list[Job]:
    """The hand-written rows; a ValueError names a row that stands under two functions."""
    found: dict[str, Job] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == CAREERS.name:
            continue
        for field, rows in yaml.safe_load(path.read_text("utf-8")).items():
            for row in rows.strip().splitlines():
                job = _job_of_row(row, field)
                if found.setdefault(row, job).field != field:
                    raise ValueError(f"{path.name}: {row!r} is {field} and {found[row].field}")
    return list(found.values())


def _job_of_row(row: str, field: BackgroundField) -> Job:
    title, *rest = (part.strip() for part in row.split("|"))
    company = rest[0] if rest else None
    return Job(row, True, title, company, tuple(rest[1:]), field)


def read_career_jobs() -> list[tuple[Career, tuple[Job, ...]]]:
    """Each career with its jobs and their functions; product roles among them have `product`."""
    labels = yaml.safe_load(CAREERS.read_text("utf-8"))
    return [(one, tuple(_jobs_of(one, labels[one.id]))) for one in read_careers() if one.positions]


def _jobs_of(career: Career, fields: list[BackgroundField | None]) -> Iterator[Job]:
    for one, field in zip(career.positions, fields, strict=True):
        about = (one.about,) if one.about else ()
        yield Job(career.id, False, one.title, one.company, (*about, *one.highlights), field)


def data_hash() -> str:
    """The hash of everything that the model is made from."""
    files = [*sorted(FOLDER.glob("*.yaml")), *sorted(CAREERS_FOLDER.glob("*.yaml"))]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()
