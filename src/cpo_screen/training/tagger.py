"""Train the tagger: a linear-chain conditional random field (CRFsuite) over the words of header lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cpo_screen.extraction.line_roles import LineRoleModel, find_line_roles
from cpo_screen.extraction.tag_features import word_features
from cpo_screen.training.corpus import Sample
from cpo_screen.training.line_roles import train_line_roles

SETTINGS = {
    "c1": 0.2,
    "c2": 0.5,
    "max_iterations": 100,
    "feature.possible_transitions": True,
    "feature.minfreq": 2,
}


def train_tagger(samples: Sequence[Sample], seed: int, path: Path) -> None:
    """Fit the model and write it; its line roles come from models that had not seen the career."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for half, model in _halves(samples, seed):
        for one in half:
            trainer.append(tagger_features(one, model), one.labels)
    trainer.train(str(path))


def tagger_features(sample: Sample, model: LineRoleModel | None = None) -> list[list[str]]:
    """What the tagger sees of a sample."""
    roles = find_line_roles(sample.features, model)
    return word_features(sample.sketches, sample.features, roles)[1]


def _halves(samples: Sequence[Sample], seed: int) -> Iterable[tuple[Sequence[Sample], LineRoleModel]]:
    """Each half of the careers with a line-role model of the other half."""
    careers = sorted({one.career for one in samples})
    first = set(careers[::2])
    halves = (
        [one for one in samples if one.career in first],
        [one for one in samples if one.career not in first],
    )
    yield halves[0], train_line_roles(halves[1], seed)
    yield halves[1], train_line_roles(halves[0], seed)
