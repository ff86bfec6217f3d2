"""The benchmark's own arithmetic and files: figures that are wrong would be believed."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.read import read_document

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
SAMPLE = Path(__file__).parent.parent / "samples" / "Al-Sabbagh_Noor_CPO.pdf"


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_a_ratio_is_of_each_file_and_its_interval_holds_it() -> None:
    from ratios import ratio_by_file

    found = ratio_by_file([10.0, 30.0, 2.0, 8.0, 5.0], [1.0, 3.0, 2.0, 1.0, 1.0])
    assert found.value == 8.0
    assert found.low <= found.value <= found.high
    assert (found.low, found.high) == (1.0, 10.0)


def test_repetitions_end_when_the_ratio_is_stable_and_at_the_latest_after_the_most() -> None:
    from ratios import in_turns

    steady = in_turns((lambda: 2.0, lambda: 1.0), 40, pairs=((0, 1),))
    assert [len(one) for one in steady] == [7, 7]
    values = iter([1.0, 9.0] * 20)
    wild = in_turns((lambda: next(values), lambda: 1.0), 12, pairs=((0, 1),))
    assert len(wild[0]) == 12


def test_the_two_sides_take_turns_in_going_first() -> None:
    from ratios import in_turns

    order: list[str] = []

    def take(name: str) -> float:
        order.append(name)
        return 1.0

    in_turns((lambda: take("a"), lambda: take("b")), 2, pairs=())
    assert order == ["a", "b", "b", "a"]


@pytest.mark.parametrize(
    ("bound", "value", "reached", "used"),
    [("at most", 2.0, True, 0.5), ("at most", 5.0, False, 1.25), ("at least", 2.0, False, 2.0)],
)
def test_a_bound_is_kept_from_its_own_side(bound: str, value: float, reached: bool, used: float) -> None:
    from ratios import Estimate, Measure

    one = Measure("x", 4.0, bound, Estimate(value, value, value, 1), "")  # type: ignore[arg-type]
    assert (one.reached, one.used) == (reached, used)


def test_copies_are_no_duplicates_and_say_the_same(tmp_path: Path) -> None:
    from files import make_copies

    make_copies([SAMPLE], tmp_path / "copies", 3)
    read = [read_document(one, one.name, ReadOptions()) for one in sorted((tmp_path / "copies").iterdir())]
    assert len({one.sha256 for one in read}) == 3
    assert len({one.text for one in read}) == 1


def test_small_cvs_are_of_different_people() -> None:
    from files import small_cv

    cvs = [small_cv(index) for index in range(0, 100_000, 997)]
    assert len({one.splitlines()[0] for one in cvs}) == len(cvs)
    assert cvs[3] == small_cv(3 * 997)


def test_what_others_take_of_the_machine_is_without_our_own_share() -> None:
    from processes import Clock, share_of_others

    assert share_of_others(Clock(100, 1000), Clock(115, 1020), 10) == 0.25
    assert share_of_others(Clock(100, 1000), Clock(105, 1020), 6) == 0.0


def test_the_page_and_the_picture_say_what_was_missed() -> None:
    from ratios import Estimate, Measure
    from results import Results, page, picture

    measures = [
        Measure("`a` & b", 3.0, "at most", Estimate(1.5, 1.4, 1.6, 9), "detail"),
        Measure("c", 1.8, "at least", Estimate(0.2, 0.2, 0.2, 9), "detail"),
    ]
    told = page(Results(measures, {"reading": 3.0, "scope": 1.0}, "2 PDFs", "abc"))
    assert "| `a` & b | at most 3 × | 1.50 × (1.40–1.60) | reached |" in told
    assert "| c | at least 1.8 × | 0.20 × (0.20–0.20) | missed |" in told
    assert "| reading | 3.0 | 75% |" in told
    drawn = ElementTree.fromstring(picture(measures))
    bars = [one for one in drawn if one.tag.endswith("rect") and one.get("x")]
    assert [float(one.get("width", 0)) for one in bars] == [65.0, 390.0]  # half the bound; cut at three


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own figures")
def test_the_cpu_of_orphans_is_counted() -> None:
    import subprocess

    burn = "import time\nwhile time.process_time() < 0.4: pass"
    orphan = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}])"
    measure = f"import processes as p; p.adopt_orphans(); print(p.run(p.python('-c', {orphan!r})).cpu)"
    told = subprocess.run(
        [sys.executable, "-c", measure], cwd=BENCHMARKS, capture_output=True, text=True, check=True
    )
    assert float(told.stdout) > 0.4
