"""Blinding: what goes, what stays, and what nobody may change: scores, ranks, their order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cpo_screen.blinding import blind_screening
from cpo_screen.model import Contact, Source
from fakes import screenings as fakes

SENTENCES = yaml.safe_load(
    (Path(__file__).parent / "blinding" / "sentences.yaml").read_text(encoding="utf-8")
)


def blinded_text(text: str, name: str | None, language: str = "en") -> str:
    """Blind one statement of a candidate, and return it."""
    source = Source("cvs/a.pdf", "d" * 64, "pdf", 1, language)
    of = fakes.profile(
        name,
        contact=Contact(name),
        source=source,
        statements=(fakes.words(text),),
        education=(),
        programmes=(),
        positions=(),
    )
    blinded = blind_screening(fakes.screening(fakes.card(of))).screening
    return blinded.ranked[0].card.profile.statements[0].quote


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:60])
def test_sentences(case: dict[str, Any]) -> None:
    got = blinded_text(case["text"], case.get("of", "Ottoline Quibbleworth"), case.get("language", "en"))
    assert [one for one in case.get("gone", []) if one in got] == [], got
    assert [one for one in case.get("stays", []) if one not in got] == [], got
    again = blinded_text(got, case.get("of", "Ottoline Quibbleworth"), case.get("language", "en"))
    assert again == got
