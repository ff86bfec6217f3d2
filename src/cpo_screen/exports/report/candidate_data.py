"""One candidate as the page needs it: short keys, no words twice, nothing that is not shown.

The keys: `n` name, `f` file, `s` shares, `v` verdicts (m, n, u), `r` reasons, `q` quotes, `e` quotes of
each criterion, `g` must-haves; the others are named where they are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cpo_screen.criteria import Criteria
from cpo_screen.exports.facts import academic_degrees, current_position, degree_state, short_degree, years
from cpo_screen.exports.report.fact_data import facts_of
from cpo_screen.exports.report.shares import Share, shares_of
from cpo_screen.exports.report.wording import Quotes, Texts, bare_reason
from cpo_screen.exports.safe_text import one_line
from cpo_screen.model import CandidateProfile, PartialDate, Position, Scorecard

Record = dict[str, Any]
_VERDICTS = {"met": "m", "not_met": "n", "unknown": "u"}


@dataclass(slots=True)
class Shown:
    """What all candidates share: criteria, texts, and how many quotes a criterion shows."""

    criteria: Criteria
    texts: Texts = field(default_factory=Texts)
    quotes: int = 3


def candidate_data(card: Scorecard, page: Shown) -> Record:
    """Return everything the page shows of a candidate; empty values are left out."""
    profile, quotes, shares = card.profile, Quotes(), shares_of(card, page.criteria)
    record: Record = {
        "n": _text(profile.contact.name),
        "f": one_line(profile.source.path),
        "more": [one_line(one.path) for one in profile.others],
        "a": [profile.source.format, profile.source.pages, profile.source.language],
        "s": [_share(one) for one in shares],
        **_judged(card, page, quotes),
        **_row(profile),
        "c": [_text(one) for one in _contact(profile)],
        "p": [_position(one) for one in profile.positions],
        "k": facts_of(profile, quotes),
        "w": list(dict.fromkeys(page.texts.at(one.message) for one in profile.warnings)),
        "d": [_doubt(one, page, quotes) for one in profile.integrity],
        "dis": [[one_line(one.message), quotes.first(one.evidence, 2)] for one in profile.disagreements],
        "without": card.total_without,
        "review": fixed_reviews(card, page.criteria, shares),
    }
    record["q"] = quotes.all
    return {key: value for key, value in record.items() if value not in (None, "", [])}


def fixed_reviews(card: Scorecard, criteria: Criteria, shares: Sequence[Share]) -> list[str]:
    """Return why a person must look whatever the weights are; the share that is known depends on them."""
    whole = sum(one.weight for one in criteria.criteria)
    told = sum(one.weight for one, share in zip(criteria.criteria, shares, strict=True) if share.known)
    reasons = list(card.review)
    if told * 100 < criteria.review.known_below * whole:
        by_weight = f"Only {100 * told / whole:.0f} % of the weights could be judged"
        reasons = [one for one in reasons if one != by_weight]
    return [one_line(one) for one in reasons]


def _judged(card: Scorecard, page: Shown, quotes: Quotes) -> Record:
    def first(evidence: Any) -> list[int]:
        return quotes.first(evidence, page.quotes)

    return {
        "v": "".join(_VERDICTS[one.verdict] for one in card.results),
        "r": [page.texts.at(bare_reason(one)) for one in card.results],
        "e": [first(one.evidence) for one in card.results],
        "g": [[_VERDICTS[one.verdict], page.texts.at(one.reason)] for one in card.gates],
    }


def _share(one: Share) -> float | list[float] | None:
    if not one.known:
        return None
    return _number(one.share) if one.low == one.share == one.high else [one.share, one.low, one.high]


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _row(profile: CandidateProfile) -> Record:
    """The cells: `y` years (product, narrow, wide, leading, all), `u` degrees, `b` background, `t` job."""
    position = current_position(profile)
    clocks = profile.experience
    months = (
        clocks.months_product,
        clocks.months_product_low,
        clocks.months_product_high,
        clocks.months_product_leadership,
        clocks.months_total,
    )
    return {
        "y": [_number(years(one)) for one in months] if profile.positions else None,
        "claimed": clocks.claimed_years,
        "u": _degrees(profile),
        "b": profile.background.field,
        "t": [_text(position.title), _text(position.company)] if position else None,
    }


def _degrees(profile: CandidateProfile) -> str | None:
    if not profile.education:
        return None
    held = [one for one in academic_degrees(profile) if degree_state(one) == "yes"]
    return one_line(", ".join(dict.fromkeys(short_degree(one) for one in held[:3]))) or "none held"


def _contact(profile: CandidateProfile) -> Sequence[str | None]:
    contact = profile.contact
    return contact.location, contact.email, contact.phone, contact.linkedin


def _position(one: Position) -> list[Any]:
    """[title, company, start, end, product role, section if it is no job]; dates as 2019-03 or 2019."""
    period = one.period
    end = "now" if period.is_current else _date(period.end)
    row = [_text(one.title), _text(one.company), _date(period.start), end, int(one.is_product)]
    return row if one.section == "experience" else [*row, one.section]


def _doubt(one: Any, page: Shown, quotes: Quotes) -> list[Any]:
    return [one.severity, page.texts.at(one.message), quotes.first(one.evidence, page.quotes)]


def _date(date: PartialDate | None) -> str:
    return str(date) if date else ""


def _text(text: str | None) -> str:
    return one_line(text) if text else ""
