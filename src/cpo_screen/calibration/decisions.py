"""A recruiter's table of decisions (CSV) → Decisions, or all its mistakes at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cpo_screen.calibration.records import Decision
from cpo_screen.errors import UsageError
from cpo_screen.exports.safe_text import one_line
from cpo_screen.lexicons import load_lexicon

_MOST_BYTES = 20_000_000
_MOST_SHOWN = 20
_SEPARATORS = ",;\t|"
_MARK = re.compile(r"([1-5](?:[.,]\d{1,2})?)(?:\s*/\s*5)?")
_NOT_WORDS = re.compile(r"[\W_]+")
_KEPT_TEXT = re.compile(r"'(?=[=+\-@'\u2212])")


class InvalidDecisions(UsageError):
    """All mistakes of a table of decisions; the message has one a line, each with its line number."""

    def __init__(self, name: str, mistakes: Sequence[tuple[int, str]]) -> None:
        self.mistakes = tuple(mistakes)
        head = "A mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        shown = [f"  {name}:{line}: {message}" for line, message in mistakes[:_MOST_SHOWN]]
        more = [f"  … and {len(mistakes) - _MOST_SHOWN} more"] if len(mistakes) > _MOST_SHOWN else []
        super().__init__("\n".join([f"{head} in the decisions:", *shown, *more]))


class _Columns(NamedTuple):
    """Where the columns stand, from 0; None: there is none."""

    file: int | None
    name: int | None
    mark: int


def read_decisions(path: str | Path) -> tuple[Decision, ...]:
    """Read a CSV with a column for the file or the name, and one for the decision.

    The decision is yes or no in one of several languages, or a mark from 1 to 5, where 5 is the best; an
    empty cell is a decision left open. Separator and encoding are found out; no other column is looked
    at. Raises InvalidDecisions with every mistake, UsageError where the file cannot be read.
    """
    found = Path(path)
    return parse_decisions(_read_bytes(found), one_line(str(path)))


def parse_decisions(data: bytes, name: str = "decisions.csv") -> tuple[Decision, ...]:
    """Read the bytes of such a table; `name` stands in the messages."""
    rows = _rows(_decode(data).replace("\0", ""), name)
    line, header = next(rows, (1, []))
    columns = _find_columns(header, line, name)
    mistakes: list[tuple[int, str]] = []
    decisions = [one for at, row in rows if (one := _read_row(at, row, columns, mistakes))]
    mistakes += _mixed_scales(decisions)
    if mistakes:
        raise InvalidDecisions(name, sorted(mistakes))
    if not decisions:
        raise InvalidDecisions(name, [(line, "there is no decision below the headings")])
    return tuple(decisions)


def _read_bytes(path: Path) -> bytes:
    shown = one_line(str(path))
    try:
        if not path.is_file():
            raise UsageError(f"{shown}: there is no such file of decisions")
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{shown} is too large for a table of decisions; is it the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{shown}: cannot be read ({error.strerror})") from error
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UsageError(f"{shown} is a workbook; save it as CSV (File > Save as > CSV UTF-8)")
    return data


def _decode(data: bytes) -> str:
    """Decode a spreadsheet's CSV: Unicode, or the Western code page of the languages that we know."""
    from cpo_screen.documents.text import decode_text

    if b"\0" in data[:200]:
        return decode_text(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, with the line on which each begins."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield before + 1, [cell.strip() for cell in row]
            before = reader.line_num
    except csv.Error as error:
        raise InvalidDecisions(name, [(before + 1, f"this is no CSV ({error})")]) from error


def _find_columns(header: Sequence[str], line: int, name: str) -> _Columns:
    words = load_lexicon("decisions")["columns"]
    mistakes: list[tuple[int, str]] = []
    at: dict[str, int | None] = {}
    for what in ("file", "name", "mark"):
        places = [place for place, cell in enumerate(header) if _heading(cell) in words[what]]
        if len(places) > 1:
            named = " and ".join(f'"{one_line(header[place])}"' for place in places)
            mistakes.append((line, f"the columns {named} could all be the {what}; keep one of them"))
        at[what] = places[0] if places else None
    if at["file"] is None and at["name"] is None:
        mistakes.append((line, 'no column is headed "file" or "name": who was decided about?'))
    mark = at["mark"]
    if mark is None:
        mistakes.append((line, 'no column is headed "decision" (or "mark"): what was decided?'))
    if mistakes or mark is None:
        raise InvalidDecisions(name, mistakes)
    return _Columns(at["file"], at["name"], mark)


def _heading(cell: str) -> str:
    """Write a heading as the lexicon does.

    >>> _heading("File_Name"), _heading("Yes / No?")
    ('file name', 'yes no')
    """
    return _NOT_WORDS.sub(" ", cell.casefold()).strip()


def _read_row(
    line: int, row: Sequence[str], columns: _Columns, mistakes: list[tuple[int, str]]
) -> Decision | None:
    """Read one row; what cannot be read is noted in `mistakes`."""
    file, name, said = (_cell(row, at) for at in columns)
    if not file and not name:
        if said:
            mistakes.append((line, f'"{one_line(said)}" is decided, but about whom? No file, no name'))
        return None
    mark = parse_mark(said) if said else None
    if said and mark is None:
        shown = one_line(said)[:60]
        mistakes.append((line, f'"{shown}" is neither yes or no nor a mark from 1 to 5 (5 is the best)'))
        return None
    return Decision(line, file or None, name or None, mark, one_line(said))


def _cell(row: Sequence[str], at: int | None) -> str:
    """Return a cell, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    text = row[at] if at is not None and at < len(row) else ""
    return _KEPT_TEXT.sub("", text, count=1) if text.startswith("'") else text


def parse_mark(text: str) -> float | None:
    """Read a decision: 1.0 for yes, 0.0 for no, or the mark; None where it cannot be told.

    >>> parse_mark("Ja"), parse_mark("non"), parse_mark("4,5"), parse_mark("3/5"), parse_mark("maybe")
    (1.0, 0.0, 4.5, 3.0, None)
    """
    word = text.casefold().strip().rstrip(".!")
    if word in _words("yes"):
        return 1.0
    if word in _words("no"):
        return 0.0
    match = _MARK.fullmatch(word)
    mark = float(match[1].replace(",", ".")) if match else 0.0
    return mark if 1 <= mark <= 5 else None


@cache
def _words(which: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in load_lexicon("decisions")[which])


def is_yes_or_no(decision: Decision) -> bool:
    """Tell whether a decision is a yes or a no, not a mark."""
    return _MARK.fullmatch(decision.said.casefold().strip().rstrip(".!")) is None


def _mixed_scales(decisions: Sequence[Decision]) -> Iterator[tuple[int, str]]:
    """Find fault with marks among yes and no: what a 3 means there would be guessed."""
    made = [one for one in decisions if one.mark is not None]
    marks = [one for one in made if not is_yes_or_no(one)]
    if marks and len(marks) < len(made):
        rarer = min(marks, [one for one in made if is_yes_or_no(one)], key=len)
        other = "marks from 1 to 5" if rarer is not marks else "yes and no"
        for one in rarer:
            yield one.line, f'"{one.said}" stands among {other}; use one of the two'
