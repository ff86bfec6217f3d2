from __future__ import annotations

import pytest

from cpo_screen.criteria.fairness import find_protected_key, find_protected_pattern
from cpo_screen.criteria.schema import KINDS
from cpo_screen.lexicons import load_lexicon


@pytest.mark.parametrize(
    "key",
    [
        "zip", "zip_code", "postcode", "age", "birth_date", "birthDate", "Gender", "nationality", "photo",
        "marital_status", "graduation_year", "graduationYear", "school_prestige", "university", "name",
        "location", "home-address", "sex", "religion", "disability",
    ],
)  # fmt: skip
def test_protected_keys_are_refused_with_a_reason(key: str) -> None:
    assert find_protected_key(key)


@pytest.mark.parametrize("key", ["stage", "message", "coverage", "management", "languages", *KINDS])
def test_other_keys_are_not(key: str) -> None:
    assert find_protected_key(key) is None


@pytest.mark.parametrize("pattern", ["head of * growth", "Six Sigma Black Belt", "packaging", "management"])
def test_other_patterns_are_not(pattern: str) -> None:
    assert find_protected_pattern(pattern) is None


def test_every_group_has_a_reason_and_no_word_stands_twice() -> None:
    groups = load_lexicon("protected")["groups"]
    assert all(group["reason"] for group in groups.values())
    for kind in ("keys", "patterns"):
        words = [word for group in groups.values() for word in group[kind]]
        assert len(words) == len(set(words))
