"""Lines where title and company were taken for one: parted where the other heads of the CV part them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.position_elements import Element
from cpo_screen.extraction.position_heads import Record
from cpo_screen.extraction.position_periods import EDGES
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold

_BRACKETS = re.compile(r"\([^()]*\)")
_HABIT = 2  # heads that are set in one way
_TITLE, _COMPANY, _OTHER = 0.7, 0.55, 0.2  # likenesses of the two halves of "title, company"


def split_by_habit(elements: Sequence[Element]) -> list[Element]:
    """'Relief Teacher, various schools in Taranaki': where most titles of a section have their company
    behind a comma on their line, so has one that was taken whole for a title or a company."""
    named = Counter(one.line for one in elements if one.kind in ("title", "company"))
    joints = Counter(
        other.joint
        for one, other in pairwise(elements)
        if one.kind == "title" and other.kind == "company" and one.line == other.line
    )
    joint, times = max(joints.items(), key=lambda item: item[1], default=("", 0))
    titles = sum(one.kind == "title" for one in elements)
    if not joint.strip() or times * 2 < titles:
        return list(elements)
    return [
        part
        for one in elements
        for part in (_parted(one, joint, times < _HABIT) if named[one.line] == 1 else (one,))
    ]


def _parted(one: Element, joint: str, seldom: bool) -> tuple[Element, ...]:
    """A title and its company, parted where the two sides look most like such; a company only where its
    one side surely is a title, and so a title where others are `seldom` set like this."""
    if one.kind not in ("title", "company"):
        return (one,)
    cuts = one.text.split(joint)
    sides = [(joint.join(cuts[:cut]), joint.join(cuts[cut:])) for cut in range(1, len(cuts))]
    left, right = max(sides, key=_likeness_of_two, default=("", ""))
    sure = title_likeness(left) >= _TITLE
    if not left or not right or not (sure or (one.kind == "title" and not seldom)):
        return (one,)
    title = replace(one, kind="title", text=left.strip(EDGES))
    return title, replace(one, kind="company", text=right.strip(EDGES), joint=joint)


def _likeness_of_two(sides: tuple[str, str]) -> float:
    left, right = sides
    return title_likeness(left) + company_likeness(right) - title_likeness(right)


def find_joints(records: Sequence[Record]) -> list[str]:
    """What stands between a title and the company behind it on one line here, most often first."""
    counts = Counter(
        one.company.joint
        for one in records
        if one.title is not None and one.company is not None and one.title.line == one.company.line
    )
    return [joint for joint, _ in counts.most_common() if joint.strip()]


def find_joints_behind_companies(records: Sequence[Record]) -> list[str]:
    """What stands between a company and the title behind it on one line here, most often first."""
    counts = Counter(
        one.title.joint
        for one in records
        if one.title is not None
        and one.company is not None
        and one.title.line == one.company.line
        and list(one.parts).index("company") < list(one.parts).index("title")
    )
    return [joint for joint, times in counts.most_common() if joint.strip() and times >= _HABIT]


def split_company_first(record: Record, joints: Sequence[str]) -> None:
    """'Transport Hoeks, Horst – Planner', where the other heads are set so."""
    title = record.title
    if title is None or record.company is not None:
        return
    for joint in joints:
        company, found, rest = title.text.rpartition(joint)
        if found and rest[:1].isupper() and company[:1].isupper():
            record.parts["title"] = replace(title, text=rest.strip(EDGES))
            record.parts["company"] = replace(title, kind="company", text=company.strip(EDGES))
            return


def split_title(record: Record, joints: Sequence[str], named: Collection[str]) -> None:
    """'Sales Engineer, Vantage Relay': no company beside or above, so the tail is one if it looks so.

    One that is `named` elsewhere need not look so, and may stand first: 'Vantage Relay – engineer'.
    """
    title = record.title
    if title is None or record.company is not None:
        return
    usual = [(one, 0.0, _TITLE) for one in (*joints, " @ ")]
    for joint, least, most in [*usual, (", ", _COMPANY, _OTHER)]:
        cuts = title.text.split(joint)
        for cut in range(1, len(cuts)):
            left, right = joint.join(cuts[:cut]).strip(EDGES), joint.join(cuts[cut:]).strip(EDGES)
            bare = _BRACKETS.sub("", right).strip()
            is_company = (
                company_likeness(bare) >= least and title_likeness(bare) < most and right[:1].isupper()
            )
            if fold(left) in named and fold(right) not in named:
                record.parts["title"] = replace(title, text=right)
                record.parts["company"] = replace(title, kind="company", text=left, joint=joint)
                return
            if fold(bare) in named or (is_company and title_likeness(left) >= _TITLE):
                record.parts["title"] = replace(title, text=left)
                record.parts["company"] = replace(title, kind="company", text=right, joint=joint)
                return
