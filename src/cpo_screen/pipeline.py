"""The named steps, top to bottom: files → documents → profiles → scorecards → a ranking."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from cpo_screen import __version__
from cpo_screen.batch import Limits, available_cores, run_each
from cpo_screen.documents.discover import FoundFile, find_files
from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.read import read_document
from cpo_screen.documents.temporary import own_folder
from cpo_screen.errors import RefusedFile, UsageError
from cpo_screen.exports.profile_json import export_profile, export_unreadable
from cpo_screen.extraction.background import find_background
from cpo_screen.extraction.contact import find_contact
from cpo_screen.extraction.education import extract_education
from cpo_screen.extraction.experience import measure_experience, months_of
from cpo_screen.extraction.experience_claims import find_claimed_years
from cpo_screen.extraction.hands_on import find_hands_on
from cpo_screen.extraction.integrity import find_doubts, find_remarks
from cpo_screen.extraction.leadership import extract_signals
from cpo_screen.extraction.leadership_skills import extract_leadership_skills
from cpo_screen.extraction.network import find_network
from cpo_screen.extraction.origin import find_form
from cpo_screen.extraction.positions import extract_positions
from cpo_screen.extraction.programmes import extract_programmes
from cpo_screen.extraction.scope import find_scope
from cpo_screen.extraction.statements import find_statements, quote_statements
from cpo_screen.extraction.team import largest_team
from cpo_screen.extraction.trajectory import find_trajectory
from cpo_screen.extraction.written import find_written
from cpo_screen.judgement import judge_reading
from cpo_screen.model import CandidateProfile, Document, PartialDate, Remark, Source
from cpo_screen.persons import merge_persons
from cpo_screen.progress import Listed, Progress, Waiting, ignore, step_of, time_lost
from cpo_screen.ranking import (
    find_wide_phrases,
    no_garbage,
    rank_profiles,
    set_duplicates_aside,
    statements_of,
)
from cpo_screen.screening import Duplicate, Refused, Screening
from cpo_screen.sections import find_sections
from cpo_screen.stopwatch import Stopwatch
from cpo_screen.store import KeptReadings, Store
from cpo_screen.trained_models import check_models

if TYPE_CHECKING:
    from cpo_screen.criteria import Criteria

Paths = str | Path | Iterable[str | Path]

_AS_OF = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_PRELOAD = "cpo_screen.preload"
_LARGEST_HASHED = 1 << 30


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: the readers' options, each file's limits, worker processes (None: one a core).

    `merge`: whether the files of one person become one profile.
    """

    options: ReadOptions = field(default_factory=ReadOptions)
    limits: Limits = field(default_factory=Limits)
    jobs: int | None = None
    merge: bool = True


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file and its profile, or the reason why there is none; `seconds` per stage.

    `kept`: it was not read in this run but in an earlier one.
    """

    found: FoundFile
    result: CandidateProfile | RefusedFile
    seconds: dict[str, float] = field(default_factory=dict)
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is sent: a file, the as-of month and the readers' options."""

    found: FoundFile
    as_of: PartialDate
    options: ReadOptions


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What was read of a folder, before any criteria; `seconds` a stage."""

    profiles: tuple[CandidateProfile, ...]
    refused: tuple[Refused, ...]
    duplicates: tuple[Duplicate, ...]
    as_of: PartialDate
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)


# --- one file -----------------------------------------------------------------------------------


def parse_as_of(text: str) -> PartialDate:
    """Read the month that `present` stands for.

    >>> parse_as_of("2026-11")
    PartialDate(year=2026, month=11)
    """
    match = _AS_OF.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"the as-of date must be a year and a month such as 2026-11, not {text!r}")
    return PartialDate(int(match[1]), int(match[2]))


def parse_document(
    document: Document, as_of: PartialDate, watch: Stopwatch | None = None
) -> CandidateProfile:
    """Extract everything from a document; `as_of` is the month that `present` stands for."""
    timed = (watch or Stopwatch()).timed
    sections = timed("sections", find_sections, document)
    contact = timed("contact", find_contact, document, sections)
    positions = timed("positions", extract_positions, document, sections)
    education = timed("education", extract_education, document, sections, as_of)
    programmes = timed("programmes", extract_programmes, document, sections)
    claimed = timed("experience", find_claimed_years, document, sections)
    written = timed("written", find_written, document, sections, positions, education, as_of)
    experience = timed("experience", measure_experience, positions, as_of, claimed, written)
    background = timed("background", find_background, positions, education, as_of)
    statements = timed("leadership", find_statements, document, sections, positions)
    leadership = timed("leadership", extract_signals, document, statements, positions)
    scope = timed("scope", find_scope, document, sections, positions)
    trajectory = timed("trajectory", find_trajectory, document, positions, as_of)
    hands_on = timed("hands_on", find_hands_on, document, sections, positions, education)
    network = timed("network", find_network, document, sections, positions)
    doubts = timed("integrity", find_doubts, document, sections, positions, experience, as_of)
    remarks = timed(
        "integrity", find_remarks, document, positions, education, experience, as_of, written, doubts
    )
    status, misread = judge_reading(document, contact, positions)
    return CandidateProfile(
        as_of=as_of,
        source=_source_of(document, find_form(document, positions, written)),
        status=status,
        warnings=(*misread, *document.warnings, *remarks),
        contact=contact,
        positions=positions,
        education=education,
        programmes=programmes,
        experience=experience,
        background=background,
        network=network,
        team_size=largest_team(scope),
        leadership=leadership,
        leadership_skills=extract_leadership_skills(document, sections),
        statements=quote_statements(document, statements),
        scope=scope,
        trajectory=trajectory,
        hands_on=hands_on,
        written=written,
        integrity=doubts,
    )


def _source_of(document: Document, form: Literal["cv", "linkedin"]) -> Source:
    read = document.path, document.sha256, document.format, document.pages, document.language
    return Source(*read, form)


def parse_file(
    path: str | Path, as_of: PartialDate | str, options: ReadOptions | None = None
) -> CandidateProfile:
    """Read one file or LinkedIn archive in this process; raises RefusedFile with the reason."""
    document = read_document(Path(path), str(path), options or ReadOptions())
    return parse_document(document, _month(as_of))


# --- many files -----------------------------------------------------------------------------------


def read_files(
    paths: Paths,
    as_of: PartialDate | str,
    reading: Reading | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
) -> Iterator[ReadFile]:
    """Find and read every file, each in a worker; yields them in the order of their paths.

    What is in `store` is not read again, and what is read is kept there. Raises ModelMissing before
    anything is read.
    """
    check_models()
    reading, month = reading or Reading(), _month(as_of)
    with own_folder() as unpacked:
        files = find_files(_listed(paths), unpacked)
        kept = KeptReadings(store, files, month, reading.options)
        new = [one for one in files if one.refused is None and not kept.has(one)]
        results = _read_anew(new, month, reading)
        tell = progress or ignore
        tell(Listed(len(files), len(new)))
        for number, found in enumerate(files, 1):
            if found.refused is not None:
                one = ReadFile(found, RefusedFile(*found.refused))
            elif kept.has(found) and (known := kept.load(found)) is not None:
                one = ReadFile(found, known, kept=True)
            else:
                tell(Waiting(found.shown))
                one = next(results if not kept.has(found) else _read_anew([found], month, reading))
                kept.save(found, one.result)
            if progress is not None:
                tell(step_of(number, len(files), found.shown, one.result, one.seconds, one.kept))
            yield one


def _read_anew(files: Sequence[FoundFile], as_of: PartialDate, reading: Reading) -> Iterator[ReadFile]:
    """Read files in workers, in their order; no worker is started for none."""
    tasks = [Task(found, as_of, reading.options) for found in files]
    jobs = reading.jobs or available_cores()
    results = run_each(read_task, tasks, jobs=jobs, limits=reading.limits, preload=_PRELOAD)
    for found, result in zip(files, results, strict=True):
        if isinstance(result, RefusedFile):  # by the worker's death, or at the time limit
            yield ReadFile(found, result, time_lost(result, reading.limits.seconds))
        else:
            yield ReadFile(found, *result)


def screen_folder(
    paths: Paths,
    criteria: Criteria | str | Path | None = None,
    *,
    as_of: PartialDate | str,
    reading: Reading | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
) -> Screening:
    """Read every CV under `paths`, score each by `criteria` and rank them; no file is lost.

    `store` keeps profiles between runs: without one, every file is read.
    """
    from cpo_screen.criteria import Criteria, load_criteria

    rules = criteria if isinstance(criteria, Criteria) else load_criteria(criteria)
    return screen_profiles(read_folder(paths, as_of, reading, progress, store), rules)


def read_folder(
    paths: Paths,
    as_of: PartialDate | str,
    reading: Reading | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
) -> FolderRead:
    """Read every CV under `paths`: the first half, which no criteria change."""
    watch, reading = Stopwatch(), reading or Reading()
    profiles: list[CandidateProfile] = []
    refused: list[Refused] = []
    with no_garbage():
        for one in read_files(paths, as_of, reading, progress, store):
            watch.add(one.seconds)
            if isinstance(one.result, RefusedFile):
                refused.append(_refuse(one.found, one.result))
            else:
                profiles.append(one.result)
        kept, duplicates = set_duplicates_aside(profiles)
        persons = watch.timed("persons", merge_persons, kept) if reading.merge else tuple(kept)
    return FolderRead(persons, tuple(refused), tuple(duplicates), _month(as_of), watch.seconds)


def screen_profiles(read: FolderRead, criteria: Criteria) -> Screening:
    """Score and rank what was read: the second half, to be repeated with other criteria."""
    watch = Stopwatch()
    watch.add(read.seconds)
    ranked, review = watch.timed("scoring", rank_profiles, read.profiles, criteria)
    return Screening(
        ranked=ranked,
        review=review,
        refused=read.refused,
        duplicates=read.duplicates,
        as_of=read.as_of,
        version=__version__,
        criteria_sha256=criteria.sha256,
        criteria_names=tuple(one.id for one in criteria.criteria),
        notes=find_wide_phrases(criteria, statements_of(read.profiles)),
        seconds=watch.seconds,
    )


def profile_line(profile: CandidateProfile) -> str:
    """Write a profile as one line of JSON, in the form of schemas/profile-1.schema.json."""
    return export_profile(profile, [months_of(one.period, profile.as_of) for one in profile.positions])


def file_line(one: ReadFile, as_of: PartialDate) -> str:
    """Write what was read of a file, or why nothing was, as one line of JSON."""
    if isinstance(one.result, CandidateProfile):
        return profile_line(one.result)
    refused = _refuse(one.found, one.result)
    return export_unreadable(refused.file, refused.sha256, refused.reason, as_of)


def _month(as_of: PartialDate | str) -> PartialDate:
    return parse_as_of(as_of) if isinstance(as_of, str) else as_of


def _listed(paths: Paths) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def read_task(task: Task) -> tuple[CandidateProfile | RefusedFile, dict[str, float]]:
    """Read one file, or say why not, and how long that took; the workers' task."""
    watch, begun = Stopwatch(), perf_counter()
    try:
        document = watch.timed("reading", read_document, task.found.path, task.found.shown, task.options)
    except RefusedFile as error:
        refused = RefusedFile(error.reason, str(error))  # without its traceback, which holds the file
    else:
        return parse_document(document, task.as_of, watch), watch.seconds
    gc.collect()  # what a broken file left behind may be large
    return refused, {"reading": perf_counter() - begun}


def _refuse(found: FoundFile, refusal: RefusedFile) -> Refused:
    return Refused(found.shown, _hash(found), Remark(refusal.reason, str(refusal)))


def _hash(found: FoundFile) -> str | None:
    """Hash a refused file, if it is one that can be opened and is of bearable size."""
    if found.path.name != Path(found.shown).name:  # a member of a zip: the path is the zip's
        return None
    try:
        if not found.path.is_file() or found.path.stat().st_size > _LARGEST_HASHED:
            return None
        with found.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
