"""Runs a program over labelled CVs and compares: `evaluate` file by file, `evaluate_files` all at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from cpo_screen.training.evaluation.labels import read_labels
from cpo_screen.training.evaluation.measures import measure_cv
from cpo_screen.training.evaluation.profiles import read_facts
from cpo_screen.training.evaluation.records import Facts, Label
from cpo_screen.training.evaluation.report import By, CvResult, Outcome, Report

Profile = Mapping[str, Any]
ReadText = Callable[[Path], str]
T = TypeVar("T")
ARCHIVE_FILE = "Positions.csv"


def read_plain_text(path: Path) -> str:
    """Read a file's plain text as the program sees it, for the baseline and the lines beside a miss."""
    from cpo_screen.documents.read import read_document

    return read_document(path, path.name).text


def evaluate(
    gold_path: Path,
    parse: Callable[[Path], Profile],
    by: By | None = None,
    read_text: ReadText | None = read_plain_text,
) -> Report:
    """Parse each labelled file and compare; a file that `parse` raises at counts as all missed.

    `parse` takes a path (of a LinkedIn data archive: its folder) and returns a profile as
    `cpo-screen parse` prints it; it runs in a thread of its own. `read_text` returns a file's plain text;
    with None there is no baseline. Raises `UsageError` if the label file is malformed.
    """
    labels = read_labels(gold_path)
    paths = {label.id: find_file(gold_path, label) for label in labels}
    found = {id_: _parse_one(parse, path) for id_, path in paths.items() if path.exists()}
    return _report(gold_path, labels, found, by, read_text)


def evaluate_files(
    gold_path: Path,
    parse_many: Callable[[Sequence[Path]], Iterable[Profile]],
    by: By | None = None,
    read_text: ReadText | None = read_plain_text,
) -> Report:
    """Parse all labelled files in one go and compare; a file without a profile counts as all missed.

    `parse_many` takes the paths and returns profiles in any order; each is matched to its label by
    `source.path`, failing that by `source.sha256`, failing that by the file's name.
    """
    labels = read_labels(gold_path)
    paths = [path for label in labels if (path := find_file(gold_path, label)).exists()]
    return _report(gold_path, labels, _match(gold_path, labels, parse_many(paths)), by, read_text)


def evaluate_profiles(
    gold_path: Path,
    profiles: Iterable[Profile],
    by: By | None = None,
    read_text: ReadText | None = read_plain_text,
) -> Report:
    """Compare profiles that were written before (the output of `cpo-screen parse`)."""
    labels = read_labels(gold_path)
    return _report(gold_path, labels, _match(gold_path, labels, profiles), by, read_text)


def find_file(gold_path: Path, label: Label) -> Path:
    """Return the path to parse: the labelled file, or the folder of a LinkedIn data archive."""
    path = gold_path.parent / label.file
    return path.parent if path.name == ARCHIVE_FILE else path


def hash_corpus(gold_path: Path, labels: Sequence[Label]) -> str:
    """Hash the labels and the labelled files (SHA-256, hexadecimal): what a floor was measured on."""
    digest = hashlib.sha256(gold_path.read_bytes())
    for file in sorted({label.file for label in labels}):
        path = gold_path.parent / file
        for part in (
            sorted(path.parent.iterdir()) if path.name == ARCHIVE_FILE and path.exists() else [path]
        ):
            digest.update(f"\n{file}/{part.name} ".encode())
            digest.update(hash_file(part).encode())
    return digest.hexdigest()


def hash_file(path: Path) -> str:
    """Hash a file (SHA-256, hexadecimal); a file that is not there is `missing`."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"


def _attempt(call: Callable[[Path], T], path: Path) -> tuple[T | None, BaseException | None]:
    """Return the call's value or its error: whatever a program dies of is a miss, and no end of ours."""
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(call, path)
        error = future.exception()
        return (future.result(), None) if error is None else (None, error)


def _parse_one(parse: Callable[[Path], Profile], path: Path) -> Profile | str:
    profile, error = _attempt(parse, path)
    if error is not None:
        return f"{type(error).__name__}: {error}"
    return profile if isinstance(profile, Mapping) else f"{type(profile).__name__} instead of a profile"


def _match(
    gold_path: Path, labels: Sequence[Label], profiles: Iterable[Profile]
) -> dict[str, Profile | str]:
    by_path: dict[str, Profile] = {}
    by_hash: dict[str, Profile] = {}
    by_name: dict[str, Profile] = {}
    for profile in profiles:
        path, digest = _source(profile)
        by_path[str(path.resolve())] = profile
        by_name[path.name] = profile
        by_hash[digest] = profile
    found: dict[str, Profile | str] = {}
    for label in labels:
        file = find_file(gold_path, label)
        digest = hash_file(gold_path.parent / label.file)
        match = by_path.get(str(file.resolve())) or by_hash.get(digest) or by_name.get(file.name)
        if match is not None:
            found[label.id] = match
    return found


def _source(profile: Profile) -> tuple[Path, str]:
    source = profile.get("source")
    stated = source if isinstance(source, Mapping) else {}
    return Path(str(stated.get("path"))), str(stated.get("sha256"))


def _report(
    gold_path: Path,
    labels: Sequence[Label],
    found: Mapping[str, Profile | str],
    by: By | None,
    read_text: ReadText | None,
) -> Report:
    results = tuple(_result(gold_path, label, found.get(label.id), read_text) for label in labels)
    remarks = [*_remarks(gold_path, labels), *(one for one in _textless(results) if read_text)]
    return Report(results, hash_corpus(gold_path, labels), by, tuple(remarks))


def _result(
    gold_path: Path, label: Label, profile: Profile | str | None, read_text: ReadText | None
) -> CvResult:
    from cpo_screen.training.baseline import parse_baseline

    path = find_file(gold_path, label)
    outcome, reason = _outcome(path, profile)
    facts = read_facts(profile) if outcome == "read" and isinstance(profile, Mapping) else Facts()
    text = None if read_text is None else _attempt(read_text, path)[0] or ""
    baseline = {} if text is None else measure_cv(label, parse_baseline(text))
    return CvResult(label, outcome, measure_cv(label, facts), baseline, reason, text)


def _outcome(path: Path, profile: Profile | str | None) -> tuple[Outcome, str | None]:
    if isinstance(profile, str):
        return "crashed", profile
    if profile is None:
        return "missing", "no profile" if path.exists() else "no such file"
    if profile.get("status") == "unreadable":
        warnings = [one for one in profile.get("warnings") or [] if isinstance(one, Mapping)]
        crashed = any(one.get("code") == "crashed" for one in warnings)
        return "crashed" if crashed else "refused", "; ".join(str(one.get("message")) for one in warnings)
    return "read", None


def _remarks(gold_path: Path, labels: Sequence[Label]) -> Iterable[str]:
    for label in labels:
        actual = hash_file(gold_path.parent / label.file)
        if actual == "missing":
            yield f"{label.id}: {label.file} is not there"
        elif label.sha256 and actual != label.sha256:
            yield f"{label.id}: {label.file} is not the file that was labelled (its SHA-256 differs)"


def _textless(results: Sequence[CvResult]) -> Iterable[str]:
    """Name the CVs whose text could not be read: the baseline stands at nothing there."""
    textless = [one.label.id for one in results if not one.text and not one.label.scan]
    if textless:
        yield f"no plain text for the baseline: {', '.join(textless)}"
