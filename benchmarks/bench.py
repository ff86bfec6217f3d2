"""How fast it is, as ratios of one run: the table of issue 6, to benchmarks/results.md and results.svg.

    python benchmarks/bench.py [--quick] [--only PART …] [--many 20000]

`--quick` takes two minutes, with fewer files and rounds; a full run takes half an hour on two free cores.
Neither `--quick` nor `--only` writes anything. Linux only. The parts: pipeline, cold, help, workers, many.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from files import find_pdfs, where
from many_files import measure_cost, measure_memory, measure_workers, rank_small
from one_file import Warm, measure_cold_rank, measure_help, measure_pipeline
from processes import adopt_orphans, use_all_cores, use_one_core
from ratios import Measure
from results import Results, commit, table, write_results


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: PDFs left out, rounds, and numbers of files."""

    every: int = 1  # of the PDFs
    warm: int = 3
    cold: int = 20
    help: int = 60
    copies: int = 500
    turns: int = 3
    start: int = 5
    few: int = 2
    memory: tuple[int, int] = (100, 10_000)
    cost: tuple[int, int] = (1000, 20_000)


QUICK = Effort(
    every=9, warm=2, cold=3, help=10, copies=60, turns=1, start=1, few=1, memory=(100, 500), cost=(100, 500)
)


def main() -> None:
    """Measure, print the table, and write the results where everything was measured in full."""
    asked = _arguments()
    effort = QUICK if asked.quick else Effort(cost=(1000, asked.many))
    measured = commit()  # before: others may commit meanwhile
    adopt_orphans()
    pdfs = find_pdfs()[:: effort.every]
    stages: dict[str, float] = {}
    measures: list[Measure] = []
    with tempfile.TemporaryDirectory(prefix="cpo-bench-") as folder:
        for part, measure in _parts(pdfs, Path(folder), effort, stages).items():
            if part in (asked.only or [part]):
                measures += (found := measure())
                for one in found:
                    print(f"{one.name}: {one.got.value:.2f}", file=sys.stderr, flush=True)
    use_all_cores()
    print(table(measures))
    for one in measures:
        print(f"- {one.name}: {one.detail}")
    for stage, spent in stages.items():
        print(f"{spent:9.2f} ms  {stage}")
    if not asked.quick and not asked.only:
        write_results(Results(measures, stages, where(pdfs), measured), Path(__file__).parent)


def _parts(
    pdfs: Sequence[Path], here: Path, effort: Effort, stages: dict[str, float]
) -> dict[str, Callable[[], list[Measure]]]:
    """Return what is measured, by its name, in the order in which it is."""

    def pipeline() -> list[Measure]:
        use_one_core()
        warm: Warm = measure_pipeline(pdfs, effort.warm)
        stages.update(warm.stages)
        return list(warm.measures)

    def cold() -> list[Measure]:
        use_one_core()
        return measure_cold_rank(pdfs, here, effort.cold)

    def usage() -> list[Measure]:
        use_one_core()
        return [measure_help(effort.help)]

    def workers() -> list[Measure]:
        use_all_cores()
        return [measure_workers(pdfs, here, effort.copies, effort.turns)]

    def many() -> list[Measure]:
        use_all_cores()
        return _many(here, effort)

    return {"pipeline": pipeline, "cold": cold, "help": usage, "workers": workers, "many": many}


def _many(here: Path, effort: Effort) -> list[Measure]:
    """Rank small files in runs of several sizes, the larger ones once: each is a run of minutes."""
    few, cost_few = effort.memory[0], effort.cost[0]
    base = [rank_small(here, cost_few) for _ in range(effort.few)]
    start = [rank_small(here, 1) for _ in range(effort.start)]
    memory_many = rank_small(here, effort.memory[1])
    least = [rank_small(here, few) for _ in range(effort.few)]
    cost_many = memory_many if effort.cost[1] == memory_many.files else rank_small(here, effort.cost[1])
    base += [rank_small(here, cost_few) for _ in range(effort.few)]
    return [measure_memory(least, memory_many), measure_cost(start, base, cost_many)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer files and rounds; nothing is written")
    parts = ("pipeline", "cold", "help", "workers", "many")
    parser.add_argument(
        "--only", action="append", choices=parts, help="measure only this part; nothing is written"
    )
    parser.add_argument(
        "--many", type=int, default=20_000, help="small files in the largest run (%(default)s)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
