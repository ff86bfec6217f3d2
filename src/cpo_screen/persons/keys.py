"""Addresses that tell a person apart, each in the one form that equal ones have in common."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from cpo_screen.extraction.tokens import word_set
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Contact

_PROFILE = re.compile(r"linkedin\.com/(?:mwlite/)?(?:in|pub)/([^/?#\s]+)", re.I)
_SHORT_PROFILE = re.compile(r"^/?in/([^/?#\s]+)", re.I)
_EXTENSION = re.compile(r"\s*(?:ext|extn|x|durchwahl|poste)\b.*$", re.I)
_TRUNK = re.compile(r"\(0\)")
_TAIL = 7  # digits that the same number ends with, however its prefixes are written
_FEWEST_DIGITS = 7


def fold_profile_address(text: str | None) -> str | None:
    """Return what stands behind `/in/` in a LinkedIn address; None where it is none of a person.

    >>> fold_profile_address("https://uk.linkedin.com/in/Ada-Example/?trk=x")
    'ada-example'
    >>> fold_profile_address("linkedin.com/company/acme") is None
    True
    """
    match = (_PROFILE.search(text) or _SHORT_PROFILE.search(text)) if text else None
    return unquote(match[1]).casefold().strip(" .-–") or None if match else None


def fold_email(text: str | None) -> str | None:
    """Return an address in small letters without a tag; None for mailboxes that a firm shares.

    >>> fold_email("mailto:Ada.Example+jobs@GoogleMail.com"), fold_email("info@example.com")
    ('adaexample@gmail.com', None)
    """
    local, at, domain = (text or "").strip().casefold().removeprefix("mailto:").partition("@")
    local = local.partition("+")[0]
    if not at or not local or "." not in domain or local in word_set("shared_mailboxes", "persons"):
        return None
    provider = load_lexicon("persons")["dotless_providers"].get(domain)
    return f"{local}@{domain}" if provider is None else f"{local.replace('.', '')}@{provider}"


def phone_tail(text: str | None) -> str | None:
    """Return the last seven digits of a number: what fast tells which numbers may be equal.

    >>> phone_tail("+44 (0)20 7946 0188 ext. 4"), phone_tail("112")
    ('9460188', None)
    """
    digits = re.sub(r"\D", "", _EXTENSION.sub("", text or ""))
    return digits[-_TAIL:] if len(digits) >= _FEWEST_DIGITS else None


@lru_cache(maxsize=4096)
def phone_numbers(text: str, language: str) -> frozenset[str]:
    """Return a number in E.164: one where its country is written, else one per region of the language.

    >>> phone_numbers("+44 (0)20 7946 0188", "en") <= phone_numbers("020 7946 0188", "en")
    True
    """
    import phonenumbers

    written = _TRUNK.sub("", _EXTENSION.sub("", text)).strip()
    regions = load_lexicon("persons")["phone_regions"]
    found = set()
    for region in (None,) if written.startswith(("+", "00")) else regions.get(language, regions["en"]):
        try:
            number = phonenumbers.parse(re.sub(r"^00", "+", written), region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            found.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return frozenset(found)


def is_same_phone(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two numbers, each with its file's language, can be the same.

    >>> is_same_phone(("+49 711 5550148", "en"), ("0711/5550148", "de"))
    True
    """
    return not phone_numbers(*one).isdisjoint(phone_numbers(*other))


def contradicts(one: Contact, other: Contact) -> bool:
    """Tell whether two contacts share no address although both name one of a kind."""
    pairs = [
        (fold_profile_address(one.linkedin), fold_profile_address(other.linkedin)),
        (fold_email(one.email), fold_email(other.email)),
        (phone_tail(one.phone), phone_tail(other.phone)),
    ]
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    return bool(known) and all(a != b for a, b in known)


def contradicts_strongly(one: Contact, other: Contact) -> bool:
    """Tell whether that is so by the profile address, or by e-mail and phone alike.

    A private and a business e-mail are no contradiction: people have both.
    """
    first, second = fold_profile_address(one.linkedin), fold_profile_address(other.linkedin)
    both_ways = all((one.email, other.email, one.phone, other.phone))
    return contradicts(one, other) and (bool(first and second) or both_ways)
