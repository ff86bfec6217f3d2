"""Files under other names: a person's by the pseudonym, the others by a few letters of their hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from cpo_screen.blinding.pseudonyms import short_hash
from cpo_screen.model import CandidateProfile, Source
from cpo_screen.screening import Duplicate, Refused

_SUFFIXES = frozenset(
    {".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".txt", ".md", ".json", ".zip"}
)  # fmt: skip
_SHORTEST = 5  # letters of a file's name that are no chance in a text


def base_name(path: str) -> str:
    """Return the last part of a path, in the way of either system."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _suffix(path: str) -> str:
    suffix = PurePosixPath(base_name(path)).suffix.lower()
    return suffix if suffix in _SUFFIXES else ""


def name_sources(profile: CandidateProfile, code: str) -> dict[str, str]:
    """Name a person's files: 'K7Q2-MX.pdf', the further ones 'K7Q2-MX-2.pdf'; by their own paths."""
    sources: Sequence[Source] = (profile.source, *profile.others)
    return {
        one.path: f"{code}{f'-{at}' if at > 1 else ''}{_suffix(one.path)}"
        for at, one in reversed(list(enumerate(sources, 1)))
    }


def name_refused(refused: Iterable[Refused]) -> dict[str, str]:
    """Name refused files: 'refused-K7Q2.pdf', by their content, or their path where it is not known."""
    return _apart([(one.file, f"refused-{short_hash(one.sha256 or one.file)}") for one in refused])


def name_duplicates(duplicates: Iterable[Duplicate], named: Mapping[str, str]) -> dict[str, str]:
    """Name copies after the file that they equal: 'K7Q2-MX-copy.pdf'."""
    stems = []
    for one in duplicates:
        shown = named.get(one.same_as)
        stem = shown.partition(".")[0] if shown else f"copy-{short_hash(one.sha256)}"
        stems.append((one.file, f"{stem}-copy"))
    return _apart(stems)


def _apart(stems: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Number those that would be named alike, in the order of their paths."""
    found: dict[str, str] = {}
    times: Counter[str] = Counter()
    for path, stem in sorted(stems):
        times[stem] += 1
        number = f"-{times[stem]}" if times[stem] > 1 else ""
        found[path] = f"{stem}{number}{_suffix(path)}"
    return found


def spoken_names(named: Mapping[str, str]) -> dict[str, str]:
    """Return every way in which a text may name these files, the longest first."""
    found: dict[str, str] = {}
    for path, shown in named.items():
        for name in (path, base_name(path)):
            if len(name) >= _SHORTEST:
                found.setdefault(name, shown)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))
