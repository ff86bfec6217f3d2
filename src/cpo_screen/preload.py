"""Imported once before the workers start: the heavy libraries are there when the first file comes."""

from __future__ import annotations

import os

# One thread of linear algebra per worker: the workers themselves use the cores.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import cpo_screen.pipeline  # noqa: E402, F401
