"""How long a second rank with other criteria takes, by the number of kept profiles: CPU beyond start-up.

    python benchmarks/rerank.py [1000 10000 100000]

Profiles of tests/gold are kept under as many small files as asked for, so that nothing is read; each has a
name, addresses and a phone of its own, so that no two are taken for one person. CPU is user and system time
of the whole command, less that of a run over one file.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cpo_screen.documents.discover import FoundFile
from cpo_screen.documents.options import ReadOptions
from cpo_screen.model import CandidateProfile
from cpo_screen.pipeline import parse_as_of, read_files
from cpo_screen.resources import resource_path
from cpo_screen.store import KeptReadings, open_store

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "files"
AS_OF = "2026-11"
SYLLABLES = ("ba", "do", "ki", "lu", "me", "na", "po", "ra", "si", "te")


class Cost(NamedTuple):
    """What a command took: seconds of CPU, and the most memory in MB that any command until then held."""

    seconds: float
    megabytes: float


def main() -> None:
    """Print a line for each number."""
    numbers = [int(one) for one in sys.argv[1:]] or [1000, 10_000]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        changed = resource_path("criteria.yaml").read_text("utf-8").replace("weight: 16", "weight: 30", 1)
        (here / "changed.yaml").write_text(changed, "utf-8")
        read = [one.result for one in read_files([GOLD], AS_OF)]
        profiles = [one for one in read if isinstance(one, CandidateProfile)]
        start = _measure(here, 1, profiles).seconds
        print(f"start-up, 1 file: {start:.2f} s of CPU")
        for number in sorted(numbers):
            cost = _measure(here, number, profiles)
            each = (cost.seconds - start) / number * 1e6
            told = f"{cost.seconds - start:.2f} s of CPU, {each:.0f} µs each, {cost.megabytes:.0f} MB"
            print(f"{number} profiles: {told}", flush=True)


def _measure(here: Path, number: int, profiles: Sequence[CandidateProfile]) -> Cost:
    _keep(here, number, profiles)
    command = [sys.executable, "-m", "cpo_screen", "rank", str(number), "-c", "changed.yaml", "--quiet"]
    command += ["--as-of", AS_OF, "--store", f"{number}.sqlite", "-o", f"{number}.csv"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, cwd=here, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert said.stdout.startswith(f"{number} file"), said.stdout
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, after.ru_maxrss / 1024)


def _keep(here: Path, number: int, profiles: Sequence[CandidateProfile]) -> None:
    """Make the files, and a store that holds a profile of each."""
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
            kept.save(found, as_another(profiles[index % len(profiles)], index, found.shown))


def as_another(profile: CandidateProfile, index: int, path: str) -> CandidateProfile:
    """Return the profile as that of another person, read from another file."""
    given, family = own_name(index)
    contact = replace(
        profile.contact,
        name=f"{given} {family}",
        email=f"{given}.{family}@example.com".lower(),
        phone=f"+1 555 {index:07d}",
        linkedin=f"linkedin.com/in/{given}-{family}".lower(),
    )
    source = replace(profile.source, path=path, sha256=f"{index:064x}")
    return replace(profile, contact=contact, source=source)


def own_name(index: int) -> tuple[str, str]:
    """Return a given and a family name that no other number below a million has.

    >>> own_name(42), own_name(123456)
    (('Bababa', 'Bameki'), ('Dokilu', 'Menapo'))
    """
    name = "".join(SYLLABLES[int(digit)] for digit in f"{index:06d}")
    return name[:6].title(), name[6:].title()


if __name__ == "__main__":
    main()
