"""A record in the making: what each piece of a line adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from cpo_screen.extraction.degree_fields import absorb
from cpo_screen.extraction.degree_forms import DegreeMatch
from cpo_screen.extraction.education_lines import EntryLine
from cpo_screen.extraction.education_pieces import Piece
from cpo_screen.extraction.education_schools import find_school, is_place, words_of
from cpo_screen.extraction.tokens import find_tokens


@dataclass(slots=True)
class Draft:
    """A record in the making. `partner` is the draft whose line it shares ('MEng and SB, MIT')."""

    degree: Piece | None = None
    match: DegreeMatch | None = None
    school: Piece | None = None
    fields: list[Piece] = field(default_factory=list)
    texts: list[Piece] = field(default_factory=list)
    dates: list[Piece] = field(default_factory=list)
    statuses: list[Piece] = field(default_factory=list)
    courses: list[Piece] = field(default_factory=list)
    lines: list[EntryLine] = field(default_factory=list)
    partner: Draft | None = None
    done: bool = False
    school_first: bool = False

    @property
    def is_empty(self) -> bool:
        """True while neither degree, school nor course is known."""
        return self.degree is None and self.school is None and not self.courses

    def line_of(self, piece: Piece) -> EntryLine | None:
        """Return the line that a piece stands in."""
        return next((line for line in self.lines if piece in line.pieces), None)

    @property
    def is_complete(self) -> bool:
        """True when a degree (or course) and its school are known."""
        return (self.degree is not None or bool(self.courses)) and self.school is not None


def take_piece(piece: Piece, line: EntryLine, draft: Draft, drafts: list[Draft]) -> Draft:
    """Add a piece to the draft, or to a new one if the draft has its like already."""
    if piece.kind == "degree":
        return _take_degree(piece, line, draft, drafts)
    if piece.kind == "school":
        return _take_school(piece, line, draft, drafts)
    for one in _sharing(draft, line):
        _add(piece, one)
    return draft


def _sharing(draft: Draft, line: EntryLine) -> list[Draft]:
    """The draft and those that stand before it in the same line and still lack their school or year."""
    found = [draft]
    while found[-1].partner is not None and line in found[-1].partner.lines:
        found.append(found[-1].partner)
    return found


def _add(piece: Piece, draft: Draft) -> None:
    if piece.kind == "date":
        if not _is_of_else(piece, draft):
            draft.dates.append(piece)
    elif piece.kind == "status":
        draft.statuses.append(piece)
    elif piece.kind == "done":
        draft.done = True
    elif piece.kind == "course":
        draft.courses.append(piece)
    elif piece.kind == "field":
        draft.fields.append(piece)
    elif piece.kind in ("text", "place"):
        draft.texts.append(piece)
        _extend_campus(piece, draft)


def _is_of_else(date: Piece, draft: Draft) -> bool:
    """A second date behind words that are no part of the record ('..., 1992 ... Sales Course, 2016')."""
    if not draft.dates or not draft.is_complete:
        return False
    last = draft.dates[-1].end
    between = [one for one in draft.texts if last <= one.start < date.start and one.kind == "text"]
    return any(one.text[:1].isupper() for one in between)


def _extend_campus(piece: Piece, draft: Draft) -> None:
    """'University of California, Berkeley', 'Indian Institute of Technology, Bombay'."""
    school, sign = draft.school, piece.before.strip()
    if school is None or piece.start - school.end > 4 or sign not in (",", "-", "–", ""):
        return
    words = " ".join(token.word for token in find_tokens(school.text))
    campus = words in words_of("campus_of") and is_place(piece.text)
    part = sign in ("–", "—") and piece.kind == "text" and len(piece.text.split()) <= 2
    if campus or part:
        draft.school = _joined(school, piece)


def _joined(one: Piece, other: Piece) -> Piece:
    bridge = f"{other.before.strip()} " if other.before.strip() == "," else f" {other.before.strip()} "
    return one._replace(end=other.end, text=one.text + bridge.replace("  ", " ") + other.text)


def _take_degree(piece: Piece, line: EntryLine, draft: Draft, drafts: list[Draft]) -> Draft:
    if draft.degree is not None and draft.degree in line.pieces and _is_of_degree(piece, draft):
        return draft
    if draft.degree is None:
        draft.school_first = draft.school is not None
        draft.degree, draft.match = piece, piece.degrees[0]
    elif _is_same(draft, piece):
        draft.degree = draft.degree._replace(end=piece.end, text=_between(draft.degree, piece))
    else:
        together = draft.degree in line.pieces and not _has_after(draft, line)
        new = Draft(piece, piece.degrees[0], partner=draft if together else None, lines=[line])
        if draft.degree in line.pieces and draft.school_first:
            new.school, new.school_first = draft.school, True
        drafts.append(new)
        draft = new
    return _take_twins(piece, line, draft, drafts)


def _is_of_degree(piece: Piece, draft: Draft) -> bool:
    """'BMS College of Engineering' behind 'B.E.' is its school, 'CBSE' behind '12th' its board."""
    school = find_school(piece.text)
    if draft.school is None and school is not None and school[1] - school[0] >= len(piece.text) - 2:
        draft.school = piece._replace(kind="school", degrees=())
        return True
    both = draft.match is not None and draft.match.level == piece.degrees[0].level == "secondary"
    return both and piece.degrees[0].weak


def _between(one: Piece, other: Piece) -> str:
    return (
        f"{one.text} {other.before.strip()} {other.text}"
        if other.before.strip()
        else f"{one.text} {other.text}"
    )


def _is_same(draft: Draft, piece: Piece) -> bool:
    """'Master of Business Administration - MBA': the second piece repeats the first."""
    own = piece.degrees[0]
    near = draft.degree is not None and piece.start - draft.degree.end <= 4
    alone = own.end - own.start >= len(piece.text) - 2
    return (
        near
        and alone
        and draft.match is not None
        and own.kind == draft.match.kind
        and "\t" not in piece.before
    )


def _has_after(draft: Draft, line: EntryLine) -> bool:
    """True if the draft's degree has a school or a year of its own in this line."""
    own = [draft.school, *draft.dates]
    return any(
        one is not None and one in line.pieces and draft.degree and one.start > draft.degree.start
        for one in own
    )


def _take_twins(piece: Piece, line: EntryLine, draft: Draft, drafts: list[Draft]) -> Draft:
    """'MEng and SB', 'B.Tech + M.Tech': further degrees inside the same piece."""
    match, end = absorb(piece.text, piece.degrees)
    for other in piece.degrees[1:]:
        if other.start < end or other.kind == match.kind or other.weak:
            continue
        cut = _cut(piece, other)
        new = Draft(cut, other, draft.school, partner=draft, lines=[line], school_first=draft.school_first)
        if draft.degree is piece:
            draft.degree = piece._replace(
                end=piece.start + match.end, text=piece.text[: max(match.end, end)]
            )
        drafts.append(new)
        draft = new
    return draft


def _cut(piece: Piece, match: DegreeMatch) -> Piece:
    return piece._replace(start=piece.start + match.start, text=piece.text[match.start :])


def _take_school(piece: Piece, line: EntryLine, draft: Draft, drafts: list[Draft]) -> Draft:
    sharing = _sharing(draft, line)
    if draft.school is None:
        for one in sharing:
            one.school = one.school or piece
        return draft
    if piece.start - draft.school.end <= 4 and _adjoins(piece, draft.school):
        draft.school = _joined(draft.school, piece)
        return draft
    if is_place(piece.text) or draft.school in line.pieces or not draft.is_complete:
        return draft
    new = Draft(school=piece, lines=[line])
    drafts.append(new)
    return new


def _adjoins(piece: Piece, school: Piece) -> bool:
    """A part of a university beside its name, or its campus; not the city of a school."""
    words = " ".join(token.word for token in find_tokens(school.text))
    if is_place(piece.text):
        return words in words_of("campus_of")
    sign = piece.before.strip()
    return sign in ("-", "–", "—") or (sign in (",", "/", "") and has_part_word(piece, school))


def has_part_word(one: Piece, other: Piece) -> bool:
    """True if one of two schools is called a school, faculty or college: a part of the other."""
    words = [token.word for piece in (one, other) for token in find_tokens(piece.text)]
    return any(word in words_of("parts") for word in words)
