"""Word lists as data: one YAML file per subject, each with its source and licence, and one loader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Read `lexicons/<name>.yaml` once per process. Callers must not change what they get."""
    text = files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_Loader)
    if not isinstance(loaded, dict):
        raise TypeError(f"lexicon {name} is not a mapping")
    return loaded
