"""The wheel, installed into an empty environment outside the checkout, ranks a CV there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")}
    parts = [str(part) for part in command]
    done = subprocess.run(parts, cwd=cwd, env=clean, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist and, from it alone, the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_models_criteria_lexicons_and_schema(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert {
        "cpo_screen/criteria.yaml", "cpo_screen/models/README.md", "cpo_screen/py.typed",
        "cpo_screen/schemas/profile-1.schema.json", "cpo_screen/lexicons/titles.yaml",
    } <= names  # fmt: skip
    assert not any(name.startswith(("tests/", "samples/")) for name in names)
    committed = {f.name for f in (ROOT / "models").rglob("*") if f.is_file()}
    assert committed <= {Path(name).name for name in names}


def test_the_wheel_ranks_a_cv_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    environment, cvs = tmp_path / "environment", tmp_path / "cvs"
    run(sys.executable, "-m", "venv", environment, cwd=tmp_path)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*install, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=tmp_path)
    run(*install, "--no-deps", wheel, cwd=tmp_path)
    cvs.mkdir()
    shutil.copy(ROOT / "samples" / "abara-whitlock.md", cvs)
    command = python.with_name("cpo-screen")
    told = run(command, "rank", "cvs", "--as-of", "2026-11", cwd=tmp_path)
    assert "1 file: 1 ranked" in told
    assert "Abara-Whitlock" in (tmp_path / "ranked.csv").read_text(encoding="utf-8-sig")
    assert "Score" in run(command, "explain", cvs / "abara-whitlock.md", "--as-of", "2026-11", cwd=tmp_path)
    run(command, "criteria", "init", "mine.yaml", cwd=tmp_path)
    run(command, "criteria", "check", "mine.yaml", cwd=tmp_path)
    run(python, "-m", "pip", "check", cwd=tmp_path)
