"""ranked.manifest.json: what a ranking was made of, so that it can be made again to the byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from cpo_screen.criteria import Criteria
from cpo_screen.documents.options import ReadOptions
from cpo_screen.errors import UsageError
from cpo_screen.screening import Screening

if TYPE_CHECKING:
    from cpo_screen.pipeline import Reading

SCHEMA = "cpo-screen/manifest/1"
BEGINS_WITH = b'{\n "schema": "cpo-screen/manifest/'


@dataclass(frozen=True, slots=True)
class UsedCriteria:
    """The criteria: the whole text of the file, and what was set from outside."""

    name: str
    sha256: str
    changes: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a ranking was made of; `inputs` and `outputs` are files with their sha256 (None: unreadable).

    `reads_as` tells the program, its models and word lists, and the libraries that it reads with.
    """

    schema: str
    program: str
    reads_as: str
    as_of: str
    paths: tuple[str, ...]
    options: ReadOptions
    merge: bool
    stability: bool
    blind: bool
    criteria: UsedCriteria
    inputs: dict[str, str | None]
    outputs: dict[str, str]


def make_manifest(
    screening: Screening,
    criteria: Criteria,
    paths: Sequence[str],
    reading: Reading,
    outputs: Mapping[str, bytes],
    reads_as: str,
    blind: bool = False,
) -> Manifest:
    """Put together the manifest of a ranking whose files, by name, are `outputs`.

    `screening` is the one with the files' own names, also where the outputs are blinded.
    """
    return Manifest(
        SCHEMA,
        f"cpo-screen {screening.version}",
        reads_as,
        str(screening.as_of),
        tuple(paths),
        reading.options,
        reading.merge,
        any(one.stability is not None for one in screening.ranked),
        blind,
        UsedCriteria(criteria.name, criteria.sha256, criteria.changes, criteria.text),
        inputs_of(screening),
        {name: hashlib.sha256(data).hexdigest() for name, data in sorted(outputs.items())},
    )


def inputs_of(screening: Screening) -> dict[str, str | None]:
    """Return every file that was found, with its sha256."""
    found: dict[str, str | None] = {
        one.path: one.sha256 for profile in screening.profiles for one in profile.sources
    }
    found |= {one.file: one.sha256 for one in screening.refused}
    found |= {one.file: one.sha256 for one in screening.duplicates}
    return dict(sorted(found.items()))


def export_manifest(manifest: Manifest) -> bytes:
    """Write a manifest as JSON that a person can read."""
    plain: Any = msgspec.to_builtins(manifest)
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def read_manifest(data: bytes, name: str) -> Manifest:
    """Read a manifest; raises UsageError where it is none, or one of a newer version."""
    try:
        return msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{name} is no manifest of this version of cpo-screen ({error})") from error
