"""Train the line-role model: multinomial logistic regression on hashed features, transitions counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from cpo_screen.extraction.line_roles import COLUMNS, LINE_ROLES, LineRoleModel, columns_of
from cpo_screen.training.corpus import Sample

_STRENGTH = 1.0  # C of the regression
_SMOOTHING = 1.0  # added to every count of a transition


def train_line_roles(samples: Sequence[Sample], seed: int) -> LineRoleModel:
    """Fit the model on all lines of the samples."""
    from sklearn.linear_model import LogisticRegression

    matrix = _matrix([features for one in samples for features in one.features])
    numbers = {role: number for number, role in enumerate(LINE_ROLES)}
    target = np.array([numbers[role] for one in samples for role in one.roles])
    fitted = LogisticRegression(C=_STRENGTH, max_iter=150, tol=1e-3, random_state=seed).fit(matrix, target)
    weights = np.zeros((COLUMNS, len(LINE_ROLES)), dtype=np.float32)
    bias = np.full(len(LINE_ROLES), -9.0, dtype=np.float32)
    weights[:, fitted.classes_] = fitted.coef_.T
    bias[fitted.classes_] = fitted.intercept_
    starts, transitions = _transitions([[numbers[role] for role in one.roles] for one in samples])
    return LineRoleModel(weights, bias, transitions, starts)


def _matrix(features: Sequence[Sequence[str]]) -> Any:
    """Lines x columns, how often each feature's column is there."""
    from scipy.sparse import csr_matrix

    columns = [columns_of(one) for one in features]
    rows = np.repeat(np.arange(len(columns)), [len(one) for one in columns])
    flat = np.concatenate([np.array(one) for one in columns])
    return csr_matrix((np.ones(len(flat), dtype=np.float32), (rows, flat)), shape=(len(columns), COLUMNS))


def _transitions(sequences: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Logs of how much likelier than by chance a role follows another; and of the first roles."""
    count = len(LINE_ROLES)
    pairs = np.full((count, count), _SMOOTHING)
    starts = np.full(count, _SMOOTHING)
    for one in sequences:
        starts[one[:1]] += 1
        for before, after in pairwise(one):
            pairs[before, after] += 1
    usual = pairs.sum(axis=0) / pairs.sum()
    transitions = np.log(pairs / pairs.sum(axis=1, keepdims=True)) - np.log(usual)
    return (np.log(starts / starts.sum()) - np.log(usual)).astype(np.float32), transitions.astype(
        np.float32
    )


def save_line_roles(model: LineRoleModel, folder: Path) -> None:
    """Write the arrays in half precision, which changes no decision that matters and halves the file."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: value.astype(np.float16) for name, value in model._asdict().items()}
    np.savez_compressed(folder / "arrays.npz", **arrays)
