"""What many files cost: two workers against one, the parent's memory, and the cost of a file among many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from files import make_copies, make_small
from one_file import AS_OF
from processes import Spent, machine_clock, run, screen, screen_with_peak, share_of_others
from ratios import Estimate, Measure, ratio_of_medians


@dataclass(frozen=True, slots=True)
class Ranked:
    """A whole run over so many small files: CPU seconds of all processes, the parent's peak in bytes."""

    files: int
    cpu: float
    peak: int


# --- two workers -------------------------------------------------------------------------------------


def measure_workers(pdfs: Sequence[Path], here: Path, number: int, rounds: int) -> Measure:
    """Rank copies of the PDFs with one worker and with two, in turns, on all cores."""
    folder = here / "copies"
    make_copies(pdfs, folder, number)
    walls: dict[int, list[float]] = {1: [], 2: []}
    cpus: dict[int, list[float]] = {1: [], 2: []}
    others = []
    for turn in range(rounds):
        for jobs in (1, 2) if turn % 2 == 0 else (2, 1):
            before = machine_clock()
            spent = _rank_copies(folder, here, number, jobs)
            others.append(share_of_others(before, machine_clock(), spent.cpu))
            walls[jobs].append(spent.wall)
            cpus[jobs].append(spent.cpu)
    shortest = f"the shortest {min(walls[1]):.1f} against {min(walls[2]):.1f} s"
    extra = median(cpus[2]) / median(cpus[1]) - 1
    seconds = f"median {median(walls[1]):.1f} against {median(walls[2]):.1f} s"
    detail = (
        f"`rank` of {number} PDFs, wall: {seconds}, {shortest}; two workers took {extra:+.0%} CPU; "
        f"others took {median(others):.0%} of the machine meanwhile ({min(others):.0%} at the least)"
    )
    got = ratio_of_medians(walls[1], walls[2])
    return Measure(f"two workers to one, {number} files", 1.8, "at least", got, detail)


def _rank_copies(folder: Path, here: Path, number: int, jobs: int) -> Spent:
    output = ["-o", str(here / "copies.csv"), "--as-of", AS_OF, "--quiet", "--no-store"]
    spent = run(screen("rank", str(folder), "--jobs", str(jobs), "--merge", "off", *output))
    _check(spent, number)
    return spent


# --- many small files ------------------------------------------------------------------------------------


def rank_small(here: Path, number: int, stored: bool = False) -> Ranked:
    """Rank so many small CVs in one run; the files are made for it and taken away again."""
    from shutil import rmtree

    folder, peak = here / f"small-{number}", here / "peak.txt"
    make_small(folder, number)
    store = ["--store", str(here / f"{number}.sqlite")] if stored else ["--no-store"]
    how = ["--as-of", AS_OF, "--quiet", "--no-stability", *store]
    spent = run(screen_with_peak(peak, "rank", str(folder), "-o", str(here / "small.csv"), *how))
    _check(spent, number)
    rmtree(folder)
    return Ranked(number, spent.cpu, int(peak.read_text("ascii")))


def _check(spent: Spent, number: int) -> None:
    """Make sure that every file was read and ranked: a run that refuses them would be fast."""
    said = spent.said.strip().splitlines()[-1]
    if not said.startswith(f"{number} file") or " 0 refused" not in said:
        raise ValueError(f"not every file was read: {said}")


def measure_memory(few: Sequence[Ranked], many: Ranked) -> Measure:
    """Compare the parent's peak memory over many files with that over few."""
    base = median(one.peak for one in few)
    figure = many.peak / base
    got = Estimate(
        figure, many.peak / max(one.peak for one in few), many.peak / min(one.peak for one in few), len(few)
    )
    each = (many.peak - base) / (many.files - few[0].files) / 1024
    detail = (
        f"peak of the parent alone: {many.peak / 2**20:.0f} against {base / 2**20:.0f} MB; "
        f"{each:.1f} KB for each further file"
    )
    return Measure(
        f"memory of the parent, {many.files} files to {few[0].files}", 1.3, "at most", got, detail
    )


def measure_cost(start: Sequence[Ranked], few: Sequence[Ranked], many: Ranked) -> Measure:
    """Compare the CPU of a file among many with that among few, less what a run of one file takes."""
    begun = median(one.cpu for one in start)
    each_few = [(one.cpu - begun) / one.files for one in few]
    each_many = (many.cpu - begun) / many.files
    got = Estimate(
        each_many / median(each_few), each_many / max(each_few), each_many / min(each_few), len(few)
    )
    whole = many.cpu / many.files / median(one.cpu / one.files for one in few)
    detail = (
        f"CPU of all processes less {begun:.1f} s of start-up: {each_many * 1e3:.2f} against "
        f"{median(each_few) * 1e3:.2f} ms a file; with start-up {whole:.2f}"
    )
    return Measure(f"cost per file, {many.files} files to {few[0].files}", 1.1, "at most", got, detail)
