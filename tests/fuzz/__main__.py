"""Fuzz for as long as you like: `PYTHONPATH=src:tests python -m fuzz --seconds 3600 [--target docx]`.

Each input is run in a process of its own kind, so that a crash in C code is found, too; what crashes or
hangs is kept in a folder, with the error beside it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fuzz.run import fuzz
from fuzz.targets import TARGETS


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="for all targets together")
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-crashes"), help="where crashes are written")
    given = parser.parse_args()
    targets = given.target or sorted(TARGETS)
    crashes = 0
    for target in targets:
        found = fuzz(target, given.seconds / len(targets), given.seed, given.keep)
        crashes += len(found.crashes)
        print(f"{target:10s} {found.runs:7d} inputs, {len(found.crashes)} crashes", flush=True)
        for crash in found.crashes:
            print(f"  {crash.path}: {crash.error}", flush=True)
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
