"""Questions for the interview: one for each open must-have and unknown criterion, and for nothing else."""

from __future__ import annotations

from typing import get_args

import pytest

from cpo_screen.criteria import load_criteria, parse_criteria
from cpo_screen.criteria.schema import KINDS
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import ScopeKind, Signal
from cpo_screen.questions import questions_for
from cpo_screen.ranking import score_candidate
from profile_builder import build_profile

CPO = {
    "positions": [
        {
            "title": "CPO",
            "level": "c_level",
            "start": "2010-01",
            "end": "present",
            "highlights": ["Product"],
        }
    ],
    "education": [{"degree": "MBA", "kind": "MBA", "level": "master", "completed": True}],
}


def ask(record: dict, text: str | None = None) -> tuple[str, ...]:
    criteria = parse_criteria(text) if text else load_criteria()
    return questions_for(score_candidate(build_profile(record), criteria), criteria)


def test_what_is_unknown_is_asked_and_what_is_known_is_not() -> None:
    asked = ask(CPO)
    words = load_lexicon("questions")
    assert words["kinds"]["team_size"] in asked
    assert words["signals"]["outcomes"] in asked
    assert words["kinds"]["graduate_degrees"] not in asked
    assert asked.index(words["kinds"]["team_size"]) < asked.index(words["signals"]["data_fluency"])


def test_an_unmet_must_have_is_asked_first_and_its_criterion_only_once() -> None:
    text = """
criteria:
  years: {kind: product_experience, weight: 5, years: {full: 12, must: 8}}
  people: {kind: team_size, weight: 5, people: {full: 20, must: 10}}
must_haves:
  eight: {label: Eight years, criterion: years}
  led: {label: Ten people led, criterion: people}
"""
    short = {"positions": [{"title": "PM", "start": "2022-01", "end": "present"}]}
    first, second = ask(short, text)
    assert first.startswith("Eight years: the CV says otherwise (")
    assert second.startswith("Ten people led: the CV does not tell (")


def test_nothing_is_asked_where_everything_is_known() -> None:
    assert ask(CPO, "criteria:\n  degrees: {kind: graduate_degrees, weight: 1, degrees: {MBA: 90}}\n") == ()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_question(kind: str) -> None:
    kinds = load_lexicon("questions")["kinds"]
    if kind == "scope":
        assert {f"scope.{of}" for of in get_args(ScopeKind)} <= set(kinds)
    elif kind != "leadership":
        assert kind in kinds


def test_every_signal_has_a_question() -> None:
    assert set(load_lexicon("questions")["signals"]) == set(get_args(Signal))
