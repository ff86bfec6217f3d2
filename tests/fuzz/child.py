"""The child process of a fuzzing run: target, seed, first number, seconds, folder."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from fuzz.run import child  # noqa: E402

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    target, seed, start, seconds, folder = sys.argv[1:]
    sys.exit(child(target, int(seed), int(start), float(seconds), Path(folder)))
