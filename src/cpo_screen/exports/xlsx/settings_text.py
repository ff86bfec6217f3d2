"""The settings of a criterion in words, as they stand in criteria.yaml."""

from __future__ import annotations

from typing import Any

from cpo_screen.criteria.patterns import Wildcard
from cpo_screen.criteria.values import Settings
from cpo_screen.phrases import PhraseRule

_TOLD_ELSEWHERE = frozenset({"kind", "label", "source", "weight", "enabled", "unknown", "signals"})


def say_settings(settings: Settings) -> str:
    """Say what is set, without what other columns tell: 'years: from 4, full 12, must 8'."""
    return "; ".join(f"{name}: {text}" for name, text in _told(settings) if name not in _TOLD_ELSEWHERE)


def _told(settings: Settings) -> list[tuple[str, str]]:
    told = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if value is not None and value not in ((), {}):
            told.append((field.alias or name, _say(value)))
    return told


def _say(value: Any) -> str:
    if isinstance(value, Settings):
        return ", ".join(f"{name} {text}" for name, text in _told(value))
    if isinstance(value, Wildcard):
        return value.text
    if isinstance(value, PhraseRule):
        return value.source
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.12f}".rstrip("0").rstrip(".")
    if isinstance(value, dict):
        return ", ".join(f"{_say(key)} {_say(one)}" for key, one in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(_say(one) for one in value)
    return str(value)
