"""What blinding returns: a screening that names nobody, and the key that tells who is who."""

from __future__ import annotations

from dataclasses import dataclass

from cpo_screen.screening import Screening


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the key: what stands in the blinded screening, and whose file it is.

    `pseudonym` is "Candidate K7Q2-MX"; empty for a file without a profile (refused, duplicate).
    `shown_file` is the file's name in the exports, `file` its own; `sha256` is None where it could not be
    opened.
    """

    pseudonym: str
    shown_file: str
    file: str
    sha256: str | None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    linkedin: str | None = None


@dataclass(frozen=True, slots=True)
class Blinded:
    """A screening without the persons, and the key to them: to be kept apart from it."""

    screening: Screening
    key: tuple[KeyRow, ...]
