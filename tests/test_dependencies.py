"""Every library that the program imports is one that its installation brings."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Comes with pydantic, of the same version.
BROUGHT_ALONG = {"pydantic-core"}


def imported() -> set[str]:
    found = set()
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"cpo_screen"}


def test_every_import_is_declared_and_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        re.sub("[._]", "-", re.split(r"[<>=;\[ ]", one)[0].lower()) for one in project["dependencies"]
    }
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {re.sub("[._]", "-", name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    names = packages_distributions()
    for module in sorted(imported()):
        brought = {re.sub("[._]", "-", name.lower()) for name in names.get(module, [module])}
        assert brought & (declared | BROUGHT_ALONG), f"{module} is imported but not declared"
        assert brought & locked, f"{module} is not in requirements.lock"
