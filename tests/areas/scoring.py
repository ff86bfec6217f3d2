"""Scores a profile (in the form of the gold labels) by the criteria of the case or the shipped ones."""

from __future__ import annotations

from typing import Any

from cpo_screen.criteria import load_criteria, parse_criteria
from cpo_screen.ranking import score_candidate
from profile_builder import build_profile


def run(case: dict[str, Any]) -> object:
    criteria = parse_criteria(case["criteria"]) if "criteria" in case else load_criteria()
    card = score_candidate(build_profile(case["profile"]), criteria)
    return {
        "total": card.total,
        "low": card.low,
        "high": card.high,
        "tier": card.tier,
        "review": list(card.review),
        "gates": {gate.gate: gate.verdict for gate in card.gates},
        "results": {
            each.criterion: {
                "verdict": each.verdict,
                "points": each.points,
                "weight": each.weight,
                "low": each.low,
                "high": each.high,
                "counted": each.counted,
                "reason": each.reason,
                "quotes": [one.quote for one in each.evidence],
            }
            for each in card.results
        },
    }
