"""The people that a clause counts: which numbers, with what they grew from, and what belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cpo_screen.extraction.scope_nouns import is_people, is_thing, is_total, noun_after, stops_noun
from cpo_screen.extraction.scope_words import INNER, Words

Form = Literal["noun", "team", "alone"]
_FEWEST, _MOST = 1, 50_000
_CHAIN = 6  # words between 'team' and its number
_ASIDE = 3  # words between 'team' and 'from 3 to 17' that say where it is
_NAMES = ("team", "agile", "unit", "size", "direct")
_JOINS = (":", "(", "–", "—", "=", "-")


@dataclass(frozen=True, slots=True)
class Count:
    """People counted by words [start, end) of a clause: between `low` and `high`, once `base`.

    `form`: a noun for people, a team's size, or a number alone behind a verb. `name` is the place of the
    team, `noun` that of the people. `parts`: the counts that it is the sum of; `is_part`: counted in an
    earlier one already ('of whom 8 PMs').
    """

    start: int
    end: int
    low: float
    high: float
    base: float | None
    form: Form
    name: int | None = None
    noun: int | None = None
    parts: tuple[Count, ...] = ()
    is_part: bool = False


def read_counts(words: Words) -> list[Count]:
    """Read a clause's counts of people, those added up that it lists: '6 PMs and 2 designers'."""
    found: list[Count] = []
    for count in _singles(words):
        before = found[-1] if found else None
        if before is not None and _is_part(words, before, count):
            found.append(replace(count, is_part=True))
        elif before is not None and _adds(words, before, count):
            found[-1] = _sum(before, count)
        else:
            found.append(count)
    return found


def _sum(before: Count, count: Count) -> Count:
    parts = (*(before.parts or (before,)), count)
    return replace(
        before, end=count.end, low=before.low + count.low, high=before.high + count.high, parts=parts
    )


def _is_part(words: Words, before: Count, count: Count) -> bool:
    """Whether a count breaks down an earlier one: '22 people: 14 PMs, 5 designers', '85, nine of them'."""
    whole = before.form == "team" or (before.noun is not None and is_total(words.texts[before.noun]))
    if count.high > before.high or (count.name is not None and count.form == "team"):
        return False
    if _reports_directly(words, before, count):
        return True
    between = _without_aside(words, range(before.end, count.start))
    if any(words.plays(place, "parts") for place in (*between, *range(count.start, count.end + 1))):
        return True
    opened = any(words.texts[place] in (":", "(", "–", "—") for place in between)
    if before.is_part:
        return opened or words.texts[before.end : before.end + 1] == (",",) or _joined(words, before, count)
    if any(words.texts[place] in (";", ".") for place in between):
        return False
    listed = all(words.plays(place, "about") or words.texts[place] == "," for place in between)
    return opened if before.form == "team" else whole and (opened or (bool(between) and listed))


def _reports_directly(words: Words, before: Count, count: Count) -> bool:
    """Whether a count behind a comma is of those who report directly: 'four as direct reports'."""
    between = words.texts[before.end : count.start]
    behind = range(count.end, min(count.end + 3, len(words.texts)))
    return between == (",",) and any(words.plays(place, "direct") for place in behind)


def _adds(words: Words, before: Count, count: Count) -> bool:
    if before.form == "alone" or count.form != "noun" or count.base is not None or before.is_part:
        return False
    if before.noun is None or count.noun is None or words.plays(count.end + 1, "overall"):
        return False
    whole = is_total(words.texts[before.noun]) or words.plays(before.noun, "direct")
    both = count.start == before.end + 1 and words.plays(before.end, "and") and before.name is None
    if whole and not both and not words.plays(count.noun, "extra"):
        return False
    return _joined(words, before, count)


def _joined(words: Words, before: Count, count: Count) -> bool:
    """Whether only 'and', a comma, an adjective behind the noun, an aside stand between two counts."""
    between = _without_aside(words, range(before.end, count.start))
    while between and not (words.plays(between[0], "and") or words.texts[between[0]] == ","):
        if len(between) > _ASIDE or stops_noun(words, between[0]):
            return False
        between.pop(0)
    return bool(between) and all(
        words.plays(place, "and", "about", "one", "determiner") or words.texts[place] == ","
        for place in between
    )


def _without_aside(words: Words, between: range) -> list[int]:
    """The places before and behind brackets: '24 engineers (six in Krakow) and 5 testers'."""
    texts = words.texts[between.start : between.stop]
    if texts[:1] != ("(",) or ")" not in texts:
        return list(between)
    return list(between)[texts.index(")") + 1 :]


def _singles(words: Words) -> Iterator[Count]:
    """Yield each number of people by itself, and what an article counts behind one ('and a tester')."""
    seen = -1
    before: Count | None = None
    for place in range(len(words.texts)):
        if place <= seen:
            continue
        count = _count_at(words, place) if place in words.amounts else _article_at(words, place, before)
        if count is not None:
            seen = max(place, count.end - 1)
            before = count
            yield count


def _article_at(words: Words, place: int, before: Count | None) -> Count | None:
    """'… and a data analyst': one more, right behind a count."""
    if before is None or before.noun is None or not words.plays(place, "one"):
        return None
    if not words.plays(place - 1, "and") or place - before.end > 1 + _ASIDE:
        return None
    noun = noun_after(words, place + 1, many=False)
    return Count(place, noun + 1, 1, 1, None, "noun", noun=noun) if noun is not None else None


def _count_at(words: Words, place: int) -> Count | None:
    amount = words.amounts[place]
    if amount.kind != "number" or amount.value != int(amount.value):
        return None
    last, low, high, base = _range_at(words, place)
    if not _FEWEST <= high <= _MOST or words.plays(last + 1, "time"):
        return None
    if not _counts(words, place, last):
        return None
    behind = last + 3 if words.plays(last + 2, "parts") and words.plays(last + 1, INNER) else last + 1
    noun = noun_after(words, behind, many=high > 1) or _shared_noun(words, last + 1)
    noun = noun or (_noun_within(words, place, last) if last > place else None)
    start = place - 1 if base is not None and words.plays(place - 1, "from") else place
    name = _name_before(words, start, has_base=base is not None)
    body = _body_after(words, last)
    if name is not None and name - 1 in words.amounts and _is_each(words, place, last, noun):
        low, high = (end * words.amounts[name - 1].value for end in (low, high))
    if body is not None:
        return Count(start, body + 1, low, high, base, "team", name=body)
    if noun is not None:
        end = max(_end_of(words, noun), last + 1)
        return Count(start if name is None else name, end, low, high, base, "noun", name, noun)
    if name is not None and (stops_noun(words, last + 1) or not is_thing(words, last + 1)):
        return Count(name, last + 1, low, high, base, "team", name)
    if (listed := _noun_before(words, place, last)) is not None:
        return Count(listed, last + 2, low, high, base, "noun", noun=listed)
    if _stands_alone(words, place, last):
        return Count(start, last + 1, low, high, base, "alone")
    return None


def _is_each(words: Words, place: int, last: int, noun: int | None) -> bool:
    """Whether a team's size is said of several: 'two teams of seven each'."""
    return any(
        words.plays(p, "each") for p in (place - 1, last + 1, last + 1 if noun is None else noun + 1)
    )


def _counts(words: Words, place: int, last: int) -> bool:
    """Whether a number is no telephone number's part: '029 2018 0144'."""
    said = words.texts[place]
    return not (said.startswith("0") or place - 1 in words.amounts or last + 1 in words.amounts)


def _noun_within(words: Words, place: int, last: int) -> int | None:
    """The noun of 'from one PM to nineteen', which stands behind the first number."""
    noun = noun_after(words, place + 1, many=False)
    return noun if noun is not None and noun < last else None


def _shared_noun(words: Words, start: int) -> int | None:
    """The noun of '140 hourly and 9 salaried employees', which stands behind the second number."""
    for place in range(start, min(start + 3, len(words.texts) - 1)):
        if words.plays(place, "and") and place + 1 in words.amounts and place > start:
            noun = noun_after(words, place + 2, many=True)
            return None if noun is None else place - 1
        if stops_noun(words, place) or is_thing(words, place) or words.texts[place].endswith("s"):
            return None
    return None


def _range_at(words: Words, place: int) -> tuple[int, float, float, float | None]:
    """The last number of '8 to 10' or 'from 5 to 48 people', its low and high end, its base."""
    amount = words.amounts[place]
    other = next((p for p in (place + 2, place + 3, place + 4) if p in words.amounts), None)
    if other is None or not words.plays(other - 1, "to", "about") or words.amounts[other].kind != "number":
        return place, amount.low, amount.value, None
    between = words.texts[place + 1 : other]
    if not any(words.plays(p, "to") for p in range(place + 1, other)) or "," in between:
        return place, amount.low, amount.value, None
    high = words.amounts[other].value
    grew = words.plays(place - 1, "from") or any(
        words.plays(p, "growth", "form", "factor") for p in range(max(place - 9, 0), place)
    )
    if high <= amount.value or high != int(high):
        return place, amount.low, amount.value, None
    return (other, high, high, amount.value) if grew else (other, amount.value, high, None)


def _name_before(words: Words, start: int, has_base: bool) -> int | None:
    """The place of the team whose size the number at `start` is: 'team of 12', 'headcount: 40'."""
    linked = has_base
    aside = 0
    for place in range(start - 1, max(start - 2 - _CHAIN, -1), -1):
        if place in words.amounts:
            if words.amounts[place].kind not in ("multiple", "percent"):
                return None
            continue
        if words.plays(place, *_NAMES):
            return place if _is_sized(words, place, start, linked, has_base) else None
        grows = words.plays(place, "to") and words.has("form", "growth", "factor")
        if grows or words.plays(place, "of", "with", "from") or words.texts[place] in _JOINS:
            linked = True
        elif not words.plays(place, "about", INNER, "body", "one", "determiner"):
            aside += 1
            if not has_base or aside > _ASIDE or words.texts[place] in (",", ";"):
                return None
    return None


def _is_sized(words: Words, place: int, start: int, linked: bool, has_base: bool) -> bool:
    """Whether the team or place at `place` has the size at `start`: a ward *of* 20, but not clinics: 20."""
    if words.plays(place, "size", "direct"):
        return True
    strict = words.texts[place] == "teams" or not words.plays(place, "team", "agile")
    said = any(words.plays(p, "of", "with", "from") for p in range(place, start + 1))
    return (
        linked and (said if strict else True) and not (has_base and not words.plays(place, "team", "agile"))
    )


def _body_after(words: Words, last: int) -> int | None:
    """The place of the team in 'a 45-person product group', or of 'strong' in '12-strong'."""
    if words.plays(last + 1, "strong"):
        return last + 1
    if not words.plays(last + 1, "body"):
        return None
    for place in range(last + 1, min(last + 6, len(words.texts))):
        if words.plays(place, *_NAMES, "company", "company_size"):
            return place
        if place in words.amounts or stops_noun(words, place):
            return None
    return None


def _end_of(words: Words, noun: int) -> int:
    """Where a noun ends: 'chefs de produit' is one."""
    while words.plays(noun, INNER):
        noun += 1
    goes_on = words.language != "en" or words.plays(noun, "head_of")
    goes_on = goes_on and words.plays(noun + 1, "of") and noun + 2 not in words.amounts
    return noun + 3 if goes_on and noun + 2 < len(words.texts) else noun + 1


def _noun_before(words: Words, place: int, last: int) -> int | None:
    """The people of 'PMs (6), designers (4)'."""
    inside = words.texts[place - 1 : place] == ("(",) and words.texts[last + 1 : last + 2] == (")",)
    return place - 2 if inside and place > 1 and is_people(words.texts[place - 2]) else None


def _stands_alone(words: Words, place: int, last: int) -> bool:
    """'At the end I led 46': a verb of leading, a number, and nothing that it counts."""
    before = place - 1
    while words.plays(before, "about"):
        before -= 1
    follows = last + 1
    return words.plays(before, "alone") and (follows >= len(words.texts) or stops_noun(words, follows))
