"""The renderer's own words, by language, English where a language has none."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def load_words() -> dict[str, Any]:
    """The file `words.yaml` beside this module."""
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    return words


def in_language(name: str, language: str) -> Any:
    """The words called `name` in `language`; of a part of the CV as 'headings.summary'."""
    table = load_words()
    for key in name.split("."):
        table = table[key]
    return table.get(language, table["en"])
