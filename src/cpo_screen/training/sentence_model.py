"""Fit the model of leadership sentences: `python -m cpo_screen.training.sentence_model`."""

from __future__ import annotations

import hashlib
import platform
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import click
import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from cpo_screen.extraction.sentence_features import sentence_features
from cpo_screen.extraction.sentence_model import SentenceArrays
from cpo_screen.extraction.signals import rule_book
from cpo_screen.extraction.signals_clauses import split_clauses
from cpo_screen.model import Signal
from cpo_screen.resources import resource_path
from cpo_screen.trained_models import VERSION
from cpo_screen.training.sentences import FOLDER, Sentence, read_sentences

SEED = 20261123
CARD = Path(__file__).with_name("cards") / "sentences.md"
_SIGNALS: tuple[Signal, ...] = get_args(Signal)
_FOLDS = 8
_STRENGTH_OF_WEIGHTS = 1.0  # scikit-learn's C
_FEWEST = 2  # sentences that have a feature
_LEAST_WEIGHT = 0.02
_KNOTS = 21
_BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
Floats = NDArray[np.float64]


def features_of(sentence: Sentence) -> dict[str, float]:
    """The features of a sentence: those of all its clauses."""
    found: dict[str, float] = {}
    for clause in split_clauses(sentence.text, 0, sentence.language):
        matches, cues = rule_book("signals", sentence.language).read(clause)
        found |= dict.fromkeys(sentence_features(clause, sentence.language, matches, cues), 1.0)
    return found


def targets(sentences: Sequence[Sentence]) -> NDArray[np.int64]:
    """[sentences, 13]: which signals each shows; the last column says `led`, -1 where nothing is shown."""
    rows = [[int(signal in one.shows) for signal in _SIGNALS] + [_led(one)] for one in sentences]
    return np.array(rows)


def _led(sentence: Sentence) -> int:
    return int("contributed" not in sentence.shows.values()) if sentence.shows else -1


def cross_validate(rows: Sequence[dict[str, float]], target: NDArray[np.int64]) -> Floats:
    """Raw probabilities [sentences, 13], each by a model that had not seen the sentence."""
    raw = np.zeros(target.shape)
    folds = KFold(_FOLDS, shuffle=True, random_state=SEED)
    for taught, held in folds.split(rows):
        vectors, models = fit([rows[at] for at in taught], target[taught])
        seen = vectors.transform([rows[at] for at in held])
        raw[held] = np.stack([one.predict_proba(seen)[:, 1] for one in models], axis=1)
    return raw


def fit(rows: Sequence[dict[str, float]], target: NDArray[np.int64]) -> tuple[DictVectorizer, list[Any]]:
    """One logistic regression a column over the features that several sentences have."""
    times = Counter(name for row in rows for name in row)
    vectors = DictVectorizer()
    x = vectors.fit_transform([{name: 1.0 for name in row if times[name] >= _FEWEST} for row in rows])
    models = []
    for column in target.T:
        known = column >= 0
        model = LogisticRegression(C=_STRENGTH_OF_WEIGHTS, max_iter=400, random_state=SEED)
        models.append(model.fit(x[known], column[known]))
    return vectors, models


def calibrate(raw: Floats, target: NDArray[np.int64]) -> Floats:
    """[13, k, 2]: raw probabilities and how often they are right, by isotonic regression."""
    curves = []
    for said, true in zip(raw.T, target.T, strict=True):
        known = true >= 0
        curve = IsotonicRegression(y_min=0.001, y_max=0.995, out_of_bounds="clip").fit(
            said[known], true[known]
        )
        grid = np.linspace(0, 1, _KNOTS)
        curves.append(np.stack([grid, curve.predict(grid)], axis=1))
    return np.stack(curves)


def calibrated_apart(raw: Floats, target: NDArray[np.int64]) -> Floats:
    """[sentences, 13]: each half calibrated by the other, so that the card shows unseen sentences."""
    sure = np.zeros(raw.shape)
    for half in (0, 1):
        own, other = slice(half, None, 2), slice(1 - half, None, 2)
        for n, knots in enumerate(calibrate(raw[other], target[other])):
            sure[own, n] = np.interp(raw[own, n], *knots.T)
    return sure


def arrays_of(vectors: DictVectorizer, models: Sequence[Any], knots: Floats) -> SentenceArrays:
    """The model as plain arrays, without weights that say next to nothing."""
    weights = np.stack([one.coef_[0] for one in models], axis=1)
    kept = np.abs(weights).max(axis=1) >= _LEAST_WEIGHT
    names = [name for name, keep in zip(vectors.get_feature_names_out(), kept, strict=True) if keep]
    text = np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)
    bias = np.array([one.intercept_[0] for one in models])
    return SentenceArrays(text, *(one.astype(np.float32) for one in (weights[kept], bias, knots)))


def save(arrays: SentenceArrays, folder: Path) -> None:
    """Write the model without pickles; weights as 16-bit numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = {
        name: one if name == "names" else one.astype(np.float16) for name, one in arrays._asdict().items()
    }
    np.savez_compressed(folder / "arrays.npz", **plain)
    (folder / "version").write_text(f"{VERSION}\n", "ascii")


# --- the card --------------------------------------------------------------------------------------


def card(sentences: Sequence[Sentence], sure: Floats, target: NDArray[np.int64]) -> str:
    """The card, with scores and calibration on sentences held back."""
    data = hashlib.sha256(b"".join(one.read_bytes() for one in sorted(FOLDER.glob("*.yaml")))).hexdigest()
    signals = sure[:, :-1]
    known = target[:, -1] >= 0
    strength = float(np.mean((sure[known, -1] >= 0.5) == target[known, -1]))
    return CARD.read_text("utf-8").format(
        sentences=len(sentences),
        languages=", ".join(
            f"{n} {code}" for code, n in Counter(one.language for one in sentences).most_common()
        ),
        showing=int((target[:, :-1].sum(axis=1) > 0).sum()),
        data=data,
        seed=SEED,
        folds=_FOLDS,
        versions=_versions(),
        scores="\n".join(_score_rows(signals, target[:, :-1])),
        curve="\n".join(_curve_rows(signals, target[:, :-1])),
        strength=f"{strength:.3f}",
        strengths=int(known.sum()),
    )


def _versions() -> str:
    libraries = f"numpy {np.__version__}, scikit-learn {sklearn.__version__}"
    return f"Python {platform.python_version()}, {libraries}"


def _score_rows(sure: Floats, target: NDArray[np.int64]) -> list[str]:
    rows = []
    for name, said, true in [
        *zip(_SIGNALS, sure.T, target.T, strict=True),
        ("all", sure.ravel(), target.ravel()),
    ]:
        found = said >= 0.5
        right = int((found & (true == 1)).sum())
        precision, recall = right / max(int(found.sum()), 1), right / max(int(true.sum()), 1)
        f1 = 2 * right / max(int(found.sum()) + int(true.sum()), 1)
        rows.append(f"| {name} | {int(true.sum())} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
    return rows


def _curve_rows(sure: Floats, target: NDArray[np.int64]) -> list[str]:
    rows = []
    for low, high in pairwise(_BINS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            said, true = float(sure[inside].mean()), float(target[inside].mean())
            rows.append(
                f"| {low:.1f} – {min(high, 1):.1f} | {int(inside.sum())} | {said:.3f} | {true:.3f} |"
            )
    return rows


@click.command()
def main() -> None:
    """Fit the model, write it and its card."""
    sentences = read_sentences()
    rows, target = [features_of(one) for one in sentences], targets(sentences)
    raw = cross_validate(rows, target)
    knots = calibrate(raw, target)
    vectors, models = fit(rows, target)
    folder = resource_path("models") / "sentences"
    save(arrays_of(vectors, models, knots), folder)
    text = card(sentences, calibrated_apart(raw, target), target)
    (folder / "card.md").write_text(text, "utf-8")
    click.echo(text)


if __name__ == "__main__":
    main()
