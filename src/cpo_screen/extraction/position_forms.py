"""Forms with labels ('Occupation or position held<tab>Chief Product Officer'): their lines get roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import cast

from cpo_screen.extraction.dates import find_periods
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, Role, Span

_TAB = "\t"
_LONGEST = 8  # words of a label
_FEWEST = 2  # words of a label that no sign follows
_ENOUGH = 2  # labelled lines that make a form
_FORM: set[Role | None] = {"title", "company", "dates"}


def read_form(lines: Sequence[Line]) -> Iterator[Line]:
    """Give lines of a form their roles, without the labels; other lines pass unchanged."""
    labelled = _label(lines, alone=False)
    alone = _label(lines, alone=True)
    if _is_form(labelled) or _is_even(alone):
        labelled = alone
    names = {line.role for line in labelled if line is not None}
    if sum(line is not None for line in labelled) < _ENOUGH or not names >= _FORM:
        yield from lines
        return
    before: Line | None = None
    for line, own in zip(lines, labelled, strict=True):
        ended = _rest_of_label(before, line)
        if own is not None:
            yield own
        elif ended is None:
            yield replace(line, role=line.role or "highlight")
        elif ended < len(line.text):
            yield _from(line, ended, "highlight")
        before = line


def _is_form(labelled: Sequence[Line | None]) -> bool:
    """Whether labels of two words, or with a sign, name two employers or a title."""
    roles = Counter(line.role for line in labelled if line is not None)
    return roles["company"] >= _ENOUGH or roles["title"] >= 1


def _is_even(labelled: Sequence[Line | None]) -> bool:
    """Whether labels of a word name as many titles as employers and periods, and several."""
    roles = Counter(line.role for line in labelled if line is not None)
    return roles["title"] >= _ENOUGH and len({roles[one] for one in _FORM}) == 1


def _label(lines: Sequence[Line], alone: bool) -> list[Line | None]:
    """Each line with its label's role, None without; `alone`: 'Posizione Capo officina' has one, too."""
    fewest = 1 if alone else _FEWEST
    return [_labelled(line, after, fewest) for line, after in pairwise([*lines, None]) if line is not None]


def _labelled(line: Line, after: Line | None, fewest: int) -> Line | None:
    """A line with its label's role and without the label, which a narrow cell may break over two lines."""
    cut = _cut(line.text, fewest)
    role = form_labels().get(fold(line.text[:cut])) if cut and _opens_value(line, cut) else None
    if role is None and after is not None:
        cut = _cut_of_half(line, after)
        role = form_labels().get(_joined(line, after, cut)) if cut else None
    return None if role is None else _from(line, cut, role)


def _opens_value(line: Line, cut: int) -> bool:
    """'Employer Kolejnet', not 'Employer of choice': behind one word without a sign a name or a date."""
    rest = line.text[cut:]
    if rest.lstrip(" ")[:1] in ("", ":", _TAB) or " " in line.text[:cut]:
        return True
    return not line.bullet and (rest.strip()[:1].isupper() or bool(find_periods(rest)))


def _rest_of_label(before: Line | None, line: Line) -> int | None:
    """Where the second half of a label ends that the line before began; None if it did not."""
    if before is None or fold(before.text[: _cut(before.text)]) in form_labels():
        return None
    return _first_cell(line) if _cut_of_half(before, line) else None


def _cut_of_half(line: Line, after: Line) -> int:
    """Where the first half of a label ends that the next line's first cell ends; 0 if there is none."""
    cut = _cut(line.text)
    if not cut:
        words = line.text.split(" ", _LONGEST)[:_LONGEST]
        starts = [len(" ".join(words[:count])) for count in range(len(words), 1, -1)]
        cut = next((start for start in starts if _joined(line, after, start) in form_labels()), 0)
    return cut if _joined(line, after, cut) in form_labels() else 0


def _joined(line: Line, after: Line, cut: int) -> str:
    return f"{fold(line.text[:cut])} {fold(after.text[: _first_cell(after)])}"


def _first_cell(line: Line) -> int:
    end = line.text.find(_TAB)
    return end if end >= 0 else len(line.text)


def _from(line: Line, cut: int, role: str) -> Line:
    rest = line.text[cut:].lstrip("\t :")
    span = Span(line.span.end - len(rest), line.span.end)
    return replace(line, text=rest, span=span, role=cast("Role", role), styles=())


def _cut(text: str, fewest: int = _FEWEST) -> int:
    """Where the label ends: at the first tab, else at a colon, else behind a label of `fewest` words."""
    tab = text.find(_TAB)
    if tab > 0 or ":" in text:
        return tab if tab > 0 else max(text.find(":"), 0)
    words = text.split(" ", _LONGEST)[:_LONGEST]
    starts = (" ".join(words[:count]) for count in range(len(words), fewest - 1, -1))
    return next((len(start) for start in starts if fold(start) in form_labels()), 0)


def says_other(text: str) -> bool:
    """Whether a line is labelled as something that no head says: 'Company Business: online marketplace'.

    >>> says_other("Team size: 12"), says_other("Client: Acme"), says_other("Role: Engineer")
    (True, False, False)
    """
    cut = _cut(text) if ":" in text else 0
    label = fold(text[:cut])
    clients = load_lexicon("positions")["client_words"]
    return cut > 0 and form_labels().get(label) == "other" and label not in clients


@cache
def form_labels() -> dict[str, str]:
    """Labels of a form (Europass and the like), folded, with what stands right of them."""
    labels = load_lexicon("companies")["labels"]
    return {fold(word): role for role, words in labels.items() for word in words}
