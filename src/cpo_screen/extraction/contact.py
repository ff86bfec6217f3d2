"""Who the CV is of: name, e-mail, phone, LinkedIn address, place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cpo_screen.extraction.contact_ways import find_email, find_icon_handles, find_phone, find_profile
from cpo_screen.extraction.names import find_name
from cpo_screen.extraction.names_shape import name_words
from cpo_screen.extraction.places import is_place
from cpo_screen.headings import fold
from cpo_screen.model import Contact, Document, Line, Section

_HEAD_KINDS = ("header", "contact", "personal")
_PIECES = re.compile(r"\t|\s*[|•·;]\s*|\s+[–—-]\s+|\s{2,}")
_MARKS = " \t:.,-–"
_HEAD_LINES = 14
_LAST_LINES = 8
_NEAR = 3  # lines from the e-mail to the phone


def find_contact(document: Document, sections: Sequence[Section]) -> Contact:
    """Find the candidate's own details; None for each that the CV does not state."""
    lines = document.visible
    head = [line for section in sections if section.kind in _HEAD_KINDS for line in section.lines]
    head = head or list(lines[:_HEAD_LINES])
    email = find_email(head) or find_email(lines)
    profile = find_profile(head) or find_profile(lines)
    name = find_name(document, sections, [*_handles(email, profile), *find_icon_handles(lines)])
    places = (_near(email, lines), head, lines[:_HEAD_LINES], lines[-_LAST_LINES:])
    return Contact(
        name=name,
        email=email,
        phone=next(filter(None, map(find_phone, places)), None),
        linkedin=profile or find_profile(lines, name),
        location=_find_location(head),
    )


def _near(email: str | None, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines around the e-mail: a number there is the candidate's, one elsewhere may be a referee's."""
    at = next((n for n, line in enumerate(lines) if email is not None and email in line.text), None)
    around = [] if at is None else lines[max(at - _NEAR, 0) : at + _NEAR + 1]
    return [line for line in around if at is not None and line.column == lines[at].column]


def _handles(email: str | None, profile: str | None) -> Iterator[str]:
    """What people make of their names: the address before its @, the last part of the profile's."""
    if email is not None:
        yield email.partition("@")[0]
    if profile is not None:
        yield profile.rstrip("/").rpartition("/")[2]


def _says_other(text: str) -> bool:
    """'Gender : Male', 'Nationality: Indian': a label, and not that of a place."""
    label, mark, value = re.split(r"(:|\t)", f"{text}::", maxsplit=1)
    return bool(mark and value.strip(_MARKS)) and fold(label) in name_words("fact_labels")


def _find_location(head: Sequence[Line]) -> str | None:
    for line in head:
        if line.role == "location":
            return line.text
        label, _, value = line.text.partition("\t")
        if fold(label) in name_words("location_labels") and value.strip(_MARKS):
            return value.strip(_MARKS)
    for line in head[:_HEAD_LINES]:
        if _says_other(line.text):
            continue
        for piece in _PIECES.split(line.text):
            piece = re.sub(r"^(?:address|location|based in)\s*:?\s*", "", piece.strip(" ,"), flags=re.I)
            if 2 < len(piece) < 60 and is_place(piece):
                return piece
    return None
