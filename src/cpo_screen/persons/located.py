"""Words with the file that they stand in."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from cpo_screen.model import CandidateProfile, Evidence

R = TypeVar("R")


def located(profile: CandidateProfile, source: int) -> CandidateProfile:
    """Return a profile whose words all name the file with this index; 0 leaves it as it is."""
    return _located(profile, source) if source else profile


def _located(value: R, source: int) -> R:
    found: Any = value
    if isinstance(value, Evidence):
        found = replace(value, source=source)
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        found = tuple(_located(each, source) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        found = replace(
            value, **{one.name: _located(getattr(value, one.name), source) for one in fields(value)}
        )
    return found  # type: ignore[no-any-return]
