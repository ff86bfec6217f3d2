"""The texts of one candidate without the person: every removal leaves a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cpo_screen.blinding.folding import WORD, fold
from cpo_screen.blinding.homes import cut_home
from cpo_screen.blinding.marks import NAME, hide_marks, named_sign, show_marks
from cpo_screen.blinding.name_spans import find_names, names_in_company
from cpo_screen.blinding.persons import Person, word_list
from cpo_screen.blinding.rules import personal_rules, rules_after_names, rules_on_sex, signs_of
from cpo_screen.blinding.school_years import mask_near_schools, mask_years
from cpo_screen.model import Contact, Position

_NAMES = re.compile(rf"(?:{NAME}[\s,.\-‐–/]*)+{NAME}")
_SITE = re.compile(
    rf"(?:https?://)?(?:[\w-]*\.)*[\w-]*{NAME}[\w-]*(?:\.[a-z][\w-]*)+(?:/[^\s|,;)\]]*)?"
    rf"|@[\w.-]*{NAME}[\w.-]*|[\w-]+(?:\.[\w-]+)+/[^\s|,;)\]]*{NAME}[^\s|,;)\]]*"
)
_HANDLE_BEHIND = re.compile(rf"(?:[\w-]+_)?{NAME}_[\w-]+|[\w-]+_{NAME}")
_NOUNS_WITH_CAPITALS = "de"
_TAIL = 7  # digits of a phone number that are the same with and without its prefixes
_FEWEST_DIGITS = 8
_HANDLE = 5  # letters of a profile's address that are no chance


class Place(NamedTuple):
    """Where a text stands: at a `school` (its years go), as the name of a `place`, with the `dates` of a
    job, or as the `quote` of other words."""

    school: bool = False
    place: bool = False
    dates: bool = False
    quote: bool = False


PLAIN = Place()


@dataclass(slots=True)
class Texts:
    """Blinds texts, each once. `files` maps names of files to the names that they are shown by, `firms` the
    person's own firms to what stands for them; `workplaces` are the places of the positions."""

    person: Person
    contacts: Sequence[Contact]
    languages: frozenset[str]
    files: Mapping[str, str]
    firms: Sequence[tuple[str, str]] = ()
    workplaces: frozenset[str] = frozenset()
    _known: dict[tuple[str, Place], str] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)
    _literals: list[tuple[re.Pattern[str], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._literals = [one for contact in self.contacts for one in _literals(contact)]

    def blind(self, text: str, where: Place = PLAIN) -> str:
        """Return the text without the person."""
        key = (text, where)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._blind(text, where)
        return known

    def _blind(self, text: str, where: Place) -> str:
        text = self._without_files(hide_marks(text))
        for pattern, mark in self._literals:
            text = pattern.sub(mark, text)
        signs, digits = signs_of(text), sum(map(str.isdigit, text))
        text = personal_rules().apply(text, signs, digits)
        text = self._without_names(text, where)
        text = rules_after_names().apply(text, signs, digits)
        text = rules_on_sex(self.languages).apply(text, signs, digits)
        text = show_marks(self._without_home(_joined(text), where))
        if where.school:
            return mask_years(text)
        return text if where.dates else mask_near_schools(text)

    def _without_files(self, text: str) -> str:
        for name, shown in self.files.items():
            if name in text:
                text = text.replace(name, shown)
        return text

    def _without_names(self, text: str, where: Place) -> str:
        for firm, instead in self.firms:
            if firm in text:
                text = text.replace(firm, instead)
        capitals = _NOUNS_WITH_CAPITALS in self.languages
        spans = find_names(text, self.person, self._kinds, capitals=capitals, place=where.place)
        return cut(text, spans)

    def _without_home(self, text: str, where: Place) -> str:
        if where.place or where.dates or text in self.workplaces:
            return text
        return cut_home(text, self.person.home, is_quote=where.quote)


def own_firms(positions: Iterable[Position], person: Person) -> list[tuple[str, str]]:
    """Pair each firm of the person's own that bears their name with what stands in its place.

    Rare words of the name are cut in any firm's name; ordinary ones only in that of a founder or owner.
    """
    found = {}
    for one in positions:
        titled = {fold(word) for word in WORD.findall(one.title or "")}
        is_own = one.function == "founder" or one.level == "founder" or titled & word_list("own_firm")
        if one.company and is_own and (spans := list(names_in_company(one.company, person))):
            found[one.company] = _joined(cut(one.company, spans))
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put the mark of a name in the place of each span; they are in order and apart."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], NAME]
        at = end
    return "".join([*parts, text[at:]])


def _joined(text: str) -> str:
    """One mark for a name in several pieces; an address that held the name goes as a whole."""
    if NAME not in text:
        return text
    text = _HANDLE_BEHIND.sub(NAME, text)
    return _SITE.sub(named_sign("site"), _NAMES.sub(NAME, text))


def _literals(contact: Contact) -> Iterable[tuple[re.Pattern[str], str]]:
    """The contact's own details, however their digits are grouped."""
    if contact.email:
        yield re.compile(re.escape(contact.email), re.IGNORECASE), named_sign("email")
    if contact.linkedin:
        slug = contact.linkedin.rstrip("/").rpartition("/")[2]
        yield (
            re.compile(rf"(?:https?://)?(?:www\.)?{re.escape(contact.linkedin)}/?", re.IGNORECASE),
            named_sign("profile"),
        )
        if len(slug) >= _HANDLE:
            whole, *ends = map(re.escape, _ends_of(slug))
            named = "|".join([f"(?i:{whole})", *ends])
            yield re.compile(rf"(?<![\w-])(?:in/)?(?:{named})(?!\w)"), named_sign("profile")
    digits = [char for char in contact.phone or "" if char.isdigit()]
    if len(digits) >= _FEWEST_DIGITS:
        tail = r"[\s./()–-]{0,3}".join(digits[-_TAIL:])
        yield re.compile(rf"[+(]?(?:\d[\s./()–-]{{0,3}}){{0,7}}{tail}(?!\d)"), named_sign("phone")


def _ends_of(slug: str) -> list[str]:
    """A profile's address as it may stand on a line, or on the next one where it was too long.

    >>> _ends_of("dashiell-okoye-brandt")
    ['dashiell-okoye-brandt', 'okoye-brandt']
    """
    parts = slug.split("-")
    return ["-".join(parts[at:]) for at in range(max(len(parts) - 1, 1))]
