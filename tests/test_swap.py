"""Who somebody is changes nothing: the same career has the same scorecard, to the last digit."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cpo_screen.criteria import Criteria, load_criteria
from cpo_screen.documents.read import read_document
from cpo_screen.model import Document, PartialDate, Scorecard
from cpo_screen.pipeline import parse_document
from cpo_screen.ranking import score_candidate
from cpo_screen.sections import find_sections
from swapping import PEOPLE, Person, swapped, swapped_file

_AS_OF = PartialDate(2026, 11)
_GOLD = Path(__file__).parent / "gold"


_EDITABLE = (".docx", ".html", ".json", ".md", ".txt")
_KNOWN: dict[str, str] = {}


def _rows(endings: tuple[str, ...] = ("",)) -> list[Any]:
    rows = [json.loads(line) for line in (_GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(row, id=row["id"], marks=_marks(row["id"]))
        for row in rows
        if row["file"].endswith(endings)
    ]


def _marks(id_: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=_KNOWN[id_])] if id_ in _KNOWN else []


def _file(row: dict[str, Any]) -> Path:
    file = _GOLD / row["file"]
    return file.parent if file.suffix == ".csv" else file


@cache
def _criteria() -> Criteria:
    return load_criteria()


def score(document: Document) -> Scorecard:
    return score_candidate(parse_document(document, _AS_OF), _criteria())


def figures(card: Scorecard) -> dict[str, Any]:
    """Everything of a scorecard that is a number or a verdict."""
    return {
        "total": (
            card.total,
            card.low,
            card.high,
            card.tier,
            card.counted if hasattr(card, "counted") else None,
        ),
        "results": [
            (r.criterion, r.verdict, r.weight, r.points, r.low, r.high, r.counted) for r in card.results
        ],
        "gates": [(gate.gate, gate.verdict, gate.effect) for gate in card.gates],
        "review": card.review,
    }


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.family)
@pytest.mark.parametrize("row", _rows())
def test_the_scorecard_stays_equal(row: dict[str, Any], person: Person) -> None:
    document = read_document(_file(row), row["file"])
    other = swapped(document, find_sections(document), row["name"], row["location"], person)
    assert other.text != document.text or not document.visible
    assert all(other.text[line.span.start : line.span.end] == line.text for line in other.lines)
    assert figures(score(other)) == figures(score(document))


@pytest.mark.parametrize("person", PEOPLE[:2], ids=lambda person: person.family)
@pytest.mark.parametrize("row", _rows(_EDITABLE))
def test_the_file_with_another_person_scores_the_same(
    row: dict[str, Any], person: Person, tmp_path: Path
) -> None:
    file, own = tmp_path / Path(row["file"]).name, _file(row)
    file.write_bytes(swapped_file(own.read_bytes(), own.suffix, row["name"], person))
    assert file.read_bytes() != own.read_bytes()
    assert figures(score(read_document(file, row["file"]))) == figures(
        score(read_document(own, row["file"]))
    )
