"""calibrate on the command line: what it says, what it writes, and that it applies nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpo_screen.cli import main
from cpo_screen.criteria import check_criteria
from cpo_screen.resources import resource_path

GOLD = Path(__file__).parent / "gold" / "files"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_bytes(resource_path("criteria.yaml").read_bytes())
    return tmp_path


def cpo(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments], env={"COLUMNS": "150"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_taste_is_learnt_and_proposed_but_not_applied(here: Path) -> None:
    before = (here / "mine.yaml").read_bytes()
    assert cpo("rank", GOLD, "--as-of", "2026-11", "--quiet").exit_code == 0
    with (here / "ranked.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rank"]]
    lines = [
        f"{row['file']},{'yes' if float(row['points_graduate_degrees'] or 0) > 9 else 'no'}" for row in rows
    ]
    (here / "decisions.csv").write_text("\n".join(["file,decision", *lines]), encoding="utf-8")
    told = cpo("calibrate", "decisions.csv", GOLD, "-c", "mine.yaml", "--as-of", "2026-11")
    assert told.exit_code == 0, told.output
    assert "Proposed: proposed.yaml" in told.stdout
    assert "Graduate degrees" in told.stdout
    assert (here / "mine.yaml").read_bytes() == before
    proposed = (here / "proposed.yaml").read_text("utf-8")
    assert check_criteria(proposed) == []
    assert proposed.count("#") >= before.decode("utf-8").count("#")
    again = cpo("calibrate", "decisions.csv", GOLD, "-c", "mine.yaml", "--as-of", "2026-11")
    assert again.exit_code == 2
    assert "--force" in again.stderr


def test_too_few_decisions_propose_nothing_and_say_so(here: Path) -> None:
    (here / "decisions.csv").write_text(
        "name;mark\nMaëlys Kervella;yes\nNobody Known;no\n", encoding="utf-8"
    )
    told = cpo("calibrate", "decisions.csv", GOLD, "-c", "mine.yaml", "--as-of", "2026-11")
    assert told.exit_code == 0, told.output
    assert "Nobody Known" in told.stdout
    assert "Proposed" not in told.stdout
    assert not (here / "proposed.yaml").exists()


def test_decisions_that_cannot_be_read_are_told_with_their_line(here: Path) -> None:
    (here / "decisions.csv").write_text("file,decision\na.pdf,yes\nb.pdf,perhaps\n", encoding="utf-8")
    told = cpo("calibrate", "decisions.csv", GOLD, "-c", "mine.yaml")
    assert told.exit_code == 2
    assert "decisions.csv:3" in told.stderr
    assert "perhaps" in told.stderr
