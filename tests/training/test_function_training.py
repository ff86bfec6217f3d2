"""The jobs that the model of functions learns from, and the model as shipped."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from cpo_screen.extraction.background_features import job_features
from cpo_screen.extraction.background_model import FIELDS, confidence_of, field_likelihoods, functions_model
from cpo_screen.trained_models import model_path
from cpo_screen.training.function_data import (
    PARTS,
    data_hash,
    held_back,
    read_career_jobs,
    read_rows,
)
from cpo_screen.training.function_model import fit

TESTS = Path(__file__).parent.parent
LABELS = [
    *TESTS.glob("gold/gold.jsonl"),
    *TESTS.glob("fresh/[a-f]/**/gold.jsonl"),
    *TESTS.glob("fresh/h/**/gold.jsonl"),
]


def test_every_row_has_one_known_function() -> None:
    rows = read_rows()
    assert {row.field for row in rows} == set(FIELDS)
    assert len(rows) > 1500


def test_a_row_under_two_functions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.yaml").write_text("it: |\n  Analyst\ndata: |\n  Analyst\n")
    with pytest.raises(ValueError, match="'Analyst' is data and it"):
        read_rows(tmp_path)


def test_no_title_of_an_evaluation_cv_is_taught() -> None:
    lines = [json.loads(line) for path in LABELS for line in path.read_text("utf-8").splitlines() if line]
    titles = {(one["title"] or "").casefold() for row in lines for one in row["positions"]}
    assert len(titles) > 500
    assert [
        row.title for row in read_rows() if len(row.title.split()) > 2 and row.title.casefold() in titles
    ] == []


def test_careers_and_rows_fall_into_one_part_each() -> None:
    groups = {row.group for row in read_rows()} | {career.id for career, _ in read_career_jobs()}
    assert all(sum(held_back(group, part) for part in range(PARTS)) == 1 for group in groups)


def test_the_shipped_model_is_made_from_this_data() -> None:
    assert data_hash() in model_path("functions", "card.md").read_text(encoding="utf-8")


def test_fitting_twice_gives_the_same_model() -> None:
    rows = read_rows()[::40]
    assert all(np.array_equal(one, other) for one, other in zip(fit(rows), fit(rows), strict=True))


def test_likelihoods_add_up_to_one() -> None:
    for features in ({}, job_features("Software Engineer", "Acme", ("wrote Java",), "it")):
        assert field_likelihoods(features).sum() == pytest.approx(1, abs=1e-4)


def test_more_of_the_months_is_more_confidence() -> None:
    said = [confidence_of(share, functions_model()) for share in (0.2, 0.5, 0.8, 1.0)]
    assert said == sorted(said)
    assert 0 < said[0] < said[-1] < 1
