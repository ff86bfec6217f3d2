"""Cards of the trained models: what each is, of which data, how good, and where it is not used."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from cpo_screen.training.scores import Score

_LIBRARIES = (
    "scikit-learn", "numpy", "python-crfsuite", "spacy", "typst", "reportlab", "fpdf2", "python-docx",
    "pypdfium2",
)  # fmt: skip


def card(name: str, facts: Mapping[str, object], measured: Mapping[str, Sequence[Score]], seed: int) -> str:
    """The card of one model, as Markdown."""
    about = Path(__file__).with_name("cards").joinpath(f"{name}.md").read_text("utf-8").rstrip()
    versions = ", ".join(f"{one} {version(one)}" for one in _LIBRARIES)
    return f"""{about}

## Made of

- {facts["careers"]} invented careers (`src/cpo_screen/training/careers/`), in {facts["files"]} files;
  SHA-256 of the data `{facts["data"]}`
- seed {seed}; Python {platform.python_version()}; {versions}
- the same data, seed and versions give the same scores; other libraries may move the last digit

## Scores on {facts["held"]} careers held back

Trained on the others; the model kept is trained on all.

{table(measured[name])}
"""


def table(scores: Sequence[Score]) -> str:
    """Scores as a Markdown table."""
    lines = ["| label | labelled | precision | recall | F1 |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.label} | {one.labelled} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} |"
        for one in scores
    ]
    return "\n".join(lines)
