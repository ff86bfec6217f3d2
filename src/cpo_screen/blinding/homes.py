"""Where somebody lives: cut from lines of contacts, while the places of their work stay."""

from __future__ import annotations

import re
from functools import lru_cache

from cpo_screen.blinding.marks import PLACE, contact_signs
from cpo_screen.extraction.places import is_place
from cpo_screen.lexicons import load_lexicon

_SEGMENTS = re.compile(r"(\s*[|·•]\s*|\t)")
_COMMAS = re.compile(r"(,\s*)")
_PLACES = re.compile(rf"{PLACE}(?:,\s*{PLACE})+")
_LONGEST = 60  # characters of a line that is nothing but a place


def cut_home(text: str, home: str | None, *, is_quote: bool) -> str:
    """Cut a place that stands alone in a quote, among contacts, or behind 'based in'."""
    if is_quote and (text == home or is_only_place(text)):
        return PLACE
    if any(sign in text for sign in contact_signs()):
        return "".join(_cut_in_contacts(piece, home) for piece in _SEGMENTS.split(text))
    town = _town(home)
    if not home or not town or town not in text:
        return text
    return re.sub(rf"(?<=\bbased in )(?:{re.escape(home)}|{re.escape(town)})(?!\w)", PLACE, text)


def _cut_in_contacts(piece: str, home: str | None) -> str:
    """Every part between commas that is a place goes: 'Head of Product, Leeds' keeps the title."""
    town = _town(home)
    if home and town:
        piece = re.sub(rf"(?<!\w){re.escape(town)}(?!\w)", PLACE, piece.replace(home, PLACE))
    parts = [PLACE if _is_place_part(part) else part for part in _COMMAS.split(piece)]
    return _PLACES.sub(PLACE, "".join(parts))


def _is_place_part(part: str) -> bool:
    bare = re.sub(load_lexicon("blinding")["after_towns"], "", part.strip(" ."))
    return bare.replace(" ", "").replace("-", "").isalpha() and is_place(bare)


def _town(home: str | None) -> str:
    return re.split(r"[,|(]", home or "")[0].strip()


@lru_cache(maxsize=4096)
def is_only_place(text: str) -> bool:
    """Tell whether a line says where somebody is, and nothing else; a single word may mean much.

    >>> is_only_place("Lyon 3e, France"), is_only_place("Lyon (69)"), is_only_place("Mentor")
    (True, True, False)
    """
    if len(text) > _LONGEST or any(sign in text for sign in "\n\t:"):
        return False
    bare = re.sub(load_lexicon("blinding")["around_places"], "", text)
    parts = [part.strip(" .|") for part in bare.split(",") if part.strip(" .|")]
    if not parts or (len(parts) == 1 and bare == text):
        return False
    return is_place(parts[0]) and is_place(parts[-1])
