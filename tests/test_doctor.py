"""doctor: what is there, what is absent and what that costs, and that it changes nothing."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpo_screen import __version__
from cpo_screen import doctor as examination
from cpo_screen.batch import Limits, run_each
from cpo_screen.cli.doctor import doctor
from cpo_screen.doctor import Examination, Finding, examine, machine, programs, storing, trial
from cpo_screen.doctor.findings import without_home
from cpo_screen.doctor.probes import take_memory
from cpo_screen.errors import ModelMissing, RefusedFile
from cpo_screen.exports.terminal_doctor import examination_lines
from cpo_screen.lexicons import load_lexicon
from cpo_screen.store import open_store

TODAY = date(2026, 11, 24)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="made of a shell script")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Examination:
    """The examination of the computer that the tests run on, with a store of its own."""
    folder = tmp_path_factory.mktemp("store")
    return examine(folder / "profiles.sqlite", TODAY, io.StringIO())


def named(findings: Iterable[Finding], name: str) -> Finding:
    return next(one for one in findings if one.name == name)


# --- the whole ------------------------------------------------------------------------------------


def test_where_the_tests_run_a_run_works(here: Examination) -> None:
    assert here.works, [one for one in here.findings if one.state == "broken"]
    topics = list(dict.fromkeys(one.topic for one in here.findings))
    assert topics == [
        "program", "libraries", "models", "reading", "workers", "limits", "programs", "store",
        "temporary files", "terminal",
    ]  # fmt: skip
    assert named(here.findings, "cpo-screen").value == __version__
    assert {one.name for one in here.findings if one.topic == "models"} >= {"tagger", "headings"}
    assert all(one.value for one in here.findings)


def test_whatever_is_not_in_order_has_a_sentence_on_it(here: Examination) -> None:
    assert all(one.says.endswith((".", ")")) for one in here.findings if one.state != "ok")
    assert all(not one.says for one in here.findings if one.state == "ok")
    sentences = load_lexicon("doctor")
    assert all(
        text.endswith(".") for part in ("absent", "broken", "extras") for text in sentences[part].values()
    )


def test_every_format_of_the_invented_cv_is_read_in_a_worker(here: Examination) -> None:
    read = {one.name: one.state for one in here.findings if one.topic == "reading"}
    assert read == {"docx": "ok", "html": "ok", "pdf": "ok", "txt": "ok"}


def test_the_libraries_are_those_that_the_installation_asks_for(here: Examination) -> None:
    names = {one.name.lower() for one in here.findings if one.topic == "libraries"}
    assert {"spacy", "pypdfium2", "click", "numpy", "pyarrow"} <= names


# --- the command ----------------------------------------------------------------------------------


def run(monkeypatch: pytest.MonkeyPatch, *findings: Finding, options: tuple[str, ...] = ()) -> Result:
    monkeypatch.setattr(examination, "examine", lambda *_: Examination(findings))
    return CliRunner().invoke(doctor, options)


OK = Finding("models", "tagger", "version 1")
ABSENT = Finding("programs", "LibreOffice", "not found", "absent", "Old Word files are refused.")
BROKEN = Finding("models", "headings", "missing", "broken", "Install it again.")


def test_all_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, OK)
    assert result.exit_code == 0
    assert result.stdout == "Models\n  ok      tagger  version 1\n\nA run will work; nothing is absent.\n"


def test_something_absent_is_told_with_its_cost_and_a_run_works(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, OK, ABSENT)
    assert result.exit_code == 0
    assert "  absent  LibreOffice  not found\n          Old Word files are refused.\n" in result.stdout
    assert result.stdout.endswith("A run will work; 1 thing absent, as told above.\n")


def test_what_stands_in_the_way_is_named_and_is_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, OK, ABSENT, BROKEN)
    assert result.exit_code == 1
    assert "  BROKEN  headings  missing\n          Install it again.\n" in result.stdout
    assert result.stdout.endswith("A run will not work here. In the way: models: headings.\n")


def test_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, OK, BROKEN, options=("--json",))
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["schema"], told["works"]) == ("cpo-screen/doctor/1", False)
    assert told["findings"][1] == {
        "topic": "models", "name": "headings", "value": "missing", "state": "broken",
        "says": "Install it again.",
    }  # fmt: skip


def test_many_in_order_share_lines_and_what_is_not_stands_apart() -> None:
    several = [Finding("libraries", f"library-{n}", "1.0") for n in range(20)]
    lost = Finding("libraries", "lost", "not installed", "broken", "Install it.")
    lines = list(examination_lines(Examination((*several[:9], lost, *several[9:]))))
    assert len(lines) < 12
    assert all(len(line) <= 100 for line in lines)
    assert all(f"library-{n} 1.0" in " ".join(" ".join(lines).split()) for n in range(20))
    assert "  BROKEN  lost  not installed" in lines


# --- libraries, models, terminal ------------------------------------------------------------------


def test_a_library_that_is_missing_or_too_old_stands_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [
        "no-such-library>=1.0",
        "click>=9999.1",
        "rich>=1.0.0",
        "no-such-extra>=2; extra == 'parquet'",
    ]
    monkeypatch.setattr(machine, "requires", lambda _: wanted)
    found = list(machine.find_libraries())
    assert [one.state for one in found] == ["broken", "broken", "ok", "absent"]
    assert found[0].value == "not installed"
    assert "older than the 9999.1" in found[1].value
    assert "cpo-screen[parquet]" in found[3].says


@pytest.mark.parametrize(
    ("found", "least", "state"),
    [("3.0", "3", "ok"), ("3", "3.0.0", "ok"), ("3.10", "3.9", "ok"), ("3.9", "3.10", "broken"),
     ("20240706", "20240706", "ok"), ("8.3.0rc1", "8.2", "ok")],
)  # fmt: skip
def test_versions_are_compared_as_numbers(
    monkeypatch: pytest.MonkeyPatch, found: str, least: str, state: str
) -> None:
    monkeypatch.setattr(machine, "requires", lambda _: [f"one>={least}"])
    monkeypatch.setattr(machine, "version", lambda _: found)
    assert [one.state for one in machine.find_libraries()] == [state]


def test_a_missing_model_stands_in_the_way_and_the_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from cpo_screen import trained_models

    def model_path(name: str, file: str) -> Path:
        if name == "tagger":
            raise ModelMissing(f"the model {name} is missing")
        return whole(name, file)

    whole = trained_models.model_path
    monkeypatch.setattr(trained_models, "model_path", model_path)
    found = {one.name: one.state for one in machine.find_models()}
    assert found.pop("tagger") == "broken"
    assert set(found.values()) == {"ok"}


@pytest.mark.parametrize(
    ("encoding", "state"), [("utf-8", "ok"), ("ascii", "absent"), ("cp1252", "absent")]
)
def test_a_terminal_that_cannot_show_all_letters_is_told(encoding: str, state: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    (found,) = machine.find_terminal(stream)
    assert found.state == state
    assert encoding in found.value


# --- other programs -------------------------------------------------------------------------------


def test_without_other_programs_it_says_what_that_costs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    office, tesseract = programs.find_programs()
    assert (office.state, tesseract.state) == ("absent", "absent")
    assert ".doc" in office.says
    assert "for review" in tesseract.says


@POSIX
def test_tesseract_and_its_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = '#!/bin/sh\ncase "$1" in --version) echo "tesseract 5.3.0"; echo " leptonica";;\n'
    script += '--list-langs) echo "List of available languages (2):"; echo deu; echo eng;; esac\n'
    write_program(tmp_path / "tesseract", script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setenv("CPO_SCREEN_TESSERACT", "tesseract")
    found = named(programs.find_programs(), "tesseract")
    assert (found.state, found.value) == ("ok", "tesseract 5.3.0; languages: deu, eng")


@POSIX
def test_a_program_that_fails_or_hangs_is_found_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_program(tmp_path / "soffice", "#!/bin/sh\nexec sleep 60\n")
    write_program(tmp_path / "tesseract", "#!/bin/sh\nexit 1\n")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setenv("CPO_SCREEN_TESSERACT", "tesseract")
    monkeypatch.setattr(programs, "_PATIENCE", 0.3)
    office, tesseract = programs.find_programs()
    assert office == Finding("programs", "LibreOffice", "found; it does not tell its version")
    assert tesseract.value == "found; it does not tell its version; languages: none"


def write_program(path: Path, text: str) -> None:
    path.write_text(text, encoding="ascii")
    path.chmod(0o755)


# --- the store ------------------------------------------------------------------------------------


def test_no_store_yet_is_in_order_and_none_is_made(tmp_path: Path) -> None:
    found = named(storing.find_store(tmp_path / "new" / "store.sqlite", TODAY), "profiles")
    assert (found.state, list(tmp_path.iterdir())) == ("ok", [])


def test_a_store_is_told_with_its_contents(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with open_store(path, TODAY) as store:
        store.save("key", "reading", RefusedFile("empty", "There is nothing in it."))
    found = named(storing.find_store(path, TODAY), "profiles")
    assert found.state == "ok"
    assert "1 profile, 1 of them by this version" in found.value


def test_a_damaged_store_is_told_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"no database at all " * 100)
    found = named(storing.find_store(path, TODAY), "profiles")
    assert found.state == "absent"
    assert "sets it aside" in found.value
    assert [one.name for one in tmp_path.iterdir()] == ["store.sqlite"]
    assert path.read_bytes() == b"no database at all " * 100


@pytest.mark.parametrize(("is_named", "state"), [(True, "broken"), (False, "absent")])
def test_another_programs_database_stands_in_the_way_only_of_who_named_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_named: bool, state: str
) -> None:
    path = tmp_path / "other.sqlite"
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE other (x)")
    base.close()
    monkeypatch.setenv("CPO_SCREEN_STORE", str(path))
    found = named(storing.find_store(path if is_named else None, TODAY), "profiles")
    assert found.state == state
    assert "another program" in found.value


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_entered(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    found = list(storing.find_store(tmp_path / "closed" / "store.sqlite", TODAY))
    assert [one.state for one in found] == ["broken", "ok"]
    assert "cannot be written" in found[0].value


@pytest.mark.parametrize(("is_named", "state"), [(True, "broken"), (False, "absent")])
def test_a_place_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_named: bool, state: str
) -> None:
    path = tmp_path / "new" / "store.sqlite"
    monkeypatch.setenv("CPO_SCREEN_STORE", str(path))
    monkeypatch.setattr(storing.os, "access", lambda *_: False)
    found = list(storing.find_store(path if is_named else None, TODAY))
    assert [one.name for one in found] == ["profiles", "room"]  # nobody asks for locks there
    assert (found[0].state, found[0].says) == (state, load_lexicon("doctor")[state]["store"])


def test_a_folder_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("locking protocol")

    monkeypatch.setattr(storing.sqlite3, "connect", refuse)
    found = named(storing.find_store(tmp_path / "store.sqlite", TODAY), "locks")
    assert found.state == "absent"
    assert "locking protocol" in found.value
    assert list(tmp_path.iterdir()) == []


def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "_SCARCE", 1 << 62)
    assert named(storing.find_store(tmp_path / "s.sqlite", TODAY), "room").state == "absent"


def test_no_temporary_folder_stands_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing.tempfile, "tempdir", str(tmp_path / "gone"))
    assert [one.state for one in storing.find_temporary()] == ["broken"]


# --- trials ---------------------------------------------------------------------------------------


def test_a_reader_that_does_not_understand_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(folder: Path) -> None:
        (folder / "trial.txt").write_text("Dear all, nothing to see here. " * 10, encoding="utf-8")
        (folder / "trial.pdf").write_bytes(b"")

    monkeypatch.setattr(trial, "write_trial", write)
    found = {one.name: one for one in trial.try_reading()}
    assert found["txt"].state == found["pdf"].state == "broken"
    assert "not understood" in found["txt"].value
    assert found["pdf"].value.startswith("empty: ")


def test_a_library_that_does_not_load_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pypdfium2").mkdir()
    (tmp_path / "pypdfium2" / "__init__.py").write_text("raise ImportError('no libpdfium here')", "ascii")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, sys.path)]))
    (found,) = trial.try_reading()
    assert (found.state, found.value) == ("broken", "ImportError: no libpdfium here")
    assert trial.find_hindrance("os; os._exit(3)") == "ended with 3"


def test_a_limit_that_does_not_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_SHORT", Limits(seconds=20.0))
    monkeypatch.setattr(trial, "_SMALL", Limits(seconds=20.0, memory=4 << 30))
    monkeypatch.setattr(trial, "sleep_long", abs)  # ends at once
    found = {one.name: one.state for one in trial.try_limits()}
    assert found == {"start": "ok", "time": "broken", "memory": "absent", "size": "ok", "pages": "ok"}


def test_the_memory_that_the_trial_takes_is_taken_where_it_may_be() -> None:
    assert list(run_each(take_memory, [1 << 20], limits=Limits(seconds=20.0))) == ["taken"]


# --- nothing personal -----------------------------------------------------------------------------


def test_the_home_folder_is_not_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "ann.lee"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "ann.lee"))
    path = tmp_path / "ann.lee" / "cache" / "store.sqlite"
    for one in storing.find_store(path, TODAY):
        told = without_home(one)
        assert "ann.lee" not in told.value + told.says
    assert without_home(Finding("a", "b", f"{path}")).value == str(Path("~/cache/store.sqlite"))


def test_what_is_told_gives_the_terminal_no_orders() -> None:
    assert without_home(Finding("a", "b", "x\x1b[31m\ny")).value == "x[31m y"
