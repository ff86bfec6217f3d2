"""What of the words at an employer's place is its name: no remark, no department, no place behind it."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.extraction.companies import company_likeness, ends_in_legal_form
from cpo_screen.extraction.places import split_place
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon

_SURE = 0.8
_PLACE_WORDS = 3
_DESCRIPTION = 3  # words of a bracket that tells what a company is
_TAIL = re.compile(r"(?:, | [–—-] )([^,–—]+)$")
_ASIDE = re.compile(r"\s*[\[(](?:full|part)[ -]time[\])]|\s*,?\s*\b(?:full|part)-time\b", re.I)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})[.!?](?= [A-Z\d])")
_BRACKET = re.compile(r"\s*\(([^()]*)\)?$")
_COMMA = re.compile(r",\s+|\s[–—|-]\s+")


def part_company(text: str) -> tuple[str, str | None]:
    """The employer's name in a text that may say more, and the place behind it.

    >>> part_company("Codeschmiede Esslingen GmbH, Esslingen am Neckar")
    ('Codeschmiede Esslingen GmbH', 'Esslingen am Neckar')
    >>> part_company("University of Bergen, Department of Linguistics")
    ('University of Bergen', None)
    """
    text, beside = _without_tail(_without_remark(_ASIDE.sub("", _first_sentence(text))))
    company, place = split_place(text)
    company, unknown = _split_unknown_place(company)
    places = [one for one in (unknown, place, beside) if one]
    return company.strip(" ,-–"), ", ".join(places) or None


def _first_sentence(text: str) -> str:
    """What stands before a full stop; that of 'Gebr. Hoeks' and 'spol. s r.o.' ends no sentence."""
    for end in _SENTENCE_END.finditer(text):
        word = fold(text[: end.start()]).rpartition(" ")[2]
        if word not in _words("abbreviations") and not ends_in_legal_form(text):
            return text[: end.start()]
    return text


def _without_remark(text: str) -> str:
    """'Southwark Housing Trust (maternity cover)' without its bracket, which may have lost its end."""
    remark = _BRACKET.search(text)
    if remark is None or not remark.start():
        return text
    name, said = text[: remark.start()], fold(remark.group(1)).split()
    owned = bool(said) and said[0] in _words("ownership_words") | _words("legal_forms")
    singular = {word.removesuffix("s") for word in said}
    is_remark = not singular.isdisjoint(_words("cover_words")) or ends_in_legal_form(name)
    is_remark = is_remark or _describes(remark.group(1))
    return name if is_remark and not owned else text


def _describes(remark: str) -> bool:
    """'state agency for digital services': several words that name nothing; 'developer tools' may.

    German nouns are capitals, too: there a word for what a firm is begins ('Hersteller von Anhängern').
    """
    words = remark.split()
    if len(words) < _DESCRIPTION:
        return False
    nameless = remark[:1].islower() and not any(word[:1].isupper() and len(word) > 1 for word in words)
    return nameless or fold(words[0]) in _words("kind_words")


def _without_tail(text: str) -> tuple[str, str | None]:
    """The name without what a comma parts from it: a department, a remark in small letters, or a place."""
    for comma in _COMMA.finditer(text):
        left, right = text[: comma.start()], text[comma.end() :]
        if ends_in_legal_form(text[: comma.end() + len(right.partition(" ")[0])]):
            continue
        if ends_in_legal_form(left):
            return left, right if right[:1].isupper() and not any(map(str.isdigit, right)) else None
        if right[:1].islower() or is_unit_of(right, left):
            return left, None
    return text, None


def is_unit_of(part: str, whole: str) -> bool:
    """Say whether one is a part of a university and the other a university.

    >>> is_unit_of("School of Law", "University of Galway"), is_unit_of("University of Galway", "Galway")
    (True, False)
    """
    words = fold(part).split()
    begins = bool(words) and words[0] in _words("unit_words")
    return begins and not _words("host_words").isdisjoint(fold(whole).split())


def _split_unknown_place(text: str) -> tuple[str, str | None]:
    """'Erie Shore Plastics, Sandusky': a few capitals behind a sure company are a place we do not know."""
    match = _TAIL.search(text)
    if match is None:
        return text, None
    left, right = text[: match.start()], match.group(1)
    words = right.split()
    named = all(word[:1].isupper() and not word.isupper() for word in words) and len(words) <= _PLACE_WORDS
    sure = company_likeness(left) >= (_SURE if len(words) > 1 else 0.0)
    likely = 0 < company_likeness(right) <= min(company_likeness(left) + 0.1, _SURE - 0.1)
    if named and sure and likely and fold(right) not in load_lexicon("companies")["legal_forms"]:
        return left, right
    return text, None


@cache
def _words(name: str) -> frozenset[str]:
    source = "clauses" if name == "abbreviations" else "companies"
    return frozenset(map(fold, load_lexicon(source)[name]))
