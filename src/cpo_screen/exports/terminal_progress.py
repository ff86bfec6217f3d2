"""How far a run is, drawn in the terminal while files are read, and what is told of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import IO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from cpo_screen.exports.safe_text import one_line
from cpo_screen.lexicons import load_lexicon
from cpo_screen.progress import Event, Progress, Step, Tally

_A_SECOND = 5  # drawings
_PATIENCE = 5.0  # seconds after which it is said which file the run waits for
_SHORTEST_NAME = 12  # letters of a file's path that are shown, however narrow the terminal is
_SLOW_RATE = 9.95  # files a second, below which tenths are shown


class ProgressView:
    """What is drawn: bar, rate and remaining time; counts; and the file that is being waited for."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._tally = Tally()

    def told(self, event: Event) -> None:
        """Take in what is told."""
        self._tally.add(event, self._clock())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw two lines, or three, none longer than the terminal is wide."""
        now = self._clock()
        yield _bar_line(self._tally, now)
        lines = [counts_line(self._tally), _waiting_line(self._tally, now, options.max_width)]
        for line in filter(None, lines):
            yield Text(line, style="dim", no_wrap=True, overflow="ellipsis")


def _bar_line(tally: Tally, now: float) -> Table:
    """Lay out the bar and what stands beside it; while files are being listed, it only moves."""
    line = Table.grid(padding=(0, 2, 0, 0), expand=True)
    if tally.total is None:
        line.add_row(Text("Listing files"), ProgressBar(total=None, pulse=True))
        line.columns[1].ratio = 1
        return line
    rate, remaining = tally.rate(now), tally.remaining(now)
    cells = [
        f"{tally.done} of {tally.total}",
        "" if rate is None else f"{say_rate(rate)} a second",
        "" if remaining is None else f"{say_seconds(remaining)} left",
    ]
    told = [Text(cell, no_wrap=True) for cell in cells if cell]
    bar = ProgressBar(total=max(tally.total, 1), completed=tally.done)
    line.add_row(Text("Reading", no_wrap=True), bar, *told)
    line.columns[1].ratio = 1
    return line


def _waiting_line(tally: Tally, now: float, width: int) -> str:
    """Name the file that takes long, the end of its path at least: that tells more than its beginning."""
    waiting = tally.waiting_for(now)
    if waiting is None or waiting[1] < _PATIENCE:
        return ""
    begin, file = f"Waiting {say_seconds(waiting[1])} for ", one_line(waiting[0])
    room = max(width - len(begin), _SHORTEST_NAME)
    return begin + (file if len(file) <= room else f"…{file[1 - room :]}")


def counts_line(tally: Tally) -> str:
    """Say how many files ended where so far, in one line; nothing before the first."""
    if not tally.done:
        return ""
    counts = tally.outcomes
    told = f"{counts['read']} read, {counts['review']} for review, {counts['refused']} refused"
    return f"{told} ({tally.kept} known from before)" if tally.kept else told


@contextmanager
def draw_progress(stream: IO[str]) -> Iterator[Progress]:
    """Draw on a terminal while the block runs, and leave nothing behind; gives what must be told."""
    view = ProgressView()
    console = Console(file=stream, markup=False, highlight=False, emoji=False)
    with Live(view, console=console, refresh_per_second=_A_SECOND, transient=True, redirect_stdout=False):
        yield view.told


def say_rate(rate: float) -> str:
    """Say files a second.

    >>> say_rate(0.25), say_rate(17.2)
    ('0.2', '17')
    """
    return f"{rate:.1f}" if rate < _SLOW_RATE else f"{rate:.0f}"


def say_seconds(seconds: float) -> str:
    """Say a time as one reads it, no more exact than it can be known.

    >>> say_seconds(0.2), say_seconds(59.6), say_seconds(190), say_seconds(7260)
    ('1 s', '60 s', '3 min 10 s', '2 h 01 min')
    """
    whole = max(1, round(seconds))
    if whole < 100:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    return f"{minutes // 60} h {minutes % 60:02} min"


# --- afterwards ----------------------------------------------------------------------------------


def refusals_line(reasons: Mapping[str, int]) -> str:
    """Say why files were refused and how many for each reason, the most frequent first.

    >>> refusals_line({"damaged": 1, "encrypted": 3})
    'Refused: 3 locked with a password, 1 damaged.'
    """
    words = load_lexicon("refusals")
    ordered = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{number} {words.get(code, code.replace('_', ' '))}" for code, number in ordered]
    return f"Refused: {', '.join(told)}." if told else ""


def slowest_lines(steps: Sequence[Step]) -> list[str]:
    """Name the files that took longest, each with its seconds and its slowest stage."""
    stages = [_slowest_stage(step) for step in steps]
    width = max(map(len, stages), default=0)
    return [
        f"{step.seconds:9.3f} s  {stage:{width}}  {one_line(step.file)}"
        for step, stage in zip(steps, stages, strict=True)
    ]


def _slowest_stage(step: Step) -> str:
    stage = step.slowest_stage
    return "" if stage is None else f"{stage} {step.stages[stage]:.3f} s"
