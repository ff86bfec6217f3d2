"""What tells of a network beside numbers: boards, advice, money and time given, talks, publications."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.network_cues import KINDS, NAME, any_stem, cue_pattern, expression, first_cue
from cpo_screen.extraction.network_entries import Entry, find_entries, noise, split_things
from cpo_screen.extraction.network_languages import counts_languages
from cpo_screen.extraction.network_records import Extra
from cpo_screen.model import (
    LEADERSHIP_LEVELS,
    Document,
    Grade,
    Position,
    Section,
    SectionKind,
    Span,
)
from cpo_screen.sections import find_paragraphs

_OWN: dict[SectionKind, str] = {"talks": "talk", "publications": "publication", "boards": "board"}
_LOOSE: frozenset[SectionKind] = frozenset(
    {"header", "summary", "volunteering", "network", "awards", "interests", "other", "personal"}
)
_GIVEN: frozenset[SectionKind] = frozenset({"volunteering", "network"})
_VOICE = ("talk", "publication")
_WORK: frozenset[SectionKind] = frozenset({"experience", "projects"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|[’']\d\d\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAD = re.compile(
    r"(?:[^\w]|\d|\b(?:[A-Za-zÀ-ÿ]{3,9}\.? )?(?:19|20)\d\d\b"
    r"|\b(?:since|seit|depuis|desde|dal|sinds|from|to|present|now|heden|heute)\b)*"
)
_SHOWN = re.compile(r"\b(?:19|20)\d\d\b(?!\s?[-–]\s?\d)(?<!\d[-–]\d{4})|[“”„«»\"]")  # a talk's
_CAPITALISED = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÀ-ÖØ-ÝŁŚŻĀŌ][\w’'&.-]+")
_TAIL = re.compile(r"(?:[\s,;|–—-]|\s(?:and|as well as|und|et|y|e|en)(?=\s*$))+$")
_FEWEST_WORDS = 2
_LONGEST_LINE = 180
_HEADING_WORDS, _TITLE_WORDS = 4, 4
_AND = re.compile(r",\s|\s(?:and|und|et|y|e)\s|\s?[&/]\s?")


def find_extras(
    document: Document, sections: Sequence[Section], positions: Sequence[Position]
) -> list[Extra]:
    """Find boards, advisory seats, investments, mentoring, communities, talks and publications.

    Positions count by their title; lists under a heading of their kind entry by entry; elsewhere only what
    is said with a name. What is said twice counts once.
    """
    found = list(_from_positions(document, positions))
    for section in sections:
        for one in _from_section(document, section):
            if not any(_is_same(one, other) for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.evidence.span.start)


def _is_same(one: Extra, other: Extra) -> bool:
    """Whether two of a kind stand at one place, or the vaguer names nothing that the other does not."""
    if one.kind != other.kind:
        return False
    a, b = one.evidence.span, other.evidence.span
    if a.start < b.end and b.start < a.end:
        return True
    few, many = sorted((_names_beside(one), _names_beside(other)), key=len)
    return one.grade == "mentioned" and few <= many


def _names_beside(one: Extra) -> set[str]:
    return _names(one.kind, one.evidence.quote)


def _names(kind: str, quote: str) -> set[str]:
    """The words with a capital, those that say the kind left out."""
    rest = cue_pattern("names", kind).sub(" ", f" {quote}")
    return {word.casefold() for word in _CAPITALISED.findall(rest)}


# --- positions ------------------------------------------------------------------------------------


def _from_positions(document: Document, positions: Sequence[Position]) -> Iterator[Extra]:
    leads = any(one.is_product or one.level in LEADERSHIP_LEVELS for one in positions)
    for one in positions:
        kind = _kind_of_title(one.title or "", leads or one.section == "boards")
        if kind is None:
            continue
        dated = one.period.start is not None or one.period.end is not None
        listed: Grade = "listed" if one.section in ("boards", "volunteering") else "mentioned"
        span = one.evidence.span
        yield Extra(
            kind,
            evidence_of(document, span, f"rule:network.{kind}"),
            "stated" if dated and one.company else listed,
        )


def _kind_of_title(title: str, leads: bool) -> str | None:
    if noise().search(title):
        return None
    found = None if expression("no_titles").search(title) else first_cue(title, "names")
    if found is None or found[0] == "publication" or (found[0] == "advisory" and not leads):
        return None
    kind, match = found
    if kind == "talk" and match.start():
        return None
    return kind if not expression("others").search(title[: match.start()]) else None


# --- sections -------------------------------------------------------------------------------------


def _from_section(document: Document, section: Section) -> Iterator[Extra]:
    own = _OWN.get(section.kind)
    if own is not None:
        yield from _from_list(document, section, own)
    elif section.kind in _LOOSE or section.kind in _WORK:
        yield from _from_text(document, section)


def _from_list(document: Document, section: Section, own: str) -> Iterator[Extra]:
    heading = section.heading.text if section.heading else ""
    only_said = expression("only_said").search(heading) and not expression("told").search(heading)
    default = None if not heading or only_said or expression("no_default").search(heading) else own
    seats = own == "board" or expression("of_boards").search(heading) is not None
    cited = own == "publication" and (not heading or expression("cited").search(heading))
    for entry in find_entries(document, section, lambda text: _is_begun(text, seats)):
        if _is_subheading(entry.text):
            default = None if expression("no_default").search(entry.text) else own
            continue
        for thing in (entry,) if cited else split_things(entry):
            kind = _listed_kind(thing.text, default, seats, cited=bool(cited))
            if kind is not None:
                yield _extra(document, thing, kind, "listed")


def _is_subheading(text: str) -> bool:
    """Whether a short line without a date parts a list: 'Conferences attended'."""
    if len(text.split()) > _HEADING_WORDS or re.search(r"[\d“\"«„]", text):
        return False
    return bool(expression("no_default").search(text) or expression("parts").fullmatch(text.strip(" :")))


def _is_begun(text: str, seats: bool) -> bool:
    if text[:1].islower() or text.startswith("("):
        return False
    lead = _LEAD.match(text)
    named = seats and expression("seats").match(text, lead.end() if lead else 0) is not None
    return named or _begun(text) is not None or _is_subheading(text)


def _listed_kind(text: str, default: str | None, seats: bool, cited: bool) -> str | None:
    """The kind of an entry: what its words say, else that of the heading."""
    if noise().search(text):
        return None
    found = first_cue(text, "names")
    if found is not None and (found[0] in _VOICE or not cited):
        return found[0] if default is not None or found[0] != "publication" else None
    lead = _LEAD.match(text)
    if seats and expression("seats").match(text, lead.end() if lead else 0):
        return "board"
    if default in (None, "board") or _is_aside(text):
        return None
    if default == "talk" and not _SHOWN.search(text) and not expression("events").search(text):
        return None
    if default == "publication" and not _is_title(text):
        return None
    return default


def _is_title(text: str) -> bool:
    """Whether an entry is a publication, by a year, quotes, a journal, or four words."""
    if _SHOWN.search(text) or expression("journals").search(text):
        return True
    return len(text.split()) >= _TITLE_WORDS and not text.isupper() and "(" not in text


def _is_aside(text: str) -> bool:
    """Whether a piece only adds to what stands before it: it has no name of its own."""
    return (
        text[:1].islower()
        or not re.search(NAME, text)
        or len(_WORD.findall(text)) < (1 if _YEAR.search(text) else _FEWEST_WORDS)
        or expression("no_talk").match(text) is not None
        or counts_languages(text)
    )


def _from_text(document: Document, section: Section) -> Iterator[Extra]:
    lines = [line for line in section.lines if not line.hidden]
    if not any(any_stem().search(line.text.lower()) for line in lines):
        return
    for paragraph in find_paragraphs(lines, document):
        if any_stem().search(paragraph.text.lower()) is None:
            continue
        for thing in split_things(Entry(paragraph.text, paragraph.span.start)):
            yield from _said_in(document, thing, section.kind)


def _said_in(document: Document, thing: Entry, section: SectionKind) -> Iterator[Extra]:
    """What a clause says: each cue up to the next one; outside of jobs also a name that begins it."""
    if noise().search(thing.text):
        return
    cues = list(_cues(thing.text))
    if not cues and section == "header":
        yield from _from_headline(document, thing)
        return
    begun = _begun(thing.text, section in _GIVEN) if section in _LOOSE else None
    if begun is not None and (not cues or begun[1].end() <= cues[0][1].start()):
        cues = [begun, *cues]
    for at, (kind, match) in enumerate(cues):
        end = cues[at + 1][1].start() if at + 1 < len(cues) else len(thing.text)
        start = 0 if at == 0 else match.start()
        yield _extra(document, Entry(thing.text[start:end], thing.start + start), kind, "mentioned")


def _from_headline(document: Document, thing: Entry) -> Iterator[Extra]:
    """The roles under a name: 'VP Product, NED and speaker'."""
    ends = [0, *(end for one in _AND.finditer(thing.text) for end in one.span()), len(thing.text)]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        begun = _begun(thing.text[start:end])
        if begun is not None:
            part = Entry(thing.text[start:end], thing.start + start)
            yield _extra(document, part, begun[0], "mentioned")


def _cues(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The cues of running text from left to right, none overlapping another, none somebody else's."""
    found = [
        (kind, match)
        for kind in KINDS
        for match in cue_pattern("said", kind).finditer(text)
        if not expression("others").search(text[: match.start()])
    ]
    end = 0
    for kind, match in sorted(found, key=lambda one: (one[1].start(), -one[1].end())):
        if match.start() >= end:
            end = match.end()
            yield kind, match


def _begun(text: str, anywhere: bool = False) -> tuple[str, re.Match[str]] | None:
    """The kind of the name with which a line begins, its dates left out; of roles given, anywhere in it."""
    if len(text) > _LONGEST_LINE:
        return None
    lead = _LEAD.match(text)
    found = first_cue(text, "names", lead.end() if lead else 0)
    if found is None and anywhere:
        found = first_cue(text, "names")
        found = found if found is not None and found[0] not in _VOICE else None
    return found if found is not None and found[0] != "publication" else None


def _extra(document: Document, thing: Entry, kind: str, grade: Grade) -> Extra:
    stated = _YEAR.search(thing.text) is not None and len(_names(kind, thing.text)) > 0
    text = _TAIL.sub("", thing.text)
    span = Span(thing.start, thing.start + len(text))
    return Extra(kind, evidence_of(document, span, f"rule:network.{kind}"), "stated" if stated else grade)
