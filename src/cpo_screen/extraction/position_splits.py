"""Lines where title and company were taken for one: parted where the other heads of the CV part them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.position_heads import Record
from cpo_screen.extraction.position_periods import EDGES
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold

_BRACKETS = re.compile(r"\([^()]*\)")
_HABIT = 2  # heads that are set in one way
_TITLE, _COMPANY, _OTHER = 0.7, 0.55, 0.2  # likenesses of the two halves of "title, company"


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
