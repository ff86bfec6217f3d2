"""From files to a ranking: nothing is lost, nothing depends on the number of workers."""

from __future__ import annotations

import json
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import cpo_screen
from cpo_screen import pipeline
from cpo_screen.batch import Limits
from cpo_screen.documents.text import document_from_text
from cpo_screen.errors import RefusedFile, UsageError
from cpo_screen.exports.csv import export_csv
from cpo_screen.exports.ledger import export_ledger
from cpo_screen.model import PartialDate, Scorecard
from cpo_screen.pipeline import Reading, file_line, parse_as_of, parse_document, read_files, screen_folder
from cpo_screen.progress import Event, Listed, Step
from cpo_screen.screening import Screening
from fakes.hostile import GOOD, write_hostile_folder
from fakes.readers import read_or_misbehave

SAMPLES = Path(__file__).parent.parent / "samples"
SCHEMA = json.loads(
    files("cpo_screen").joinpath("schemas/profile-1.schema.json").read_text(encoding="utf-8")
)
AS_OF = PartialDate(2026, 11)


@pytest.fixture(scope="module")
def samples() -> Screening:
    return screen_folder(SAMPLES, as_of=AS_OF)


def test_a_document_becomes_a_profile_whose_quotes_stand_at_their_place() -> None:
    document = document_from_text(GOOD)
    profile = parse_document(document, AS_OF)
    assert profile.contact.name == "Ann Lee"
    assert [p.title for p in profile.positions] == ["Chief Product Officer", "Head of Product"]
    assert profile.experience.months_product == 12 * 12 + 11
    for one in (*profile.positions, *profile.education, *profile.leadership):
        span = one.evidence.span
        assert document.text[span.start : span.end] == one.evidence.quote


def test_every_sample_is_in_exactly_one_place(samples: Screening) -> None:
    found = {f.name for f in SAMPLES.iterdir()}
    placed = [p.source.path for p in samples.profiles]
    placed += [one.file for one in samples.refused] + [one.file for one in samples.duplicates]
    assert len(placed) == len(found) == samples.counts.found
    assert {Path(path).name for path in placed} == found
    assert samples.refused == ()


def test_the_scan_is_for_review_and_says_so(samples: Screening) -> None:
    reasons = {Path(one.card.profile.source.path).name: one.reason.code for one in samples.review}
    assert reasons.get("scan_0012.pdf") == "no_text"


def test_scores_fall_with_the_rank_and_add_up(samples: Screening) -> None:
    places = [(_misses_what_counts(one.card), -one.card.total) for one in samples.ranked]
    assert places == sorted(places)
    for one in samples.ranked:
        points = [round(r.points * 10) for r in one.card.results if r.counted]
        assert sum(points) == round(one.card.total * 10)


def _misses_what_counts(card: Scorecard) -> bool:
    return any(gate.effect == "last" and gate.verdict == "not_met" for gate in card.gates)


def test_two_runs_are_equal_to_the_byte_whatever_the_number_of_workers(samples: Screening) -> None:
    again = screen_folder(SAMPLES, as_of=AS_OF, reading=Reading(jobs=1))
    assert export_csv(again) == export_csv(samples)
    assert export_ledger(again) == export_ledger(samples)
    assert again == samples


def test_where_the_time_went_is_told(samples: Screening) -> None:
    assert {"reading", "positions", "scoring"} <= set(samples.seconds)


def test_profiles_of_the_samples_fit_the_schema() -> None:
    lines = [file_line(one, AS_OF) for one in read_files(SAMPLES, AS_OF)]
    for line in lines:
        jsonschema.validate(json.loads(line), SCHEMA)
    again = [file_line(one, AS_OF) for one in read_files([SAMPLES], "2026-11", Reading(jobs=1))]
    assert lines == again


def test_a_hostile_folder_loses_nothing(tmp_path: Path) -> None:
    wanted = write_hostile_folder(tmp_path / "cvs")
    screening = screen_folder(tmp_path / "cvs", as_of=AS_OF, reading=Reading(merge=False))
    told = {Path(one.card.profile.source.path).name: "ranked" for one in screening.ranked}
    told |= {Path(one.card.profile.source.path).name: one.reason.code for one in screening.review}
    told |= {Path(one.file).name: one.reason.code for one in screening.refused}
    told |= {Path(one.file).name: "same_content" for one in screening.duplicates}
    told["new\nline.txt"] = told.pop("new\\nline.txt")
    assert told.pop("cv.txt") == "ranked"  # within the zip
    told["zip in zip.zip"] = told.pop("inner.zip")
    copies = {told["good.txt"], told.pop("copy of good.txt")}
    assert copies == {"ranked", "same_content"}
    told["good.txt"] = "ranked"
    wanted.pop("copy of good.txt")
    assert set(told) == set(wanted)
    wrong = {name: reason for name, reason in told.items() if reason not in wanted[name].split()}
    assert wrong == {}
    assert screening.counts.found == len(wanted) + 2


def test_a_file_that_hangs_kills_or_breaks_the_reader_is_refused_and_the_rest_is_ranked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "read_task", read_or_misbehave)
    for name in ("hangs.txt", "kills.txt", "fails.txt", "z1.txt", "z2.txt"):
        (tmp_path / name).write_text(f"{GOOD}\nSkills: {name}", encoding="utf-8")
    begun = time.monotonic()
    reading = Reading(limits=Limits(seconds=3), jobs=2, merge=False)
    screening = screen_folder(tmp_path, as_of=AS_OF, reading=reading)
    reasons = {Path(one.file).name: one.reason for one in screening.refused}
    assert {name: one.code for name, one in reasons.items()} == {
        "hangs.txt": "timed_out",
        "kills.txt": "crashed",
        "fails.txt": "crashed",
    }
    assert "ZeroDivisionError: of the reader" in reasons["fails.txt"].message
    assert len(screening.ranked) == 2
    assert time.monotonic() - begun < 40


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{GOOD}\n{number}", encoding="utf-8")
    told: list[Event] = []
    screen_folder(tmp_path, as_of=AS_OF, progress=told.append)
    assert told[0] == Listed(3, 3)
    assert [(one.done, one.total) for one in told if isinstance(one, Step)] == [(1, 3), (2, 3), (3, 3)]


def test_the_library_reads_one_file_and_refuses_with_the_reason(tmp_path: Path) -> None:
    good = tmp_path / "cv.txt"
    good.write_text(GOOD, encoding="utf-8")
    assert cpo_screen.parse_file(good, as_of="2026-11").contact.name == "Ann Lee"
    bad = tmp_path / "cv.pdf"
    bad.write_bytes(b"")
    with pytest.raises(RefusedFile) as refused:
        cpo_screen.parse_file(bad, as_of=AS_OF)
    assert refused.value.reason == "empty"


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-1", "11/2026", "heute", "2026-11-01"])
def test_an_as_of_date_is_a_year_and_a_month(text: str) -> None:
    with pytest.raises(UsageError, match="2026-11"):
        parse_as_of(text)


def test_everything_offered_to_python_is_there() -> None:
    for name in cpo_screen.__all__:
        assert getattr(cpo_screen, name) is not None
    missing: Any = "no_such_thing"
    with pytest.raises(AttributeError):
        getattr(cpo_screen, missing)
