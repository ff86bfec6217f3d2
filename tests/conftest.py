"""For all tests: no deadline for generated examples, and no store but the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own store out of the tests."""
    path = tmp_path_factory.mktemp("store") / "profiles.sqlite"
    monkeypatch.setenv("CPO_SCREEN_STORE", str(path))
    return path
