"""The people in a clause: those that the person led, hired, or only worked among."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cpo_screen.extraction.scope_counts import Count, read_counts
from cpo_screen.extraction.scope_holders import Holder, holder_of
from cpo_screen.extraction.scope_nouns import (
    company_heads,
    is_company_staff,
    is_total,
    lead_titles,
    stops_noun,
)
from cpo_screen.extraction.scope_words import Words
from cpo_screen.model import Position, ScopeKind

By = Literal["percent", "multiple"]

_HEADS = frozenset({"founder", "c_level", "vp", "head", "director"})
_PEOPLE: ScopeKind = "people"


@dataclass(frozen=True, slots=True)
class Carried:
    """Something carried that a clause names, before it is a record; `way` says how it was recognised."""

    kind: ScopeKind
    low: float | None
    high: float | None
    way: str
    is_led: bool = True
    start: float | None = None
    currency: str | None = None
    change: float | None = None
    by: By | None = None
    months: int | None = None
    is_direct: bool = False


def read_people(words: Words, position: Position | None, is_remark: bool) -> Iterator[Carried]:
    """Yield the people, hires and product managers that a clause counts.

    `position`: the job that the clause tells of; `is_remark`: it describes the employer.
    """
    disowned = words.has("own_work", "denied")
    holder: Holder = "unknown"
    for count in read_counts(words):
        sums_up = holder == "lead" and _sums_up(words, count)
        holder = holder if count.is_part or sums_up else _holder(words, count)
        way = _way(words, count, holder, position, is_remark)
        if way is not None and disowned and way != "hire":
            way = "around"
        if way is not None:
            yield from _carried(words, count, way)


def _sums_up(words: Words, count: Count) -> bool:
    """Whether a count is of all below those before: 'eight leads report to me, 120 people in all'."""
    near = (count.start - 1, count.start - 2, count.end, count.end + 1)
    whole = count.noun is not None and is_total(words.texts[count.noun])
    return whole and any(words.plays(place, "overall") for place in near)


def _holder(words: Words, count: Count) -> Holder:
    if _follows(words, count, "me"):
        return "lead"
    if _follows(words, count, "done"):
        return "hire" if _follows(words, count, "hire") else "event"
    if count.name is not None and words.plays(count.name, "company", "company_size", "event"):
        is_site = words.plays(count.name, "site", "unit") and not words.plays(count.name, "event")
        if not is_site or holder_of(words, count.start, is_team=True) != "lead":
            return "other"
    return holder_of(words, count.start, is_team=count.name is not None)


def _follows(words: Words, count: Count, part: str) -> bool:
    """Whether a part stands behind the count, with nothing but a few words between."""
    reach = range(count.end, min(count.end + (6 if part == "me" else 2), len(words.texts)))
    return any(words.plays(place, part) for place in reach)


def _way(
    words: Words, count: Count, holder: Holder, position: Position | None, is_remark: bool
) -> str | None:
    """How a count was recognised: `led`, `bare`, `owner`, `hire`; `around` for others; None for none."""
    if _is_owners(words, count, holder, position):
        return "owner"
    if holder in ("event", "blocked", "unknown"):
        return None
    if holder == "lead":
        return _led_way(words, count)
    if holder == "form":
        if count.name is None and _is_company_staff(words, count):
            return "around"
        return "led" if count.name is not None or count.base is not None or _grew_to(words, count) else None
    if holder == "hire":
        return "hire_led" if count.name is not None else "hire"
    if holder == "other":
        return "mentor" if _mentors_as_lead(words, count, position) else "around"
    return _bare_way(words, count, position, is_remark)


def _mentors_as_lead(words: Words, count: Count, position: Position | None) -> bool:
    """Whether somebody whose title is to lead others mentors them: a lead designer five designers."""
    if position is None or position.is_product or not words.plays(count.start - 1, "mentor"):
        return False
    return any(word in lead_titles() for word in (position.title or "").casefold().split())


def _led_way(words: Words, count: Count) -> str:
    agile = count.name is not None and words.plays(count.name, "agile")
    return "around" if _is_matrix(words, count) or (agile and words.has("other")) else "led"


def _is_matrix(words: Words, count: Count) -> bool:
    """Whether the team is made up of other people's: 'a 60-person cross-functional team'."""
    near = range(max(count.start - 3, 0), min(count.end + 4, len(words.texts)))
    return count.name is not None and any(words.plays(place, "matrix") for place in near)


def _grew_to(words: Words, count: Count) -> bool:
    return any(words.plays(place, "to") for place in range(max(count.start - 3, 0), count.start))


def _bare_way(words: Words, count: Count, position: Position | None, is_remark: bool) -> str | None:
    """A count without a verb: 'Team of 38.', '240 team members, A$46m turnover'."""
    if not is_remark and words.plays(count.start - 2, "site_head") and words.texts[count.start - 1] == ",":
        return "heads"
    if is_remark or _is_company_staff(words, count) or _is_in_team(words, count):
        return "around"
    if count.name is not None:
        if words.plays(count.name, "size") and position is not None and _works_in_project(position):
            return "around"
        return "around" if words.plays(count.name, "agile") or _is_matrix(words, count) else "bare"
    if count.noun is None:
        return None
    if words.plays(count.noun, "direct") or words.plays(count.start - 1, "up_to"):
        return "bare"
    if _is_in_brackets(words, count):
        return "around"
    if any(words.plays(place, "lead") for place in range(count.end, len(words.texts))):
        return "around"
    ends = stops_noun(words, count.end) or count.end >= len(words.texts)
    return "heads" if ends and position is not None and _leads_people(position) else None


def _is_in_team(words: Words, count: Count) -> bool:
    """Whether somebody only was among those counted: students, a contest's team, a firm by its funding."""
    if words.has("contest") or any(words.plays(p, "learner") for p in range(count.start, count.end + 2)):
        return True
    return any(words.plays(place, "funding") for place in range(count.end, count.end + 3))


def _is_owners(words: Words, count: Count, holder: Holder, position: Position | None) -> bool:
    """Whether somebody who heads all of a company tells its headcount: 'ended with 31 employees'."""
    if position is None or holder in ("lead", "form", "hire", "event") or words.has("company"):
        return False
    return (
        _is_company_staff(words, count) and _heads_company(position) and not _is_in_brackets(words, count)
    )


def _is_in_brackets(words: Words, count: Count) -> bool:
    before = words.texts[: count.start]
    return before.count("(") > before.count(")")


def _is_company_staff(words: Words, count: Count) -> bool:
    """'420 employees', but not 'up to 11 staff'."""
    if count.noun is None or not is_company_staff(words.texts[count.noun]):
        return False
    return count.name is None and not words.plays(count.start - 1, "up_to")


def _heads_company(position: Position) -> bool:
    words = set((position.title or "").casefold().replace(",", " ").split())
    return position.level == "founder" or bool(words & company_heads())


def _works_in_project(position: Position) -> bool:
    """Whether 'Team size: 8' is that of a project or squad that the person worked in."""
    if position.level in _HEADS or any(
        word in lead_titles() for word in (position.title or "").lower().split()
    ):
        return False
    return position.is_product or position.function in ("it", "data", "design")


def _leads_people(position: Position) -> bool:
    """Whether people counted in a job are its own: a head's, or a manager's of anything but a product."""
    return position.level in _HEADS or (position.level == "manager" and not position.is_product)


def _carried(words: Words, count: Count, way: str) -> Iterator[Carried]:
    is_led = way not in ("around",)
    if way in ("hire", "hire_led"):
        yield Carried("hires", count.low, count.high, way)
    direct = count.noun is not None and words.plays(count.noun, "direct")
    if way != "hire" and (not count.is_part or direct):
        yield Carried(_PEOPLE, count.low, count.high, way, is_led, count.base, is_direct=direct)
    managers = [one for one in (count.parts or (count,)) if _are_product_managers(words, one)]
    if managers and is_led:
        low, high = sum(one.low for one in managers), sum(one.high for one in managers)
        yield Carried("product_managers", low, high, way)


def _are_product_managers(words: Words, count: Count) -> bool:
    return count.noun is not None and any(words.plays(p, "pm") for p in range(count.noun, count.end))
