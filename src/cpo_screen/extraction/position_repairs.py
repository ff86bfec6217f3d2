"""What tags got wrong in heads and their neighbours show: titles that are companies, names cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.company_names import is_unit_of
from cpo_screen.extraction.line_sketches import ends_open
from cpo_screen.extraction.position_elements import REMARK, Element, Kind
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon

_TAIL = re.compile(r",\s(?P<said>[^\W\d_A-Z][^,|·•@\t–—()]{2,40}?)(?P<sign>\s+[–—|@-]\s*)")
_APART = ("", ",", "–", "—", "-", "|", "·", "•")  # between a title and its company
_TAIL_JOINTS = (",", "–", "-", "(", "/")  # between a title and what belongs to it
_COMPANY = 0.85  # likeness of what is surely a company
_TITLE, _NO_TITLE = 0.7, 0.3  # likenesses of a title and of what is none


def repair_elements(elements: Sequence[Element]) -> list[Element]:
    """The same elements, with false titles taken for companies, cut titles joined, and no clients."""
    named = _without_towns(list(_without_clients(_without_dates(_with_tails(elements)))))
    told = _with_titles_of_two(_with_hosts(named))
    return _joined(list(_without_false_titles(told)))


def _with_tails(elements: Iterable[Element]) -> Iterator[Element]:
    """'Responsable marketing, offres jeunes – Atlas Mobile': words in small letters between a title's comma
    and the sign before its company belong to the title."""
    title: Element | None = None
    for one in elements:
        beside = title is not None and one.kind == "company" and one.line == title.line
        tail = _TAIL.fullmatch(one.joint) if beside else None
        if title is not None:
            yield title if tail is None else replace(title, text=f"{title.text}, {tail['said']}")
        title = one if one.kind == "title" else None
        if title is None:
            yield one if tail is None else replace(one, joint=tail["sign"])
    if title is not None:
        yield title


def _without_dates(elements: Iterable[Element]) -> Iterator[Element]:
    """'Present' below 'Apr 2022' is no company."""
    now = load_lexicon("dates")["present"]
    return (one for one in elements if one.kind != "company" or fold(one.text) not in now)


def _without_towns(elements: Sequence[Element]) -> list[Element]:
    """A town beside dates, right above a title with its company: '09/2016 – 02/2020 Mallow, Ireland'."""
    kinds: dict[int, set[Kind]] = {}
    for one in elements:
        kinds.setdefault(one.line, set()).add(one.kind)
    return [
        replace(one, kind="place")
        if one.kind == "company"
        and "dates" in kinds[one.line]
        and "title" not in kinds[one.line]
        and {"title", "company"} <= kinds.get(one.line + 1, set())
        else one
        for one in elements
    ]


def _with_hosts(elements: Sequence[Element]) -> list[Element]:
    """'Institute for Astronomy, University of Edinburgh' is one employer."""
    told: list[Element] = []
    for one in elements:
        last = told[-1] if told else None
        beside = last is not None and last.line == one.line and one.joint.strip() == ","
        if (
            last is not None
            and beside
            and one.kind == last.kind == "company"
            and is_unit_of(last.text, one.text)
        ):
            told[-1] = replace(last, text=f"{last.text}, {one.text}")
        else:
            told.append(one)
    return told


def _with_titles_of_two(elements: Sequence[Element]) -> list[Element]:
    """'Second in Department, Loxley Vale Academy': of two companies on a line without a title near, the
    less likely is the title."""
    told = list(elements)
    companies = [(at, one) for at, one in enumerate(told) if one.kind == "company"]
    for (at, one), (_, other) in pairwise(companies):
        if one.line != other.line or other.joint.strip() not in _APART:
            continue
        near = any(each.kind == "title" and abs(each.line - one.line) <= 1 for each in told)
        if not near and company_likeness(one.text) < company_likeness(other.text):
            told[at] = replace(one, kind="title")
    return told


def _without_clients(elements: Iterable[Element]) -> Iterator[Element]:
    """'Client: Corniche Bank' below an employer names no employer."""
    clients = frozenset(load_lexicon("positions")["client_words"])
    employed = False
    for one in elements:
        label = fold(one.joint).split()[-2:] if one.kind == "company" else []
        is_client = not clients.isdisjoint(label)
        employed |= one.kind == "company" and not is_client
        yield replace(one, kind="prose") if is_client and employed else one


def _without_false_titles(elements: Sequence[Element]) -> Iterator[Element]:
    """'Copperline (developer tools)' above 'VP Product' is a company; below a company it describes it.

    'IES Puente Mayor' below 'Jefa de estudios' is a company, too, where no other stands beside it.
    """
    for at, one in enumerate(elements):
        before, after = elements[max(at - 1, 0) : at], elements[at + 1 : at + 2]
        if one.kind != "title":
            yield one
        elif _heads_title(one, after):
            if not (before and before[0].kind != "prose" and one.line - before[0].line <= 1):
                yield replace(one, kind="company")
        elif _is_below_title(one, elements[max(at - 2, 0) : at], after):
            yield replace(one, kind="company")
        else:
            yield one


def _is_below_title(one: Element, before: Sequence[Element], after: Sequence[Element]) -> bool:
    """Whether unknown words stand right below what is surely a title, and no company around them."""
    title = next((each for each in reversed(before) if each.kind == "title"), None)
    companies = [each for each in (*before, *after) if each.kind == "company"]
    if title is None or one.line - title.line != 1 or ends_open(title.text):
        return False
    near = any(abs(each.line - one.line) <= 2 for each in companies)
    return not near and title_likeness(one.text) < _NO_TITLE and title_likeness(title.text) >= _TITLE


def _heads_title(one: Element, after: Sequence[Element]) -> bool:
    """Whether unknown words stand above what is surely a title."""
    near = [each for each in after if each.kind == "title" and 0 < each.line - one.line <= 2]
    unlikely = title_likeness(REMARK.sub("", one.text)) < _NO_TITLE
    return unlikely and any(title_likeness(each.text) >= _TITLE for each in near)


def _joined(elements: Sequence[Element]) -> list[Element]:
    """Join what belongs to one title: cut by a line's end, or a tail that a company follows."""
    joined: list[Element] = []
    for at, one in enumerate(elements):
        title = next(
            (n for n in range(len(joined) - 1, -1, -1) if joined[n].kind in ("title", "company")), None
        )
        last = joined[title] if title is not None and joined[title].kind == "title" else None
        if last is not None and _goes_on(last, one):
            joined[title] = replace(last, text=f"{last.text} {one.text}", line=one.line)  # type: ignore[index]
        elif last is not None and one.kind == "company" and _is_tail(last, one, elements[at + 1 :]):
            joint = one.joint if one.line == last.line else ", "
            joined[title] = replace(last, text=f"{last.text}{joint}{one.text}")  # type: ignore[index]
        else:
            joined.append(one)
    return joined


def _goes_on(title: Element, one: Element) -> bool:
    """'Director of' / 'Operations'."""
    return one.kind == "title" and one.line == title.line + 1 and ends_open(title.text)


def _is_tail(title: Element, one: Element, after: Sequence[Element]) -> bool:
    """'Research Fellow, Wireless Networks' above 'University of Leeds'."""
    beside = one.line == title.line and one.joint.strip() in _TAIL_JOINTS
    below = one.line == title.line + 1 and title.is_open
    following = next((each for each in after if each.kind not in ("dates", "place")), None)
    if following is None or following.kind != "company" or company_likeness(one.text) >= _COMPANY:
        return False
    if following.line == one.line:  # 'Director - Claims 01/2006 to 01/2011 Harbour Mutual'
        return beside and any(each.kind == "dates" and each.line == one.line for each in after[:1])
    if following.joint.strip():
        return False
    return (beside or below) and following.line - one.line == 1
