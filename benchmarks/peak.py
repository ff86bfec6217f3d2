"""Run cpo-screen in this process and write its peak memory in bytes, without its workers, to a file.

python benchmarks/peak.py PEAK.txt rank cvs/ …

The kernel's own high-water mark since the program began: `ru_maxrss` would also hold that of the process
which started it, and of children that have ended.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cpo_screen.cli import main

if __name__ == "__main__":
    peak = Path(sys.argv[1])
    try:
        main(sys.argv[2:], prog_name="cpo-screen")
    finally:
        status = Path("/proc/self/status").read_text("ascii").splitlines()
        line = next(one for one in status if one.startswith("VmHWM:"))
        peak.write_text(str(int(line.split()[1]) * 1024), "ascii")
