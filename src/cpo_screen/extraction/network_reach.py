"""LinkedIn connections and followers, where a CV states them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.origin import is_printed_profile
from cpo_screen.extraction.quantities import Amount
from cpo_screen.extraction.signals_clauses import Clause, split_clauses
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Evidence, Section, SectionKind, Span
from cpo_screen.sections import find_paragraphs

Reach = Literal["connections", "followers"]
Site = Literal["linkedin", "elsewhere"]

KINDS: tuple[Reach, ...] = ("connections", "followers")
_ABOUT_REACH: frozenset[SectionKind] = frozenset({"network", "contact", "header", "personal"})
_WORK: frozenset[SectionKind] = frozenset({"experience", "projects"})
_DIGIT = re.compile(r"\d")
_HAS_PLUS = re.compile(r"\d\s?\+")
_NEAR = 40  # characters between a number and its noun
_ADDRESS = r"linkedin\.com/in/[\w%-]+/?\s*\("
_FEWEST = 100  # people who follow somebody, not from one job to the next
_MOST = {"connections": 60_000, "followers": 50_000_000}


class _Around(NamedTuple):
    """Where a clause stands: its section, the site that it and what is before it name, whose words."""

    section: SectionKind
    own: bool
    named: Site | None
    site: Site | None
    mine: bool


class Stated(NamedTuple):
    """A number of connections or followers, with the clause that says it."""

    kind: Reach
    number: int
    evidence: Evidence


def find_reach(document: Document, sections: Sequence[Section]) -> dict[Reach, Stated]:
    """Find the largest number of LinkedIn connections and of followers that a CV states; '500+' is 500.

    Readers of a newsletter, followers elsewhere and those of an employer's page are not counted.
    """
    is_profile = is_printed_profile(document)
    stated = [one for section in sections for one in _stated_in(document, section, is_profile)]
    found: dict[Reach, Stated] = {}
    for one in stated:
        if one.kind not in found or one.number > found[one.kind].number:
            found[one.kind] = one
    return found


def _stated_in(document: Document, section: Section, is_profile: bool) -> Iterator[Stated]:
    lines = [line for line in section.lines if not line.hidden and _may_state(line.text)]
    for paragraph in find_paragraphs(section.lines, document) if lines else ():
        if paragraph.lines[0].hidden or not _DIGIT.search(paragraph.text):
            continue
        if _any_sign().search(paragraph.text) is None:
            continue
        own = any(line.role == "network" for line in paragraph.lines)
        mine = _expression("first_person").search(paragraph.text) is not None
        site: Site | None = "linkedin" if is_profile else None
        for clause in split_clauses(paragraph.text, paragraph.span.start, document.language):
            named = _site_of(clause, is_profile)
            both = named == "linkedin" and _expression("elsewhere").search(clause.text)
            site = "elsewhere" if both else named or site
            yield from _stated_by(document, clause, _Around(section.kind, own, named, site, mine))


def _may_state(text: str) -> bool:
    lowered = text.lower()
    return any(stem in lowered for stem in _stems())


def _site_of(clause: Clause, is_profile: bool) -> Site | None:
    """The site that a clause names; what follows it in running text is about the same one."""
    at_home = is_profile and _expression("here").search(clause.text)
    if at_home or _expression("linkedin").search(clause.text):
        return "linkedin"
    return "elsewhere" if _expression("elsewhere").search(clause.text) else None


def _stated_by(document: Document, clause: Clause, around: _Around) -> Iterator[Stated]:
    on_linkedin = around.named == "linkedin"
    if around.named == "elsewhere":
        return
    at_work = around.section in _WORK
    about_reach = around.own or around.section in _ABOUT_REACH
    told = None if about_reach or at_work or on_linkedin else around.site
    has_plus = not at_work and _HAS_PLUS.search(clause.text) is not None
    for amount in clause.amounts:
        if amount.kind not in ("number", "year") or _in_a_row_of_digits(clause.text, amount):
            continue
        kind = _counted(clause, amount, on_linkedin or told == "linkedin")
        if kind is None or (told == "elsewhere" and kind == "followers"):
            continue
        known = (
            on_linkedin
            or about_reach
            or has_plus
            or _expression("mine").search(clause.text[: amount.start])
        )
        if not known and (at_work or not _is_told(clause, amount, kind, told, around.mine)):
            continue
        if (not about_reach and _is_grown(clause, amount)) or _is_elsewhere(kind, clause, amount):
            continue
        if amount.value <= _MOST[kind]:
            span = Span(clause.start, clause.start + len(clause.text))
            yield Stated(kind, int(amount.value), evidence_of(document, span, f"rule:network.{kind}"))


def _counted(clause: Clause, amount: Amount, on_linkedin: bool) -> Reach | None:
    """Return what a number counts: the noun after it, or before it with a colon or brackets."""
    after = clause.text[amount.end : amount.end + _NEAR]
    before = clause.text[max(amount.start - _NEAR, 0) : amount.start]
    for kind in KINDS:
        noun, verb = _around(kind)
        if noun[0].match(after) or noun[1].search(before):
            return kind
        if on_linkedin and (verb[0].match(after) or verb[1].search(before)):
            return kind
    return "connections" if _beside_address().search(before) and after.startswith((")", "+")) else None


def _is_told(clause: Clause, amount: Amount, kind: Reach, site: Site | None, mine: bool) -> bool:
    """Whether text about LinkedIn, or somebody's own words, say a number: 'today it is 3,400 ...'."""
    after = clause.text[amount.end :]
    if site == "linkedin":
        return (kind == "followers" and amount.value >= _FEWEST) or _plain(kind).match(after) is not None
    return mine and kind == "connections" and _plain("own_connections").match(after) is not None


def _in_a_row_of_digits(text: str, amount: Amount) -> bool:
    """Whether a number is a part of a telephone number."""
    return re.search(r"\d[-/. ]$", text[: amount.start]) is not None or (
        re.match(r"[-/. ]\d", text[amount.end :]) is not None
    )


def _is_grown(clause: Clause, amount: Amount) -> bool:
    """Whether a number is a result of work ('grew the page to 40k followers'), not the person's own."""
    return _expression("grown").search(clause.text[: amount.start]) is not None


def _is_elsewhere(kind: Reach, clause: Clause, amount: Amount) -> bool:
    """Whether another platform stands nearer to a number of followers than LinkedIn does."""
    if kind != "followers":
        return False
    other = _distance(_expression("elsewhere"), clause.text, amount)
    own = _distance(_expression("linkedin"), clause.text, amount)
    return other is not None and (own is None or other < own)


def _distance(pattern: re.Pattern[str], text: str, amount: Amount) -> int | None:
    gaps = [max(match.start() - amount.end, amount.start - match.end()) for match in pattern.finditer(text)]
    return min(gaps, default=None)


Sides = tuple[re.Pattern[str], re.Pattern[str]]


@cache
def _around(kind: Reach) -> tuple[Sides, Sides]:
    """What stands behind and before a number: nouns of the kind, and words that need LinkedIn's name."""
    lexicon = load_lexicon("network")
    noun = "|".join(lexicon[kind])
    site, filler = lexicon["site"], lexicon["about"]
    nouns = (
        rf"\+?\)?\s*(?:[\w-]+ ){{0,2}}?(?:linkedin[- ])?(?:{noun})(?!\w)",
        rf"(?<!\w)(?:{noun})(?: {site} linkedin)?\s*[:(=–-]\s*(?:{filler} )?$",
    )
    behind, before = ("|".join(lexicon[f"{kind}_{side}"]) for side in ("behind", "before"))
    words = (rf"\+?\s*(?:{behind})(?!\w)", rf"(?<!\w)(?:{before})\s(?:{filler} )?$")
    (n_behind, n_before), (w_behind, w_before) = (
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in pair) for pair in (nouns, words)
    )
    return (n_behind, n_before), (w_behind, w_before)


@cache
def _plain(name: str) -> re.Pattern[str]:
    """The nouns of a kind right behind a number, and nothing behind them that other things have."""
    lexicon = load_lexicon("network")
    nouns = lexicon[name] if isinstance(lexicon[name], str) else "|".join(lexicon[name])
    return re.compile(lexicon["plain"].replace("{NOUN}", nouns), re.IGNORECASE)


@cache
def _stems() -> tuple[str, ...]:
    return tuple(load_lexicon("network")["stems"])


@cache
def _any_sign() -> re.Pattern[str]:
    lexicon = load_lexicon("network")
    signs = [one for name in ("", "_behind", "_before") for kind in KINDS for one in lexicon[kind + name]]
    signs = [one.rpartition("}?")[2] for one in signs]  # what may stand before it says nothing
    return re.compile("|".join([*signs, _ADDRESS]), re.IGNORECASE)


@cache
def _beside_address() -> re.Pattern[str]:
    return re.compile(f"{_ADDRESS}$", re.IGNORECASE)


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(load_lexicon("network")[name], re.IGNORECASE)
