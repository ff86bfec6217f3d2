"""Money, users, products and countries in a clause, and how much revenue or use grew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from cpo_screen.extraction.scope_figures import Figure, read_figures
from cpo_screen.extraction.scope_nouns import stops_noun
from cpo_screen.extraction.scope_people import By, Carried
from cpo_screen.extraction.scope_words import Words, scale_of
from cpo_screen.model import Position, ScopeKind

_MONEY = ("budget", "p_and_l", "revenue", "funding", "exit")
_THINGS = ("users", "products", "countries")
_GROWING = ("revenue", "users")
_AHEAD, _BACK = 5, 8  # words behind and before a figure in which its noun stands
_NEAR = 4
_FEWEST_USERS = 25  # below it, cases or accounts of one person
_OWNERS = ("founder", "c_level")


def read_values(words: Words, position: Position | None, is_remark: bool) -> Iterator[Carried]:
    """Yield money, users, products and countries of a clause, and growth in per cent or as a factor."""
    disowned = is_remark or words.has("own_work")
    sold = False
    for figure in read_figures(words):
        kind = _kind_of(words, figure)
        if kind is None or _is_no_scope(words, figure, kind):
            continue
        led = not disowned and not _is_others(words, figure.start)
        yield Carried(kind, figure.low, figure.high, "figure", led, figure.base, figure.currency)
        sold = sold or kind == "exit"
    yield from _changes(words, not disowned)
    if (
        not sold
        and words.has("exit")
        and position is not None
        and position.level in _OWNERS
        and not disowned
    ):
        yield Carried("exit", None, None, "exit")


def _kind_of(words: Words, figure: Figure) -> ScopeKind | None:
    """What a figure is of: the noun right behind it, else the nearest before it."""
    if figure.kind == "number":
        return _thing_of(words, figure)
    ahead = _ahead(words, figure.end, _MONEY)
    if ahead is not None and ahead[1] <= _NEAR:
        return ahead[0]
    back = _back(words, figure.start, _MONEY)
    return back[0] if back else None


def _thing_of(words: Words, figure: Figure) -> ScopeKind | None:
    ahead = _ahead(words, figure.end, _THINGS)
    if ahead is not None and ahead[1] <= _NEAR:
        return ahead[0]
    linked = words.plays(figure.start - 1, "from", "to", "of") or words.texts[
        figure.start - 1 : figure.start
    ] in ((":",), ("(",))
    if not (linked or figure.base is not None) or not stops_noun(words, figure.end):
        return None
    back = _back(words, figure.start, ("users",))
    return back[0] if back is not None and back[1] <= _NEAR else None


def _ahead(words: Words, start: int, kinds: tuple[str, ...]) -> tuple[ScopeKind, int] | None:
    """The kind of the first noun behind a figure, and how many words away."""
    for place in range(start, min(start + _AHEAD, len(words.texts))):
        for kind in kinds:
            if _names(words, place, kind):
                return cast("ScopeKind", kind), place - start + 1
        is_end = words.plays(place, "and", "from", "to") or not words.texts[place][0].isalnum()
        things = kinds == _THINGS and words.plays(place, "link", "with", "of", "clause")
        if place in words.amounts or (is_end and not words.plays(place, "of")) or things:
            return None
    return None


def _back(words: Words, start: int, kinds: tuple[str, ...]) -> tuple[ScopeKind, int] | None:
    """The kind of the nearest noun before a figure; not beyond another figure's."""
    for place in range(start - 1, max(start - 1 - _BACK, -1), -1):
        if words.texts[place] == ";":
            return None
        if place in words.amounts and words.amounts[place].kind in ("money", "percent"):
            return None
        for kind in kinds:
            if _names(words, place, kind):
                return cast("ScopeKind", kind), start - place
    return None


def _names(words: Words, place: int, kind: str) -> bool:
    return words.plays(place, kind) or (kind == "revenue" and words.plays(place, "share"))


def _is_no_scope(words: Words, figure: Figure, kind: ScopeKind) -> bool:
    """Whether a figure tells what was saved, closed, asked or counted a day, and not what was carried."""
    before = range(max(figure.start - _NEAR - 1, 0), figure.start)
    behind = range(figure.end, figure.end + _NEAR - 1)
    fell = figure.base is not None and figure.base > figure.high
    saved = any(words.plays(place, "saved") for place in behind)
    if fell or saved or any(words.plays(place, "decline") for place in before):
        return True
    if kind not in _THINGS:
        return kind in ("budget", "p_and_l") and words.plays(figure.start - 1, "by")
    noun = next((p for p in range(figure.end, figure.end + _NEAR) if words.plays(p, kind)), figure.end)
    daily = words.plays(noun + 1, "one", "link") and words.plays(noun + 2, "time")
    if daily or figure.high != int(figure.high):
        return True
    asked = any(words.plays(place, "other", "event", "asked") for place in before)
    return kind == "users" and (asked or figure.high < _FEWEST_USERS or _is_team(words, noun))


def _is_team(words: Words, noun: int) -> bool:
    """'5 staff members', '140 air crew members'."""
    return words.plays(noun - 1, "team", "agile", "size") or words.plays(noun, "size")


def _is_others(words: Words, start: int) -> bool:
    """Whether somebody else carries it: 'supported the VP, who managed a $20M budget', 'a bank with …'."""
    for place in range(start - 1, max(start - 1 - 2 * _BACK, -1), -1):
        if words.plays(place, "lead", "growth", "form") and not words.has("other"):
            return False
        if words.plays(place, "other") or (words.plays(place, "company") and start - place <= _NEAR):
            return True
    return False


def _changes(words: Words, is_led: bool) -> Iterator[Carried]:
    """Yield growth of revenue and users in per cent ('up 38%') and as a factor ('tripled', '3x')."""
    for place, amount in sorted(words.amounts.items()):
        if amount.kind in ("percent", "multiple") and _grows(words, place):
            found = _ahead(words, place + 1, _GROWING) or _back(words, place, _GROWING)
            if found is not None and found[1] <= _AHEAD:
                led = is_led and not _is_others(words, place)
                by: By = "percent" if amount.kind == "percent" else "multiple"
                yield Carried(found[0], None, None, "change", led, change=amount.value, by=by)
    yield from _factors(words, is_led)


def _factors(words: Words, is_led: bool) -> Iterator[Carried]:
    """Yield what was doubled or tripled: revenue, users, the team (but not teams: those are counted)."""
    factors = scale_of("factor", words.language)
    for place in words.places("factor"):
        factor = factors[words.texts[place]]
        found = _ahead(words, place + 1, _GROWING) or _back(words, place, _GROWING)
        team = _ahead(words, place + 1, ("team",))
        kind: ScopeKind | None = found[0] if found is not None and found[1] <= _AHEAD else None
        if kind is None and team is not None and words.texts[place + team[1]] != "teams":
            kind = "people"
        if kind is not None:
            yield Carried(kind, None, None, "change", is_led, change=factor, by="multiple")


def _grows(words: Words, place: int) -> bool:
    """Whether a percentage says by how much something grew, and is no share and none of two levels."""
    if words.plays(place + 1, "share") or any(words.plays(p, "share") for p in (place + 2, place + 3)):
        return False
    near = range(max(place - _BACK, 0), min(place + _NEAR, len(words.texts)))
    if words.has("target"):
        return False
    levels = words.plays(place - 1, "to", "from", "of") and words.amounts[place].kind == "percent"
    fell = any(words.plays(p, "decline") for p in near)
    return not levels and not fell and any(words.plays(p, "growth") for p in near)
