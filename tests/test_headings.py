"""The section-heading models: from plain files, without scikit-learn, and better than the rules."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cpo_screen.errors import ModelMissing
from cpo_screen.heading_features import FEATURES, PEER_FEATURES
from cpo_screen.heading_model import kind_model, line_model
from cpo_screen.resources import resource_path

MODELS = resource_path("models") / "headings"


def test_sections_are_found_without_scikit_learn() -> None:
    code = (
        "import sys; from cpo_screen.documents.text import document_from_text as read\n"
        "from cpo_screen.sections import find_sections\n"
        "find_sections(read('Ada Example\\n\\nWhere I baked\\n2010\\n\\nEDUCATION\\nBSc, 2009\\n'))\n"
        "print('sklearn' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_model_of_other_features_is_refused() -> None:
    data = json.loads((MODELS / "lines.json").read_text(encoding="utf-8"))
    with pytest.raises(ModelMissing, match="make models"):
        line_model(data | {"features": data["features"][1:]})


def test_likelihoods_are_shares() -> None:
    lines = line_model(json.loads((MODELS / "lines.json").read_text(encoding="utf-8")))
    assert 0 <= lines.likelihood([0.0] * len(FEATURES)) <= 1
    assert 0 <= lines.second_likelihood([0.0] * len(FEATURES + PEER_FEATURES)) <= 1
    kinds = kind_model(json.loads((MODELS / "kinds.json").read_text(encoding="utf-8")))
    found = kinds.likelihoods({"w:kitchens": 1.0})
    assert sum(found.values()) == pytest.approx(1)
    assert kinds.best({}) == "other"


def test_the_card_says_what_the_model_is_worth() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (MODELS / "card.md").read_text(encoding="utf-8").splitlines()
        if line.startswith(("| baseline", "| rules"))
    ]
    worth = {row[0]: [float(cell) for cell in row[1:]] for row in rows}
    assert worth["rules and model"][0] > worth["rules"][0] > worth["baseline"][0]
    assert worth["rules and model"][-1] * 20 < worth["baseline"][-1]
    assert worth["rules and model"][1] > 0.9 > worth["rules"][1]
