"""Where the files beside the program lie: in the installed package, or at the top of the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


@cache
def resource_path(name: str) -> Path:
    """Return the path of `criteria.yaml` or `models`: the wheel's copy, else the checkout's own.

    Raises FileNotFoundError when the installation lacks it.
    """
    for folder in (_PACKAGE, _CHECKOUT):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{name} is missing from this installation of cpo-screen; install it again")
