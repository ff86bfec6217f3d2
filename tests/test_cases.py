"""Runs every case file: tests/cases/<area>/<phenomenon>.yaml through tests/areas/<area>.py.

A case has a `text`, what is expected (`expect`: only the fields named are compared) and, optionally,
`absent` (values that must not be found) and `known_failure` (a reason; a strict xfail).
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parent / "cases"


def load_cases() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*/*.yaml")):
        cases = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert isinstance(cases, list), f"{file} must be a list of cases"
        for number, case in enumerate(cases, 1):
            name = case.get("name", str(number))
            known = case.get("known_failure")
            marks = [pytest.mark.xfail(strict=True, reason=known)] if known else []
            id_ = f"{file.parent.name}/{file.stem}/{name}"
            found.append(pytest.param(file.parent.name, case, id=id_, marks=marks))
    return found


def assert_matches(found: Any, expected: Any, at: str = "") -> None:
    """Compare only what is named: mappings key by key, lists item by item and in length."""
    if isinstance(expected, dict):
        assert isinstance(found, dict), f"{at}: {found!r} is no mapping"
        for key, value in expected.items():
            assert key in found, f"{at}.{key} is missing from {found!r}"
            assert_matches(found[key], value, f"{at}.{key}")
    elif isinstance(expected, list):
        assert isinstance(found, list), f"{at}: {found!r} is no list"
        assert len(found) == len(expected), f"{at}: {len(found)} found, not {len(expected)}: {found}"
        for index, (one, other) in enumerate(zip(found, expected, strict=True)):
            assert_matches(one, other, f"{at}[{index}]")
    else:
        assert found == expected, f"{at}: found {found!r}, expected {expected!r}"


@pytest.mark.parametrize(("area", "case"), load_cases())
def test_case(area: str, case: dict[str, Any]) -> None:
    found = import_module(f"areas.{area}").run(case)
    if "expect" in case:
        assert_matches(found, case["expect"])
    flat = repr(found)
    for value in case.get("absent", []):
        assert repr(value) not in flat, f"{value!r} must not be found in {flat}"
    assert "expect" in case or "absent" in case, "a case must expect something"
