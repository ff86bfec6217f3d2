"""Countries that somebody worked in: from the places of positions and from 'based in Dubai'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.extraction.trajectory_traits import Passage
from cpo_screen.extraction.trajectory_words import Names
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Position, Span, Trait

_FOUND_BY = "rule:trajectory.countries"
_LONGEST = 60  # characters behind 'based in' that may name the place


def find_countries(
    document: Document, positions: Sequence[Position], passages: Sequence[Passage]
) -> tuple[Trait, ...]:
    """Find the countries (ISO 3166) of the positions, each once a position, in the positions' order."""
    found: dict[tuple[int, str], Trait] = {}
    for at, position in enumerate(positions):
        for country, span in _of_position(document, position):
            found.setdefault((at, country), Trait(country, evidence_of(document, span, _FOUND_BY), at))
    for passage in passages:
        for country, span in _of_line(document.text, passage):
            if passage.position is not None:
                trait = Trait(country, evidence_of(document, span, _FOUND_BY), passage.position)
                found.setdefault((passage.position, country), trait)
    return tuple(found[key] for key in sorted(found, key=lambda key: key[0]))


def _of_position(document: Document, position: Position) -> Iterator[tuple[str, Span]]:
    if not position.location:
        return
    at = document.text.find(position.location, position.block.start, position.block.end)
    if at >= 0:
        span = Span(at, at + len(position.location))
        yield from ((country, span) for country in parse_countries(position.location))


def _of_line(text: str, passage: Passage) -> Iterator[tuple[str, Span]]:
    """The place behind each 'based in': as much of what follows as names one."""
    start, end = passage.span
    line = text[start:end]
    for cue in _cues().find(line):
        rest = _pieces().split(line[cue.end : cue.end + _LONGEST])[0]
        words = find_tokens(rest)
        for count in (3, 2, 1):
            if len(words) >= count and (countries := parse_countries(rest[: words[count - 1].end])):
                close = start + cue.end + words[count - 1].end
                yield from ((country, Span(start + cue.start, close)) for country in countries)
                break


def parse_countries(place: str) -> tuple[str, ...]:
    """Read the countries of a place: what names one itself, else its regions, else its towns.

    >>> parse_countries("London, Ontario"), parse_countries("London and Lagos"), parse_countries("Remote")
    (('CA',), ('GB', 'NG'), ())
    """
    pieces = [piece for piece in _pieces().split(_around().sub(" ", place)) if piece.strip()]
    whole = _fold(place)
    if whole in _known().countries:
        return (_known().countries[whole],)
    folded = [_fold(piece) for piece in pieces]
    for known in (_known().countries, _known().regions):
        if found := [known[one] for one in folded if one in known]:
            return tuple(dict.fromkeys(found))
    towns = [_known().towns[one] for one in folded if one in _known().towns]
    codes = [_known().codes[one] for one in _last_words(pieces) if one in _known().codes]
    own = {raw for raw in _last_words(pieces) if raw in towns}
    if codes and not own and (len(pieces) > 1 or not towns):
        return tuple(dict.fromkeys(codes))
    return tuple(dict.fromkeys(towns))


def _last_words(pieces: Sequence[str]) -> list[str]:
    """What may be a region's code: a piece of its own, 'MN' of 'Minneapolis, MN'."""
    return [piece.strip(" .") for piece in pieces[1:]]


def _fold(text: str) -> str:
    return " ".join(token.word for token in find_tokens(text)).replace(".", "")


class _Places(NamedTuple):
    """Folded names of countries, regions and towns, and regions' codes as written, with their country."""

    countries: dict[str, str]
    regions: dict[str, str]
    towns: dict[str, str]
    codes: dict[str, str]


@cache
def _known() -> _Places:
    lexicon = load_lexicon("countries")
    return _Places(*(_by_name(lexicon[part]) for part in ("names", "regions", "towns", "codes")))


def _by_name(countries: dict[str, str]) -> dict[str, str]:
    return {name: country for country, names in countries.items() for name in names.split("|")}


@cache
def _pieces() -> re.Pattern[str]:
    words = "|".join(load_lexicon("countries")["ands"])
    return re.compile(rf"\s*[,;/|()·•–—&]\s*|\s+(?:-|{words})\s+")


@cache
def _around() -> re.Pattern[str]:
    words = "|".join(load_lexicon("countries")["around"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _cues() -> Names[None]:
    return Names((phrase, None) for phrase in load_lexicon("countries")["cues"])
