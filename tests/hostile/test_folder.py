"""A folder of good and hostile files: none is lost, none hangs, the good fare as if alone."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from cpo_screen.batch import Limits
from cpo_screen.documents.discover import find_files
from cpo_screen.model import PartialDate
from cpo_screen.pipeline import Reading, screen_folder
from cpo_screen.screening import Screening
from hostile.corpus import KINDS, write_good, write_hostile
from hostile.kinds import READ
from hostile.people import cv_text
from hostile.proofs import (
    cards_of,
    check_ledger_adds_up,
    check_tables_are_harmless,
    check_terminal_is_untouched,
    outcomes,
    surprises,
)

AS_OF = PartialDate(2026, 11)
SEED = 6
LIMITS = Limits(seconds=6, memory=700 * 1024**2)
_GOOD_ONES = 60  # times that a good file takes: how long a hostile one may take, on any computer


def screened(*folders: Path, limits: Limits = LIMITS) -> Screening:
    return screen_folder(folders, as_of=AS_OF, reading=Reading(limits=limits))


def check_run(tmp_path: Path, good: int, hostile: int, least: float) -> None:
    good_ones = write_good(tmp_path / "good", SEED, good)
    alone = screened(tmp_path / "good", limits=Limits(60))
    assert alone.counts.ranked == good, outcomes(alone)
    limits = Limits(max(least, _GOOD_ONES * sum(alone.seconds.values()) / good), LIMITS.memory)
    written = write_hostile(tmp_path / "hostile", SEED, hostile)
    begun = time.monotonic()
    both = screened(tmp_path / "good", tmp_path / "hostile", limits=limits)
    seconds = time.monotonic() - begun
    print(f"{good} good and {hostile} hostile files in {seconds:.0f} s, {limits}: {both.counts}")  # with -s
    assert "\n".join(surprises(both, written)) == ""
    check_ledger_adds_up(both)
    check_tables_are_harmless(both)
    check_terminal_is_untouched(both)
    assert cards_of(both, tmp_path / "good") == cards_of(alone, tmp_path / "good")
    assert len(cards_of(both, tmp_path / "good")) == len(good_ones)
    assert seconds < limits.seconds * (good / _GOOD_ONES + hostile / 4)  # none hangs beyond its limit


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_every_kind_beside_good_ones(tmp_path: Path) -> None:
    check_run(tmp_path, 40, len(KINDS), least=6)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.slow
@pytest.mark.skipif("CPO_SCREEN_LONG" not in os.environ, reason="takes minutes; CPO_SCREEN_LONG=1 runs it")
def test_a_thousand_good_and_three_hundred_hostile(tmp_path: Path) -> None:
    check_run(tmp_path, 1000, 300, least=20)


def test_there_are_many_kinds_and_a_seed_decides_all(tmp_path: Path) -> None:
    assert len(KINDS) >= 60
    some = [name for name, kind in KINDS.items() if kind.make and "bomb" not in name][::7]
    for name in some:
        one, two = tmp_path / f"{name}-1", tmp_path / f"{name}-2"
        KINDS[name].write(one, Random(SEED))
        KINDS[name].write(two, Random(SEED))
        assert one.read_bytes() == two.read_bytes()


# --- files that change while they are read -----------------------------------------------------------


@contextmanager
def _changing(paths: list[Path]) -> Iterator[None]:
    """Within the block, files grow, shrink, vanish, come back and become folders, without a pause."""
    over = threading.Event()

    def change() -> None:
        random = Random(SEED)
        for path in cycle(paths):
            if over.is_set():
                return
            what = random.randrange(4)
            if what == 0:
                path.write_text(cv_text(random), encoding="utf-8")
            elif what == 1 and path.exists():
                os.truncate(path, random.randrange(200))
            elif what == 2:
                path.unlink(missing_ok=True)
            else:
                with path.open("ab") as file:
                    file.write(b"more\n" * random.randrange(50))

    thread = threading.Thread(target=change, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_files_that_change_and_vanish_while_they_are_read(tmp_path: Path) -> None:
    write_good(tmp_path / "good", SEED, 12)
    restless = [tmp_path / "restless" / f"r{n}.txt" for n in range(30)]
    restless[0].parent.mkdir()
    for path in restless:
        path.write_text(cv_text(Random(str(path.name))), encoding="utf-8")
    alone = screened(tmp_path / "good")
    with _changing(restless):
        both = screened(tmp_path)
    check_ledger_adds_up(both)
    assert cards_of(both, tmp_path / "good") == cards_of(alone, tmp_path / "good")
    told = {what for file, what in outcomes(both) if "restless" in file}
    assert told <= {*f"{READ} empty vanished not_a_cv same_content".split()}


def test_refused_members_of_one_name_are_all_told(tmp_path: Path) -> None:
    KINDS["zip_overlapping"].write(tmp_path / "a.zip", Random(SEED))
    found = find_files([tmp_path / "a.zip"], tmp_path / "unpacked")
    assert len({one.shown for one in found}) == 200
