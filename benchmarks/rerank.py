"""How long a second rank with other criteria takes, by the number of kept profiles: CPU beyond start-up.

    python benchmarks/rerank.py [1000 10000 100000]

Profiles of tests/gold are kept under as many small files as asked for, so that nothing is read. CPU is user and
system time of the whole command, less that of a run over one file.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from cpo_screen.documents.discover import FoundFile
from cpo_screen.documents.options import ReadOptions
from cpo_screen.pipeline import parse_as_of, read_files
from cpo_screen.resources import resource_path
from cpo_screen.store import KeptReadings, open_store

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "files"
AS_OF = "2026-11"


def main() -> None:
    """Print a line for each number."""
    numbers = [int(one) for one in sys.argv[1:]] or [1000, 10_000]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        changed = resource_path("criteria.yaml").read_text("utf-8").replace("weight: 16", "weight: 30", 1)
        (here / "changed.yaml").write_text(changed, "utf-8")
        profiles = [one.result for one in read_files([GOLD], AS_OF)]
        start = _measure(here, 1, profiles)
        print(f"start-up, 1 file: {start:.2f} s of CPU")
        for number in numbers:
            seconds = _measure(here, number, profiles) - start
            print(f"{number} profiles: {seconds:.2f} s of CPU, {seconds / number * 1e6:.0f} µs each")


def _measure(here: Path, number: int, profiles: list) -> float:
    folder = here / str(number)
    folder.mkdir()
    files = []
    for index in range(number):
        path = folder / f"{index:06d}.txt"
        path.write_text(f"candidate {index}\n" * 20, "utf-8")
        files.append(FoundFile(path, f"{number}/{path.name}"))
    with open_store(here / f"{number}.sqlite", date(2026, 11, 23)) as store:
        kept = KeptReadings(store, files, parse_as_of(AS_OF), ReadOptions())
        for index, found in enumerate(files):
            profile = profiles[index % len(profiles)]
            kept.save(found, replace(profile, source=replace(profile.source, sha256=f"{index:064x}")))
    command = [sys.executable, "-m", "cpo_screen", "rank", str(number), "-c", "changed.yaml", "--quiet"]
    command += ["--as-of", AS_OF, "--store", f"{number}.sqlite", "-o", f"{number}.csv"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, cwd=here, check=True, capture_output=True, text=True, env=dict(os.environ))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert said.stdout.startswith(f"{number} file"), said.stdout
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
