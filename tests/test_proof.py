"""A ranking proved on its files, and made again from its manifest."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpo_screen import proof
from cpo_screen.cli import main
from cpo_screen.criteria import load_criteria
from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.read import read_document
from cpo_screen.pipeline import read_folder, screen_profiles

SAMPLES = Path(__file__).parent.parent / "samples"
MINE = """criteria:
  net: {kind: network, weight: 3}
  team: {kind: team_size, weight: 2, people: {full: 9}}
"""
NAMES = ("fergus_mo.txt", "abara-whitlock.md", "Profile (3).pdf", "scan_0012.pdf")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cvs").mkdir()
    for name in NAMES:
        shutil.copy(SAMPLES / name, tmp_path / "cvs")
    (tmp_path / "cvs" / "empty.pdf").write_bytes(b"")
    return tmp_path


def cpo(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rank(*more: str) -> None:
    assert cpo("rank", "cvs", "--as-of", "2026-11", "--quiet", *more).exit_code == 3


@pytest.mark.usefixtures("here")
def test_a_ranking_is_proved() -> None:
    rank()
    told = cpo("verify", "ranked.csv")
    assert told.exit_code == 0, told.output
    assert "quotes looked up, 0 not at their place" in told.stdout
    assert told.stdout.endswith("Proved.\n")


def test_a_changed_cell_is_found(here: Path) -> None:
    rank()
    table = here / "ranked.csv"
    table.write_bytes(table.read_bytes().replace(b"Fergus", b"Gustav"))
    told = cpo("verify", "ranked.csv")
    assert told.exit_code == 1
    assert "ranked.csv is not as it was written" in told.stderr


def test_a_changed_file_is_found(here: Path) -> None:
    rank()
    cv = here / "cvs" / "fergus_mo.txt"
    cv.write_text(cv.read_text("utf-8").replace("2021", "2020"), "utf-8")
    (here / "cvs" / "abara-whitlock.md").unlink()
    shutil.copy(SAMPLES / "zofia-resume.json", here / "cvs")
    told = cpo("verify", "ranked.csv")
    assert told.exit_code == 1
    for words in (
        "fergus_mo.txt has changed",
        "abara-whitlock.md is not there",
        "zofia-resume.json is new",
    ):
        assert words in told.stderr


@pytest.mark.usefixtures("here")
def test_a_quote_that_does_not_stand_there_is_found() -> None:
    screening = screen_profiles(read_folder(["cvs"], "2026-11"), load_criteria())
    cards = [one.card for one in screening.ranked]
    result = next(one for one in cards[0].results if one.evidence)
    first = result.evidence[0]
    for wrong in (
        replace(first, line=first.line + 1),
        replace(first, page=9),
        replace(first, quote="Led all"),
    ):
        bad = replace(cards[0], results=(replace(result, evidence=(wrong,)),), gates=())
        (found,) = proof.prove_quotes([bad, *cards[1:]], ["cvs"], ReadOptions())
        assert (found.file, found.quote) == (cards[0].profile.source.path, wrong.quote)


@pytest.mark.parametrize("name", NAMES[:3])
def test_a_quote_begins_in_its_line(name: str) -> None:
    document = read_document(SAMPLES / name, name)
    (card,) = [
        one.card
        for one in screen_profiles(read_folder([SAMPLES / name], "2026-11"), load_criteria()).ranked
    ]
    quotes = proof.quotes_of(card)
    assert len(quotes) > 5
    assert all(proof.stands_at(one, document) for one in quotes)


def test_a_replay_is_the_same_to_the_byte(here: Path) -> None:
    (here / "mine.yaml").write_text(MINE)
    rank("-c", "mine.yaml", "--set", "net.weight=9", "--no-stability")
    (here / "mine.yaml").unlink()  # its text is in the manifest
    told = cpo("replay", "ranked.manifest.json", "-o", "again.csv")
    assert told.exit_code == 0, told.output
    assert "Identical to the byte." in told.stdout
    assert (here / "again.csv").read_bytes() == (here / "ranked.csv").read_bytes()
    assert (here / "again.ledger.csv").read_bytes() == (here / "ranked.ledger.csv").read_bytes()


def test_a_replay_of_changed_files_asks_first(here: Path) -> None:
    rank()
    cv = here / "cvs" / "fergus_mo.txt"
    cv.write_text(cv.read_text("utf-8").replace("2021", "2020"), "utf-8")
    told = cpo("replay", "ranked.manifest.json")
    assert told.exit_code == 2
    assert "fergus_mo.txt has changed" in told.stderr
    assert not (here / "replayed-ranked.csv").exists()
    forced = cpo("replay", "ranked.manifest.json", "--force")
    assert forced.exit_code == 1
    assert "Not identical" in forced.stdout
    assert (here / "replayed-ranked.csv").exists()


def test_another_version_of_the_program_is_told(here: Path) -> None:
    rank()
    path = here / "ranked.manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["reads_as"] = "0" * 64
    path.write_text(json.dumps(manifest), "utf-8")
    told = cpo("replay", path)
    assert told.exit_code == 2
    assert "another version of the program" in told.stderr


@pytest.mark.parametrize("text", ["", "{}", '{"schema": 3}', "\x00\xff", "[" * 5000])
def test_what_is_no_manifest_is_told(here: Path, text: str) -> None:
    (here / "x.manifest.json").write_text(text, "utf-8")
    (here / "x.csv").write_text("rank")
    for command in (("replay", "x.manifest.json"), ("verify", "x.csv")):
        told = cpo(*command)
        assert told.exit_code == 2
        assert "is no manifest" in told.stderr
    assert cpo("verify", "none.csv").exit_code == 2
