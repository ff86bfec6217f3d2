"""Whether a document is a CV or LinkedIn's own export of a profile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from cpo_screen.extraction.dates import find_durations
from cpo_screen.model import Document, Position, Written

_CONTACT = re.compile(r"linkedin\.com/in/[\w%\s-]{3,100}\(LinkedIn\)")  # as LinkedIn prints a profile


def is_printed_profile(document: Document) -> bool:
    """Tell LinkedIn's archive, and the PDF that LinkedIn makes where it names the profile's address."""
    return document.form == "linkedin" or _CONTACT.search(document.text) is not None


def find_form(
    document: Document, positions: Sequence[Position], written: Written | None
) -> Literal["cv", "linkedin"]:
    """Tell LinkedIn's exports from CVs: also by a PDF's stamp, and by how LinkedIn writes every head."""
    if is_printed_profile(document):
        return "linkedin"
    if document.format != "pdf":
        return "cv"
    if written is not None and written.source == "export":
        return "linkedin"
    heads = [one.evidence.quote for one in positions]
    is_own_form = bool(heads) and all("\n" in head and find_durations(head) for head in heads)
    return "linkedin" if is_own_form else "cv"
