"""The whole screening as one JSON document, in the form of schemas/ranking-1.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cpo_screen.criteria import Criteria
from cpo_screen.exports.card_json import files_record, gate_record, result_record
from cpo_screen.exports.csv import columns, table_rows
from cpo_screen.exports.profile_json import evidence_record, export_profile
from cpo_screen.exports.reasons import reason_sentence
from cpo_screen.extraction.experience import months_of
from cpo_screen.model import CandidateProfile, Remark, Scorecard
from cpo_screen.screening import Screening

if TYPE_CHECKING:
    from cpo_screen.scoring.stability import Stability

SCHEMA = "cpo-screen/ranking/1"
BEGINS_WITH = f'{{"schema": "{SCHEMA}"'.encode()
_NO_FACTS = frozenset(
    {
        "rank", "tier", "score", "low", "high", "must_haves_unmet", "must_haves_unknown", "reasons",
        "score_without_doubts", "as_of", "best_rank", "worst_rank", "tied_with_next", "swap_with_next",
    }
)  # fmt: skip
_FACTS = tuple(name for name in columns(()) if name not in _NO_FACTS)


def export_json(screening: Screening, criteria: Criteria) -> bytes:
    """Write everything that a run made of the files, as UTF-8: a line for each candidate.

    Texts stand as the CVs have them. Raises ValueError where the screening was scored by other criteria.
    """
    if criteria.sha256 != screening.criteria_sha256:
        raise ValueError("this screening was scored by other criteria")
    rows = table_rows(screening)
    ranked = (
        {"rank": one.rank} | _scored(one.card) | _stability(one.stability) | _candidate(one.card, row)
        for one, row in zip(screening.ranked, rows, strict=False)
    )
    review = (
        {"reason": _remark(one.reason)} | _candidate(one.card, row)
        for one, row in zip(screening.review, rows[len(screening.ranked) :], strict=True)
    )
    head = _head(screening, criteria)
    document = [*_members(head), _list("ranked", ranked), _list("review", review), *_others(screening)]
    text = "{" + ",\n".join(document) + "\n}\n"
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate becomes JSON's escape of it


def _head(screening: Screening, criteria: Criteria) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "as_of": str(screening.as_of),
        "program": f"cpo-screen {screening.version}",
        "criteria": {
            "title": criteria.title,
            "sha256": screening.criteria_sha256,
            "weights": {one.id: one.weight for one in criteria.criteria},
        },
        "counts": screening.counts._asdict(),
        "notes": list(screening.notes),
    }


def _scored(card: Scorecard) -> dict[str, Any]:
    return {
        "tier": card.tier,
        "score": card.total,
        "low": card.low,
        "high": card.high,
        "score_without_doubts": card.total_without,
        "reasons": reason_sentence(card),
    }


def _stability(firm: Stability | None) -> dict[str, Any]:
    """How firm the rank is; None where that was not worked out."""
    if firm is None:
        return {"stability": None}
    return {
        "stability": {
            "best_rank": firm.best_rank,
            "worst_rank": firm.worst_rank,
            "tied_with_next": firm.tied_with_next,
            "swap_with_next": str(firm.swap) if firm.swap else None,
        }
    }


def _candidate(card: Scorecard, row: Mapping[str, Any]) -> dict[str, Any]:
    """What both the ranked and those for review have: facts, results, must-haves, money, the profile."""
    return {
        "candidate": {name: row.get(name) for name in _FACTS},
        "results": [result_record(one) for one in card.results],
        "gates": [gate_record(one) for one in card.gates],
        "money": [
            {
                "kind": one.kind,
                "currency": one.currency,
                "low": one.low,
                "high": one.high,
                "evidence": evidence_record(one.evidence),
            }
            for one in card.money
        ],
        "profile": _profile(card.profile),
        **files_record(card.profile),
    }


def _profile(profile: CandidateProfile) -> Any:
    months = [months_of(one.period, profile.as_of) for one in profile.positions]
    return json.loads(export_profile(profile, months))


def _remark(remark: Remark) -> dict[str, str]:
    return {"code": remark.code, "message": remark.message}


def _others(screening: Screening) -> list[str]:
    refused = [
        {"file": one.file, "sha256": one.sha256, "reason": _remark(one.reason)} for one in screening.refused
    ]
    copies = [
        {"file": one.file, "sha256": one.sha256, "same_as": one.same_as} for one in screening.duplicates
    ]
    merged = [{"file": one.file, "sha256": one.sha256, "into": one.into} for one in screening.merged]
    return [_list("refused", refused), _list("duplicates", copies), _list("merged", merged)]


def _members(head: Mapping[str, Any]) -> list[str]:
    return [f"{_line(name)}: {_line(value)}" for name, value in head.items()]


def _list(name: str, records: Iterable[Mapping[str, Any]]) -> str:
    lines = ",\n".join(_line(one) for one in records)
    return f"{_line(name)}: [\n{lines}\n]" if lines else f"{_line(name)}: []"


def _line(value: Any) -> str:
    """Serialise on one line; Unicode's own line ends are escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
