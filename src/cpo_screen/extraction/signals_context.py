"""Who did it: whether a clause's words mean leading, taking part, or nothing (not, never, seeking to)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpo_screen.extraction.signals import RuleMatch
from cpo_screen.extraction.signals_clauses import Clause
from cpo_screen.extraction.signals_index import TokenSpan
from cpo_screen.model import Strength

_REACH = 10  # words over which 'supported' weakens what follows
_NEGATION_REACH = 1  # words between 'no' and what it denies
_LIST_ITEMS = 3
_ITEM_WORDS = 4
_LONG_LIST = 9  # items
_DEEDS_IN_LONG = 0.5


def judge_strength(
    match: RuleMatch, cues: Mapping[str, Sequence[TokenSpan]], clause: Clause
) -> Strength | None:
    """Say how strongly a match shows its signal; None where it is denied, wished for or only a skill."""
    if cues.get("objective") or _is_wished(match, cues.get("wished", ())):
        return None
    if _is_denied(match, cues.get("negated", ())):
        return None
    if is_bare_list(clause) and not begins_with_deed(clause, cues.get("deed", ())):
        return None
    helped = any(
        start < match.start and match.start - end <= _REACH for start, end in cues.get("helped", ())
    )
    if match.way == "contributed" or helped or cues.get("others"):
        return "contributed"
    return "led"


def is_bare_list(clause: Clause) -> bool:
    """Whether a clause only lists nouns, as skills do: 'Roadmaps, OKRs, stakeholder management'.

    A number in it makes it a deed: 'Six squads, one roadmap, two thirds of it dropped'.
    """
    items = [item for part in clause.text.split(",") for item in part.split("|")]
    if len(items) < _LIST_ITEMS or clause.amounts:
        return False
    return sum(len(item.split()) for item in items) / len(items) < _ITEM_WORDS


def begins_with_deed(clause: Clause, deeds: Sequence[TokenSpan]) -> bool:
    """Whether an item of a list begins with a verb: 'Pricing: wrote the model, ran the migration'.

    In a long list some of them must: 'coaching' among twenty keywords is one of them.
    """
    begins = {0} | {i + 1 for i, token in enumerate(clause.tokens) if token.text in (",", ":")}
    found = {start for start, _ in deeds} & begins
    return bool(found) if len(begins) < _LONG_LIST else len(found) >= _DEEDS_IN_LONG * len(begins)


def _is_denied(match: RuleMatch, negations: Sequence[TokenSpan]) -> bool:
    """'no P&L responsibility' is denied; 'no change shipped without an A/B test' is not."""
    if len(negations) != 1:
        return False
    end = negations[0][1]
    return any(0 <= start - end <= _NEGATION_REACH for start, _ in match.spans)


def _is_wished(match: RuleMatch, wishes: Sequence[TokenSpan]) -> bool:
    return any(start < match.end and match.start - end <= _REACH for start, end in wishes)
