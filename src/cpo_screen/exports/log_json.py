"""A run's log as JSON Lines, in the form of schemas/log-1.schema.json.

It names files and stable reasons, and holds no words of a CV.
"""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import IO, Any

from cpo_screen import __version__
from cpo_screen.errors import ExitCode
from cpo_screen.progress import Event, Listed, Step, Tally

SCHEMA = "cpo-screen/log/1"
_DIGITS = 4  # of seconds


def start_line(command: str) -> str:
    """Tell that a command begins."""
    return _line("start", schema=SCHEMA, version=__version__, command=command)


def event_line(event: Event) -> str | None:
    """Tell that files are listed or that one is done; None for what is no news to a machine."""
    if isinstance(event, Listed):
        return _line("listed", total=event.total, to_read=event.to_read)
    return _file_line(event) if isinstance(event, Step) else None


def _file_line(step: Step) -> str:
    return _line(
        "file",
        file=step.file,
        outcome=step.outcome,
        reason=step.reason,
        kept=step.kept,
        seconds=round(step.seconds, _DIGITS),
        stages={stage: round(seconds, _DIGITS) for stage, seconds in step.stages.items()},
        done=step.done,
        total=step.total,
    )


def message_line(text: str) -> str:
    """Tell what a person would have read on the terminal."""
    return _line("message", text=text)


def end_line(tally: Tally, seconds: float, exit_code: int, ranking: Mapping[str, int] | None) -> str:
    """Tell how a command ended: counts of the reading, `seconds` in all, and the ranking's own counts."""
    return _line(
        "end",
        exit_code=exit_code,
        done=tally.done,
        total=tally.total,
        read=tally.outcomes["read"],
        review=tally.outcomes["review"],
        refused=tally.outcomes["refused"],
        kept=tally.kept,
        reasons=dict(sorted(tally.reasons.items())),
        ranking=None if ranking is None else dict(ranking),
        seconds=round(seconds, _DIGITS),
    )


def _line(event: str, **told: Any) -> str:
    """One line of ASCII, so that nothing in a file's name can do anything to a terminal."""
    return json.dumps({"event": event} | told, ensure_ascii=True)


class RunLog:
    """The log of one command: begun and ended by its block, whichever way that is left.

    `messages` is a stream for what a person would read; `exit_code` and `ranking` are told at the end.
    """

    def __init__(self, stream: IO[str], command: str) -> None:
        self.ranking: Mapping[str, int] | None = None
        self.exit_code = int(ExitCode.DIFFERENT)  # until the command has ended well
        self._stream = stream
        self._command = command
        self._lock = threading.Lock()
        self._tally = Tally()
        self._begun = perf_counter()
        self.messages = _Messages(self._write)

    def __enter__(self) -> RunLog:
        self._write(start_line(self._command))
        return self

    def __exit__(self, *_: object) -> None:
        self.messages.finish()
        self._write(end_line(self._tally, perf_counter() - self._begun, self.exit_code, self.ranking))

    def tell(self, event: Event) -> None:
        """Log what is told of the reading."""
        self._tally.add(event, perf_counter())
        line = event_line(event)
        if line is not None:
            self._write(line)

    def _write(self, line: str) -> None:
        with self._lock:
            self._stream.write(f"{line}\n")
            self._stream.flush()


class _Messages(io.TextIOBase):
    """A stream in the place of stderr: each line that is written to it becomes an event of the log."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write_line = write
        self._begun = ""
        self._ended = False

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        if not isinstance(text, str):
            raise TypeError("text is written here, no bytes")
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            self._tell(line)
        return len(text)

    def finish(self) -> None:
        """Tell the line that is begun; what is written later is told no more."""
        self._tell(self._begun)
        self._ended = True

    def _tell(self, line: str) -> None:
        if line.strip() and not self._ended:
            self._write_line(message_line(line.rstrip()))
