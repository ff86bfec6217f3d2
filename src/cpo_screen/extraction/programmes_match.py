"""What makes a text a programme: the registry's names and providers, and what courses are about."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.degrees import find_tokens
from cpo_screen.extraction.phrases import Found, Phrases
from cpo_screen.lexicons import load_lexicon


class Provider(NamedTuple):
    """A provider's key in the registry; `executive`: its courses count whatever they are called."""

    key: str
    executive: bool


class Registered(NamedTuple):
    """A programme of the registry: its id, its kind, and the providers it must stand beside (or none)."""

    id: str
    kind: str
    beside: frozenset[str]


@cache
def _providers() -> Phrases[Provider]:
    found = load_lexicon("programmes")["providers"]
    return Phrases(
        (name, Provider(key, one["executive"])) for key, one in found.items() for name in one["names"]
    )


@cache
def _programmes() -> Phrases[tuple[Registered, ...]]:
    by_name: dict[str, list[Registered]] = {}
    for one in load_lexicon("programmes")["programmes"]:
        entry = Registered(one["id"], one["kind"], frozenset(one.get("with", ())))
        for name in one["names"]:
            by_name.setdefault(" ".join(token.word for token in find_tokens(name)), []).append(entry)
    return Phrases((name, tuple(entries)) for name, entries in by_name.items())


@cache
def _phrases(name: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load_lexicon("programmes")[name])


def find_providers(text: str) -> tuple[Found[Provider], ...]:
    """Return the known providers that the text names, written large."""
    return tuple(one for one in _providers().find(text) if text[one.start : one.start + 1].isupper())


def find_registered(text: str, providers: tuple[Found[Provider], ...]) -> tuple[Found[Registered], ...]:
    """Return the registry's programmes in the text; those that need a provider only beside theirs."""
    keys = {one.value.key for one in providers}
    found = []
    for one in _programmes().find(text):
        fitting = [entry for entry in one.value if entry.beside & keys]
        fitting += [entry for entry in one.value if not entry.beside]
        if fitting and any(char.isupper() for char in text[one.start : one.end]):
            found.append(Found(one.start, one.end, one.words, fitting[0]))
    return tuple(found)


def has_phrase(text: str, name: str) -> bool:
    """True if the text has one of the phrases of this list of the programmes lexicon."""
    return next(_phrases(name).find(text), None) is not None


def is_course(text: str) -> bool:
    """True if the text is by its words a course, a certificate or a programme and no degree."""
    if find_registered(text, find_providers(text)):
        return True
    return has_phrase(text, "courses")
