"""The gate: what the program makes of the labelled CVs must not fall below their floors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cpo_screen.pipeline import file_line, parse_as_of, read_files
from cpo_screen.training.evaluation import evaluate_files, score
from cpo_screen.training.evaluation.floors import check_floors, read_floors

TESTS = Path(__file__).parent.parent
SETS = (
    "gold",
    "fresh/a", "fresh/b", "fresh/c/one", "fresh/c/two", "fresh/d",
    "fresh/e/one", "fresh/e/two", "fresh/f/one", "fresh/f/two", "fresh/g/one", "fresh/g/two",
    "fresh/h/one", "fresh/h/two", "fresh/i/one", "fresh/i/two",
)  # fmt: skip
AS_OF = parse_as_of("2026-11")


def parse_many(paths: Sequence[Path]) -> Iterable[dict[str, Any]]:
    return (json.loads(file_line(one, AS_OF)) for one in read_files(paths, AS_OF))


@pytest.mark.parametrize("name", SETS)
def test_labelled_cvs_stay_above_the_floors_and_the_baseline(name: str) -> None:
    folder = TESTS / name
    report = evaluate_files(folder / "gold.jsonl", parse_many)
    problems = check_floors(report, read_floors(folder / "floors.yaml"))
    assert not problems, "\n".join(problems)
    if name != "gold":
        return
    beside = score(report.with_text, baseline=True)
    dumber = [name for name, one in score(report.with_text).items() if one.value < beside[name].value]
    assert not dumber, f"the baseline does better in {', '.join(dumber)}"
