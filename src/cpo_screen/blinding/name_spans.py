"""Where a person's name stands in a text: in full, in parts, with initials, across line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cpo_screen.blinding.folding import WORD, fold
from cpo_screen.blinding.persons import Person, matches, word_list

_BETWEEN = re.compile(r"[\s\-‐‑–.,'’\"“”„()«»/_]{0,4}")
_ENDS = re.compile(r"(?:^|[.!?:;•|\n·–—]|\s-)[\s\"“„'(]*$")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_NUMBER = re.compile(r"[\s,.'’]{0,3}\d")
_NUMBER_BEFORE = re.compile(r"\d[\s,.–-]{0,3}$")


class _Word(NamedTuple):
    """A word of the text, folded without its possessive, and what of the name it can be."""

    raw: str
    folded: str
    start: int
    end: int
    kind: str  # rare, ordinary, particle, initial, or empty


def find_names(
    text: str, person: Person, kinds: dict[str, str], *, capitals: bool = False, place: bool = False
) -> list[tuple[int, int]]:
    """Return the spans of the person's name, in order and apart; `kinds` keeps what each word can be.

    `capitals`: a language that begins every noun with one, so that a capital shows no name. `place`: the
    text names a place of work, where words that name places stay.
    """
    raw = WORD.findall(text)
    for one in raw:
        if one not in kinds:
            kinds[one] = _kind(_bare(one), fold(_bare(one)), person)
    if not any(kinds[one] in ("rare", "ordinary") for one in raw):
        return []
    words = [_read(match, kinds) for match in WORD.finditer(text)]
    spans = []
    at = 0
    while at < len(words):
        end = _run(text, words, at)
        if _is_name(text, words, at, end, person, capitals=capitals, place=place):
            spans.append(_span(text, words[at:end]))
        at = max(end, at + 1)
    return spans


def _read(match: re.Match[str], kinds: dict[str, str]) -> _Word:
    bare, start = _bare(match.group()), match.start()
    return _Word(bare, fold(bare), start, start + len(bare), kinds[match.group()])


def _bare(word: str) -> str:
    """Return a word without its possessive."""
    possessive = _POSSESSIVE.search(word)
    return word[: possessive.start()] if possessive else word


def _kind(raw: str, folded: str, person: Person) -> str:
    if folded in person.ordinary:
        return "ordinary"
    if matches(person, raw):
        return "rare"
    if folded in person.particles:
        return "particle"
    if len(raw) == 1 and raw.isupper() and folded in person.initials:
        return "initial"
    return ""


def _run(text: str, words: Sequence[_Word], at: int) -> int:
    """Return the index behind the words of the name that stand together from `at` on."""
    end = at
    while end < len(words) and words[end].kind:
        if end > at and not _BETWEEN.fullmatch(text, words[end - 1].end, words[end].start):
            break
        end += 1
    return end


def _is_name(
    text: str, words: Sequence[_Word], at: int, end: int, person: Person, *, capitals: bool, place: bool
) -> bool:
    run = words[at:end]
    if any(word.kind == "rare" for word in run):
        return True
    named = [word for word in run if word.kind == "ordinary" and word.raw[:1].isupper()]
    if len({word.folded for word in named}) > 1 and not (place and _are_places(named, person)):
        return True
    if len(named) == 1 and any(word.kind == "initial" for word in run):
        return _has_dot(text, run) or not _is_inside_phrase(text, words, at, end)
    if not named or (place and _are_places(named, person)):
        return False
    return _stands_as_name(text, words, at, end, person, capitals)


def _are_places(named: Sequence[_Word], person: Person) -> bool:
    return all(word.folded in person.places for word in named)


def _has_dot(text: str, run: Sequence[_Word]) -> bool:
    return any(word.kind == "initial" and text[word.end : word.end + 1] == "." for word in run)


def _stands_as_name(
    text: str, words: Sequence[_Word], at: int, end: int, person: Person, capitals: bool
) -> bool:
    """Whether an ordinary word that is a name, too, stands as one: by what is around it."""
    word = words[at] if words[at].kind == "ordinary" else words[end - 1]
    before, behind = text[: word.start], text[word.end :]
    is_month = word.folded in word_list("months")
    if is_month and (_NUMBER.match(behind) or _NUMBER_BEFORE.search(before)):
        return False
    if _is_inside_phrase(text, words, at, end):
        return False
    if _acts(words, end):
        return True
    shared = is_month or word.folded in person.places
    if behind[:2] in ("'s", "’s"):
        return not (_begins(before) and (shared or word.folded in person.common))
    if _begins(before) or text.isupper():
        return False
    told = at > 0 and words[at - 1].folded in word_list("before_persons")
    if capitals or shared:
        return told and word.folded not in person.places
    return word.raw.istitle()


def _acts(words: Sequence[_Word], end: int) -> bool:
    return end < len(words) and words[end].raw.islower() and words[end].folded in word_list("person_verbs")


def _begins(before: str) -> bool:
    return bool(_ENDS.search(before))


def _is_inside_phrase(text: str, words: Sequence[_Word], at: int, end: int) -> bool:
    """Whether a capitalised word stands directly before or behind: 'Burger King', 'Page Group'."""
    previous = words[at - 1] if at > 0 else None
    following = words[end] if end < len(words) else None
    for one, start, stop in ((previous, None, words[at].start), (following, words[end - 1].end, None)):
        if one is None or not one.raw[:1].isupper():
            continue
        between = text[one.end : stop] if start is None else text[start : one.start]
        if between in (" ", "'s ", "’s ", " & ", "-", " + ", "/", "\n") and not (
            start is None and _begins(text[: one.start])
        ):
            return True
    return False


def _span(text: str, run: Sequence[_Word]) -> tuple[int, int]:
    """From the first to the last word of the name; particles and initials between and before go with it."""
    kept = list(run)
    mixed = any(word.raw[:1].isupper() for word in run)
    while len(kept) > 1 and text[kept[-1].start - 1] != "-" and _is_loose_end(text, kept[-1], mixed):
        kept.pop()
    while mixed and len(kept) > 1 and kept[0].kind == "ordinary" and kept[0].raw.islower():
        kept.pop(0)
    return kept[0].start, kept[-1].end


def _is_loose_end(text: str, word: _Word, mixed: bool) -> bool:
    """'Ann de', 'Ann A/B', 'Ann will': what stands behind a name and is no part of it."""
    if word.kind == "initial":
        return text[word.end : word.end + 1] not in (".", ",", ")", "")
    return word.kind == "particle" or (mixed and word.kind == "ordinary" and word.raw.islower())


def names_in_company(company: str, person: Person) -> Iterator[tuple[int, int]]:
    """Yield the spans of the person's ordinary words in the name of their own firm."""
    for match in WORD.finditer(company):
        if fold(match.group()) in person.parts and match.group()[:1].isupper():
            yield match.span()
