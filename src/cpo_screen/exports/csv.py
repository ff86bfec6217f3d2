"""ranked.csv: one line per candidate, safe and readable in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cpo_screen.exports.career_facts import (
    growth_summary,
    hands_on_kinds,
    ladder_summary,
    outcome_amounts,
    scope_summary,
    trait_names,
)
from cpo_screen.exports.facts import (
    current_position,
    degrees_by_level,
    graduate_degrees,
    holds,
    holds_mba,
    name_degree,
    name_programme,
    signal_names,
    skill_names,
    years,
)
from cpo_screen.exports.reasons import reason_sentence
from cpo_screen.exports.safe_text import cell
from cpo_screen.model import CandidateProfile, Scorecard, Verdict
from cpo_screen.screening import ForReview, Ranked, Screening

if TYPE_CHECKING:
    from cpo_screen.scoring.stability import Stability

Row = dict[str, Any]
BEGINS_WITH = b"\xef\xbb\xbfrank,tier,score"


def export_csv(screening: Screening) -> bytes:
    """Write the ranked candidates and, below them, those for review, as UTF-8 with a byte order mark."""
    return to_csv(_rows(screening), columns(screening.criteria_names))


def table_rows(screening: Screening) -> list[Row]:
    """Return the lines of the table, the ranked ones first, with values as they are: None is empty."""
    return list(_rows(screening))


def _rows(screening: Screening) -> Iterator[Row]:
    as_of = str(screening.as_of)
    for one in screening.ranked:
        yield _ranked_row(one, as_of)
    for each in screening.review:
        yield _review_row(each, as_of)


def to_csv(rows: Iterable[Mapping[str, Any]], header: Iterable[str]) -> bytes:
    """Write rows with a spreadsheet's line ends; texts become safe cells, None an empty one."""
    names = list(header)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        cells = map(row.get, names)
        writer.writerow([cell(one) if one and isinstance(one, str) else one for one in cells])
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def columns(criteria_names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the columns, left to right; each criterion has one of its own."""
    return (*_FIRST, *(f"points_{name}" for name in criteria_names), *_LAST)


_FIRST = (
    "rank", "tier", "score", "low", "high", "best_rank", "worst_rank", "tied_with_next",
    "name", "current_title", "current_company", "product_years", "product_years_low", "product_years_high",
    "product_leadership_years", "total_years", "claimed_years", "highest_degree", "mba", "ms",
    "graduate_degrees", "background",
    "programmes", "connections", "followers", "other_network", "team_size", "scope", "currency", "p_and_l",
    "budget", "revenue", "funding", "exit", "people_over_time", "outcomes", "ladder",
    "promotions", "industries", "business_models", "stages", "countries", "hands_on", "written",
)  # fmt: skip
_LAST = (
    "must_haves_unmet", "must_haves_unknown", "leadership_signals", "leadership_skills", "reasons",
    "swap_with_next", "warnings", "doubts", "score_without_doubts", "disagreements", "email", "phone",
    "linkedin", "location", "file", "other_files", "as_of",
)  # fmt: skip


def _ranked_row(one: Ranked, as_of: str) -> Row:
    card = one.card
    # points are whole tenths: there is nothing to round
    row: Row = {f"points_{each.criterion}": each.points if each.counted else None for each in card.results}
    row["rank"] = one.rank
    row["tier"] = card.tier
    row["score"] = round(card.total, 1)
    row["low"] = round(card.low, 1)
    row["high"] = round(card.high, 1)
    row["must_haves_unmet"] = _gates(card, "not_met")
    row["must_haves_unknown"] = _gates(card, "unknown")
    row["reasons"] = reason_sentence(card)
    row["score_without_doubts"] = None if card.total_without is None else round(card.total_without, 1)
    row.update(_stability_cells(one.stability))
    return _with_profile(row, card, as_of)


def _review_row(one: ForReview, as_of: str) -> Row:
    """What was read stands there, without rank, score and points: the reading is not to be trusted."""
    told: Row = {"tier": "for review", "reasons": f"For review: {one.reason.message}"}
    return _with_profile(told, one.card, as_of)


def _with_profile(row: Row, card: Scorecard, as_of: str) -> Row:
    row.update(_profile_cells(card.profile))
    row.update(_money_cells(card))
    row["as_of"] = as_of
    return row


def _stability_cells(firm: Stability | None) -> Row:
    """Where somebody stands in nine of ten trials, and what would swap them with the next."""
    if firm is None:
        return {}
    return {
        "best_rank": firm.best_rank,
        "worst_rank": firm.worst_rank,
        "tied_with_next": "yes" if firm.tied_with_next else "no",
        "swap_with_next": str(firm.swap) if firm.swap else None,
    }


def _money_cells(card: Scorecard) -> Row:
    """The largest sum of each kind that the person led, whole units of the recruiter's currency."""
    sums: Row = {one.kind: round(one.low) for one in card.money}
    return sums | {"currency": card.money[0].currency if card.money else None}


def _gates(card: Scorecard, verdict: Verdict) -> str:
    return "; ".join([gate.label for gate in card.gates if gate.verdict == verdict])


def _profile_cells(profile: CandidateProfile) -> Row:
    return {
        **_position_cells(profile),
        **_year_cells(profile),
        **_degree_cells(profile),
        **_reach_cells(profile),
        **_career_cells(profile),
        "name": profile.contact.name,
        "background": profile.background.field,
        "programmes": "; ".join([name_programme(one) for one in profile.programmes]),
        "team_size": profile.team_size.people if profile.team_size else None,
        "leadership_signals": "; ".join(signal_names(profile)),
        "leadership_skills": "; ".join(skill_names(profile)),
        "warnings": " ".join(dict.fromkeys(remark.message for remark in profile.warnings)),
        "doubts": "; ".join(dict.fromkeys(one.code for one in profile.integrity)),
        "disagreements": " ".join(one.message for one in profile.disagreements),
        "email": profile.contact.email,
        "phone": profile.contact.phone,
        "linkedin": profile.contact.linkedin,
        "location": profile.contact.location,
        "file": profile.source.path,
        "other_files": "; ".join(one.path for one in profile.others),
    }


def _career_cells(profile: CandidateProfile) -> Row:
    came_up = profile.trajectory
    return {
        "scope": scope_summary(profile),
        "people_over_time": growth_summary(profile),
        "outcomes": outcome_amounts(profile),
        "ladder": ladder_summary(came_up),
        "promotions": len(came_up.promotions) if profile.positions else None,
        "industries": trait_names(came_up.industries),
        "business_models": trait_names(came_up.business_models),
        "stages": trait_names(came_up.stages),
        "countries": trait_names(came_up.countries),
        "hands_on": hands_on_kinds(profile),
        "written": str(profile.written.date) if profile.written else None,
    }


def _position_cells(profile: CandidateProfile) -> Row:
    position = current_position(profile)
    if position is None:
        return {"current_title": None, "current_company": None}
    return {"current_title": position.title, "current_company": position.company}


_CLOCKS = (
    "product_years",
    "product_years_low",
    "product_years_high",
    "product_leadership_years",
    "total_years",
)


def _year_cells(profile: CandidateProfile) -> Row:
    """The clocks; blank where no position was read, since that says nothing of the person."""
    experience = profile.experience
    if not profile.positions:
        return dict.fromkeys(_CLOCKS) | {"claimed_years": experience.claimed_years}
    return {
        "product_years": years(experience.months_product),
        "product_years_low": years(experience.months_product_low),
        "product_years_high": years(experience.months_product_high),
        "product_leadership_years": years(experience.months_product_leadership),
        "total_years": years(experience.months_total),
        "claimed_years": experience.claimed_years,
    }


def _degree_cells(profile: CandidateProfile) -> Row:
    degrees = degrees_by_level(profile)
    return {
        "highest_degree": name_degree(degrees[0]) if degrees else None,
        "mba": holds_mba(profile),
        "ms": holds(profile, ("MS",)),
        "graduate_degrees": len(graduate_degrees(profile)) if profile.education else None,
    }


def _reach_cells(profile: CandidateProfile) -> Row:
    network = profile.network
    kinds = [kind for kind, _ in network.extras]
    counted = [f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)]
    return {
        "connections": network.connections,
        "followers": network.followers,
        "other_network": "; ".join(counted),
    }
