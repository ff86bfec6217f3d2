"""Reads a label file: one JSON object per line, every mistake named with its line and key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from cpo_screen.errors import UsageError
from cpo_screen.model import BackgroundField, DegreeKind, DegreeLevel, Level, Signal
from cpo_screen.training.evaluation.records import Course, Degree, Facts, Job, Label, Led, Months

_SCAN = re.compile(r"^scan\b|\bimage[- ]only\b|\bno text layer\b", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_CLOSE = 0.8
_MONTHS = ("months_total", "months_product", "months_product_leadership")
_VALUES = ("name", "email", "phone", "linkedin", "background", "team_size_max", "claimed_years")
_REACH = ("connections", "followers")


def _check_start(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError("must be YYYY-MM, YYYY or null")
    return text


def _check_end(text: str) -> str:
    if text != "present" and not _DATE.fullmatch(text):
        raise ValueError('must be YYYY-MM, YYYY, "present" or null')
    return text


Text = Annotated[str, Field(min_length=1)]
Start = Annotated[str, AfterValidator(_check_start)]
End = Annotated[str, AfterValidator(_check_end)]
Count = Annotated[int, Field(ge=0)]
Year = Annotated[int, Field(ge=1900, le=2100)]
NotHeld = Literal["in_progress", "not_completed", "enrolled", "applied", "deferred"]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="allow")


class _Job(_Record):
    title: Text | None
    company: Text | None
    start: Start | None
    end: End | None
    product: bool | None = None
    level: Level | None = None


class _Degree(_Record):
    degree: Text | None
    kind: DegreeKind
    level: DegreeLevel | None = None
    field: Text | None
    institution: Text | None
    end_year: Year | None
    status: NotHeld | None = None


class _Course(_Record):
    name: Text
    provider: Text | None = None
    year: Year | None = None
    status: NotHeld | None = None


class _Led(_Record):
    signal: Signal
    quote: Text


class _Network(_Record):
    connections: Count | None = None
    followers: Count | None = None


class _Row(_Record):
    id: Text
    file: Text
    sha256: Text | None = None
    layout: Text = "unknown"
    language: Text = "unknown"
    scan: bool | None = None
    notes: str | None = None
    real_person: bool | None = None
    same_person_as: str | None = None
    location: str | None = None
    name: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    linkedin: Text | None = None
    positions: list[_Job] = []
    education: list[_Degree] = []
    programmes: list[_Course] = []
    background: BackgroundField | None = None
    network: _Network = _Network()
    team_size_max: Count | None = None
    claimed_years: Count | None = None
    leadership: list[_Led] = []
    months_total: Count | None = None
    months_total_lo: Count | None = None
    months_total_hi: Count | None = None
    months_product: Count | None = None
    months_product_lo: Count | None = None
    months_product_hi: Count | None = None
    months_product_leadership: Count | None = None
    months_product_leadership_lo: Count | None = None
    months_product_leadership_hi: Count | None = None


_NESTED: dict[str, type[_Record]] = {
    "positions": _Job,
    "education": _Degree,
    "programmes": _Course,
    "leadership": _Led,
    "network": _Network,
}


def read_labels(path: Path) -> tuple[Label, ...]:
    """Read a label file; raise `UsageError` that lists every mistake with its line and key."""
    mistakes: list[str] = []
    labels: list[Label] = []
    for number, line in enumerate(_read_lines(path), 1):
        if line.strip():
            labels += _read_row(line, number, mistakes)
    mistakes += _repeated(labels)
    if not labels and not mistakes:
        mistakes.append("no labelled CV in it")
    if mistakes:
        raise UsageError(f"{path}:\n  " + "\n  ".join(mistakes))
    return tuple(labels)


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 text (byte {error.start})") from error


def _read_row(line: str, number: int, mistakes: list[str]) -> list[Label]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        mistakes.append(f"line {number}, column {error.colno}: no JSON ({error.msg})")
        return []
    if not isinstance(data, dict):
        mistakes.append(f"line {number}: must be an object, not {type(data).__name__}")
        return []
    mistakes += [f"line {number}: {text}" for text in _misspelt(_Row, data, "")]
    try:
        return [_label(_Row.model_validate(data), number)]
    except ValidationError as error:
        mistakes += [_mistake(number, one) for one in error.errors()]
        return []


def _mistake(number: int, error: Any) -> str:
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"])
    said = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]
    given = "" if error["type"] == "missing" else f", not {error['input']!r:.60}"
    return f"line {number}: {key.lstrip('.')}: {said}{given}"


def _misspelt(record: type[_Record], data: object, at: str) -> Iterator[str]:
    """Name the unknown keys that resemble a known one: what they hold would silently not be measured."""
    known = record.model_fields.keys()
    for key, value in data.items() if isinstance(data, dict) else ():
        if key not in known and (close := get_close_matches(key, known, 1, _CLOSE)):
            yield f"{at}{key}: unknown key, did you mean {close[0]!r}?"
        if key in _NESTED and isinstance(value, list):
            for index, item in enumerate(value):
                yield from _misspelt(_NESTED[key], item, f"{at}{key}[{index}].")
        elif key in _NESTED:
            yield from _misspelt(_NESTED[key], value, f"{at}{key}.")


def _repeated(labels: list[Label]) -> list[str]:
    first: dict[str, int] = {}
    found = []
    for label in labels:
        if label.id in first:
            found.append(f"line {label.line}: id: {label.id!r} is used on line {first[label.id]} already")
        first.setdefault(label.id, label.line)
    return found


def _label(row: _Row, line: int) -> Label:
    scan = row.scan if row.scan is not None else row.layout == "scan" or bool(_SCAN.search(row.notes or ""))
    labelled = row.model_fields_set | row.network.model_fields_set
    return Label(
        row.id, row.file, line, row.sha256, row.layout, row.language, scan, _facts(row), frozenset(labelled)
    )


def _facts(row: _Row) -> Facts:
    return Facts(
        values={key: getattr(row, key) for key in _VALUES}
        | {key: getattr(row.network, key) for key in _REACH},
        months={key: months for key in _MONTHS if (months := _months(row, key))},
        jobs=tuple(Job(j.title, j.company, j.start, j.end, j.product, j.level) for j in row.positions),
        degrees=tuple(
            Degree(d.degree, d.kind, d.field, d.institution, d.end_year, d.status is None)
            for d in row.education
        ),
        courses=tuple(Course(c.name, c.provider, c.status is None) for c in row.programmes),
        leadership=tuple(Led(led.signal, led.quote) for led in row.leadership),
    )


def _months(row: _Row, key: str) -> Months | None:
    point = getattr(row, key)
    if point is None:
        return None
    low, high = getattr(row, f"{key}_lo"), getattr(row, f"{key}_hi")
    return (point, point if low is None else low, point if high is None else high)
