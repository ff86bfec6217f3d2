"""Executive, leadership and product programmes, wherever a CV names them; degrees are not among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.extraction.programmes_entry import Course, parse_courses
from cpo_screen.extraction.programmes_lines import Stretch
from cpo_screen.extraction.programmes_where import find_places
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Programme, Section, Span


@dataclass(frozen=True, slots=True)
class _Mention:
    """A programme where it is named; `told` in a sentence, not in a list."""

    programme: Programme
    told: bool


def extract_programmes(document: Document, sections: Sequence[Section]) -> tuple[Programme, ...]:
    """Return the programmes of a CV in page order, each once, with how the person stood to it."""
    found: list[_Mention] = []
    for section in sections:
        for place in find_places(document, section):
            text = place.text
            named = f"{text.under}: {text.text}" if text.under else text.text
            for course in parse_courses(named, place.default, place.trust):
                course = _below(text.under, course) if text.under else course
                found.append(_Mention(_programme(document, text, course), place.trust == "told"))
    return tuple(mention.programme for mention in _merge(found))


def _below(provider: str, course: Course) -> Course:
    """A course on the line below its provider: neither is part of the other's name."""
    name = course.name.removeprefix(provider).lstrip(": ") or course.name
    return replace(course, name=name, provider=provider)


def _programme(document: Document, text: Stretch, course: Course) -> Programme:
    span = Span(text.start, min(text.start + len(text.text), len(document.text)))
    registry = course.registered.id if course.registered else None
    by = f"rule:programmes.{'registry' if registry else 'pattern'}"
    evidence = evidence_of(document, span, by)
    return Programme(course.name, course.provider, course.year, course.status, evidence, registry)


@cache
def _single() -> frozenset[str]:
    return frozenset(one["id"] for one in load_lexicon("programmes")["programmes"] if one.get("single"))


# --- each once ----------------------------------------------------------------------------------------


def _merge(found: Iterable[_Mention]) -> list[_Mention]:
    """Say each programme once; a second mention adds the provider or the year that the first lacks."""
    kept: list[_Mention] = []
    for one in found:
        at = next((i for i, other in enumerate(kept) if _is_same(one, other)), None)
        if at is None:
            kept.append(one)
            continue
        kept[at] = _together(kept[at], one)
    return kept


def _together(one: _Mention, other: _Mention) -> _Mention:
    """Both mentions in one: a year shows that it was completed, else 'enrolled' weighs more than a list."""
    first, second = one.programme, other.programme
    listed = first if other.told and not one.told else second if one.told and not other.told else None
    name = listed.name if listed else max(first.name, second.name, key=len)
    provider = max((first.provider or "", second.provider or ""), key=len) or None
    year = first.year or second.year
    status = first.status
    if first.status != second.status:
        open_ = year is None and "enrolled" in (first.status, second.status)
        status = "enrolled" if open_ else "completed"
    programme = replace(first, name=name, provider=provider, year=year, status=status)
    return _Mention(programme, one.told and other.told)


def _is_same(mention: _Mention, earlier: _Mention) -> bool:
    one, other = mention.programme, earlier.programme
    if (one.status == "taught") != (other.status == "taught"):
        return False
    first, second = ({token.word for token in find_tokens(text.name)} for text in (one, other))
    if one.registry is not None and one.registry == other.registry:
        if one.registry in _single():
            return ("advanced" in first) == ("advanced" in second)
        if mention.told != earlier.told:
            return True
    within = min(len(first), len(second)) > 2 and (first < second or second < first)
    years = one.year is None or other.year is None or one.year == other.year
    return (first == second or within) and years
