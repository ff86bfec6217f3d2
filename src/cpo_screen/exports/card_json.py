"""One candidate's scorecard as plain data, for JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cpo_screen.exports.profile_json import evidence_record
from cpo_screen.model import CriterionResult, GateResult, Scorecard

Record = dict[str, Any]


def card_line(card: Scorecard, questions: Sequence[str] = (), review: str | None = None) -> str:
    """Write a scorecard as one line of JSON."""
    return json.dumps(card_record(card, questions, review), ensure_ascii=False)


def card_record(card: Scorecard, questions: Sequence[str] = (), review: str | None = None) -> Record:
    """Return a scorecard as plain data; `review` is the reason where the candidate is not ranked."""
    return {
        "file": card.profile.source.path,
        "name": card.profile.contact.name,
        "as_of": str(card.profile.as_of),
        "score": round(card.total, 1),
        "low": round(card.low, 1),
        "high": round(card.high, 1),
        "tier": card.tier,
        "review": review,
        "score_without_doubts": card.total_without,
        "must_haves": [_gate(one) for one in card.gates],
        "criteria": [_result(one) for one in card.results],
        "questions": list(questions),
        "warnings": [{"code": one.code, "message": one.message} for one in card.profile.warnings],
    }


def _gate(gate: GateResult) -> Record:
    return {
        "id": gate.gate,
        "label": gate.label,
        "verdict": gate.verdict,
        "effect": gate.effect,
        "reason": gate.reason,
        "evidence": [evidence_record(one) for one in gate.evidence],
    }


def _result(result: CriterionResult) -> Record:
    return {
        "id": result.criterion,
        "label": result.label,
        "verdict": result.verdict,
        "points": round(result.points, 1),
        "of": round(result.weight, 1),
        "low": round(result.low, 1),
        "high": round(result.high, 1),
        "counted": result.counted,
        "reason": result.reason,
        "sources": list(result.sources),
        "evidence": [evidence_record(one) for one in result.evidence],
    }
