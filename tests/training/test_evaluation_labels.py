from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cpo_screen.errors import ExitCode, UsageError
from cpo_screen.training.evaluation.labels import read_labels

GOLD = Path(__file__).parent.parent / "gold" / "gold.jsonl"
GOOD = {"id": "a", "file": "a.pdf"}
JOB = {
    "title": "CPO",
    "company": "Acme",
    "start": "2020-01",
    "end": "present",
    "product": True,
    "level": "c_level",
}


def write(path: Path, *lines: str) -> Path:
    file = path / "gold.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def mistakes_of(path: Path, *rows: dict[str, Any]) -> str:
    with pytest.raises(UsageError) as caught:
        read_labels(write(path, *(json.dumps(row) for row in rows)))
    assert caught.value.code == ExitCode.USAGE
    return str(caught.value)


def test_gold_corpus_is_whole() -> None:
    labels = read_labels(GOLD)
    assert len(labels) == 43
    for label in labels:
        assert hashlib.sha256((GOLD.parent / label.file).read_bytes()).hexdigest() == label.sha256


def test_scans_are_told_by_their_notes() -> None:
    assert [label.id for label in read_labels(GOLD) if label.scan] == ["h08", "t04"]


@pytest.mark.parametrize(
    ("row", "scan"),
    [
        ({"notes": "Scan of a print"}, True),
        ({"notes": "a picture, no text layer"}, True),
        ({"layout": "scan"}, True),
        ({"notes": "scan, later recognised", "scan": False}, False),
        ({"scan": True}, True),
        ({"notes": "scanned the market for two years"}, False),
        ({}, False),
    ],
)
def test_scan_mark(tmp_path: Path, row: dict[str, Any], scan: bool) -> None:
    (label,) = read_labels(write(tmp_path, json.dumps(GOOD | row)))
    assert label.scan is scan


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("a b/CV.PDF", "pdf"),
        ("x/Positions.csv", "linkedin_archive"),
        ("x.zip", "linkedin_archive"),
        ("cv", "none"),
    ],
)
def test_format_by_ending(tmp_path: Path, file: str, expected: str) -> None:
    (label,) = read_labels(write(tmp_path, json.dumps(GOOD | {"file": file})))
    assert label.format == expected


def test_months_without_bounds_are_their_own_bounds(tmp_path: Path) -> None:
    (label,) = read_labels(write(tmp_path, json.dumps(GOOD | {"months_total": 12, "months_product": None})))
    assert label.facts.months == {"months_total": (12, 12, 12)}


def test_status_means_not_held(tmp_path: Path) -> None:
    degree = {"degree": "MBA", "kind": "MBA", "field": None, "institution": None, "end_year": None}
    row = GOOD | {
        "education": [degree, degree | {"status": "in_progress"}],
        "programmes": [{"name": "CSPO"}],
    }
    (label,) = read_labels(write(tmp_path, json.dumps(row)))
    assert [one.held for one in label.facts.degrees] == [True, False]
    assert label.facts.courses[0].held


def test_unknown_keys_that_resemble_nothing_are_allowed(tmp_path: Path) -> None:
    assert read_labels(write(tmp_path, json.dumps(GOOD | {"reviewer": "R. Example"})))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"file": "a.pdf"}, "line 2: id: Field required"),
        (
            GOOD | {"positions": [JOB, JOB | {"start": "03/2020"}]},
            "line 2: positions[1].start: must be YYYY-MM, YYYY or null, not '03/2020'",
        ),
        (GOOD | {"positions": [JOB | {"end": "now"}]}, "line 2: positions[0].end: must be"),
        (GOOD | {"positions": [JOB | {"level": "boss"}]}, "line 2: positions[0].level:"),
        (
            GOOD | {"positions": [{"company": "Acme", "start": None, "end": None}]},
            "line 2: positions[0].title:",
        ),
        (GOOD | {"team_size_max": "12"}, "line 2: team_size_max:"),
        (GOOD | {"network": {"connections": -1}}, "line 2: network.connections:"),
        (GOOD | {"leadership": [{"signal": "charisma", "quote": "x"}]}, "line 2: leadership[0].signal:"),
        (GOOD | {"postions": []}, "line 2: postions: unknown key, did you mean 'positions'?"),
        (GOOD | {"network": {"conections": 1}}, "line 2: network.conections: unknown key"),
        (GOOD | {"positions": [JOB | {"tilte": "x"}]}, "line 2: positions[0].tilte: unknown key"),
    ],
)
def test_mistakes_name_line_and_key(tmp_path: Path, row: dict[str, Any], said: str) -> None:
    assert said in mistakes_of(tmp_path, GOOD | {"id": "b"}, row)


def test_every_mistake_is_listed_at_once(tmp_path: Path) -> None:
    text = mistakes_of(tmp_path, {"id": "a"}, GOOD | {"name": 3, "email": 4}, GOOD)
    assert "line 1: file: " in text
    assert "line 2: name: " in text
    assert "line 2: email: " in text


def test_same_id_twice(tmp_path: Path) -> None:
    assert "line 2: id: 'a' is used on line 1 already" in mistakes_of(tmp_path, GOOD, GOOD)


def test_broken_json_names_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"line 3, column 12: no JSON"):
        read_labels(write(tmp_path, json.dumps(GOOD), "", '{"id": "b",,'))


def test_line_that_is_no_object(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="line 1: must be an object, not list"):
        read_labels(write(tmp_path, "[]"))


def test_empty_file_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no labelled CV"):
        read_labels(write(tmp_path, ""))
    with pytest.raises(UsageError, match="cannot be read"):
        read_labels(tmp_path / "none.jsonl")


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(b'{"id": "\xff"}')
    with pytest.raises(UsageError, match="not UTF-8"):
        read_labels(tmp_path / "gold.jsonl")
