"""Fuzzing in bounded time: twenty seconds for all targets, and what hypothesis thinks of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cpo_screen.documents.discover import show_path
from cpo_screen.documents.read import read_document
from cpo_screen.documents.unpack import member_name
from cpo_screen.errors import RefusedFile
from fuzz.run import fuzz
from fuzz.targets import TARGETS, run_target, seeds
from hostile.writers import zipped

SECONDS = float(os.environ.get("CPO_SCREEN_FUZZ_SECONDS", "20"))
BRIEF = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
_TEXT = some.text(some.characters(codec=None), max_size=300)


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize("target", sorted(TARGETS))
def test_nothing_is_found_in_a_short_time(target: str, tmp_path: Path) -> None:
    found = fuzz(target, SECONDS / len(TARGETS), seed=6, keep=tmp_path / "crashes")
    assert [f"{one.error}: {one.path.read_bytes()[:500]!r}" for one in found.crashes] == []
    assert found.runs > 0


def test_a_crash_is_found_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop itself: a target that fails on what its seeds hold is told."""
    (tmp_path / "sitecustomize.py").write_text(
        "import cpo_screen.documents.text as text\n"
        "def fail(*_):\n    raise ZeroDivisionError('of the reader')\n"
        "text.draft_from_text = fail\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = fuzz("txt", 4, seed=1, keep=tmp_path / "crashes")
    assert [one.error for one in found.crashes] == ["ZeroDivisionError: of the reader"]
    assert found.crashes[0].path.exists()


@BRIEF
@given(data=some.binary(max_size=2000), name=some.sampled_from(sorted(TARGETS)))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    run_target(name, data)


@BRIEF
@given(data=some.data(), name=some.sampled_from(sorted(set(TARGETS) - {"zip"})))
def test_a_changed_seed_is_read_or_refused(data: some.DataObject, name: str) -> None:
    seed = data.draw(some.sampled_from(seeds(name)))
    at = data.draw(some.integers(0, len(seed)))
    end = data.draw(some.integers(at, min(len(seed), at + 200)))
    run_target(name, seed[:at] + data.draw(some.binary(max_size=50)) + seed[end:])


@BRIEF
@given(lines=some.lists(_TEXT, max_size=30))
def test_any_text_is_a_cv_or_refused(lines: list[str]) -> None:
    run_target("whole_txt", "\n".join(lines).encode("utf-8", "surrogatepass"))


@BRIEF
@given(
    settings=some.dictionaries(
        some.sampled_from(("version", "criteria", "must_have", "tiers", "titles", "weight", "rates")),
        some.recursive(some.none() | some.booleans() | some.floats() | _TEXT, some.lists, max_leaves=5),
    )
)
def test_criteria_of_any_kind_are_loaded_or_refused(settings: dict[str, object]) -> None:
    import yaml

    run_target("criteria", yaml.safe_dump(settings, allow_unicode=True).encode("utf-8", "replace"))


@BRIEF
@given(name=_TEXT)
def test_no_name_within_a_zip_leads_out_of_its_folder(name: str) -> None:
    try:
        info = ZipInfo(name or "x")
    except ValueError:
        return
    inside = Path("/unpacked") / member_name(info)
    assert os.path.normpath(inside).startswith("/unpacked/")
    assert "\0" not in str(inside)
    assert all(len(part.encode()) <= 255 for part in inside.parts)
    assert show_path(str(inside)).isprintable() or "\u200d" in name


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(RefusedFile):
        read_document(tmp_path / "empty", "empty")
    (tmp_path / "x.zip").write_bytes(zipped({"Positions.csv": b""}))
    with pytest.raises(RefusedFile):
        read_document(tmp_path / "x.zip", "x.zip")


def test_atheris_runs_where_it_is(tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    command = [sys.executable, "-m", "fuzz.with_atheris", "json", str(tmp_path / "seeds"), "-runs=200"]
    paths = {"PYTHONPATH": os.pathsep.join(("src", "tests", *sys.path))}
    run = subprocess.run(command, env=os.environ | paths, capture_output=True, check=False, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    assert "Done 200 runs" in run.stderr
