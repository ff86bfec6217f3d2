"""--blind on the command line: what is handed over names nobody, and the ranking stays provable."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpo_screen.cli import main

FILES = Path(__file__).parent / "gold" / "files"
CV, LINKEDIN = "nkemelu-reid-cv.pdf", "nkemelu-reid-linkedin.pdf"
TELLING = (b"nkemelu", b"alasdair", b"496 0158", b"example.com")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (CV, LINKEDIN):
        shutil.copy(FILES / name, tmp_path / name)
    (tmp_path / "Alasdair Nkemelu letter.pdf").write_bytes(b"%PDF-1.7 broken")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments], catch_exceptions=False)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_only_the_key_and_the_manifest_name_anybody(here: Path) -> None:
    told = run(
        "rank", ".", "--blind", "--report", "page.html", "--key", "safe/who.csv", "--as-of", "2026-11"
    )
    assert told.exit_code == 2  # a folder that is not there is told before any work
    (here / "safe").mkdir()
    told = run(
        "rank", ".", "--blind", "--report", "page.html", "--key", "safe/who.csv", "--as-of", "2026-11"
    )
    assert told.exit_code in (0, 3), told.output
    assert {one.name for one in (here / "safe").iterdir()} == {"who.csv", "who.manifest.json"}
    handed = [told.output.encode()]
    handed += [(here / name).read_bytes() for name in ("ranked.csv", "ranked.ledger.csv", "page.html")]
    for data in handed:
        assert [word for word in TELLING if word in data.lower()] == []
    key = {row["file"].removeprefix("./"): row for row in rows(here / "safe" / "who.csv")}
    assert set(key) == {CV, LINKEDIN, "Alasdair Nkemelu letter.pdf"}
    (one,) = (row for row in rows(here / "ranked.csv") if row["rank"])
    assert key[CV]["pseudonym"] == one["name"]
    assert key[CV]["name"] == "Alasdair Nkemelu-Reid"


def test_a_blinded_ranking_is_proved_and_made_again(here: Path) -> None:
    run("rank", CV, LINKEDIN, "--blind", "--as-of", "2026-11")
    assert not (here / "ranked.manifest.json").exists()
    assert run("verify", "ranked.csv").output.splitlines()[-1] == "Proved."
    again = run("replay", "ranked.key.manifest.json", "-o", "again.csv")
    assert "Identical to the byte." in again.output
    assert (here / "again.csv").read_bytes() == (here / "ranked.csv").read_bytes()
    (here / "ranked.csv").write_bytes((here / "ranked.csv").read_bytes().replace(b"strong", b"weak"))
    assert run("verify", "ranked.csv", "--manifest", "ranked.key.manifest.json").exit_code == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("command", ["explain", "compare"])
def test_what_is_printed_names_nobody(command: str, form: str) -> None:
    told = run(command, CV, LINKEDIN, "--blind", "--format", form, "--as-of", "2026-11").stdout.lower()
    assert "candidate " in told
    assert [word for word in TELLING if word.decode() in told] == []


@pytest.mark.usefixtures("here")
def test_a_key_without_blind_is_a_mistake() -> None:
    told = run("rank", CV, "--key", "who.csv")
    assert told.exit_code == 2
    assert "--key is of --blind" in told.output
