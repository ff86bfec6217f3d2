"""Which type the schema has at a place of the file: for the settings and words that are known there."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from cpo_screen.criteria.mistakes import Path
from cpo_screen.criteria.schema import KINDS, CriteriaFile


def known_settings(path: Path, data: object) -> list[str]:
    """Return the names of the settings that may stand in the group at `path`; none where it is no group."""
    found = _type_at(path, data)
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


def known_words(path: Path, data: object, keys: bool = False) -> list[str]:
    """Return the words that may stand at `path`, or be keys of the mapping there."""
    found = _type_at(path, data)
    if keys and get_origin(found) is dict:
        found = _bare(get_args(found)[0])
    return [str(word) for word in get_args(found)] if get_origin(found) is Literal else []


def _type_at(path: Path, data: object) -> Any:
    found: Any = CriteriaFile
    for part in path:
        data = data.get(part) if isinstance(data, Mapping) else None
        found = _bare(_step(found, str(part)))
        if get_origin(found) in (Union, types.UnionType):
            found = KINDS.get(str(data.get("kind"))) if isinstance(data, Mapping) else None
    return found


def _step(found: Any, part: str) -> Any:
    if isinstance(found, type) and issubclass(found, BaseModel):
        fields = found.model_fields.items()
        return next((field.annotation for name, field in fields if part == (field.alias or name)), None)
    arguments = get_args(found)
    return arguments[-1 if get_origin(found) is dict else 0] if arguments else None


def _bare(found: Any) -> Any:
    """Take off Annotated and `| None`."""
    while get_origin(found) is Annotated:
        found = get_args(found)[0]
    options = [each for each in get_args(found) if each is not type(None)]
    is_optional = get_origin(found) in (Union, types.UnionType) and len(options) == 1
    return _bare(options[0]) if is_optional else found
