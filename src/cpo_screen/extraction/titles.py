"""What a job title says: the trade, the level, and whether it is a product role.

A title is cut into roles ("Founder & CPO" has two), each with a head ("manager", "VP", "engineer") and
the areas around it. English noun runs are right-headed: the last area decides ("Product Marketing").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import cast

from cpo_screen.extraction.title_likeness import find_title_words, title_likeness
from cpo_screen.extraction.title_words import HEAD_KINDS, Term, find_terms
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Function, Level, TitleClass

__all__ = ["classify_title", "find_title_words", "title_likeness"]

_ORDER: tuple[Level, ...] = (
    "c_level", "vp", "head", "director", "principal", "senior", "manager", "junior", "other",
)  # fmt: skip
_LEADING: frozenset[str] = frozenset({"c_level", "vp", "head", "director"})
_PREFIX_WORDS = frozenset({"lead", "principal", "leading"})
_NOTHING = TitleClass("other", "other", False)


@dataclass(slots=True)
class _Role:
    """One role of a title: its terms, and areas joined to it from headless parts of the title."""

    terms: list[Term]
    joined: list[Term] = field(default_factory=list)
    beside: list[Term] = field(default_factory=list)


@lru_cache(maxsize=16384)
def classify_title(title: str) -> TitleClass:
    """Return trade, level and product flag of a job title, by the conventions of the design.

    >>> classify_title("VP Engineering & Product")
    TitleClass(function='product_management', level='vp', is_product=True)
    >>> classify_title("Chief Procurement Officer (CPO)").is_product
    False
    """
    roles = _find_roles(_before_stop(find_terms(title)))
    classes = [_classify_role(role) for role in roles]
    classes = _without_echoed_cpo(roles, classes)
    if not classes:
        return _NOTHING
    products = [one for one in classes if one.is_product]
    if products:
        return min(products, key=_rank)
    founders = [one for one in classes if one.level == "founder"]
    return founders[0] if founders else min(classes, key=_rank)


def _rank(one: TitleClass) -> int:
    return _ORDER.index(one.level) if one.level in _ORDER else len(_ORDER)


def _without_echoed_cpo(roles: list[_Role], classes: list[TitleClass]) -> list[TitleClass]:
    """Drop a bare CPO beside another chief written out: the letters are his."""
    chiefs = [
        one
        for one in classes
        if one.level == "c_level" and not one.is_product and one.function != "founder"
    ]
    if not chiefs:
        return classes
    return [
        one for role, one in zip(roles, classes, strict=True)
        if not (one.is_product and any(term.words == "cpo" for term in role.terms))
    ]  # fmt: skip


def _before_stop(terms: list[Term]) -> list[Term]:
    """Leave out what follows 'to the', 'reporting to', '@': it is somebody else's title."""
    for at, term in enumerate(terms):
        if term.kind == "stop" and at:
            return terms[:at]
    return terms


# --- cutting into roles -------------------------------------------------------------------------


def _find_roles(terms: list[Term]) -> list[_Role]:
    roles: list[_Role] = []
    waiting: list[Term] = []
    joined = False
    for sign, part in _parts(_merge_chief(terms)):
        if any(term.kind in HEAD_KINDS or term.words in _PREFIX_WORDS for term in part):
            roles.append(_Role(part, *((waiting, []) if sign == "and" else ([], waiting))))
            waiting, joined = [], False
        elif not roles:
            waiting = waiting + _areas(part)[-1:]
        else:
            joined = _attach(roles[-1], sign, part, joined)
    return roles if roles else ([_Role([], [], waiting)] if waiting else [])


def _attach(role: _Role, sign: str, part: list[Term], joined: bool) -> bool:
    """Give a headless part to the role before it; True while a list of areas is open.

    'VP of Engineering, Product and Design' is a list, 'Head of Sales, Digital Products' is not.
    """
    areas = _areas(part)[-1:]
    if sign == "and":
        role.joined.extend(role.beside if joined else [])
        role.joined.extend(areas)
        return True
    role.beside.extend(areas)
    return sign == "comma" and (joined or (len(part) == 1 and len(role.beside) <= 1))


def _areas(terms: list[Term]) -> list[Term]:
    return [term for term in terms if term.kind == "area" or (term.kind == "whole" and term.function)]


def _parts(terms: list[Term]) -> list[tuple[str, list[Term]]]:
    """Cut at separators; each part comes with the separator before it ('' for the first)."""
    parts: list[tuple[str, list[Term]]] = []
    sign, part = "", cast(list[Term], [])
    for term in terms:
        if term.kind in ("and", "comma", "break"):
            if part:
                parts.append((sign, part))
                sign, part = term.kind, []
            elif sign != "and":
                sign = term.kind
        else:
            part.append(term)
    if part:
        parts.append((sign, part))
    return parts


def _merge_chief(terms: list[Term]) -> list[Term]:
    """Join 'Chief Product & Technology Officer' into one part: separators inside become links."""
    words = [term.words for term in terms]
    if "chief" not in words or "officer" not in words:
        return terms
    first = words.index("chief")
    last = next((i for i in range(first, len(words)) if words[i] == "officer"), -1)
    if not 0 < last - first <= 8 or any(term.kind == "break" for term in terms[first:last]):
        return terms
    inside = [term for term in terms[first + 1 : last] if term.kind == "area"]
    product = next((term for term in inside if term.function == "product_management"), None)
    decisive = product or (inside[-1] if inside else None)
    function = decisive.function if decisive else None
    chief = Term(
        "whole" if function else "rank",
        "chief officer",
        function,
        "c_level",
        terms[first].start,
        terms[last].end,
    )
    return [*terms[:first], chief, *terms[last + 1 :]]


# --- judging a role -----------------------------------------------------------------------------


def _classify_role(role: _Role) -> TitleClass:
    head = _head_index(role.terms)
    if head is None:
        return _without_head(role)
    term = role.terms[head]
    function = _function(role, head)
    if term.kind == "board":
        return _NOTHING
    if term.kind == "head" and (term.function or "other") == "founder":
        function = "founder"
    product = function == "product_management"
    level = _level(role, term, function)
    return TitleClass(function, level, product)


def _without_head(role: _Role) -> TitleClass:
    """A title of areas alone: 'Product', 'Senior Product'."""
    areas = _areas(role.terms) + role.joined + role.beside
    if not areas:
        return _NOTHING
    function = areas[-1].function or "other"
    return TitleClass(function, "other", function == "product_management")


def _head_index(terms: list[Term]) -> int | None:
    """Return the head: the first that is no mere prefix ('Lead', 'Associate') of a later one."""
    heads = [i for i, term in enumerate(terms) if term.kind in HEAD_KINDS]
    loose = load_lexicon("titles")["prefix_heads"]
    firm = [
        i for i in heads if terms[i].kind not in ("plain_junior", "junior") and terms[i].words not in loose
    ]
    if firm:
        return firm[0]
    if heads:
        return heads[-1]
    prefixes = [i for i, term in enumerate(terms) if term.words in _PREFIX_WORDS]
    return prefixes[-1] if prefixes else None


def _function(role: _Role, head: int) -> Function:
    """Return the trade: the head's own, else the areas before it, else those after it."""
    term = role.terms[head]
    if term.kind == "head":
        managing = term.level in ("manager", "director", "head") and _has_product(role.joined)
        return "product_management" if managing else term.function or "other"
    if term.kind == "whole":
        return _whole_function(role, term)
    if term.function:
        return term.function
    before, after = _areas(role.terms[:head])[-1:], _decisive(_run_after(role.terms[head + 1 :]))
    found = (before or after) + role.joined
    found = found or role.beside
    if term.kind == "open":
        return _open_function(term, found)
    if _has_product(found):
        return "product_management"
    return (found[0].function or "other") if found else _default_function(term)


def _decisive(run: list[Term]) -> list[Term]:
    """The area that decides a noun run: 'product management' wherever it stands, else the last."""
    product = [area for area in run if area.words in load_lexicon("titles")["decisive"]]
    return product[:1] or run[-1:]


def _run_after(terms: list[Term]) -> list[Term]:
    """The areas of the noun run behind a head, up to a preposition inside it."""
    run: list[Term] = []
    for term in terms:
        if term.kind == "link" and run:
            break
        if term.kind == "area" or (term.kind == "whole" and term.function):
            run.append(term)
        elif run:
            break
    return run


_ELSEWHERE: frozenset[Function] = frozenset({"operations", "it", "engineering_nonsoftware"})


def _whole_function(role: _Role, term: Term) -> Function:
    """A whole title's trade; 'PM' and 'CPO' bend to the words beside them."""
    around = _areas([other for other in role.terms if other is not term]) + role.beside
    if term.words == "pm" and any(area.function in _ELSEWHERE for area in around):
        return "operations"
    if term.words == "cpo" and around and around[0].function in ("operations", "other"):
        return around[0].function
    return "product_management" if _has_product(role.joined) else term.function or "other"


def _has_product(areas: list[Term]) -> bool:
    return any(area.function == "product_management" for area in areas)


def _open_function(term: Term, found: list[Term]) -> Function:
    first = found[0].function if found else None
    default = _default_function(term)
    if first == "product_management" or first is None:
        return default
    return default if default == "sales" and first == "engineering_nonsoftware" else first


@cache
def _defaults() -> dict[str, Function]:
    listed = load_lexicon("titles")["defaults"]
    return {words: function for function, heads in listed.items() for words in heads}


def _default_function(term: Term) -> Function:
    """The trade of a head that no other word explains: a district manager's is operations."""
    return _defaults().get(term.words, "other")


def _level(role: _Role, head: Term, function: Function) -> Level:
    """Return the level: ranks first, then principal, senior, junior, then the head's own."""
    terms = role.terms
    said = {term.level for term in terms if term.level and term.kind != "board"}
    if any(term.kind == "junior" for term in terms):
        return "junior"
    if head.level == "founder":
        return "founder"
    ranks = {term.level for term in terms if term.kind in ("rank", "whole", "head")}
    for level in ("c_level", "vp", "head", "director"):
        if level in ranks and not (level == "head" and head.kind == "head" and head.level != "head"):
            return level
    if "principal" in said or (
        "staff" in said and function in ("product_management", "it", "data", "design")
    ):
        return "principal"
    if "senior" in said or (
        "technical" in said and head.words in ("product manager", "product owner", "project manager", "pm")
    ):
        return "senior"
    if "junior" in said:
        return "junior"
    return "manager" if "manager" in said else "other"
