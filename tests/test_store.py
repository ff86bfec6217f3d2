"""Kept profiles: read once, the same again; nothing that happens to the store stops a run or loses a CV."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpo_screen import pipeline
from cpo_screen.cli import main
from cpo_screen.documents.discover import find_files
from cpo_screen.documents.options import ReadOptions
from cpo_screen.errors import RefusedFile, UsageError
from cpo_screen.model import CandidateProfile
from cpo_screen.pipeline import ReadFile, parse_as_of, parse_file, read_files
from cpo_screen.store import KeptReadings, Purge, Store, database, keys, open_store
from cpo_screen.store.records import decode, encode
from fakes.hostile import GOOD

GOLD = sorted((Path(__file__).parent / "gold" / "files").glob("*"))
TODAY = date(2026, 11, 23)
AS_OF = "2026-11"


@pytest.fixture
def cvs(tmp_path: Path) -> Path:
    folder = tmp_path / "cvs"
    folder.mkdir()
    for name in ("Ann Lee", "Bo Kim", "Cy Oak"):
        (folder / f"{name}.txt").write_text(GOOD.replace("Ann Lee", name), encoding="utf-8")
    (folder / "empty.pdf").write_bytes(b"")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.sqlite", TODAY) as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are really read."""
    seen: list[str] = []
    real = pipeline.run_each

    def run_each(work: object, items: list[pipeline.Task], **how: object) -> object:
        seen.extend(item.found.path.name for item in items)
        return real(work, items, **how)  # type: ignore[arg-type, type-var]

    monkeypatch.setattr(pipeline, "run_each", run_each)
    return seen


def results(cvs: Path, store: Store | None, as_of: str = AS_OF) -> dict[str, object]:
    def told(one: ReadFile) -> object:
        return str(one.result) if isinstance(one.result, RefusedFile) else one.result

    return {one.found.path.name: told(one) for one in read_files([cvs], as_of, store=store)}


# --- what is read again, and what is not ----------------------------------------------------------


def test_a_second_run_reads_nothing_and_finds_the_same(cvs: Path, store: Store, read: list[str]) -> None:
    first = results(cvs, store)
    assert len(read) == 4
    assert results(cvs, store) == first == results(cvs, None)
    assert read == [*read[:4], *read[:4]]  # only the run without a store has read again


def test_what_changed_is_read_again(cvs: Path, store: Store, read: list[str]) -> None:
    results(cvs, store)
    read.clear()
    (cvs / "Ann Lee.txt").write_text(GOOD.replace("Ann Lee", "Ann Moor"), encoding="utf-8")
    (cvs / "Bo Kim.txt").rename(cvs / "Bo Kim 2019.txt")  # a date in the name is part of what is read
    (cvs / "more").mkdir()
    (cvs / "Cy Oak.txt").rename(cvs / "more" / "Cy Oak.txt")  # a folder is not
    again = results(cvs, store)
    assert sorted(read) == ["Ann Lee.txt", "Bo Kim 2019.txt"]
    moved = again["Cy Oak.txt"]
    assert isinstance(moved, CandidateProfile)
    assert moved.source.path.endswith("more/Cy Oak.txt")


def test_another_program_month_or_reader_reads_again(
    cvs: Path, store: Store, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    results(cvs, store)
    results(cvs, store, "2026-12")
    assert len(read) == 8
    list(read_files([cvs], AS_OF, pipeline.Reading(ReadOptions(pdf_reader="pdfminer")), store=store))
    assert len(read) == 12
    monkeypatch.setattr(database, "program_key", lambda: "another")
    results(cvs, store)
    assert len(read) == 16


def test_the_program_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    key = keys.program_key()
    keys.program_key.cache_clear()
    monkeypatch.setattr(keys, "version", lambda name: "99" if name == "pypdfium2" else "1")
    assert keys.program_key() != key
    keys.program_key.cache_clear()


def test_any_file_of_a_linkedin_archive_counts(tmp_path: Path) -> None:
    folder = tmp_path / "Lee"
    folder.mkdir()
    (folder / "Positions.csv").write_text("Company Name,Title\nAcme,CPO\n")
    (folder / "Profile.csv").write_text("First Name,Last Name\nAnn,Lee\n")
    (found,) = find_files([tmp_path], tmp_path / "unpacked")
    before = keys.content_key(found, ReadOptions())
    (folder / "Profile.csv").write_text("First Name,Last Name\nAnn,Moor\n")
    assert before != keys.content_key(found, ReadOptions())


def test_a_refusal_is_kept_only_if_it_lies_in_the_file(cvs: Path, store: Store, read: list[str]) -> None:
    first = results(cvs, store)
    assert first["empty.pdf"] == "The file is empty."
    read.clear()
    assert results(cvs, store)["empty.pdf"] == "The file is empty."
    assert read == []
    store.save("a", "b", RefusedFile("timed_out", "Not read within 60 seconds."))
    assert store.load(["a"], "b") == {}


@pytest.mark.parametrize("path", GOLD, ids=[path.name for path in GOLD])
def test_every_profile_comes_back_as_it_was(path: Path) -> None:
    profile = parse_file(path, AS_OF)
    assert decode(encode(profile)) == profile


# --- what can happen to a store -------------------------------------------------------------------


def test_a_damaged_store_is_set_aside_and_begun_anew(cvs: Path, tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(b"this is no database " * 400)
    with open_store(path, TODAY) as store:
        assert len(results(cvs, store)) == 4
        assert "damaged" in store.notes[0]
        assert "s.sqlite.damaged-1" in store.notes[0]
        read.clear()
        assert len(results(cvs, store)) == 4
    assert read == []
    assert (tmp_path / "s.sqlite.damaged-1").read_bytes().startswith(b"this is no database")


def test_a_store_that_breaks_while_it_is_used_loses_no_file(cvs: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path, TODAY) as store:
        results(cvs, store)
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with open_store(path, TODAY) as store:
        assert results(cvs, store) == results(cvs, None)
        assert store.notes


def test_a_damaged_profile_is_read_again(cvs: Path, tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path, TODAY) as store:
        first = results(cvs, store)
    with sqlite3.connect(path) as base:
        base.execute("UPDATE profiles SET kept = substr(kept, 1, length(kept) - 9) || x'00'")
    base.close()
    read.clear()
    with open_store(path, TODAY) as store:
        assert results(cvs, store) == first
        assert len(read) == 4
        read.clear()
        assert results(cvs, store) == first
    assert read == []


def test_what_is_deleted_while_a_run_goes_on_is_read_again(cvs: Path, store: Store) -> None:
    results(cvs, store)
    files = find_files([cvs], cvs)
    kept = KeptReadings(store, files, parse_as_of(AS_OF), ReadOptions())
    assert all(map(kept.has, files))
    store.purge(Purge("all"))
    assert [kept.load(one) for one in files] == [None] * len(files)


def test_equal_files_in_any_order_are_all_there(cvs: Path, store: Store, tmp_path: Path) -> None:
    copy = shutil.copytree(cvs, tmp_path / "copy")
    first = {one.found.shown: one.result for one in read_files([cvs, copy], AS_OF, store=store)}
    files = find_files([cvs, copy], cvs)
    kept = KeptReadings(store, files, parse_as_of(AS_OF), ReadOptions())
    profiles = {one.shown: kept.load(one) for one in (*files[::-1], *files)}
    assert len(profiles) == 2 * len(list(cvs.iterdir()))
    assert all(one == first[shown] for shown, one in profiles.items() if isinstance(one, CandidateProfile))
    assert [one.source.path for one in profiles.values() if isinstance(one, CandidateProfile)] == [
        shown for shown, one in profiles.items() if isinstance(one, CandidateProfile)
    ]


def test_a_full_disk_is_told_once_and_stops_nothing(cvs: Path, store: Store) -> None:
    store._base.execute("PRAGMA max_page_count=1")
    assert results(cvs, store) == results(cvs, None)
    assert len(store.notes) == 1
    assert "full" in store.notes[0]


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    open_store(path, TODAY).close()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version=2")
    base.close()
    with pytest.raises(UsageError, match="newer version"):
        open_store(path, TODAY)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE songs (name TEXT)")
    base.close()
    with pytest.raises(UsageError, match="another program"):
        open_store(path, TODAY)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM songs").fetchone() == (0,)


def test_a_place_where_none_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot be"):
        open_store(tmp_path / "file" / "s.sqlite", TODAY)


def test_two_runs_at_once_and_one_that_is_killed(cvs: Path, tmp_path: Path) -> None:
    for number in range(60):
        text = GOOD.replace("Ann Lee", f"Ann Lee the {number}th")
        (cvs / f"{number}.txt").write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "cpo_screen",
        "rank",
        "cvs",
        "--as-of",
        AS_OF,
        "--quiet",
        "--jobs",
        "1",
    ]
    command += ["--store", "s.sqlite", "-o"]
    killed = subprocess.Popen([*command, "k.csv"], cwd=tmp_path, stdout=subprocess.DEVNULL)
    path = tmp_path / "s.sqlite"
    deadline = time.monotonic() + 60
    while not _kept(path) and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert _kept(path)
    both = [subprocess.Popen([*command, f"{n}.csv"], cwd=tmp_path, stdout=subprocess.DEVNULL) for n in "ab"]
    assert [one.wait(timeout=120) for one in both] == [3, 3]  # empty.pdf is refused
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert _kept(path) == 64
    assert not (tmp_path / "k.csv").exists()


def _kept(path: Path) -> int:
    if not path.exists():
        return 0
    base = sqlite3.connect(path, timeout=30)
    try:
        return int(base.execute("SELECT count(*) FROM profiles").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are not made yet
        return 0
    finally:
        base.close()


# --- purging --------------------------------------------------------------------------------------


def cpo(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("who", ["bo kim", "Bo Kim.txt"])
def test_a_candidate_is_deleted_for_good(cvs: Path, tmp_path: Path, who: str) -> None:
    path = tmp_path / "s.sqlite"
    cpo("parse", cvs, "--as-of", AS_OF, "--store", path)
    assert b"Bo Kim" in _bytes(path)
    assert cpo("store", "purge", "--store", path, "--candidate", who).output == "Deleted: 1.\n"
    assert b"Bo Kim" not in _bytes(path)
    assert b"Cy Oak" in _bytes(path)
    told = cpo("store", "info", "--store", path).output
    assert "3 files kept" in told
    assert f"Deleted {date.today().isoformat()}: 1 (candidate)." in told


def _bytes(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def test_what_is_older_goes_and_what_is_not_stays(cvs: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path, date(2026, 1, 1)) as store:
        results(cvs, store)
    with open_store(path, date(2026, 6, 1)) as store:
        results(cvs, store, "2026-12")
        assert store.purge(Purge("older-than", before=date(2026, 3, 1))) == 4
        info = store.info()
    assert (info.profiles, info.oldest, info.newest) == (4, "2026-06-01", "2026-06-01")
    assert info.tombstones == (("2026-06-01", "older-than", 4),)
    assert cpo("store", "purge", "--store", path, "--all").output == "Deleted: 4.\n"
    assert "0 files kept" in cpo("store", "info", "--store", path).output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say what to delete"),
        (("--all", "--older-than", "9d"), "say what to delete"),
        (("--older-than", "soon"), "such as 90d"),
        (("--candidate", " "), "needs a name"),
    ],
)
def test_a_purge_that_is_not_clear_deletes_nothing(
    own_store: Path, arguments: tuple[str, ...], told: str
) -> None:
    open_store(own_store, TODAY).close()
    result = cpo("store", "purge", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_no_store_to_show(tmp_path: Path) -> None:
    result = cpo("store", "info", "--store", tmp_path / "none.sqlite")
    assert result.exit_code == 2
    assert "there is no store" in result.stderr
    assert not (tmp_path / "none.sqlite").exists()


def test_a_run_without_a_store_keeps_nothing(cvs: Path, own_store: Path) -> None:
    cpo("parse", cvs, "--no-store")
    assert not own_store.exists()
    assert cpo("parse", cvs, "--no-store", "--store", own_store).exit_code == 2


def test_a_default_store_that_cannot_be_made_stops_no_run(
    cvs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPO_SCREEN_STORE", str(cvs / "empty.pdf" / "s.sqlite"))
    result = cpo("parse", cvs)
    assert "going on without" in result.stderr
    assert result.stdout.count("\n") == 4
