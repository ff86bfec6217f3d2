"""A browser for the tests: the chromium of this computer, nothing is downloaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Opener = Callable[..., Any]
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no chromium on this computer")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open a page from a file; at the end, nothing was refused by its policy, asked for or thrown."""
    troubles: list[str] = []
    opened = []

    def open_it(content: bytes, **how: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_bytes(content)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, **how)
        opened.append(page)
        page.on("pageerror", lambda error: troubles.append(f"thrown: {error}"))
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        page.on("request", lambda one: one.url.startswith("file:") or troubles.append(f"asked: {one.url}"))
        page.goto(path.as_uri())
        return page

    yield open_it
    for page in opened:
        page.close()
    assert troubles == []
