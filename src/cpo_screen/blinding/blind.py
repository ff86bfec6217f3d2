"""A whole screening without the persons; scores, ranks and their order stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cpo_screen.blinding.files import name_duplicates, name_refused, name_sources, spoken_names
from cpo_screen.blinding.persons import lower_words_of, person_of
from cpo_screen.blinding.pseudonyms import CALLED, PSEUDONYM, assign_codes
from cpo_screen.blinding.records import Blinded, KeyRow
from cpo_screen.blinding.texts import Texts, own_firms
from cpo_screen.blinding.walk import Spans, Walk
from cpo_screen.model import CandidateProfile, Remark, Scorecard
from cpo_screen.screening import Duplicate, Refused, Screening


def blind_screening(screening: Screening) -> Blinded:
    """Take the persons out of every text that an export can print, and return the key to them.

    A screening that is blinded already comes back as it is, without a key.
    """
    if _is_blinded(screening):
        return Blinded(screening, ())
    codes = _codes(screening.profiles)
    named = {path: shown for one in screening.profiles for path, shown in _named(one, codes).items()}
    refused = name_refused(screening.refused)
    copies = name_duplicates(screening.duplicates, named)
    blinded = replace(
        screening,
        ranked=tuple(replace(one, card=_blind_card(one.card, codes)) for one in screening.ranked),
        review=tuple(
            replace(
                one, card=_blind_card(one.card, codes), reason=_blind_remark(one.reason, one.card, codes)
            )
            for one in screening.review
        ),
        refused=tuple(sorted((_blind_refused(one, refused) for one in screening.refused), key=_file)),
        duplicates=tuple(sorted((_copy(one, copies, named) for one in screening.duplicates), key=_file)),
    )
    return Blinded(blinded, _key(screening, codes, refused | copies))


def _key(screening: Screening, codes: Mapping[str, str], others: Mapping[str, str]) -> tuple[KeyRow, ...]:
    """The lines of the key, by the names shown; `others` are the files without a profile."""
    rows = [row for one in screening.profiles for row in _rows(one, codes)]
    rows += [KeyRow("", others[one.file], one.file, one.sha256) for one in screening.refused]
    rows += [KeyRow("", others[one.file], one.file, one.sha256) for one in screening.duplicates]
    return tuple(sorted(rows, key=lambda row: (row.shown_file, row.file)))


def _copy(one: Duplicate, copies: Mapping[str, str], named: Mapping[str, str]) -> Duplicate:
    return Duplicate(copies[one.file], "", named.get(one.same_as, ""))


def _file(one: Refused | Duplicate) -> str:
    """The order of their own names would tell something of them."""
    return one.file


def _content(profile: CandidateProfile) -> str:
    """What a pseudonym is made of: the main file's hash; its path where there is none."""
    return profile.source.sha256 or profile.source.path


def _codes(profiles: tuple[CandidateProfile, ...]) -> dict[str, str]:
    """Return a code for each profile, by the path of its file; equal contents get different ones."""
    contents: dict[str, str] = {}
    taken: set[str] = set()
    for path, content in sorted((one.source.path, _content(one)) for one in profiles):
        own = content if content not in taken else f"{content}\0{path}"
        taken.add(own)
        contents[path] = own
    codes = assign_codes(contents.values())
    return {path: codes[content] for path, content in contents.items()}


def _named(profile: CandidateProfile, codes: Mapping[str, str]) -> dict[str, str]:
    return name_sources(profile, codes[profile.source.path])


def _blind_card(card: Scorecard, codes: Mapping[str, str]) -> Scorecard:
    made = walk_of(card.profile, codes[card.profile.source.path]).blind(card)
    if not isinstance(made, Scorecard):
        raise TypeError("a scorecard stays one")
    return made


def _blind_remark(remark: Remark, card: Scorecard, codes: Mapping[str, str]) -> Remark:
    texts = walk_of(card.profile, codes[card.profile.source.path]).texts
    return Remark(remark.code, texts.blind(remark.message))


def walk_of(profile: CandidateProfile, code: str) -> Walk:
    """Gather all that is known of a person, to blind their records; `code` names them."""
    named = name_sources(profile, code)
    person = person_of(profile, lower_words_of(_prose(profile)))
    languages = frozenset(one.language for one in profile.sources)
    firms = own_firms(profile.positions, person)
    places = frozenset(one.location for one in profile.positions if one.location)
    contacts = (profile.contact, *profile.other_contacts)
    texts = Texts(person, contacts, languages, spoken_names(named), firms, places)
    return Walk(texts, named, f"{CALLED}{code}", Spans.of(profile))


def _prose(profile: CandidateProfile) -> Iterator[str]:
    """The sentences of a CV: what stands in them in lower case is no name."""
    if (profile.contact.name or "").islower():
        return
    yield from (one.quote for one in profile.statements)
    yield from (one.quote for position in profile.positions for one in position.highlights)


def _blind_refused(one: Refused, shown: Mapping[str, str]) -> Refused:
    """A refused file's message may name it; of whom it is, nobody knows."""
    message = one.reason.message
    for name, instead in spoken_names({one.file: shown[one.file]}).items():
        message = message.replace(name, instead)
    return Refused(shown[one.file], None, Remark(one.reason.code, message))


def _rows(profile: CandidateProfile, codes: Mapping[str, str]) -> Iterator[KeyRow]:
    """The lines of the key for one person: one a file."""
    named = _named(profile, codes)
    for one, contact in zip(profile.sources, (profile.contact, *profile.other_contacts), strict=True):
        yield KeyRow(
            f"{CALLED}{codes[profile.source.path]}", named[one.path], one.path, one.sha256,
            contact.name, contact.email, contact.phone, contact.linkedin,
        )  # fmt: skip


def _is_blinded(screening: Screening) -> bool:
    """Whether every profile bears a pseudonym, and no file a name of its own."""
    profiles = screening.profiles
    return bool(profiles) and all(_bears_pseudonym(one) for one in profiles)


def _bears_pseudonym(profile: CandidateProfile) -> bool:
    name, source = profile.contact.name or "", profile.source
    code = name.removeprefix(CALLED)
    return not source.sha256 and PSEUDONYM.fullmatch(code) is not None and source.path.startswith(code)
