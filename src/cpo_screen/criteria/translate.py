"""pydantic's errors in a recruiter's words: the bad value, what is expected, and what was perhaps meant."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cpo_screen.criteria.fairness import find_protected_key, find_upper_limit
from cpo_screen.criteria.mistakes import Path, list_words, suggest
from cpo_screen.criteria.schema import KINDS
from cpo_screen.criteria.schema_walk import known_settings, known_words
from cpo_screen.criteria.yaml_tree import YamlTree

_EXPECTED = {
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "yes or no",
    "string_type": "a text",
    "string_too_short": "a text",
    "string_too_long": "a text of 200 characters at most",
    "list_type": "a list",
    "tuple_type": "a list, such as [Q1, Q6]",
    "dict_type": "a group of settings",
    "model_type": "a group of settings",
    "model_attributes_type": "a group of settings",
    "finite_number": "an ordinary number",
    "too_short": "at least one entry",
}


def add_validation_mistakes(error: ValidationError, tree: YamlTree) -> None:
    """Note every error of `error` in `tree.mistakes`, at its line and column."""
    for detail in error.errors(include_url=False):
        path, of_key = _path_of(detail)
        is_missing = detail["type"] == "missing"
        if is_missing and _is_misspelt(str(path[-1]), detail["input"]):
            continue
        on_key = of_key or is_missing or detail["type"] == "extra_forbidden"
        place = tree.place_of(path[:-1] if is_missing else path, key=on_key)
        if words := detail.get("ctx", {}).get("at"):
            place = tree.place_within(path, str(words))
        tree.add(place, _describe(detail, path, of_key, tree.data), path)


def show_value(value: object) -> str:
    """Write a bad value as the recruiter would recognise it.

    >>> show_value("thirty"), show_value(None), show_value({"a": 1})
    ('"thirty"', 'nothing', 'a group of settings')
    """
    match value:
        case str():
            return f'"{value[:57]}…"' if len(value) > 60 else f'"{value}"'
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return "a group of settings"
        case list() | tuple():
            return "a list"
    return "nothing" if value is None else str(value)


def _path_of(detail: ErrorDetails) -> tuple[Path, bool]:
    """Return the path in the file, without the kind and the '[key]' of pydantic's own path."""
    path = detail["loc"]
    if len(path) > 2 and path[0] == "criteria" and path[2] in KINDS:
        path = (*path[:2], *path[3:])
    if detail["type"] == "union_tag_invalid":
        return (*path, "kind"), False
    of_key = bool(path) and path[-1] == "[key]"
    return (path[:-1] if of_key else path), of_key


def _is_misspelt(name: str, group: object) -> bool:
    """Tell whether a setting that is missing stands there misspelt: one mistake is told once."""
    return isinstance(group, Mapping) and any(suggest(str(key), [name]) for key in group)


def _describe(detail: ErrorDetails, path: Path, of_key: bool, data: object) -> str:
    value, context = detail["input"], detail.get("ctx", {})
    name = str(path[-1]) if path else ""
    match detail["type"]:
        case "missing":
            return f'the setting "{name}" is missing here'
        case "extra_forbidden":
            return _describe_unknown_setting(name, known_settings(path[:-1], data))
        case "union_tag_not_found":
            return _describe_missing_kind(name)
        case "union_tag_invalid":
            return _describe_unknown_kind(str(context["tag"]))
        case "literal_error":
            return _describe_word(value, known_words(path[:-1] if of_key else path, data, keys=of_key))
        case "greater_than_equal":
            return f"{show_value(value)} is too low: expected {context['ge']:g} or more"
        case "less_than_equal":
            return f"{show_value(value)} is too high: expected {context['le']:g} or less"
        case "in_our_words":
            is_scalar = isinstance(value, str | int | float)
            return f"{show_value(value)}: {context['text']}" if is_scalar else str(context["text"])
    expected = _EXPECTED.get(detail["type"], "something else")
    return f"{show_value(value)} cannot stand here: expected {expected}.{_advise(value, expected)}"


def _describe_unknown_setting(name: str, known: list[str]) -> str:
    if reason := find_protected_key(name):
        return f'"{name}" cannot be used: {reason}'
    if ("steps" in known or "years" in known) and (reason := find_upper_limit(name)):
        return f'"{name}" cannot be used: {reason}'
    rest = suggest(name, known) or f" Known here: {list_words(known)}."
    return f'there is no setting "{name}" here.{rest}'


def _describe_missing_kind(name: str) -> str:
    hint = f' Write "kind: {name}".' if name in KINDS else suggest(name, list(KINDS))
    return f'the setting "kind" is missing here.{hint} Kinds: {list_words(list(KINDS), 30)}.'


def _describe_unknown_kind(kind: str) -> str:
    if reason := find_protected_key(kind):
        return f'"{kind}" cannot be a kind of criterion: {reason}'
    return f'there is no kind "{kind}".{suggest(kind, list(KINDS))} Kinds: {list_words(list(KINDS), 30)}.'


def _describe_word(value: object, known: list[str]) -> str:
    near = suggest(value, known) if isinstance(value, str) else ""
    return f"{show_value(value)} is not known here.{near} Expected: {list_words(known, 20)}."


def _advise(value: object, expected: str) -> str:
    """Say how a text that was meant as a number has to be written."""
    if not isinstance(value, str) or "number" not in expected:
        return ""
    digits = value.strip().rstrip("%").strip().replace(",", ".", 1)
    if _is_number(digits):
        return f" Write {digits}."
    first = digits.split(" ")[0]
    return f" Write the number alone: {first}." if _is_number(first) else ""


def _is_number(text: str) -> bool:
    bare = text.replace(".", "", 1)
    return bare.isascii() and bare.isdigit()
