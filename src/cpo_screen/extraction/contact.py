"""Who the CV is of: name, e-mail, phone, LinkedIn address, place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold, parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Contact, Document, Line, Section
from cpo_screen.sections import is_document_title

_EMAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}")
_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[\w%.–-]{2,100}", re.I)
_PHONE = re.compile(r"(?<![\w@/.])[+(]?\d[\d\s().\-/–]{6,22}\d(?![\w@])")
_HEAD_SECTIONS = ("header", "contact", "personal", "summary")
_YEARS = re.compile(r"\(?(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d.*")
_PIECES = re.compile(r"\t|\s*[|•·;]\s*|\s+[–—-]\s+|\s{2,}")
_WORD = re.compile(r"[^\W\d_][\w'’.‑-]*")
_NAME_WORDS = 6
_HEAD_LINES = 14
_REGIONS = ("US", "GB", "DE", "FR", "ES", "IN", "SG")


def find_contact(document: Document, sections: Sequence[Section]) -> Contact:
    """Find the candidate's own details; None for each that the CV does not state."""
    lines = document.visible
    head = _head_lines(sections) or lines[:_HEAD_LINES]
    text = "\n".join(line.text for line in (*head, *lines))
    email = _EMAIL.search(text)
    return Contact(
        name=_find_name(document, sections, head),
        email=email.group() if email else None,
        phone=_find_phone(head) or _find_phone(lines[:_HEAD_LINES]) or _find_phone(lines[-8:]),
        linkedin=_find_linkedin(head, document),
        location=_find_location(head),
    )


def _head_lines(sections: Sequence[Section]) -> list[Line]:
    return [line for section in sections if section.kind in _HEAD_SECTIONS[:3] for line in section.lines]


# --- name -------------------------------------------------------------------------------------


def _find_name(document: Document, sections: Sequence[Section], head: Sequence[Line]) -> str | None:
    """The name by its role or label, else the most name-like large line of the head."""
    for line in document.visible:
        if line.role == "name":
            return _clean_name(line.text)
    labelled = _labelled_name(head)
    if labelled is not None:
        return labelled
    header = [line for one in sections if one.kind == "header" for line in one.lines]
    first = [line for line in document.visible if line.page == 1]
    candidates = [*_joined(header or first[:_HEAD_LINES]), *_joined(_largest(first))]
    scored = [
        (score, -place, name)
        for place, (line, name) in enumerate(candidates)
        if (score := _score(line, name)) > 0
    ]
    return max(scored)[2] if scored else None


def _largest(lines: Sequence[Line]) -> list[Line]:
    top = max((line.size for line in lines), default=0.0)
    return [line for line in lines if line.size >= 0.95 * top > 0][:3]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold, load_lexicon("names")[name]))


def _labelled_name(head: Sequence[Line]) -> str | None:
    parts: dict[str, str] = {}
    for line in head:
        label, _, value = line.text.replace(":", "\t", 1).partition("\t")
        kind = next(
            (kind for kind in ("full", "first", "last") if fold(label) in _words(f"{kind}_labels")), None
        )
        if kind and value.strip():
            parts.setdefault(kind, value.strip(" \t:"))
    if "full" in parts:
        return _clean_name(parts["full"])
    return _clean_name(f"{parts['first']} {parts['last']}") if {"first", "last"} <= parts.keys() else None


def _joined(lines: Sequence[Line]) -> Iterable[tuple[Line, str]]:
    """Each line's pieces; a large name may be broken over two lines."""
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if (
            after is not None
            and line.size > 0
            and after.size == line.size
            and _is_big(line, lines)
            and len(line.text.split()) <= 2
        ):
            joined = f"{line.text} {after.text}"
            if len(joined.split()) <= 4:
                yield line, _clean_name(joined)
        for piece in _PIECES.split(line.text):
            yield line, _clean_name(piece)


def _is_big(line: Line, lines: Sequence[Line]) -> bool:
    return line.size >= 1.4 * min((one.size for one in lines if one.size > 0), default=line.size)


def _clean_name(text: str) -> str:
    """Leave out academic titles before and credentials behind a name.

    >>> _clean_name("Dr.-Ing. Henrik Oldenburger, MBA"), _clean_name("Tan Hui Min, Clarissa")
    ('Henrik Oldenburger', 'Tan Hui Min, Clarissa')
    """
    text = re.sub(r"\s*\((?:[^()]*/[^()]*|he|she|they)[^()]*\)", "", text).strip(" ,;:|–-")
    words = text.split()
    while len(words) > 1 and " ".join(fold(words[0]).replace("-", " ").split()) in _words("prefixes"):
        words = words[1:]
    text = " ".join(words)
    head, comma, tail = text.partition(",")
    if comma and all(
        fold(one).replace(" ", "") in _words("credentials") for one in tail.split(",") if one.strip()
    ):
        text = head
    words = text.split()
    while len(words) > 2 and fold(words[-1]).replace(" ", "") in _words("credentials"):
        words = words[:-1]
    return " ".join(words).strip(" ,")


def _score(line: Line, name: str) -> float:
    """How much a piece of the head looks like a person's name; 0 for what cannot be one."""
    words = name.split()
    if (
        not 1 <= len(words) <= _NAME_WORDS
        or any(map(str.isdigit, name))
        or any(mark in name for mark in "@/:&+%!?")
    ):
        return 0.0
    if is_document_title(name) or parse_heading(name) is not None or is_place(name):
        return 0.0
    letters = [_WORD.fullmatch(word.strip(',.()"“”')) is not None for word in words]
    named = [word for word in words if fold(word) not in _words("particles")]
    if not all(letters) or not all(word[:1].isupper() or not word[:1].isascii() for word in named):
        return 0.0
    likeness = title_likeness(name)
    if likeness >= 0.5:
        return 0.0
    score = 1.0 - likeness + 0.08 * line.size
    return score + (0.5 if 2 <= len(words) <= 4 else -0.4) - (0.6 if line.bullet or line.continues else 0.0)


# --- the rest ---------------------------------------------------------------------------------


def _find_phone(lines: Sequence[Line]) -> str | None:
    import phonenumbers

    for line in lines:
        for match in _PHONE.finditer(line.text):
            found = match.group().strip()
            if sum(map(str.isdigit, found)) < 7 or _YEARS.fullmatch(found):
                continue
            for region in _REGIONS:
                try:
                    number = phonenumbers.parse(found, region)
                except phonenumbers.NumberParseException:
                    continue
                if phonenumbers.is_possible_number(number):
                    return found
    return None


def _find_linkedin(head: Sequence[Line], document: Document) -> str | None:
    """The profile's address; a narrow sidebar may break it over two lines."""
    for lines in (head, document.visible):
        for index, line in enumerate(lines):
            match = _LINKEDIN.search(line.text)
            if match is None:
                continue
            found = match.group()
            if (
                match.end() == len(line.text)
                and index + 1 < len(lines)
                and (found.endswith("-") or lines[index + 1].continues)
            ):
                rest = re.match(r"[\w%-]+(?=\s*\(|\s*$)", lines[index + 1].text)
                found += rest.group() if rest else ""
            return re.sub(r"^https?://(?:www\.)?|^www\.", "", found.rstrip("-–."))
    return None


def _find_location(head: Sequence[Line]) -> str | None:
    for line in head:
        if line.role == "location":
            return line.text
        label, _, value = line.text.partition("\t")
        if fold(label) in _words("location_labels") and value:
            return value.strip()
    for line in head[:_HEAD_LINES]:
        for piece in _PIECES.split(line.text):
            piece = re.sub(r"^(?:address|location|based in)\s*:?\s*", "", piece.strip(" ,"), flags=re.I)
            if 2 < len(piece) < 60 and is_place(piece):
                return piece
    return None
