"""Fuzzing led by coverage, where atheris is installed (`pip install atheris`, Python up to 3.13, Linux).

    PYTHONPATH=src:tests python -m fuzz.with_atheris TARGET FOLDER [options of libFuzzer]

Such an option is -max_total_time=600. Seeds are written into FOLDER first; what is new goes there, too. A
crash is left in the working directory.
"""

from __future__ import annotations

import sys
from pathlib import Path

_LED_BY = ["cpo_screen.documents", "cpo_screen.criteria", "pdfminer", "striprtf"]


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=_LED_BY):
        from fuzz.targets import TARGETS, run_target, seeds
    target, folder = sys.argv[1], Path(sys.argv[2])
    if target not in TARGETS:
        sys.exit(f"one of {', '.join(sorted(TARGETS))}, not {target}")
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        folder.joinpath(f"seed-{number:03d}").write_bytes(seed)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: run_target(target, bytes(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
