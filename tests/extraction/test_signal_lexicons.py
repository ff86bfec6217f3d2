"""The lexicons of signals, team and network: readable, without doubles, each rule a rule."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest

from cpo_screen.extraction.signals import LANGUAGES, rule_book
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Signal
from cpo_screen.phrases import PhraseError, parse_rule

NAMES = [f"signals.{language}" for language in LANGUAGES]
PLAIN = ["team", "network", "background", "integrity", "experience", "clauses", "hands_on"]


def leaves(found: Any, at: str = "") -> list[tuple[str, Any]]:
    if isinstance(found, dict):
        return [leaf for key, value in found.items() for leaf in leaves(value, f"{at}/{key}")]
    if isinstance(found, list):
        return [leaf for value in found for leaf in leaves(value, at)]
    return [(at, found)]


@pytest.mark.parametrize("name", NAMES + PLAIN)
def test_every_entry_is_text(name: str) -> None:
    # an unquoted no, on or yes is a boolean in YAML
    assert [leaf for leaf in leaves(load_lexicon(name)) if not isinstance(leaf[1], str)] == []


@pytest.mark.parametrize("name", NAMES + PLAIN)
def test_no_entry_stands_twice_in_one_list(name: str) -> None:
    assert [leaf for leaf, times in Counter(leaves(load_lexicon(name))).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_can_be_read_and_name_the_twelve_signals(language: str) -> None:
    rule_book("signals", language)
    assert set(load_lexicon(f"signals.{language}")["signals"]) == set(get_args(Signal))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_used(language: str) -> None:
    lexicon = load_lexicon(f"signals.{language}")
    used = " ".join(text for _, text in leaves(lexicon))
    assert [name for name in lexicon["lists"] if f"<{name}>" not in used] == []


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("own~ + <verbs>", "there is no list <verbs>"),
        ("!roadmap", "only what must not be there"),
        ("... word?", "would match everything"),
        ("own~ + ", "a phrase is empty"),
        ("own~||run", "an empty alternative"),
    ],
)
def test_a_wrong_rule_says_what_is_wrong(rule: str, complaint: str) -> None:
    with pytest.raises(PhraseError, match=complaint):
        parse_rule(rule, {"lead": ["lead~"]})
