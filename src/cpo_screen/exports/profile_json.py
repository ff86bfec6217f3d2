"""A profile as one line of JSON, in the form of schemas/profile-1.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cpo_screen.model import (
    Background,
    CandidateProfile,
    Doubt,
    Education,
    Evidence,
    LeadershipSignal,
    Network,
    PartialDate,
    Period,
    Position,
    Programme,
    Remark,
    ScopeEntry,
    Source,
    Trait,
    Trajectory,
    Written,
)

SCHEMA = "cpo-screen/profile/1"


def export_profile(profile: CandidateProfile, months: Sequence[int | None]) -> str:
    """Write a profile as one line of JSON; `months` are those of each position, in the same order."""
    return _line(
        {
            "schema": SCHEMA,
            "as_of": str(profile.as_of),
            "source": _source(profile.source),
            "status": profile.status,
            "warnings": [_remark(remark) for remark in profile.warnings],
            "name": profile.contact.name,
            "email": profile.contact.email,
            "phone": profile.contact.phone,
            "linkedin": profile.contact.linkedin,
            "location": profile.contact.location,
            "positions": [_position(p, m) for p, m in zip(profile.positions, months, strict=True)],
            "education": [_education(one) for one in profile.education],
            "programmes": [_programme(one) for one in profile.programmes],
            "experience": _experience(profile),
            "background": _background(profile.background),
            "network": _network(profile.network),
            "team_size_max": profile.team_size.people if profile.team_size else None,
            "leadership": [_signal(one) for one in profile.leadership],
            "leadership_skills": [
                {"signal": one.signal, "evidence": evidence_record(one.evidence)}
                for one in profile.leadership_skills
            ],
            "scope": [_scope(one) for one in profile.scope],
            "trajectory": _trajectory(profile.trajectory),
            "hands_on": [
                {"kind": one.kind, "skill": one.is_skill, "evidence": evidence_record(one.evidence)}
                for one in profile.hands_on
            ],
            "written": _written(profile.written),
            "integrity": [_doubt(one) for one in profile.integrity],
        }
    )


def export_unreadable(path: str, sha256: str | None, reason: Remark, as_of: PartialDate) -> str:
    """Write the line of a file that could not be read: nothing is known, and the reason is told."""
    return _line(
        {
            "schema": SCHEMA,
            "as_of": str(as_of),
            "source": {"path": path, "sha256": sha256, "format": None, "pages": None, "language": None},
            "status": "unreadable",
            "warnings": [_remark(reason)],
            **dict.fromkeys(("name", "email", "phone", "linkedin", "location")),
            "positions": [],
            "education": [],
            "programmes": [],
            "experience": dict.fromkeys(_CLOCKS),
            "background": _background(Background()),
            "network": _network(Network()),
            "team_size_max": None,
            "leadership": [],
            "leadership_skills": [],
            "scope": [],
            "trajectory": _trajectory(Trajectory()),
            "hands_on": [],
            "written": None,
            "integrity": [],
        }
    )


_TRAITS = ("industries", "business_models", "stages", "countries")
_CLOCKS = (
    "months_total", "months_product", "months_product_low", "months_product_high",
    "months_product_leadership", "claimed_years",
)  # fmt: skip


def _line(profile: dict[str, Any]) -> str:
    """Serialise on one line; what Unicode cannot encode (a lone surrogate) is written as its escape."""
    text = json.dumps(profile, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _source(source: Source) -> dict[str, Any]:
    return {
        "path": source.path,
        "sha256": source.sha256,
        "format": source.format,
        "pages": source.pages,
        "language": source.language,
    }


def _remark(remark: Remark) -> dict[str, str]:
    return {"code": remark.code, "message": remark.message}


def evidence_record(evidence: Evidence | None) -> dict[str, Any] | None:
    """Return the words on a page as plain data; `source` only where they stand in another file than the
    first."""
    if evidence is None:
        return None
    other = {"source": evidence.source} if evidence.source else {}
    return {
        "page": evidence.page,
        "line": evidence.line,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "by": evidence.found_by,
        **other,
    }


def _position(position: Position, months: int | None) -> dict[str, Any]:
    start, end = _period(position.period)
    return {
        "title": position.title,
        "company": position.company,
        "start": start,
        "end": end,
        "location": position.location,
        "function": position.function,
        "level": position.level,
        "product": position.is_product,
        "months": months,
        "evidence": evidence_record(position.evidence),
    }


def _period(period: Period) -> tuple[str | None, str | None]:
    start = None if period.start is None else str(period.start)
    if period.is_current:
        return start, "present"
    return start, None if period.end is None else str(period.end)


def _education(one: Education) -> dict[str, Any]:
    return {
        "degree": one.degree,
        "kind": one.kind,
        "level": one.level,
        "field": one.field,
        "institution": one.institution,
        "end_year": one.end_year,
        "completed": one.completed,
        "evidence": evidence_record(one.evidence),
    }


def _programme(one: Programme) -> dict[str, Any]:
    return {
        "name": one.name,
        "provider": one.provider,
        "year": one.year,
        "status": one.status,
        "evidence": evidence_record(one.evidence),
    }


def _experience(profile: CandidateProfile) -> dict[str, int | None]:
    return {clock: getattr(profile.experience, clock) for clock in _CLOCKS}


def _background(one: Background) -> dict[str, Any]:
    return {
        "field": one.field,
        "positions": list(one.positions),
        "confidence": one.confidence,
        "evidence": evidence_record(one.evidence),
    }


def _network(network: Network) -> dict[str, Any]:
    return {
        "connections": network.connections,
        "followers": network.followers,
        "evidence": evidence_record(network.connections_evidence or network.followers_evidence),
        "extras": [
            {"kind": kind, "grade": grade, "evidence": evidence_record(evidence)}
            for (kind, evidence), grade in zip(network.extras, network.grades, strict=True)
        ],
    }


def _signal(one: LeadershipSignal) -> dict[str, Any]:
    return {
        "signal": one.signal,
        "strength": one.strength,
        "quote": one.evidence.quote,
        "amount": one.amount,
        "measure": one.measure,
        "confidence": one.confidence,
        "position": one.position,
        "evidence": evidence_record(one.evidence),
    }


def _scope(one: ScopeEntry) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "low": one.low,
        "high": one.high,
        "currency": one.currency,
        "from": one.start,
        "change": one.change,
        "by": one.by,
        "months": one.months,
        "led": one.is_led,
        "direct": one.is_direct,
        "position": one.position,
        "evidence": evidence_record(one.evidence),
    }


def _trajectory(one: Trajectory) -> dict[str, Any]:
    return {
        "rungs": [
            {"level": rung.level, "months": rung.months, "since": str(rung.since) if rung.since else None}
            for rung in one.rungs
        ],
        "promotions": [list(pair) for pair in one.promotions],
        "path": one.path,
        "missing": list(one.missing),
        **{name: [_trait(trait) for trait in getattr(one, name)] for name in _TRAITS},
    }


def _trait(one: Trait) -> dict[str, Any]:
    return {"name": one.name, "position": one.position, "evidence": evidence_record(one.evidence)}


def _written(one: Written | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"date": str(one.date), "source": one.source, "evidence": evidence_record(one.evidence)}


def _doubt(one: Doubt) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "evidence": [evidence_record(each) for each in one.evidence],
    }
