"""What can go wrong, and the exit code of each."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    OK = 0
    DIFFERENT = 1
    USAGE = 2
    SOME_REFUSED = 3
    NOTHING_READ = 4


class ScreenError(Exception):
    """Base of every error that a person should read; `code` is the exit code it leads to."""

    code: ExitCode = ExitCode.USAGE


class CriteriaError(ScreenError):
    """criteria.yaml is wrong; the message lists every mistake with line and column."""


class UsageError(ScreenError):
    """The command cannot be carried out as given (no such path, output not writable)."""


class ModelMissing(ScreenError):
    """A trained model is not there, or was made for another version; the message names `make models`."""


class RefusedFile(ScreenError):
    """A file that cannot be read as a CV: `reason` is a stable word, the message a sentence.

    Reasons: empty, encrypted, not_a_cv, damaged, too_large, too_many_pages, timed_out, crashed,
    permission, unsupported, vanished.
    """

    code = ExitCode.SOME_REFUSED

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type[RefusedFile], tuple[str, str]]:
        return (type(self), (self.reason, str(self)))
