from __future__ import annotations

import os
from pathlib import Path

import pytest

from cpo_screen.errors import UsageError
from cpo_screen.exports.files import check_output, write_file


def test_a_file_is_written_whole_with_the_usual_rights(tmp_path: Path) -> None:
    path, other = tmp_path / "ranked.csv", tmp_path / "other"
    other.touch()
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode == other.stat().st_mode
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other", "ranked.csv"]


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ranked.csv"
    write_file(path, b"good")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_file(path, b"half")
    assert path.read_bytes() == b"good"
    assert [p.name for p in tmp_path.iterdir()] == ["ranked.csv"]


def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        check_output(tmp_path / "missing" / "ranked.csv")
    with pytest.raises(UsageError, match="is a folder"):
        check_output(tmp_path)


def test_a_file_that_is_not_ours_is_not_replaced_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "positions.csv"
    path.write_bytes(b"Company Name,Title")
    with pytest.raises(UsageError, match="--force"):
        check_output(path, ours=b"rank,")
    check_output(path, ours=b"rank,", force=True)
    path.write_bytes(b"rank,tier")
    check_output(path, ours=b"rank,")
    path.write_bytes(b"")
    check_output(path, ours=b"rank,")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_write_protected_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="cannot be written"):
        check_output(tmp_path / "ranked.csv")
