"""Invented CV sentences with the signals they show: training/sentences/*.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from cpo_screen.model import Signal, Strength

FOLDER = Path(__file__).with_name("sentences")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = ("deed", "skill", "wish", "denied", "other")
_SIGNALS: tuple[Signal, ...] = get_args(Signal)
_STRENGTHS: tuple[Strength, ...] = get_args(Strength)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its language (ISO 639-1), the signals it shows, its kind (one of KINDS) and trade."""

    text: str
    language: str
    shows: Mapping[Signal, Strength]
    kind: str
    trade: str


def read_sentences(folder: Path = FOLDER) -> list[Sentence]:
    """All sentences, by file name and place; raises ValueError naming the file and the row of a mistake."""
    found: list[Sentence] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        for number, row in enumerate(yaml.load(path.read_text("utf-8"), Loader=_LOADER), 1):
            sentence = _sentence(row, f"{path.name}, row {number}")
            if sentence.text.casefold() in seen:
                raise ValueError(f"{path.name}, row {number}: stands there twice: {sentence.text!r}")
            seen.add(sentence.text.casefold())
            found.append(sentence)
    return found


def sample_statements(every: int = 10) -> list[tuple[str, str]]:
    """Some of the sentences, as (text, language): a small world of CVs to hold a phrase against."""
    return [(one.text, one.language) for one in read_sentences()[::every]]


def _sentence(row: Mapping[str, Any], where: str) -> Sentence:
    shows = row["shows"]
    if (
        row["kind"] not in KINDS
        or not set(shows) <= set(_SIGNALS)
        or not set(shows.values()) <= set(_STRENGTHS)
    ):
        raise ValueError(f"{where}: an unknown kind, signal or strength: {row}")
    return Sentence(
        str(row["text"]), row.get("language", "en"), cast("Any", shows), row["kind"], row.get("trade", "")
    )
