"""Addresses behind links that say who a person is or how they are reached."""

from __future__ import annotations

import re
from urllib.parse import unquote

_TELLING = re.compile(r"^(?:mailto:|tel:)|\blinkedin\.com/|\bxing\.com/profile", re.I)
_SCHEME = re.compile(r"^(?:mailto:|tel:|https?://|//)", re.I)
_FILLING = re.compile(r"[\s()/.-]")


def hidden_address(target: str, shown: str) -> str:
    """The e-mail, phone or profile address of a link if its words `shown` do not give it, else nothing.

    >>> hidden_address("https://www.linkedin.com/in/ada-example/", "LinkedIn")
    'linkedin.com/in/ada-example'
    >>> hidden_address("mailto:ada@example.com", "ada@example.com")
    ''
    """
    if not _TELLING.search(target):
        return ""
    address = unquote(_SCHEME.sub("", target.strip()).partition("?")[0]).rstrip("/").removeprefix("www.")
    plain = _FILLING.sub("", shown).lower()
    return "" if _FILLING.sub("", address).lower() in plain else address
