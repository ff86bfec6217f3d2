"""Every library that the program imports is one that its installation brings."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Comes with pydantic, of the same version.
BROUGHT_ALONG = {"pydantic-core"}


# What only the training needs is declared for those who train, and locked with the tools.
TRAINING = ROOT / "src" / "cpo_screen" / "training"


def imported(files: Iterable[Path]) -> set[str]:
    found = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"cpo_screen"}


def names_of(requirements: Iterable[str]) -> set[str]:
    return {re.sub("[._]", "-", re.split(r"[<>=;\[ ]", one)[0].lower()) for one in requirements}


def extras(project: dict) -> set[str]:
    """What an extra brings: locked with the tools, since only tests need it here."""
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    named = {
        one for extra in project["project"]["optional-dependencies"].values() for one in names_of(extra)
    }
    return {one for one in named if re.search(rf"^{one}==", lock, re.MULTILINE)}


@pytest.mark.parametrize("part", ["program", "training"])
def test_every_import_is_declared_and_locked(part: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    files = set((ROOT / "src").rglob("*.py"))
    declared = names_of(project["project"]["dependencies"])
    name = "requirements.lock"
    if part == "training":
        files &= set(TRAINING.rglob("*.py"))
        declared |= names_of(project["dependency-groups"]["dev"])
        name = "requirements-dev.lock"
    else:
        files -= set(TRAINING.rglob("*.py"))
    for extra in project["project"]["optional-dependencies"].values():
        declared |= names_of(extra)
    lock = (ROOT / name).read_text(encoding="utf-8")
    locked = {re.sub("[._]", "-", name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    names = packages_distributions()
    for module in sorted(imported(files)):
        brought = {re.sub("[._]", "-", name.lower()) for name in names.get(module, [module])}
        assert brought & (declared | BROUGHT_ALONG), f"{module} is imported but not declared"
        assert brought & (locked | extras(project)), f"{module} is not in {name}"
