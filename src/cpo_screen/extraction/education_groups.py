"""Lines of an education section put together: which of them are one record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from cpo_screen.extraction.education_drafts import Draft, has_part_word, take_piece
from cpo_screen.extraction.education_lines import EntryLine
from cpo_screen.extraction.education_schools import is_field

_NUMBERED = re.compile(r"\(?\d{1,2}[).]\s")


def group_lines(lines: Iterable[EntryLine]) -> list[Draft]:
    """Group the lines of a section into drafts, in page order."""
    drafts: list[Draft] = []
    current: Draft | None = None
    for line in lines:
        if current is not None and _is_remark(line, current):
            _note(line, current)
            continue
        if current is None or _begins(line, current):
            current = Draft()
            drafts.append(current)
        current.lines.append(line)
        for piece in line.pieces:
            current = take_piece(piece, line, current, drafts)
    _share_schools(drafts)
    return [draft for draft in drafts if not draft.is_empty]


def _is_remark(line: EntryLine, draft: Draft) -> bool:
    """A line that only says more about the record above: grades, theses, exchange terms."""
    if line.note:
        return True
    if not line.bullet or _has_real_degree(line) or draft.lines[0].bullet:
        return False
    return draft.school is not None or not line.has("school", "date") or draft.degree is None


def _has_real_degree(line: EntryLine) -> bool:
    """True unless the only degree is a loose word of no level ('Coursework in ...')."""
    return any(piece.kind == "degree" and piece.degrees[0].level != "other" for piece in line.pieces)


def _note(line: EntryLine, draft: Draft) -> None:
    for piece in line.pieces:
        if piece.kind == "status" and piece.status == "in_progress":
            draft.statuses.append(piece)


def _begins(line: EntryLine, draft: Draft) -> bool:
    """Say whether a line opens a new record after the draft so far."""
    first = line.pieces[0].kind if line.pieces else "text"
    if not draft.is_empty and _NUMBERED.match(line.first.text) and line.has("degree", "school", "course"):
        return True
    if (
        draft.is_empty
        and draft.dates
        and draft.texts
        and line.has("text", "degree", "course")
        and line.has("date")
    ):
        return True
    if line.has("degree"):
        return (
            draft.degree is not None
            or bool(draft.courses)
            or (draft.school is not None and line.has("school"))
        )
    if line.has("course"):
        studied = draft.school is not None and any(is_field(piece.text) for piece in draft.texts)
        return draft.degree is not None or bool(draft.courses) or studied
    if line.has("school"):
        if draft.school is None:
            return bool(draft.courses) and not draft.degree and line.gap > 0.6
        return draft.is_complete or line.gap > 0.6 or bool(draft.dates) or not _is_part(line, draft)
    if first == "date" and draft.dates and not draft.is_empty:
        return True
    if draft.is_complete and line.has("date") and _speaks_of_else(line):
        return True
    return line.gap > 0.9 and draft.is_complete and bool(draft.dates)


def _speaks_of_else(line: EntryLine) -> bool:
    """'PRINCE2 Practitioner, 2014' below a complete record is none of its business."""
    return any(piece.kind == "text" and piece.text[:1].isupper() for piece in line.pieces)


def _is_part(line: EntryLine, draft: Draft) -> bool:
    """'Stern School of Business' below 'New York University' is the same school."""
    new = next(piece for piece in line.pieces if piece.kind == "school")
    return draft.school is not None and has_part_word(new, draft.school)


def _share_schools(drafts: list[Draft]) -> None:
    """A degree without a school has that of the degree above it, or of the one it shares a line with."""
    for above, draft in pairwise(drafts):
        follows = draft.degree is not None and draft.school is None and not draft.courses
        follows = follows and not _has_name(draft)
        gap = draft.lines[0].gap if draft.lines else 0.0
        if follows and above.degree is not None and above.school_first and gap < 0.9:
            draft.school, draft.school_first = above.school, True
    for below, draft in pairwise(reversed(drafts)):
        bare = draft.degree is not None and draft.school is None and not draft.school_first
        if bare and below.school is not None and below.partner is draft:
            draft.school = below.school


def _has_name(draft: Draft) -> bool:
    """True if the degree's line begins with a name that may be its school."""
    line = draft.line_of(draft.degree) if draft.degree else None
    texts = [piece for piece in line.pieces if piece.kind == "text"] if line and draft.degree else []
    return any(one.text[:1].isupper() and draft.degree and one.start < draft.degree.start for one in texts)
