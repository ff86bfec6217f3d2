"""The scope ledger's lexicons, positions and hidden lines, and the largest team of a ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from areas.experience import NOWHERE
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.scope import find_scope
from cpo_screen.extraction.scope_words import LANGUAGES
from cpo_screen.extraction.team import largest_team
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Period, Position, ScopeEntry, Section, Span

TEXT = """Head of Product, Larch
Led 14 people and a budget of £2m.
Product Manager, Maple
Bank with 900 employees
Worked with 30 engineers.
Secret: led 700 people
"""


def read() -> tuple[tuple[ScopeEntry, ...], Document]:
    document = document_from_text(TEXT)
    lines = tuple(replace(line, hidden="Secret" in line.text) for line in document.lines)
    document = replace(document, lines=lines, language="en")
    cut = TEXT.index("Product Manager")
    jobs = tuple(
        Position(title, None, Period(), None, "other", "other", False, (), NOWHERE, block)
        for title, block in (("Head of Product", Span(0, cut)), ("Product Manager", Span(cut, len(TEXT))))
    )
    return find_scope(document, (Section("experience", None, lines),), jobs), document


def test_entries_stand_at_their_place_and_know_their_position() -> None:
    found, document = read()
    assert [(one.kind, one.high, one.position, one.is_led) for one in found] == [
        ("people", 14, 0, True),
        ("budget", 2e6, 0, True),
        ("people", 900, 1, False),
        ("people", 30, 1, False),
    ]
    for one in found:
        assert document.text[one.evidence.span.start : one.evidence.span.end] == one.evidence.quote


def test_the_largest_team_is_one_that_was_led() -> None:
    found, _ = read()
    team = largest_team(found)
    assert team is not None
    assert (team.people, team.evidence.quote) == (14, "Led 14 people and a budget of £2m")
    assert largest_team(one for one in found if not one.is_led) is None


def test_a_companys_headcount_counts_only_if_nothing_else_is_said() -> None:
    found, _ = read()
    owned = replace(
        found[2], is_led=True, evidence=replace(found[2].evidence, found_by="rule:scope.people.owner")
    )
    assert largest_team([owned, found[0]]) == largest_team([found[0]])
    assert largest_team([owned]) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_plays_a_part_twice_and_all_parts_are_known(language: str) -> None:
    lexicon = load_lexicon(f"scope.{language}")
    assert set(lexicon) <= set(load_lexicon("scope.en"))
    for part, words in lexicon.items():
        assert [word for word in words if not isinstance(word, str)] == [], part
        assert [word for word, times in Counter(list(words)).items() if times > 1] == [], part
