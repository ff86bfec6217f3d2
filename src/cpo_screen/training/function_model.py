"""Fit the model of jobs' functions: `python -m cpo_screen.training.function_model`."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from cpo_screen.extraction.background_features import Features, job_features
from cpo_screen.extraction.background_model import COLUMNS, FIELDS, FunctionModel, column_of, log_odds
from cpo_screen.extraction.titles import classify_title
from cpo_screen.model import Function
from cpo_screen.resources import resource_path
from cpo_screen.trained_models import VERSION
from cpo_screen.training.function_data import PARTS, Job, data_hash, held_back, read_career_jobs, read_rows
from cpo_screen.training.function_scores import (
    Judged,
    judge_careers,
    score_backgrounds,
    score_confidence,
    score_jobs,
)

CARD = Path(__file__).with_name("function_card.md")
SEED = 20
_STRENGTH = 3.0  # C of the regression
_NAMELESS = 0.3  # how much a job without its title counts
_NO_CALIBRATION = np.array([1.0, 0.0], dtype=np.float32)


def fit(jobs: Sequence[Job]) -> FunctionModel:
    """Fit multinomial logistic regression to jobs, each with and without what the CV may leave out."""
    examples = [
        (one, job.field, weight) for job in jobs if job.field in FIELDS for one, weight in _views(job)
    ]
    matrix = _matrix([features for features, _, _ in examples])
    target = [FIELDS.index(field) for _, field, _ in examples if field in FIELDS]
    weights = [weight for _, _, weight in examples]
    model = LogisticRegression(C=_STRENGTH, max_iter=300, random_state=SEED)
    fitted = model.fit(matrix, target, sample_weight=weights)
    bias = np.asarray(fitted.intercept_, dtype=np.float32)
    return FunctionModel(np.asarray(fitted.coef_.T, dtype=np.float32), bias, _NO_CALIBRATION)


def _views(job: Job) -> Iterator[tuple[Features, float]]:
    """The job as it stands, without the rules' help, by its title alone and without its title."""
    rule = classify_title(job.title).function
    views: list[tuple[str | None, str | None, tuple[str, ...], Function | None]] = [
        (job.title, job.company, job.duties, rule),
        (job.title, job.company, job.duties, None),
    ]
    if job.company or job.duties:
        views.append((job.title, None, (), rule))
        views.append((None, job.company, job.duties, None))
    for title, company, duties, function in views:
        share = 1.0 if title else _NAMELESS
        yield job_features(title, company, duties, function), share / len(views)


def _matrix(rows: Sequence[Features]) -> Any:
    """Jobs x columns, the weights of each job's features."""
    lengths = [len(row) for row in rows]
    columns = [column_of(name) for row in rows for name in row]
    amounts = np.array([amount for row in rows for amount in row.values()])
    return csr_matrix((amounts, columns, np.cumsum([0, *lengths])), shape=(len(rows), COLUMNS))


def calibrate(judged: Sequence[tuple[float, bool]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Slope and offset that turn the share of the months into how often the background is right."""
    odds = np.array([[log_odds(share)] for share, _ in judged])
    fitted = LogisticRegression(C=100.0).fit(odds, [right for _, right in judged])
    return np.array([fitted.coef_[0][0], fitted.intercept_[0]], dtype=np.float32)


def make(target: Path) -> bool:
    """Fit the model, write it and its card to `target`; True if any file differs from before."""
    careers = read_career_jobs()
    every = [*read_rows(), *(job for _, jobs in careers for job in jobs)]
    parts = [[job for job in every if held_back(job.group, part)] for part in range(PARTS)]
    judged: list[Judged] = []
    scores: list[str] = []
    for part, kept in enumerate(parts):
        taught = fit([job for other in parts if other is not kept for job in other])
        judged += judge_careers([one for one in careers if held_back(one[0].id, part)], taught)
        if not part:
            scores = [
                score_jobs("hand-written rows", [job for job in kept if job.is_row], taught),
                score_jobs("jobs of careers", [job for job in kept if not job.is_row], taught),
            ]
    model = fit(every)._replace(calibration=calibrate([(share, right) for share, right, _ in judged]))
    before = {one.name: one.read_bytes() for one in target.glob("*") if one.is_file()}
    _save(model, target)
    (target / "card.md").write_text(_card(len(every), scores, judged, model), encoding="utf-8")
    (target / "version").write_text(f"{VERSION}\n", "ascii")
    return before != {one.name: one.read_bytes() for one in target.glob("*") if one.is_file()}


def _save(model: FunctionModel, folder: Path) -> None:
    """Write the arrays in half precision, which changes no decision that matters and halves the file."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: value.astype(np.float16) for name, value in model._asdict().items()}
    np.savez_compressed(folder / "arrays.npz", **arrays)


def _card(
    jobs: int,
    scores: Sequence[str],
    judged: Sequence[Judged],
    model: FunctionModel,
) -> str:
    versions = (
        f"Python {platform.python_version()}, numpy {np.__version__}, scikit-learn {sklearn.__version__}"
    )
    return CARD.read_text(encoding="utf-8").format(
        data=data_hash(),
        seed=SEED,
        versions=versions,
        jobs=jobs,
        scores="\n".join([*scores, score_backgrounds(judged)]),
        curve="\n".join(score_confidence(judged, model)),
    )


if __name__ == "__main__":
    folder = resource_path("models") / "functions"
    sys.stdout.write(f"{folder}: {'changed' if make(folder) else 'as before'}\n")
