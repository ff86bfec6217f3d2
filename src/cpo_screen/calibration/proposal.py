"""The criteria file with other weights: the text as it is, but for the numbers that change."""

from __future__ import annotations

import copy
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cpo_screen.calibration.records import Calibration, WeightChange
from cpo_screen.criteria.mistakes import Path
from cpo_screen.criteria.yaml_tree import YamlTree, read_yaml_tree
from cpo_screen.errors import UsageError

_SCALAR = re.compile(r"""'[^']*'|"[^"]*"|[^\s,\]}#]+""")


def propose_criteria(text: str, calibration: Calibration) -> str:
    """Return the criteria file's text with the proposed weights; the sum of the weights stays.

    Every other character stays as it is, comments included; a changed line ends in a comment with the old
    weight. Raises UsageError where nothing is proposed, or `text` is not what the cards were scored by.
    """
    if not calibration.changes:
        raise UsageError(f"There is no proposal to write. {calibration.reason}.")
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != calibration.criteria_sha256:
        raise UsageError("The criteria file is not the one that the candidates were scored by.")
    tree = read_yaml_tree(text, "criteria.yaml")
    paths = dict(_weight_paths(tree))
    changes = {paths[one.criterion]: one for one in calibration.changes}
    wanted = _changed_data(tree, changes)
    proposed = _write(text, tree, changes, beside=True)
    if read_yaml_tree(proposed, "").data != wanted:  # a changed line ends within a text in quotes
        proposed = _write(text, tree, changes, beside=False)
    if read_yaml_tree(proposed, "").data != wanted:
        raise UsageError("The weights of this criteria file could not be changed in their place.")
    return proposed


def _weight_paths(tree: YamlTree) -> Iterator[tuple[str, Path]]:
    """Yield each criterion's id and the way to its weight, which a signal may have in place of settings."""
    for name, settings in tree.data["criteria"].items():
        if "weight" in settings:
            yield name, ("criteria", name, "weight")
        for signal, own in (settings.get("signals") or {}).items():
            path = ("criteria", name, "signals", signal)
            yield f"{name}.{signal}", (*path, "weight") if isinstance(own, dict) else path


def _changed_data(tree: YamlTree, changes: Mapping[Path, WeightChange]) -> Any:
    data = copy.deepcopy(tree.data)
    for path, change in changes.items():
        inner = data
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = _number(f"{change.new:g}")
    return data


def _number(text: str) -> int | float:
    return int(text) if text.isdigit() else float(text)


def _write(text: str, tree: YamlTree, changes: Mapping[Path, WeightChange], *, beside: bool) -> str:
    """Write the new weights; the old ones stand beside them, or above everything."""
    lines = text.splitlines(keepends=True)
    by_line: dict[int, list[tuple[int, WeightChange]]] = defaultdict(list)
    for path, change in changes.items():
        line, column = tree.values[path]
        by_line[line - 1].append((column - 1, change))
    for at, found in by_line.items():
        lines[at] = _write_line(lines[at], sorted(found, key=lambda one: one[0]), beside)
    if not beside:
        told = "; ".join(f"{one.criterion} was {one.old:g}" for one in changes.values())
        lines.insert(0, f"# {told}\n")
    return "".join(lines)


def _write_line(line: str, found: Sequence[tuple[int, WeightChange]], beside: bool) -> str:
    """Change the weights of one line, from its end, so that the columns before stay true."""
    for column, change in reversed(found):
        match = _SCALAR.match(line, column)
        end = match.end() if match else column
        line = f"{line[:column]}{change.new:g}{line[end:]}"
    if not beside:
        return line
    body = line.rstrip("\r\n")
    old = f"{found[0][1].old:g}"
    if len(found) > 1:
        old = ", ".join(f"{change.criterion.rpartition('.')[2]} {change.old:g}" for _, change in found)
    return f"{body.rstrip()}  # was {old}{line[len(body) :]}"
