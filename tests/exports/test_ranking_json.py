from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from cpo_screen.criteria import load_criteria
from cpo_screen.exports.ranking_json import BEGINS_WITH, export_json
from cpo_screen.screening import Screening
from fakes.screenings import card, full_screening, profile, screening

CRITERIA = load_criteria()


def schema(name: str) -> dict[str, Any]:
    text = files("cpo_screen").joinpath(f"schemas/{name}-1.schema.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


SCHEMA = schema("ranking")


def export(of: Screening) -> dict[str, Any]:
    data = export_json(replace(of, criteria_sha256=CRITERIA.sha256), CRITERIA)
    assert data.startswith(BEGINS_WITH)
    told: dict[str, Any] = json.loads(data)
    jsonschema.validate(told, SCHEMA)
    return told


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_of_a_profile_is_that_of_parse() -> None:
    of_profile = schema("profile")
    for key in ("properties", "required", "additionalProperties"):
        assert SCHEMA["$defs"]["profile"][key] == of_profile[key]
    assert {key: SCHEMA["$defs"][key] for key in of_profile["$defs"]} == of_profile["$defs"]


def test_a_screening_has_the_documented_form() -> None:
    told = export(full_screening())
    assert list(told) == list(SCHEMA["properties"])
    assert told["counts"] == {
        "found": 5, "ranked": 1, "review": 1, "refused": 1, "duplicates": 1, "merged": 1,
    }  # fmt: skip
    assert told["criteria"]["weights"]["product_experience"] == 16
    (one,) = told["ranked"]
    assert list(one) == list(SCHEMA["$defs"]["ranked"]["properties"])
    assert (one["rank"], one["tier"], one["score"], one["low"], one["high"]) == (
        1,
        "possible",
        62.5,
        48,
        70.25,
    )
    assert list(one["candidate"]) == list(SCHEMA["$defs"]["candidate"]["properties"])
    assert one["candidate"]["phone"] == "+44 20 7946 0018"
    assert one["candidate"]["followers"] is None
    assert one["results"][0]["evidence"][0]["quote"] == "Chief Product Officer"
    assert one["results"][2]["counted"] is False
    assert one["gates"][0]["verdict"] == "not_met"
    assert one["profile"]["schema"] == "cpo-screen/profile/1"
    assert one["profile"]["positions"][0]["months"] == 93
    assert one["money"][0]["currency"] == "EUR"


def test_who_is_not_ranked_is_there_with_the_reason() -> None:
    told = export(full_screening())
    assert told["review"][0]["reason"] == {"code": "no_text", "message": "A scan."}
    assert told["review"][0]["candidate"]["file"] == "cvs/scan.pdf"
    assert "score" not in told["review"][0]
    assert told["refused"][0]["reason"]["code"] == "encrypted"
    assert told["duplicates"][0]["same_as"] == "cvs/lee.pdf"
    assert told["merged"] == [{"file": "cvs/lee_li.pdf", "sha256": "d" * 64, "into": "cvs/lee.pdf"}]
    assert told["ranked"][0]["files"] == ["cvs/lee.pdf", "cvs/lee_li.pdf"]
    (disagreement,) = told["ranked"][0]["disagreements"]
    assert [one.get("source") for one in disagreement["evidence"]] == [None, 1]


def test_nobody_found_fits_the_schema_too() -> None:
    assert export(screening())["ranked"] == []


def test_whatever_a_name_holds_comes_back_as_it_was() -> None:
    name = '</script>\u2028=1+1\x85\udcff\n"😀'
    assert export(screening(card(profile(name))))["ranked"][0]["candidate"]["name"] == name


def test_each_candidate_has_a_line() -> None:
    of = replace(screening(card(), card(profile("B\u2028\nC", "b.pdf"))), criteria_sha256=CRITERIA.sha256)
    lines = export_json(of, CRITERIA).decode("utf-8").splitlines()
    assert sum(line.startswith('{"rank": ') for line in lines) == 2


def test_the_same_screening_gives_the_same_bytes_and_other_criteria_are_refused() -> None:
    of = replace(full_screening(), criteria_sha256=CRITERIA.sha256)
    assert export_json(of, CRITERIA) == export_json(of, CRITERIA)
    with pytest.raises(ValueError, match="other criteria"):
        export_json(full_screening(), CRITERIA)
