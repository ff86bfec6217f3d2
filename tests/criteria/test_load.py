from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from cpo_screen.criteria import InvalidCriteria, check_criteria, load_criteria, parse_criteria
from cpo_screen.criteria.schema import ExperienceSettings
from cpo_screen.errors import CriteriaError, ExitCode
from cpo_screen.resources import resource_path

SMALL = "criteria:\n  network: {kind: network, weight: 1}\n"
FINDINGS = {f"Q{number}" for number in range(1, 8)} | {f"L{number}" for number in range(1, 13)}


def test_default_has_no_mistake_and_no_warning() -> None:
    assert check_criteria(resource_path("criteria.yaml").read_text(encoding="utf-8")) == []


def test_default_covers_every_finding() -> None:
    assert {source for each in load_criteria().criteria for source in each.source} == FINDINGS


def test_default_weights_add_up_to_100_as_its_comment_says() -> None:
    assert sum(each.weight for each in load_criteria().criteria) == 100


def test_default_weighs_experience_and_degrees_far_above_programmes() -> None:
    weights = {each.id: each.weight for each in load_criteria().criteria}
    experience = weights["product_experience"] + weights["product_leadership"] + weights["ladder"]
    assert experience > 40
    assert weights["graduate_degrees"] >= 4 * weights["programmes"]


def test_default_says_why_beside_every_criterion() -> None:
    text = resource_path("criteria.yaml").read_text(encoding="utf-8")
    for name in yaml.safe_load(text)["criteria"]:
        before = text[: text.index(f"\n  {name}:")]
        assert before.rstrip().rsplit("\n", 1)[-1].strip().startswith("#"), f"{name} has no comment"


def test_every_mistake_is_in_the_error() -> None:
    with pytest.raises(InvalidCriteria) as caught:
        parse_criteria("unknown: maybe\ncriteria:\n  network: {kind: network, wieght: 4}\n", "mine.yaml")
    assert [each.line for each in caught.value.mistakes] == [1, 3]
    assert "2 mistakes" in str(caught.value)
    assert "mine.yaml:3:28: criteria.network.wieght: there is no setting" in str(caught.value)
    assert caught.value.code == ExitCode.USAGE


def test_error_survives_a_process_boundary() -> None:
    with pytest.raises(InvalidCriteria) as caught:
        parse_criteria("criteria:\n")
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.mistakes == caught.value.mistakes
    assert str(again) == str(caught.value)


def test_warnings_come_with_the_criteria() -> None:
    criteria = parse_criteria("criteria:\n  network: {kind: network, weight: 0}\n")
    assert [(each.line, each.severity) for each in criteria.warnings] == [(2, "warning"), (1, "warning")]
    assert str(criteria.warnings[0]).startswith(
        "criteria.yaml:2:3: warning: criteria.network: a weight of 0"
    )


def test_what_is_switched_off_is_left_out() -> None:
    criteria = parse_criteria(
        """
criteria:
  years: {kind: total_experience, weight: 5, years: {full: 12}}
  network: {kind: network, weight: 4, enabled: no}
  leadership: {kind: leadership, signals: {roadmap: {weight: 1, enabled: no}, outcomes: 2}}
must_haves:
  reach: {criterion: network}
tiers:
  - {name: known, from: 20, needs: [reach]}
  - {name: rest, from: 0}
"""
    )
    assert [each.id for each in criteria.criteria] == ["years", "leadership.outcomes"]
    assert criteria.must_haves == ()
    assert [tier.needs for tier in criteria.tiers] == [(), ()]


def test_must_have_asks_for_its_own_amount() -> None:
    (must_have,) = parse_criteria(
        """
criteria:
  years: {kind: total_experience, weight: 5, years: {full: 12, must: 8}}
must_haves:
  some: {criterion: years, at_least: 2}
"""
    ).must_haves
    assert isinstance(must_have.rule, ExperienceSettings)
    assert must_have.rule.years.must == 2


def test_criteria_are_frozen() -> None:
    criteria = load_criteria()
    with pytest.raises(FrozenInstanceError):
        criteria.title = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        criteria.criteria[0].rule.weight = 3  # type: ignore[union-attr]


def test_labels_are_made_from_names_where_none_is_given() -> None:
    assert parse_criteria(SMALL.replace("network:", "my_network:")).criteria[0].label == "My network"


class TestFiles:
    def test_with_a_byte_order_mark_and_windows_lines(self, tmp_path: Path) -> None:
        file = tmp_path / "criteria.yaml"
        file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
        assert [each.id for each in load_criteria(file).criteria] == ["network"]

    def test_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(CriteriaError, match=r"mine\.yaml: there is no such criteria file"):
            load_criteria(tmp_path / "mine.yaml")

    def test_that_is_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(CriteriaError, match="no such criteria file"):
            load_criteria(tmp_path)

    def test_in_another_encoding(self, tmp_path: Path) -> None:
        file = tmp_path / "criteria.yaml"
        file.write_bytes("title: x\n# für\n".encode("cp1252"))
        with pytest.raises(InvalidCriteria, match=r"criteria\.yaml:2:4: this is not UTF-8") as caught:
            load_criteria(file)
        assert caught.value.mistakes[0].column == 4

    def test_in_utf_16(self, tmp_path: Path) -> None:
        file = tmp_path / "criteria.yaml"
        file.write_text(SMALL, encoding="utf-16")
        with pytest.raises(InvalidCriteria, match="1:1: this is not UTF-8"):
            load_criteria(file)

    def test_of_ten_megabytes(self, tmp_path: Path) -> None:
        file = tmp_path / "criteria.yaml"
        file.write_bytes(b"# nothing\n" * 1_000_000)
        with pytest.raises(CriteriaError, match=r"10\.0 MB is too much"):
            load_criteria(file)


class TestBombs:
    def test_aliases(self) -> None:
        lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
        (mistake,) = check_criteria("\n".join(lines))
        assert (mistake.line, mistake.column) == (2, 10)
        assert "quotes" in mistake.message

    def test_nesting(self) -> None:
        (mistake,) = check_criteria("a: " + "[" * 100_000)
        assert "nested more than 12 deep" in mistake.message

    def test_length(self) -> None:
        (mistake,) = check_criteria("a: [" + "1," * 100_000 + "]")
        assert "too much" in mistake.message

    def test_long_text(self) -> None:
        (mistake,) = check_criteria("a: " + "x" * 2_000_000)
        assert "2 million characters" in mistake.message
