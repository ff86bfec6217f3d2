"""Who a profile is of: every form in which the name may stand in its texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from urllib.parse import unquote

from cpo_screen.blinding.folding import fold, words_of
from cpo_screen.extraction.names_shape import name_words
from cpo_screen.extraction.places import is_place
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import CandidateProfile, Contact

_SHORT = 3  # letters of a name that may be a word of some language
_LONG = 6  # letters of a name that is found inside longer words
_HANDLE = 5  # letters of an address that are no abbreviation
_INFLECTED = 5  # letters of a stem
_MARKS = ".,;:!?()[]\"'“”„‘’"


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in folded words: `rare` ones are cut wherever they stand, `ordinary` ones where they
    stand as a name; `particles` and `initials` only beside them. `glued` are forms without spaces,
    `inside` what betrays the person in any longer word. `places` are ordinary ones that name a place,
    `common` those that the CV itself has as plain words; `home` is where they live."""

    rare: frozenset[str]
    ordinary: frozenset[str]
    particles: frozenset[str]
    initials: frozenset[str]
    glued: frozenset[str]
    inside: tuple[str, ...]
    places: frozenset[str]
    common: frozenset[str] = frozenset()
    home: str | None = None

    @property
    def parts(self) -> frozenset[str]:
        """All words of the name but particles and initials."""
        return self.rare | self.ordinary


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of the lexicon of blinding, folded."""
    return frozenset(fold(word) for word in load_lexicon("blinding_words")[name])


def person_of(profile: CandidateProfile, lower_words: frozenset[str]) -> Person:
    """Gather the forms of a candidate's name; `lower_words` stand in their texts as ordinary words."""
    contact = profile.contact
    named = [part for part in words_of(contact.name or "") if part not in _titles()]
    others = [part for one in profile.other_contacts for part in words_of(one.name or "")]
    particles = frozenset(part for part in named if part in name_words("particles")) - _first_and_last(
        named
    )
    parts = [part for part in named if part not in particles and len(part) > 1]
    parts += [part for part in dict.fromkeys(others) if _is_further(part, parts, particles)]
    hints = [] if len(parts) > 1 else list(_hinted(profile, lower_words))
    parts += [hint for hint in hints if hint not in parts]
    known = lower_words | frozenset(words_of(" ".join(_titles_and_firms(profile))))
    parts += [slug for slug in _slug_words(contact) if slug not in parts and slug not in known]
    visited = frozenset(words_of(" ".join(_locations(profile))))
    ordinary = {part for part in parts if _is_ordinary(part, lower_words | visited)}
    rare = frozenset(parts) - ordinary
    ordinary |= {form for form in _short_forms(parts) if form not in rare}
    return Person(
        rare,
        frozenset(ordinary),
        particles,
        frozenset(part[0] for part in named if part),
        frozenset(form for one in (contact, *profile.other_contacts) for form in _glued(named, one))
        - lower_words,
        tuple(sorted(part for part in rare if len(part) >= _LONG or not part.isascii())),
        frozenset(part for part in ordinary if part in visited or is_place(part)),
        frozenset(part for part in ordinary if part in lower_words),
        contact.location,
    )


def _is_further(part: str, parts: Sequence[str], particles: frozenset[str]) -> bool:
    """A word of the name that only another file has: a maiden name, a second surname."""
    known = part in parts or part in particles or part in _titles()
    return len(part) > 1 and not known and part not in name_words("particles")


def _locations(profile: CandidateProfile) -> Iterator[str]:
    yield profile.contact.location or ""
    yield from (one.location or "" for one in profile.positions)


def _titles_and_firms(profile: CandidateProfile) -> Iterator[str]:
    for one in profile.positions:
        yield from (text for text in (one.title, one.company) if text)


def _first_and_last(named: Sequence[str]) -> frozenset[str]:
    """'Le Van An', 'Ben Stone': what opens or ends a name is no particle."""
    return frozenset((*named[:1], *named[-1:]))


@cache
def _titles() -> frozenset[str]:
    return name_words("prefixes") - {"the", "ca"}


def _is_ordinary(part: str, words: frozenset[str]) -> bool:
    if not part.isascii():
        return False
    return len(part) <= _SHORT or any(part in words for words in (*_known_words(), words))


def _known_words() -> tuple[frozenset[str], frozenset[str]]:
    return word_list("ordinary"), word_list("months")


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    forms = load_lexicon("persons")["short_forms"]
    return {fold(name): tuple(fold(form) for form in short) for name, short in forms.items()}


def _short_forms(parts: Iterable[str]) -> Iterator[str]:
    """'Bill', 'Will' of William, and the other way round."""
    wanted = set(parts)
    for name, short in _forms().items():
        if name in wanted:
            yield from short
        elif not wanted.isdisjoint(short):
            yield name


def _glued(named: Sequence[str], contact: Contact) -> Iterator[str]:
    """'nooralsabbagh', 'alsabbagh', 'nalsabbagh', 'sabbaghnoor', and what an address is made of."""
    for start in range(len(named)):
        for end in range(start + 2, len(named) + 1):
            yield "".join(named[start:end])
    if len(named) > 1:
        first, rest = named[0], named[1:]
        yield from ("".join(rest) + first, first[:1] + "".join(rest), first[:1] + rest[-1])
        yield from (rest[-1] + first, first + rest[-1], rest[-1] + first[:1], first + rest[-1][:1])
    for handle in (_mailbox(contact), _slug(contact)):
        letters = "".join(words_of(handle))
        if len(letters) >= _HANDLE and letters not in word_list("no_names"):
            yield letters


def _mailbox(contact: Contact) -> str:
    return (contact.email or "").partition("@")[0]


def _slug(contact: Contact) -> str:
    return unquote((contact.linkedin or "").rstrip("/").rpartition("/")[2])


def _slug_words(contact: Contact) -> Iterator[str]:
    """Words of the profile's address: 'jane-miller-smith' names more than 'Jane Smith'."""
    words = re.split(r"[-_.\d]+", _slug(contact))
    if len(words) > 1:
        yield from (fold(word) for word in words if _is_hint(fold(word)))


def _hinted(profile: CandidateProfile, lower_words: frozenset[str]) -> Iterator[str]:
    """Of a profile without a full name: words of its mailbox and of its file's name."""
    file = PurePath(profile.source.path.replace("\\", "/")).stem
    for text in (_mailbox(profile.contact), file.replace("_", " ")):
        yield from (one for one in words_of(text) if _is_hint(one) and one not in lower_words)


def _is_hint(word: str) -> bool:
    return len(word) > _SHORT and word not in word_list("no_names")


def matches(person: Person, word: str) -> bool:
    """Tell whether a word, as it stands, is or holds a rare part of the name, glued or inflected.

    German and English add an s, Slavic languages change the end: 'Brzezińskiej' of Brzezińska.
    """
    folded = fold(word)
    if folded in person.rare or folded in person.glued or _base(folded) in person.rare:
        return True
    if any(part in folded for part in person.inside):
        return True
    return any(_is_inflected(folded, part) for part in person.rare)


def _base(folded: str) -> str:
    return folded[:-1] if folded.endswith("s") and len(folded) > _SHORT + 1 else folded


def _is_inflected(folded: str, part: str) -> bool:
    stem = part[:-1] if part[-1:] in "aeioy" else part
    near = len(stem) >= _INFLECTED and len(folded) <= len(part) + 4
    return near and folded.startswith(stem) and folded != stem


def lower_words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words that stand alone in lower case: no parts of addresses and of longer words."""
    pieces = {piece.strip(_MARKS) for text in texts for piece in text.split()}
    return frozenset(fold(piece) for piece in pieces if piece.isalpha() and piece.islower())
