"""The benchmark's results as a page and a picture."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from xml.sax.saxutils import escape

from files import ROOT
from ratios import Measure

_LIBRARIES = ("pypdfium2", "pdfminer.six", "spacy", "scikit-learn", "click")
_MEASURED = ("src", "models", "criteria.yaml")
_ROW, _LEFT, _UNIT, _MOST = 34, 430, 130, 3.0  # of the picture, in pixels; the longest bar, in bounds
_READ_SO = """In brackets: the interval that holds the figure in 95 of 100 cases, by bootstrap over files
or repetitions; of the last two lines, the narrowest and the widest reading. Both sides of a ratio are
measured in turns. Times of one warm CV are CPU of one process on one core, which did what a worker does
at its start. Cold means a new process, not an empty disk cache: CPU of it and all it starts, which on one
core is the wall time where nobody else works. Two workers are wall time: where others took much of the
machine meanwhile, that line says little."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a run of the benchmark found, and of which commit: `stages` in milliseconds per CV."""

    measures: Sequence[Measure]
    stages: Mapping[str, float]
    files: str
    commit: str


def write_results(results: Results, folder: Path) -> None:
    """Write results.md and results.svg."""
    (folder / "results.md").write_text(page(results), "utf-8")
    (folder / "results.svg").write_text(picture(results.measures), "utf-8")


def page(results: Results) -> str:
    """Return the results as Markdown."""
    parts = (
        "# Speed",
        f"Written by `make bench` on {date.today():%Y-%m-%d}, commit {results.commit}; ratios of one run.",
        table(results.measures),
        "![Each figure as a share of what is allowed](results.svg)",
        _READ_SO,
        "## What it was made of",
        "\n".join(f"- {one.name}: {one.detail}." for one in results.measures),
        *_stages(results.stages),
        "## Where",
        f"{results.files}. {_machine()}.",
    )
    return "\n\n".join(parts) + "\n"


def table(measures: Sequence[Measure]) -> str:
    """Return the lines measure, asked, got as a Markdown table."""
    rows = [("measure", "asked", "got", ""), ("---", "---", "---", "---")]
    for one in measures:
        got = f"{one.got.value:.2f} × ({one.got.low:.2f}–{one.got.high:.2f})"
        rows.append((one.name, f"{one.bound} {one.asked:g} ×", got, "reached" if one.reached else "missed"))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _stages(stages: Mapping[str, float]) -> list[str]:
    if not stages:
        return []
    total = sum(stages.values())
    rows = [f"| {stage} | {spent:.1f} | {spent / total:.0%} |" for stage, spent in stages.items()]
    head = ["| stage | ms per CV, mean | share |", "|---|---|---|"]
    return ["## Where the time of one CV goes", "\n".join([*head, *rows, f"| all | {total:.1f} | |"])]


def commit() -> str:
    """Name the commit that the program is at, and say whether what is measured differs from it."""

    def git(*arguments: str) -> str:
        told = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return told.stdout.strip()

    changed = " with changes" if git("status", "--porcelain", "--", *_MEASURED) else ""
    return (git("rev-parse", "--short=10", "HEAD") or "unknown") + changed


def _machine() -> str:
    """Name the processor and the versions that matter, and nothing that tells whose machine it is."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((one.split(":", 1)[1].strip() for one in lines if one.startswith("model name")), "unknown")
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    cores = len(os.sched_getaffinity(0))
    python = f"Python {platform.python_version()}"
    return f"{model}, {cores} cores, {platform.system()} {platform.machine()}, {python}, {libraries}"


# --- the picture ---------------------------------------------------------------------------------------


def picture(measures: Sequence[Measure]) -> str:
    """Return an SVG: a bar for each measure as a share of what is allowed, the bound as a line at 1."""
    height, width = _ROW * len(measures) + 70, int(_LEFT + _UNIT * _MOST + 150)
    bound = _LEFT + _UNIT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13" role="img">',
        "<title>Each figure as a share of what is allowed; up to 1 is reached</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{bound}" y="22" text-anchor="middle" fill="#333333">the bound</text>',
        *(part for number, one in enumerate(measures) for part in _bar(one, 34 + _ROW * number)),
        f'<line x1="{bound}" y1="28" x2="{bound}" y2="{height - 30}" stroke="#333333" '
        'stroke-dasharray="4 3"/>',
        f'<text x="{_LEFT}" y="{height - 10}" fill="#555555">share of what is allowed; blue: reached, '
        "orange: missed, → longer than shown</text>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bar(one: Measure, top: int) -> list[str]:
    length = _UNIT * min(one.used, _MOST)
    colour = "#2b6cb0" if one.reached else "#c05621"
    more = " →" if one.used > _MOST else ""
    told = f"{one.got.value:.2f} × ({one.bound} {one.asked:g}){more}"
    middle = top + _ROW // 2
    return [
        f'<text x="{_LEFT - 8}" y="{middle + 4}" text-anchor="end" fill="#222222">'
        f"{escape(one.name.replace('`', ''))}</text>",
        f'<rect x="{_LEFT}" y="{top + 6}" width="{length:.1f}" height="{_ROW - 12}" fill="{colour}"/>',
        f'<text x="{_LEFT + max(length, _UNIT) + 8:.1f}" y="{middle + 4}" fill="#222222">'
        f"{escape(told)}</text>",
    ]
