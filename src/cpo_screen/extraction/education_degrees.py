"""The degrees of one entry, each with the pieces that belong to it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from cpo_screen.extraction.degree_fields import absorb
from cpo_screen.extraction.degree_forms import find_degrees
from cpo_screen.extraction.degrees import parse_degree
from cpo_screen.extraction.education_groups import Entry
from cpo_screen.extraction.education_pieces import Piece
from cpo_screen.extraction.education_schools import find_school
from cpo_screen.extraction.tokens import find_tokens, word_set


class Part(NamedTuple):
    """A degree with its pieces, and those of lines that only say more about it."""

    degree: Piece
    pieces: tuple[Piece, ...]
    notes: tuple[Piece, ...]


def split_degrees(entry: Entry) -> tuple[Part, ...]:
    """Return the degrees of an entry; what stands behind one is its own, a school or date may be shared.

    'MBA, Ivey, 2010; BASc, Waterloo, 2003' are two records, and so are 'MEng and BA, Cambridge, 2006'.
    """
    pieces = [twin for piece in _with_repeat(list(entry.pieces)) for twin in _twins(piece)]
    degrees = _real(pieces)
    if degrees and not degrees[0].degrees[0].weak and not _has(pieces, "school"):
        pieces = [_as_school(piece) for piece in pieces]
    pieces = [
        _as_name(piece) if piece.kind == "degree" and piece not in degrees else piece for piece in pieces
    ]
    pieces = [piece for piece in pieces if piece.kind != "degree" or piece in degrees]
    notes = tuple(piece for line in entry.lines if line.note for piece in line.pieces)
    if len(degrees) < 2:
        rest = tuple(piece for piece in pieces if piece not in degrees)
        return tuple(Part(degree, rest, notes) for degree in degrees)
    at = [pieces.index(degree) for degree in degrees]
    head = pieces[: at[0]]
    own = [pieces[a + 1 : b] for a, b in pairwise([*at, len(pieces)])]
    if _has(head, "school"):
        _move_schools(own)
    return tuple(
        Part(degree, _shared(tuple(own[i]), head if i == 0 else [], head, own[i + 1 :]), notes)
        for i, degree in enumerate(degrees)
    )


def _explains(piece: Piece, last: Piece) -> bool:
    """True for '- MS' and '- BA Public Policy' behind the same degree in words."""
    first = last.degrees[0]
    bare = first.end - first.start >= len(last.text) - 1 and piece.degrees[0].start == 0
    return _is_repeat(last, piece) or (bare and first.kind == piece.degrees[0].kind)


def _as_school(piece: Piece) -> Piece:
    """A school that also teaches courses is the school of the degree beside it."""
    named = piece.kind == "course" and find_school(piece.text) is not None
    return piece._replace(kind="school") if named else piece


def _has(pieces: list[Piece] | tuple[Piece, ...], kind: str) -> bool:
    return any(piece.kind == kind for piece in pieces)


def _move_schools(own: list[list[Piece]]) -> None:
    """Where schools stand before their degrees, the last one behind a degree is the next one's."""
    for before, after in pairwise(own):
        schools = [piece for piece in before if piece.kind == "school"]
        if schools:
            before.remove(schools[-1])
            after.insert(0, schools[-1])


def _shared(
    own: tuple[Piece, ...], first: list[Piece], head: list[Piece], below: list[list[Piece]]
) -> tuple[Piece, ...]:
    """Add what a degree lacks: the school and date before the first degree, or behind the next ones."""
    found = [*first, *own]
    for kind in ("school", "date", "text"):
        if _has(found, kind) or (kind == "text" and _has(found, "school")):
            continue
        lists = [head, *below]
        given = next((one for one in lists if _has(one, kind)), [])
        found += [piece for piece in given if piece.kind == kind]
    return tuple(found)


def _real(pieces: list[Piece]) -> list[Piece]:
    """Leave out loose words beside a degree ('Post-graduate', 'CBSE') and what repeats the one before."""
    degrees = [piece for piece in pieces if piece.kind == "degree"]
    studies = word_set("study_words")
    firm = [piece for piece in degrees if piece.degrees[0].words not in studies]
    strong = [piece for piece in firm or degrees if not piece.degrees[0].weak]
    kept: list[Piece] = []
    for piece in strong or degrees[:1]:
        if not kept or not _is_repeat(kept[-1], piece):
            kept.append(piece)
    return kept


def _with_repeat(pieces: list[Piece]) -> list[Piece]:
    """Join 'Master of Science' and '- MS' to one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        both = last is not None and last.kind == piece.kind == "degree"
        if last is not None and both and piece.start - last.end == 3 and _explains(piece, last):
            text = f"{last.text} {piece.before.strip()} {piece.text}"
            joined[-1] = last._replace(end=piece.end, text=text, degrees=find_degrees(text))
        else:
            joined.append(piece)
    return joined


def _as_name(piece: Piece) -> Piece:
    """'Prepa 16 UANL' beside 'Bachillerato' names the school."""
    first = piece.degrees[0]
    parsed = parse_degree(piece.text) if first.words in word_set("study_words") else None
    if parsed is not None and parsed.field:  # 'Studium Informatik, Abschluss: Diplom'
        start = piece.start + piece.text.find(parsed.field)
        return Piece("field", start, start + len(parsed.field), parsed.field, piece.before)
    longer = first.weak and len(piece.text) - (first.end - first.start) > 2
    return piece._replace(kind="text", degrees=()) if longer else piece


def _is_repeat(one: Piece, other: Piece) -> bool:
    """'Master of Business Administration - MBA': the second piece repeats the first."""
    own = other.degrees[0]
    alone = own.end - own.start >= len(other.text) - 2
    same = own.kind == one.degrees[0].kind or own.level == one.degrees[0].level == "secondary"
    return alone and same


def _told(text: str, at: int) -> int:
    """Where the word begins that only mentions the degree at an offset; 0 if there is none."""
    last = find_tokens(text[:at])[-1:]
    return len(text[: last[0].start].rstrip()) if last and last[0].word in word_set("mentions") else 0


def _twins(piece: Piece) -> list[Piece]:
    """'MEng and SB', 'B.Tech + M.Tech': further degrees inside the same piece are pieces of their own."""
    if piece.kind != "degree" or piece.whole or len(piece.degrees) < 2:
        return [piece]
    match, end = absorb(piece.text, piece.degrees)
    cuts = [0]
    for other in piece.degrees[1:]:
        if (told := _told(piece.text, other.start)) > 0:  # 'Lehre als Informatiker mit Berufsmatura'
            return [piece._replace(end=piece.start + told, text=piece.text[:told], degrees=(match,))]
        opened = piece.text[: other.start].rstrip().endswith("(")
        if other.start >= end and other.kind != match.kind and not other.weak and not opened:
            cuts.append(other.start)
    found = []
    for start, stop in pairwise([*cuts, len(piece.text)]):
        text = piece.text[start:stop].rstrip(" ,;/&+-–")
        text = re.sub(r"\s+(?:and|und|et|y|e)$", "", text)
        held = find_degrees(text)
        if held:
            place = piece.start + start
            found.append(piece._replace(start=place, end=place + len(text), text=text, degrees=held))
    return found or [piece]
