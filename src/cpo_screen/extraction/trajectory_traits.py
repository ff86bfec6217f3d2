"""Where somebody worked, by the CV's own words: industries, business models, stages of the employers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.extraction.trajectory_words import Named, Names
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Position, Span, Trait

KINDS = ("industries", "business_models", "stages")
Sort = tuple[str, str]  # one of KINDS and a name of it
_SENTENCE = 5  # words that a line above the positions has at least, to be more than a list of skills


class Passage(NamedTuple):
    """A run of text of one position, or of the summary (None); `company` is where its employer stands."""

    span: Span
    position: int | None
    company: Span | None


def find_traits(document: Document, passages: Sequence[Passage]) -> dict[str, tuple[Trait, ...]]:
    """Find what the passages say of each of KINDS, each name once a position; in the passages' order.

    An employer is not known by its fame: its name tells something only by its words.
    """
    found: dict[tuple[str, str, int | None], Trait] = {}
    for passage in passages:
        for named in _named(document.text, passage):
            for kind, name in named.values:
                key = (kind, name, passage.position)
                if key not in found:
                    span = Span(named.start, named.end)
                    evidence = evidence_of(document, span, f"rule:trajectory.{kind}")
                    found[key] = Trait(name, evidence, passage.position)
    return {kind: tuple(one for key, one in found.items() if key[0] == kind) for kind in KINDS}


def find_passages(document: Document, positions: Sequence[Position]) -> list[Passage]:
    """The positions' own lines, as the page has them, and the sentences above the first position."""
    first = min((one.block.start for one in positions), default=len(document.text))
    found = []
    lines = [line for line in document.visible if line.role != "other"]
    for line in lines:
        if line.span.end <= first:
            if len(line.text.split()) >= _SENTENCE:
                found.append(Passage(line.span, None, None))
            continue
        owner = _owner(line.span, positions)
        if owner is not None:
            found.append(Passage(line.span, owner, _company(document.text, line.span, positions[owner])))
    return found


def _owner(span: Span, positions: Sequence[Position]) -> int | None:
    inside = [
        at
        for at, one in enumerate(positions)
        if one.block.start <= span.start and span.end <= one.block.end
    ]
    return min(inside, key=lambda at: positions[at].block.end - positions[at].block.start, default=None)


def _company(text: str, line: Span, position: Position) -> Span | None:
    if not position.company:
        return None
    at = text.find(position.company, line.start, line.end)
    return None if at < 0 else Span(at, at + len(position.company))


def _named(text: str, passage: Passage) -> Iterator[Named[Sort]]:
    """What the line says, first by words that count anywhere, then by those that count for an employer."""
    start, end = passage.span
    line = text[start:end]
    if passage.position is None and _wishes().find_first(line):
        return
    for found in _names("anywhere").find(line):
        if not _is_denied(line, found):
            yield _moved(found, start)
    if passage.company is not None:
        own = text[passage.company.start : passage.company.end]
        yield from (_moved(found, passage.company.start) for found in _names("employers").find(own))
    elif passage.position is not None and _descriptions().find_first(line):
        yield from (_moved(found, start) for found in _names("employers").find(line))


def _moved(found: Named[Sort], by: int) -> Named[Sort]:
    return found._replace(start=found.start + by, end=found.end + by)


def _is_denied(line: str, found: Named[Sort]) -> bool:
    before = find_tokens(line[: found.start])[-1:]
    return any(one.word in _denials() and not line[one.end : found.start].strip(" -&/") for one in before)


@cache
def _names(tier: str) -> Names[Sort]:
    return Names(
        (phrase, (kind, name))
        for kind in KINDS
        for name, phrases in load_lexicon(kind).get(tier, {}).items()
        for phrase in phrases
    )


@cache
def _descriptions() -> Names[None]:
    return Names((phrase, None) for phrase in load_lexicon("industries")["descriptions"])


@cache
def _wishes() -> Names[None]:
    return Names((phrase, None) for phrase in load_lexicon("stages")["wishes"])


@cache
def _denials() -> frozenset[str]:
    return frozenset(
        token.word for one in load_lexicon("stages")["not_before"] for token in find_tokens(one)
    )
