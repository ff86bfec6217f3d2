"""YAML text → plain data and the place of every key and value, without what a criteria file never needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from cpo_screen.criteria.mistakes import Mistake, Path, name_setting

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_CHARACTERS = 1_000_000
_MAX_DEPTH = 12
_MAX_NODES = 20_000
_INTEGER = re.compile(r"[-+]?\d+")
_DECIMAL = re.compile(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?")
_STAR_VALUE = re.compile(r"""(^\s*-|:|\[|,)\s+\*|\[\*""")
_TAB_INDENT = re.compile(r"^ *\t")


class Place(NamedTuple):
    """Line and column, from 1."""

    line: int
    column: int


@dataclass(slots=True)
class YamlTree:
    """The data; where each value (`values`) and each key (`keys`) stands; and what is wrong so far.

    `quoted` has YAML's sign for the values that stand in quotes or run over lines, `changed` what was set
    from outside the file.
    """

    name: str
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    quoted: dict[Path, str] = field(default_factory=dict)
    changed: dict[Path, str] = field(default_factory=dict)

    def place_of(self, path: Path, key: bool = False) -> Place:
        """Return where `path` stands (its key if asked), or the nearest thing around it."""
        while path:
            for places in (self.keys, self.values) if key else (self.values, self.keys):
                if path in places:
                    return places[path]
            path, key = path[:-1], True
        return Place(1, 1)

    def place_within(self, path: Path, words: str) -> Place:
        """Return where `words` stand inside the text at `path`; where it begins if that cannot be said."""
        line, column = self.place_of(path)
        value: Any = self.data
        for part in path:
            value = value[part]
        sign = self.quoted.get(path, "")
        at = value.find(words) if isinstance(value, str) and sign not in ("|", ">") else -1
        return Place(line, column + (sign != "") + at) if at >= 0 else Place(line, column)

    def add(self, place: Place, message: str, path: Path = ()) -> None:
        """Note a mistake at `place`, or in the change that brought it."""
        for changed, said in self.changed.items():
            if path[: len(changed)] == changed:
                self.mistakes.append(Mistake(0, 0, name_setting(path), message, said))
                return
        self.mistakes.append(Mistake(*place, name_setting(path), message, self.name))


def read_yaml_tree(text: str, name: str) -> YamlTree:
    """Read YAML text; what is wrong is in the tree's `mistakes`, and `data` is None after a fatal one."""
    tree = YamlTree(name)
    if len(text) > _MAX_CHARACTERS:
        size = f"{len(text) / 1e6:.0f} million characters"
        tree.add(Place(1, 1), f"this file has {size}: criteria are a few pages; is it the right file?")
    else:
        try:
            if _is_plain(text, tree):
                _build(text, tree)
        except yaml.YAMLError as error:
            _add_syntax_mistake(error, text, tree)
    return tree


def _is_plain(text: str, tree: YamlTree) -> bool:
    """Look through the parse events before anything is built: no aliases, not too deep, not too many."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        place = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            tree.add(place, f'"*{event.anchor}": a text that begins with * must stand in quotes')
        elif depth > _MAX_DEPTH:
            tree.add(place, f"settings are nested more than {_MAX_DEPTH} deep here")
        elif nodes > _MAX_NODES:
            tree.add(
                place, f"more than {_MAX_NODES} values is too much for criteria; is it the right file?"
            )
        else:
            continue
        return False
    return True


def _build(text: str, tree: YamlTree) -> None:
    node = yaml.compose(text, Loader=_Loader)
    if node is None:
        tree.add(Place(1, 1), "the file is empty; `cpo-screen criteria init` writes one to start from")
    elif not isinstance(node, yaml.MappingNode):
        kind = "a list" if isinstance(node, yaml.SequenceNode) else "a text"
        expected = 'expected settings such as "criteria:" at the top'
        tree.add(_place(node.start_mark), f"the file is {kind}; {expected}")
    else:
        tree.data = _plain(node, (), tree)


def _plain(node: yaml.Node, path: Path, tree: YamlTree) -> Any:
    tree.values[path] = _place(node.start_mark)
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(node, path, tree)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), tree) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode) and node.style:
        tree.quoted[path] = node.style
    return _plain_scalar(node.tag.rpartition(":")[2], node.value)


def _plain_mapping(node: yaml.MappingNode, path: Path, tree: YamlTree) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = _place(key_node.start_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            tree.add(place, "a list or a group of settings cannot be the name of a setting", path)
            continue
        key = key_node.value
        here = (*path, key)
        if key in data:
            before = tree.keys[here].line
            tree.add(place, f"this stands twice (first in line {before}); keep one of them", here)
            continue
        tree.keys[here] = place
        data[key] = _plain(value_node, here, tree)
    return data


def _plain_scalar(tag: str, text: str) -> Any:
    """Read a scalar as a recruiter means it: 010 is ten, and a date or a time is text."""
    if tag == "null":
        return None
    if tag == "bool":
        return text.casefold() in ("yes", "true", "on")
    if tag == "int" and _INTEGER.fullmatch(text) and len(text) < 19:
        return int(text)
    if tag == "float" and _DECIMAL.fullmatch(text):
        return float(text)
    return text


def parse_value(text: str) -> Any:
    """Read a value as it would be read in the file; raises yaml.YAMLError.

    >>> parse_value("40"), parse_value("no"), parse_value("{from: 1, full: 3}")
    (40, False, {'from': 1, 'full': 3})
    """
    node = yaml.compose(text, Loader=_Loader)
    return None if node is None else _plain(node, (), YamlTree(""))


def _add_syntax_mistake(error: yaml.YAMLError, text: str, tree: YamlTree) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        at = getattr(error, "position", 0) or 0
        place = Place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        tree.add(place, "this character cannot stand in a YAML file; was it saved as plain text (UTF-8)?")
        return
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    problem = getattr(error, "problem", None) or "something is wrong here"
    tree.add(_place(mark), f"this is not valid YAML ({problem}). {_advise(line)}")


def _advise(line: str) -> str:
    if _TAB_INDENT.match(line):
        return "Indent with spaces, not with tabs."
    if _STAR_VALUE.search(line):
        return 'Put a text that begins with * in quotes: "*marketing".'
    return "Look here and in the line above for a missing colon, quote or bracket, or a crooked indent."


def _place(mark: Any) -> Place:
    """Return the place of a mark of PyYAML's (of its C or its Python parser)."""
    return Place(mark.line + 1, mark.column + 1)
