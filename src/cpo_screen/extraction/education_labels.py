"""Labels of forms and tables: 'Institute / Board', 'Title of qualification awarded', 'Major'."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.lexicons import load_lexicon

_LONGEST = 90  # characters in which a form's label ends
_MOST = 9  # words of one
_JOINED = re.compile(r"\s*(?:/|&|\band\b|,)\s*")


@cache
def _columns() -> dict[str, str]:
    columns: dict[str, list[str]] = load_lexicon("institutions")["columns"]
    return {_folded(label): role for role, labels in columns.items() for label in labels}


@cache
def _openings() -> frozenset[str]:
    return frozenset(_folded(one) for one in load_lexicon("institutions")["form_labels"])


def _folded(text: str) -> str:
    return " ".join(token.word for token in find_tokens(text))


def label_end(text: str) -> int:
    """Where a label of several words ends that only a space parts from what it says; 0 without one.

    >>> label_end("Name of organisation University of Crete"), label_end("Course work in Crete")
    (20, 0)
    """
    tokens = find_tokens(text[:_LONGEST])
    for count in range(min(len(tokens) - 1, _MOST), 1, -1):
        end = tokens[count - 1].end
        label = " ".join(token.word for token in tokens[:count])
        if label in _openings() and text[end : end + 1] == " " and text[end:].strip()[:1].isupper():
            return end
    return 0


def label_role(text: str) -> str | None:
    """Return what a label of a form or table stands for: degree, institution, year ... or None.

    >>> label_role("Institute / Board"), label_role("Title of qualification awarded"), label_role("MIT")
    ('institution', 'degree', None)
    """
    known = _columns()
    whole = known.get(_folded(text))
    if whole is not None:
        return whole
    parts = [known.get(_folded(part)) for part in _JOINED.split(text) if part.strip()]
    return parts[0] if parts and all(parts) else None
