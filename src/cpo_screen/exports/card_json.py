"""One candidate's scorecard as plain data, in the words of schemas/ranking-1.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cpo_screen.exports.profile_json import evidence_record
from cpo_screen.model import CandidateProfile, CriterionResult, GateResult, Scorecard

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
        "gates": [gate_record(one) for one in card.gates],
        "results": [result_record(one) for one in card.results],
        "questions": list(questions),
        **files_record(card.profile),
        "warnings": [{"code": one.code, "message": one.message} for one in card.profile.warnings],
    }


def gate_record(gate: GateResult) -> Record:
    """Return a must-have as plain data."""
    return {
        "gate": gate.gate,
        "label": gate.label,
        "verdict": gate.verdict,
        "effect": gate.effect,
        "reason": gate.reason,
        "evidence": [evidence_record(one) for one in gate.evidence],
    }


def result_record(result: CriterionResult) -> Record:
    """Return what one criterion gave as plain data, in points out of `weight`."""
    return {
        "criterion": result.criterion,
        "label": result.label,
        "verdict": result.verdict,
        "weight": result.weight,
        "points": result.points,
        "low": result.low,
        "high": result.high,
        "counted": result.counted,
        "reason": result.reason,
        "sources": list(result.sources),
        "evidence": [evidence_record(one) for one in result.evidence],
    }


def files_record(profile: CandidateProfile) -> Record:
    """Return the person's files in the order that a quote's `source` counts, and where they disagree."""
    return {
        "files": [one.path for one in profile.sources],
        "disagreements": [
            {
                "kind": one.kind,
                "message": one.message,
                "evidence": [evidence_record(e) for e in one.evidence],
            }
            for one in profile.disagreements
        ],
    }
