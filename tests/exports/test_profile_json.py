from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, get_args

import jsonschema
import pytest

from cpo_screen import model
from cpo_screen.exports.profile_json import export_profile, export_unreadable
from cpo_screen.model import Background, PartialDate, Period, Remark
from fakes.screenings import AS_OF, position, profile, words

SCHEMA: dict[str, Any] = json.loads(
    files("cpo_screen").joinpath("schemas/profile-1.schema.json").read_text(encoding="utf-8")
)


def export(of: model.CandidateProfile) -> dict[str, Any]:
    line = export_profile(of, [93] * len(of.positions))
    assert "\n" not in line
    told: dict[str, Any] = json.loads(line)
    jsonschema.validate(told, SCHEMA)
    return told


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_full_profile_has_the_documented_form() -> None:
    told = export(profile(background=Background("it", words("Engineer"))))
    assert list(told) == list(SCHEMA["properties"])
    assert told["positions"][0] == {
        "title": "Chief Product Officer", "company": "Acme", "start": "2019-03", "end": "present",
        "location": None, "function": "product_management", "level": "c_level", "product": True,
        "months": 93, "evidence": {"page": 1, "line": 1, "start": 0, "end": 21,
                                   "quote": "Chief Product Officer", "by": "rule:test"},
    }  # fmt: skip
    assert told["experience"]["claimed_years"] == 15
    assert told["network"]["connections"] == 500
    assert told["team_size_max"] == 45
    assert told["leadership"][0]["quote"] == "Owned the roadmap"


def test_an_empty_profile_and_an_unreadable_file_fit_the_schema_too() -> None:
    empty = profile(None, positions=(), education=(), programmes=(), leadership=(), team_size=None)
    assert export(empty)["name"] is None
    line = export_unreadable("a.pdf", None, Remark("encrypted", "Needs a password."), AS_OF)
    told = json.loads(line)
    jsonschema.validate(told, SCHEMA)
    assert list(told) == list(SCHEMA["properties"])
    assert (told["status"], told["warnings"][0]["code"]) == ("unreadable", "encrypted")


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period(PartialDate(2019), PartialDate(2020, 1)), "2019", "2020-01"),
        (Period(PartialDate(2019, 12), None, is_current=True), "2019-12", "present"),
        (Period(), None, None),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(period: Period, start: Any, end: Any) -> None:
    one = position("PM", "Acme", PartialDate(2019), period=period)
    told = export(profile(positions=(one,)))["positions"][0]
    assert (told["start"], told["end"]) == (start, end)


def test_lines_stay_lines_whatever_a_name_holds() -> None:
    told = export(profile("A\u2028B\x85C\udcffD\nE"))
    assert told["name"] == "A\u2028B\x85C\udcffD\nE"
    line = export_profile(profile("A\u2028B\x85\udcff"), [None])
    assert len(line.splitlines()) == 1
    line.encode("utf-8")


@pytest.mark.parametrize(
    ("literal", "where"),
    [
        (model.Function, ("positions", "function")),
        (model.Level, ("positions", "level")),
        (model.DegreeKind, ("education", "kind")),
        (model.DegreeLevel, ("education", "level")),
        (model.Signal, ("leadership", "signal")),
        (model.Strength, ("leadership", "strength")),
    ],
)
def test_the_schema_knows_the_same_words_as_the_model(literal: Any, where: tuple[str, str]) -> None:
    items = SCHEMA["properties"][where[0]]["items"]["properties"]
    assert items[where[1]]["enum"] == list(get_args(literal))


def test_the_schema_knows_the_same_formats_and_backgrounds_as_the_model() -> None:
    properties = SCHEMA["properties"]
    assert properties["source"]["properties"]["format"]["enum"] == [*get_args(model.Format), None]
    assert properties["background"]["properties"]["field"]["enum"] == [
        *get_args(model.BackgroundField),
        None,
    ]
    assert properties["status"]["enum"] == list(get_args(model.Status))
