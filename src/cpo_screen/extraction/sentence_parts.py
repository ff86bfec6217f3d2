"""What a sentence about a job says: its title and employer, between 'as', 'in', dates and durations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.date_words import alternatives
from cpo_screen.extraction.places import is_place, split_place
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon

_TITLE, _SURE, _COMPANY = 0.6, 0.8, 0.4  # likenesses from which a part of a sentence is one
_LONG_FORM = 3  # letters of a legal form that ends a name even inside a sentence
_EDGES = " \t,.;:-–—()[]{}'\"“”‘’„«»`*_/&"
_OPENED = " \t,;:-–—'\"“”‘’„«»`*_/&"
_CUT = "\0"  # stands for a date, a duration or a bracket
_SIDES = re.compile(r"\s+(?:and|[-–]\s)|[,/]\s+(?=[a-z]+ing\b)|,\s+")
_BREAK = re.compile(rf"[{_CUT};:]|[.!?]\s+(?=[A-Z])(?<=[^\W\d_]{{5}}[.!?]\s)")
_QUOTES = re.compile(r"[\"“”„«»]")
_OF = re.compile(r"^\W*of\b", re.IGNORECASE)  # '2 years experience of Store Keeper'
_MESSRS = re.compile(r"\bM/s[\s.:]*", re.IGNORECASE)  # a firm's name follows
_ASIDE = re.compile(r",\s+(?=[a-z]+ )")  # 'QDVC Ltd, a registered company'
_LAST_STOP = re.compile(r"(?<=[^\W\d_]{4})[.\s]+$")
_DANGLING = re.compile(r"\s+(?:to|of|for|and|&|-|–)$", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[](?!(?:in|at|as) )[^()\[\]]*[)\]]", re.IGNORECASE)
_INITIALS = re.compile(r"(?<=\b[A-Z])\.\s?")


class Told(NamedTuple):
    """Title and employer as a sentence tells them."""

    title: str | None
    company: str | None


def parse_told(text: str, dates: list[tuple[int, int]], by_experience: bool) -> Told:
    """Read title and employer from the words behind 'worked' or 'experience'; `dates` stand at these spans.

    >>> parse_told("as a Lift Mechanic in Orvane Lifts Ltd", [], False)
    Told(title='Lift Mechanic', company='Orvane Lifts Ltd')
    """
    masked = _masked(text, dates)
    title: str | None = None
    companies: list[tuple[float, str]] = []
    for kind, value in _phrases(masked, by_experience):
        if kind == "as" and title is None:
            title = _title_of(value)
        elif kind == "in":
            companies.append(_company_of(value))
    likely = [one for one in companies if one[0] >= _COMPANY]
    best = next((one for one in likely if one[0] == 1.0), likely[0] if likely else None)
    return Told(title, best[1] if best else None)


def _masked(text: str, dates: list[tuple[int, int]]) -> str:
    for start, end in dates:
        text = text[:start] + _CUT * (end - start) + text[end:]
    for pattern in (_BRACKETS, told_duration()):
        text = pattern.sub(lambda found: _CUT * len(found[0]), text)
    return text


def _phrases(text: str, by_experience: bool) -> Iterator[tuple[str, str]]:
    """The words behind each 'as' and 'in', up to the next one, to a date or to the sentence's end."""
    if by_experience:
        text = _OF.sub("as", text)
    marks = list(_mark().finditer(text))
    direct = text[: marks[0].start()] if marks and marks[0].lastgroup == "as" else ""
    if _CUT not in direct and direct.strip(_OPENED):
        yield "in", direct  # 'Joined Trellis Bank as'
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        stop = _BREAK.search(text, mark.end(), end)
        yield mark.lastgroup or "", text[mark.end() : stop.start() if stop else end]


def _title_of(value: str) -> str | None:
    """The title in a phrase: all of it, or what stands before a comma or an 'and'."""
    value = _articles().sub("", value.strip(_OPENED)).lstrip(_OPENED).rstrip(_EDGES)
    comma = value.find(",")
    stops = [one.start() for one in _SIDES.finditer(value)]
    for stop in (*([comma] if comma > 0 else ()), len(value), *reversed(stops)):
        part = _DANGLING.sub("", value[:stop].rstrip(_EDGES))
        part = part if part.count("(") == part.count(")") else part.partition("(")[0].strip()
        if title_likeness(part) >= (_SURE if stop == comma else _TITLE):
            return part
    return None


def _company_of(value: str) -> tuple[float, str]:
    """The employer in a phrase, quoted or not, with how much it looks like one."""
    quoted = [part.strip(_OPENED) for part in _QUOTES.split(value) if part.strip(_OPENED)]
    return max(map(_rated, quoted[:2]), key=lambda one: one[0], default=(0.0, ""))


def _rated(name: str) -> tuple[float, str]:
    bare = _articles().sub("", _MESSRS.split(name)[-1])
    introduced = _MESSRS.search(name) is not None
    name, legal = _without_tail(_LAST_STOP.sub("", _ASIDE.split(bare)[0]).strip(_OPENED))
    none = load_lexicon("positions")["sentence_no_company"]
    words = fold(name).split()
    if not words or is_place(name) or len(name) < 2 or (words[-1] in none and not name.isupper()):
        return 0.0, name
    if legal or introduced:
        return 1.0, name
    named = name[0].isupper() or (name[0].isdigit() and name[1].isalpha())
    return (
        company_likeness(_INITIALS.sub("", split_place(name)[0])) if named and words[0] not in none else 0.0
    ), name


def _without_tail(name: str) -> tuple[str, bool]:
    """Cut 'UFLEX Ltd Sector 60, packaging division' behind its legal form; say if there is one."""
    forms = [one for one in _legal_form().finditer(name) if one.start()]
    if not forms:
        return name, False
    rest = name[forms[-1].end() :]
    return (name if rest.lstrip()[:1] in ("&", ",") else name[: forms[-1].end()]), True


def parse_employer(text: str) -> str | None:
    """The firm named before a sentence: 'Orvane Lifts Ltd, Leeds.'; only with its legal form."""
    sure, name = _rated(text.strip(_OPENED))
    return name if sure == 1.0 else None


def parse_label(text: str) -> str | None:
    """The title in a line such as 'Designation: Store Keeper'."""
    match = _label().match(text)
    return _title_of(match["title"]) if match is not None else None


@cache
def _words(name: str) -> str:
    return alternatives(sorted(set(load_lexicon("positions")[f"sentence_{name}"])))


@cache
def _mark() -> re.Pattern[str]:
    """A word that opens or ends a title or an employer."""
    after = "".join(rf"(?<!{word} )" for word in load_lexicon("positions")["sentence_before_as"])
    as_ = rf"(?P<as>{after}{_words('as')}(?!\s(?:{_words('behind_as')})(?![^\W_])))"
    in_ = rf"(?P<in>(?:{_words('in')})(?![- ]?(?:{_words('behind_in')})))"
    return re.compile(rf"(?<![^\W_])(?:{as_}|(?P<ends>{_words('ends')})|{in_})(?![^\W_])", re.IGNORECASE)


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_words('articles')})(?=\W*\s|:)[\s.:“\"‘'-]*)+", re.IGNORECASE)


@cache
def _legal_form() -> re.Pattern[str]:
    forms = [form for form in load_lexicon("companies")["legal_forms"] if len(form) >= _LONG_FORM]
    return re.compile(rf"(?<![^\W_])(?:{alternatives(sorted(forms))})(?![^\W_])\.?", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    words = _words("title_labels")
    return re.compile(rf"\W*(?:{words})\s*(?:[:–—-]+\s*|\t+\s*:?\s*)(?P<title>\S.*)", re.IGNORECASE)


@cache
def told_duration() -> re.Pattern[str]:
    """'for 6 years', 'duration of 1½ year', 'one and half year', '3 Years & 2 months', 'a year'."""
    numbers = alternatives(sorted(load_lexicon("numbers")["words"]["en"]["add"]))
    number = rf"(?:\d{{1,2}}(?:[.,]\d)?\s?½?|(?:an?|{numbers})(?:\s+and\s+(?:a\s+)?half)?)"
    one = rf"[“\"]?\b{number}\s?(?:\(\d+\)\s?)?\+?[\s-]*(?:{_words('units')})(?![^\W_])"
    lead = rf"(?:\b(?:{_words('for')})\s+)*"
    return re.compile(rf"{lead}{one}(?:\s?(?:,|and|&)?\s?{one})?[”\"]?", re.IGNORECASE)
