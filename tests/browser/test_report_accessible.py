"""The page by axe's rules, where axe-core is at hand (its axe.min.js is named by AXE_CORE)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Opener
from browser.pages import sample_screening
from cpo_screen.criteria import load_criteria
from cpo_screen.exports.report import export_report

RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))"""


@pytest.fixture(scope="module")
def axe() -> str:
    path = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
    if not path.is_file():
        pytest.skip("axe-core is not here; AXE_CORE names its axe.min.js")
    return path.read_text(encoding="utf-8")


def show_table(page: Any) -> None:
    page.locator(".ranked tbody tr").first.wait_for()


def open_card(page: Any) -> None:
    page.locator(".ranked tbody .open-card").nth(10).click()


def open_weights(page: Any) -> None:
    page.click("#weights-open")
    page.get_by_label("People led, weight in numbers").fill("25")


def open_chart(page: Any) -> None:
    page.locator("#views label", has_text="Chart").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [show_table, open_card, open_weights, open_chart])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(open_page: Opener, axe: str, scheme: str, view: Any, width: int) -> None:
    page = open_page(export_report(sample_screening(), load_criteria()), color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    view(page)
    page.evaluate(axe)
    assert page.evaluate(RUN) == []
