"""For all tests: no deadline for generated examples, no store but the test's own, scans stay pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["CPO_SCREEN_TESSERACT"] = ""  # the same with and without it; its own tests name it
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own store out of the tests."""
    path = tmp_path_factory.mktemp("store") / "profiles.sqlite"
    monkeypatch.setenv("CPO_SCREEN_STORE", str(path))
    return path
