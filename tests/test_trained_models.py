"""Trained models: missing, of another version, or there and decoded as a sequence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from cpo_screen import trained_models as models
from cpo_screen.cli import main
from cpo_screen.errors import ModelMissing
from cpo_screen.extraction.line_roles import COLUMNS, LINE_ROLES, LineRoleModel, columns_of, find_line_roles


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(models, "resource_path", lambda _: tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_missing_model_names_the_command() -> None:
    with pytest.raises(ModelMissing, match="make models"):
        models.model_path("tagger", "tagger.crfsuite")


def test_a_model_of_another_version_is_not_used(folder: Path) -> None:
    (folder / "tagger").mkdir()
    (folder / "tagger" / "version").write_text("0")
    (folder / "tagger" / "tagger.crfsuite").write_bytes(b"")
    with pytest.raises(ModelMissing, match=r"another version.*make models"):
        models.model_path("tagger", "tagger.crfsuite")


def test_nothing_is_read_without_the_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Ann Lee")
    monkeypatch.setattr(models, "resource_path", lambda _: tmp_path / "none")
    ran = CliRunner().invoke(main, ["rank", str(tmp_path), "-o", str(tmp_path / "out.csv")])
    assert ran.exit_code == 2
    assert "make models" in ran.output
    assert not (tmp_path / "out.csv").exists()


def test_roles_are_decoded_as_a_sequence() -> None:
    """A line that could be either follows what its neighbours make likely."""
    count = len(LINE_ROLES)
    weights = np.zeros((COLUMNS, count), dtype=np.float32)
    weights[columns_of(["a"])[0], LINE_ROLES.index("title")] = 5.0
    weights[columns_of(["b"])[0], LINE_ROLES.index("company")] = 1.0
    weights[columns_of(["b"])[0], LINE_ROLES.index("highlight")] = 1.1
    transitions = np.zeros((count, count), dtype=np.float32)
    zeros = np.zeros(count, dtype=np.float32)
    apart = LineRoleModel(weights, zeros, transitions, zeros)
    assert find_line_roles([["a"], ["b"]], apart) == ["title", "highlight"]
    transitions[LINE_ROLES.index("title"), LINE_ROLES.index("company")] = 1.0
    assert find_line_roles([["a"], ["b"]], apart) == ["title", "company"]
    assert find_line_roles([], apart) == []
