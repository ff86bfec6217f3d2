"""Forms with labels ('Occupation or position held<tab>Chief Product Officer'): their lines get roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, Role, Span

_ENOUGH = 2  # labelled lines that make a form
_FORM: set[str | None] = {"title", "company", "dates"}


def read_form(lines: Sequence[Line]) -> Iterator[Line]:
    """Give lines of a form their roles, without the labels; other lines pass unchanged."""
    labelled = [_labelled(line) for line in lines]
    names = {line.role for line in labelled if line is not None}
    if sum(line is not None for line in labelled) < _ENOUGH or not names >= _FORM:
        yield from lines
        return
    for line, own in zip(lines, labelled, strict=True):
        yield own or replace(line, role=line.role or "highlight")


def _labelled(line: Line) -> Line | None:
    cut = _cut(line.text)
    role = form_labels().get(fold(line.text[:cut])) if cut else None
    if role is None:
        return None
    rest = line.text[cut:].lstrip("\t :")
    start = line.span.end - len(rest)
    return replace(line, text=rest, span=Span(start, line.span.end), role=cast("Role", role), styles=())


def _cut(text: str) -> int:
    """Where the label ends: at the first tab, else at a colon."""
    tab = text.find("\t")
    return tab if tab > 0 else max(text.find(":"), 0)


@cache
def form_labels() -> dict[str, str]:
    """Labels of a form (Europass and the like), folded, with what stands right of them."""
    labels = load_lexicon("companies")["labels"]
    return {fold(word): role for role, words in labels.items() for word in words}
