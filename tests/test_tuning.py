"""Tuning: one setting tried, two files compared, a file watched; no CV is read twice for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpo_screen.cli import main
from cpo_screen.comparison import Move, compare_rankings
from cpo_screen.criteria import InvalidCriteria, load_criteria, parse_criteria
from cpo_screen.exports.terminal import open_console
from cpo_screen.exports.terminal_moves import moves_view
from cpo_screen.pipeline import read_folder, screen_profiles
from cpo_screen.resources import resource_path

SAMPLES = Path(__file__).parent.parent / "samples"
AS_OF = ("--as-of", "2026-11")


def cpo(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments], env={"COLUMNS": "160"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


# --- one setting ------------------------------------------------------------------------------------


def test_a_setting_is_tried_as_if_it_stood_in_the_file() -> None:
    text = resource_path("criteria.yaml").read_text("utf-8")
    by_file = parse_criteria(text.replace("weight: 6\n", "weight: 25\n", 1))
    by_change = load_criteria(None, ["team_size.weight=25"])
    assert by_change.criteria == by_file.criteria
    assert by_change.sha256 != load_criteria().sha256


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("leadership.roadmap.weight=5", lambda rules: weight_of(rules, "leadership.roadmap") == 5),
        ("leadership.signals.roadmap.weight=5", lambda rules: weight_of(rules, "leadership.roadmap") == 5),
        ("criteria.ladder.weight=20", lambda rules: weight_of(rules, "ladder") == 20),
        ("ladder.enabled=no", lambda rules: weight_of(rules, "ladder") is None),
        ("must_haves.eight_years.effect=last", lambda rules: rules.must_haves[1].effect == "last"),
        ("unknown=zero", lambda rules: rules.criteria[1].unknown == "zero"),
        (
            "product_experience.years={from: 1, full: 3}",
            lambda rules: rules.criteria[0].rule.years.full == 3,
        ),
    ],
)
def test_settings_are_found(change: str, found: object) -> None:
    assert found(load_criteria(None, [change]))  # type: ignore[operator]


def weight_of(rules: object, name: str) -> float | None:
    return next((one.weight for one in rules.criteria if one.id == name), None)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "team_size.wieght=3",
            '--set team_size.wieght=3: criteria.team_size.wieght: there is no setting "wieght"',
        ),
        ("team.weight=3", 'there is no "team" here. Did you mean "team_size"?'),
        ("ladder.weight=lots", '"lots" cannot stand here: expected a number'),
        ("ladder.weight.more=1", '"weight" has no settings of its own'),
        ("ladder.weight", "expected a setting and its value"),
        ("=4", "expected a setting and its value"),
        ("ladder.weight={", "is no value that the file could have"),
        ("age.weight=4", 'there is no "age" here'),
    ],
)
def test_what_cannot_be_set_is_told(change: str, told: str) -> None:
    with pytest.raises(InvalidCriteria) as caught:
        load_criteria(None, [change])
    assert told in str(caught.value)
    assert cpo("rank", SAMPLES, "--set", change).exit_code == 2


# --- two files ----------------------------------------------------------------------------------------


def moves(*changes: str) -> dict[str, Move]:
    read = read_folder([SAMPLES], "2026-11")
    before = screen_profiles(read, load_criteria())
    after = screen_profiles(read, load_criteria(None, changes))
    found = compare_rankings(before, after)
    assert len(found) == len(read.profiles)
    return {one.file.removeprefix(f"{SAMPLES}/"): one for one in found}


def test_every_move_is_explained_by_the_points_of_criteria() -> None:
    for one in moves("team_size.weight=25").values():
        change = one.score_after - one.score_before
        assert one.is_still == (abs(change) < 0.05 and one.rank_before == one.rank_after)
        assert one.is_still or one.through
        if len(one.through) < 3:
            assert sum(points for _, points in one.through) == pytest.approx(change, abs=0.11)


def test_the_first_reason_is_the_criterion_that_was_changed() -> None:
    risen = max(moves("team_size.weight=60").values(), key=lambda one: one.score_after - one.score_before)
    assert risen.through[0][0] == "People led"


def test_the_same_criteria_move_nothing() -> None:
    assert all(one.is_still for one in moves().values())


def test_who_goes_to_review_is_in_the_comparison() -> None:
    found = moves("must_haves.degree={criterion: graduate_degrees, effect: review}")
    gone = [one for one in found.values() if one.rank_before is not None and one.rank_after is None]
    assert gone
    assert not any(one.is_still for one in gone)


def test_two_files_side_by_side(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    text = resource_path("criteria.yaml").read_text("utf-8")
    old.write_text(text, "utf-8")
    new.write_text(text.replace("weight: 6\n", "weight: 25\n", 1), "utf-8")
    told = cpo("criteria", "diff", old, new, SAMPLES, *AS_OF)
    assert told.exit_code == 0
    assert "Friederike Landvogt-Demir" in told.stdout
    assert "People led +" in told.stdout
    assert "candidates stand as before" in told.stdout
    same = cpo("criteria", "diff", old, old, SAMPLES, *AS_OF)
    assert same.stdout == "Nothing moved: all candidates stand as before.\n"
    assert cpo("criteria", "diff", old, tmp_path / "none.yaml", SAMPLES).exit_code == 2


def test_a_name_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    move = Move("a.pdf", "Ann\x1b[2J\nLee", 3, 1, 50.0, 60.0, (("La\x1b[0mbel", 10.0),))
    open_console(sys.stdout).print(moves_view([move]))
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "3 → 1" in told
    assert "▲2" in told


# --- watching -------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="sends Ctrl-C as POSIX does")
def test_saving_the_criteria_ranks_again_until_ctrl_c(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    text = resource_path("criteria.yaml").read_text("utf-8")
    mine.write_text(text, "utf-8")
    command = [sys.executable, "-u", "-m", "cpo_screen", "rank", str(SAMPLES), "-c", "mine.yaml", "--quiet"]
    run = subprocess.Popen(
        [*command, "--watch", *AS_OF],
        cwd=tmp_path,
        stdout=(tmp_path / "out").open("w"),
        stderr=(tmp_path / "err").open("w"),
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    try:
        wait_for(tmp_path / "out", "Watching mine.yaml")
        first = (tmp_path / "ranked.csv").read_bytes()
        mine.write_text(text.replace("weight: 6\n", "wieght: 25\n", 1), "utf-8")
        wait_for(tmp_path / "err", 'Did you mean "weight"')
        assert (tmp_path / "ranked.csv").read_bytes() == first
        beside = tmp_path / "beside.yaml"
        beside.write_text(text.replace("weight: 6\n", "weight: 25\n", 1), "utf-8")
        beside.replace(mine)  # as many editors save
        wait_for(tmp_path / "out", "People led +")
        wait_for(tmp_path / "out", "Written", 2)
        assert (tmp_path / "ranked.csv").read_bytes() != first
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=20) == 0
    finally:
        run.kill()


def wait_for(file: Path, words: str, times: int = 1) -> None:
    deadline = time.monotonic() + 120
    while file.read_text("utf-8").count(words) < times:
        assert time.monotonic() < deadline, file.read_text("utf-8")
        time.sleep(0.05)


def test_there_must_be_a_file_to_watch() -> None:
    told = cpo("rank", SAMPLES, "--watch")
    assert told.exit_code == 2
    assert "-c criteria.yaml" in told.stderr
