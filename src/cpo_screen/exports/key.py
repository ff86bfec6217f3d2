"""ranked.key.csv: who is who in a blinded ranking. To be kept apart from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from cpo_screen.blinding import KeyRow
from cpo_screen.exports.csv import to_csv

BEGINS_WITH = b"\xef\xbb\xbfpseudonym,shown_file"
COLUMNS = ("pseudonym", "shown_file", "file", "sha256", "name", "email", "phone", "linkedin")


def export_key(rows: Iterable[KeyRow]) -> bytes:
    """Write a line for each file, as UTF-8 with a byte order mark."""
    return to_csv(map(asdict, rows), COLUMNS)
