"""The trained models' files: found, of the right version, or a clear message."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpo_screen.errors import ModelMissing
from cpo_screen.resources import resource_path

VERSION = 1  # of what the models are told about a line; a model of another version is not used
MODELS = {
    "functions": ("arrays.npz",),
    "headings": ("lines.json", "kinds.json"),
    "line_roles": ("arrays.npz",),
    "sentences": ("arrays.npz",),
    "tagger": ("tagger.crfsuite",),
}


def check_models() -> None:
    """Raise ModelMissing unless every model is there and of this version."""
    for name, files in MODELS.items():
        for file in files:
            model_path(name, file)


def model_path(name: str, file: str) -> Path:
    """Where a model's file lies; raises ModelMissing when it is not there or of another version."""
    folder = resource_path("models") / name
    version = folder / "version"
    if not version.exists() or not (folder / file).exists():
        raise ModelMissing(f"the model {name} is missing from {folder}; make it again with `make models`")
    if version.read_text("ascii").strip() != str(VERSION):
        raise ModelMissing(
            f"the model {name} in {folder} was made for another version of cpo-screen; run `make models`"
        )
    return folder / file


def load_arrays(name: str) -> dict[str, NDArray[np.float16]]:
    """The arrays of a linear model, stored without pickles."""
    with np.load(model_path(name, "arrays.npz"), allow_pickle=False) as arrays:
        return dict(arrays)
