"""Changes that are tried without touching the file: `--set product_experience.weight=40`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from cpo_screen.criteria.mistakes import Mistake, Path, list_words, suggest
from cpo_screen.criteria.yaml_tree import YamlTree, parse_value

_LONGEST = 500  # characters of one change


def apply_changes(tree: YamlTree, changes: Sequence[str]) -> None:
    """Put each "setting=value" into the tree's data; what cannot be put there becomes a mistake.

    A setting is named from the criteria on (`ladder.weight`, `leadership.roadmap.weight`), or from the top
    of the file (`must_haves.eight_years.effect`, `unknown`).
    """
    for change in changes:
        said = f"--set {change}"
        name, equals, value = change.partition("=")
        if not equals or not name.strip() or len(change) > _LONGEST:
            _note(tree, said, "expected a setting and its value, such as product_experience.weight=40")
            continue
        try:
            parsed = parse_value(value)
        except yaml.YAMLError:
            _note(tree, said, f"{value.strip()!r} is no value that the file could have")
            continue
        path = _find(tree, name.strip().split("."), said)
        if path is not None:
            _put(tree.data, path, parsed)
            tree.changed[path] = said


def _note(tree: YamlTree, said: str, message: str) -> None:
    tree.mistakes.append(Mistake(0, 0, "", message, said))


def _find(tree: YamlTree, parts: list[str], said: str) -> Path | None:
    """Return the path of a setting whose group is there; else note what is there."""
    data = tree.data
    criteria = _group(data.get("criteria"))
    start: list[str] = [] if parts[0] in data and parts[0] not in criteria else ["criteria"]
    path = [*start, *parts]
    signals = _group(_group(criteria.get(parts[0])).get("signals"))
    if start and len(parts) > 2 and parts[1] in signals:
        path = ["criteria", parts[0], "signals", *parts[1:]]
        if not isinstance(signals[parts[1]], Mapping):
            signals[parts[1]] = {"weight": signals[parts[1]]}
    found: Any = data
    for part in path[:-1]:
        if part not in _group(found):
            known = [*criteria, *data] if found is criteria else list(_group(found))
            _note(tree, said, f'there is no "{part}" here.{suggest(part, known) or _known(known)}')
            return None
        found = found[part]
    if not isinstance(found, dict):
        _note(tree, said, f'"{path[-2]}" has no settings of its own')
        return None
    return tuple(path)


def _known(names: list[str]) -> str:
    return f" Known: {list_words(names, 40)}." if names else ""


def _group(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _put(data: dict[str, Any], path: Path, value: Any) -> None:
    for part in path[:-1]:
        data = data[part]  # type: ignore[index]
    data[str(path[-1])] = value
