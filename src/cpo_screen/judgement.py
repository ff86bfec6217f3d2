"""How well a file was read: fully, with doubts, or so badly that a person must look."""

from __future__ import annotations

from collections.abc import Sequence

from cpo_screen.model import CandidateProfile, Contact, Document, Position, Remark, Status

_REVIEW = frozenset(
    {"no_text", "garbled_text", "no_positions", "poor_ocr", "ocr_first_pages", "ocr_timed_out"}
)
_GARBLED = 0.15  # share of characters that stand for nothing
_FEWEST_LETTERS = 0.5  # share of letters and digits below which a text is no language's
_LITTLE_TEXT = 40


def judge_reading(
    document: Document, contact: Contact, positions: Sequence[Position]
) -> tuple[Status, tuple[Remark, ...]]:
    """Return `ok`, or `partial` with what a person should look at."""
    doubts = tuple(_doubts(document, contact, positions))
    is_recognised = any(one.code == "ocr" for one in document.warnings)
    return ("partial" if doubts or is_recognised else "ok"), doubts


def review_reason(profile: CandidateProfile) -> Remark | None:
    """Return why a person must look before this file may be ranked, or None."""
    return next((remark for remark in profile.warnings if remark.code in _REVIEW), None)


def _doubts(document: Document, contact: Contact, positions: Sequence[Position]) -> list[Remark]:
    text = "".join("".join(line.text.split()) for line in document.visible)
    if len(text) < _LITTLE_TEXT:
        return _unless_told(document, _no_text(document))
    found = []
    if is_garbled(text):
        found.append(Remark("garbled_text", "Most of the text cannot be made out; ask for another copy."))
    if not positions:
        found.append(
            Remark("no_positions", "No positions were found; perhaps it is no CV, or an unusual one.")
        )
    if contact.name is None:
        found.append(Remark("no_name", "No name was found."))
    return found


def _no_text(document: Document) -> Remark:
    if document.format in ("pdf", "image"):
        return Remark("no_text", "The pages are pictures without text (a scan); a person must read it.")
    return Remark("no_text", "There is hardly any text in this file.")


def _unless_told(document: Document, remark: Remark) -> list[Remark]:
    """Leave the remark out where the reader has made the same one."""
    return [] if any(one.code == remark.code for one in document.warnings) else [remark]


def is_garbled(text: str) -> bool:
    """Tell whether a text without its spaces is mostly characters that stand for nothing.

    >>> is_garbled("\\ufffd\\ufffd\\ue010a"), is_garbled("HeadofProduct,2019–2024")
    (True, False)
    """
    nothing = sum(map(_stands_for_nothing, text))
    readable = sum(map(str.isalnum, text))
    return nothing > _GARBLED * len(text) or readable < _FEWEST_LETTERS * len(text)


def _stands_for_nothing(char: str) -> bool:
    """The replacement character, private use (a font without a map), what is not printed."""
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or not char.isprintable()
