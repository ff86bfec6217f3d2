"""Scorecards as Markdown: one candidate explained, or several side by side, for a note or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cpo_screen.exports.career_facts import outcome_amounts, scope_summary
from cpo_screen.exports.facts import current_position, years
from cpo_screen.exports.safe_text import one_line
from cpo_screen.exports.wording import VERDICTS, say_place, shorten
from cpo_screen.model import CandidateProfile, CriterionResult, Evidence, Scorecard

_QUOTES = 3
_LONGEST_QUOTE = 240
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")
_LINE_BEGINS = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


def scorecard_markdown(card: Scorecard, questions: Sequence[str] = (), review: str | None = None) -> str:
    """Write one candidate's scorecard: must-haves, criteria with quotes, questions to ask, warnings."""
    profile = card.profile
    files = " · ".join(_plain(one.path) for one in profile.sources)
    file = f"{files} · as of {profile.as_of}"
    lines = [f"# {_name(card)}", "", f"{_score(card, review)}  ", file, ""]
    lines += [*_facts(card), "## Must-haves", "", *_gates(card), "## Criteria", ""]
    for result in card.results:
        lines += [*_criterion(result, profile)]
    lines += [*_disagreements(profile)]
    lines += [*_listed("Questions to ask", questions)]
    lines += [*_listed("Notes", (one.message for one in profile.warnings))]
    return "\n".join(lines).rstrip() + "\n"


def comparison_markdown(pairs: Sequence[tuple[Scorecard, str | None]]) -> str:
    """Write candidates side by side: a row a criterion, with points, reason and the first quote.

    Each comes with the reason why a person must look first, if there is one.
    """
    cards = [card for card, _ in pairs]
    lines = [
        _row(["", *(f"**{_name(card)}**" for card in cards)]),
        _row(["---"] * (len(cards) + 1)),
        _row(["Score", *(_score(card, review) for card, review in pairs)]),
    ]
    for at, gate in enumerate(cards[0].gates):
        cells = [f"{VERDICTS[card.gates[at].verdict]}. {_plain(card.gates[at].reason)}" for card in cards]
        lines.append(_row([f"Must-have: {_plain(gate.label)}", *cells]))
    for at, result in enumerate(cards[0].results):
        lines.append(_row([_plain(result.label), *(_compared(card, at) for card in cards)]))
    return "\n".join(lines) + "\n"


def _compared(card: Scorecard, at: int) -> str:
    result = card.results[at]
    quote = f" {_quote(result.evidence[0], card.profile)}" if result.evidence else ""
    return f"**{result.points:.1f}** {VERDICTS[result.verdict]}. {_plain(result.reason)}{quote}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _name(card: Scorecard) -> str:
    return _plain(card.profile.contact.name or card.profile.source.path)


def _score(card: Scorecard, review: str | None) -> str:
    if review:
        return f"**For review, not ranked:** {_plain(review)}"
    tier = f", {_plain(card.tier)}" if card.tier else ""
    return f"**{card.total:.1f}** of 100 (low {card.low:.1f}, high {card.high:.1f}){tier}"


def _facts(card: Scorecard) -> Iterator[str]:
    profile = card.profile
    position = current_position(profile)
    told = {
        "Now": ", ".join(one for one in (position.title, position.company) if one) if position else "",
        "Product years": str(years(profile.experience.months_product)) if profile.positions else "",
        "Carried": scope_summary(profile),
        "Results": outcome_amounts(profile),
    }
    known = [f"- {label}: {_plain(text)}" for label, text in told.items() if text]
    yield from [*known, ""] if known else []


def _gates(card: Scorecard) -> Iterator[str]:
    for gate in card.gates:
        yield f"- **{_plain(gate.label)}** – {VERDICTS[gate.verdict]}. {_plain(gate.reason)}"
    yield "" if card.gates else "None are asked.\n"


def _criterion(result: CriterionResult, profile: CandidateProfile) -> Iterator[str]:
    left_out = "" if result.counted else ", left out of the total"
    points = f"{result.points:.1f} of {result.weight:.1f}"
    verdict = f"{VERDICTS[result.verdict]}{left_out}"
    yield f"- **{_plain(result.label)}** – {points}, {verdict}. {_plain(result.reason)}"
    for one in result.evidence[:_QUOTES]:
        yield f"  - {_quote(one, profile)}"
    if len(result.evidence) > _QUOTES:
        yield f"  - … and {len(result.evidence) - _QUOTES} more"


def _quote(evidence: Evidence, profile: CandidateProfile) -> str:
    quote = _plain(shorten(evidence.quote, _LONGEST_QUOTE))
    return f"“{quote}” ({_plain(say_place(evidence, profile))})"


def _disagreements(profile: CandidateProfile) -> Iterator[str]:
    if profile.disagreements:
        yield from ["", "## Where the files disagree", ""]
    for one in profile.disagreements:
        yield f"- {_plain(one.message)}"
        yield from (f"  - {_quote(each, profile)}" for each in one.evidence)


def _listed(heading: str, texts: Iterable[str]) -> Iterator[str]:
    items = [f"- {_plain(text)}" for text in texts]
    if items:
        yield from ["", f"## {heading}", "", *items]


def _plain(text: str) -> str:
    r"""Escape what Markdown or HTML would take for more than text.

    >>> _plain("<b>*Ann*</b> | [x](y)")
    '\\<b\\>\\*Ann\\*\\</b\\> \\| \\[x\\](y)'
    """
    escaped = _SPECIAL.sub(r"\\\1", one_line(text)).replace("&", "&amp;")
    return _LINE_BEGINS.sub(r"\1\\\2\3", escaped)
