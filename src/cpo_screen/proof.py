"""Proof of a ranking: made again from the files, and every quote found again on its page, in its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpo_screen.batch import Limits, available_cores, run_each
from cpo_screen.documents.discover import FoundFile, find_files
from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.read import read_document
from cpo_screen.documents.temporary import own_folder
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Document, Evidence, Scorecard

_PRELOAD = "cpo_screen.preload"


@dataclass(frozen=True, slots=True)
class Unproven:
    """A quote that does not stand where the ranking says, or a file that cannot be read any more."""

    file: str
    quote: str
    page: int
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class ProofTask:
    """What a worker is sent: a file and the quotes to find in it."""

    found: FoundFile
    options: ReadOptions
    quotes: tuple[Evidence, ...]


def prove_quotes(
    cards: Sequence[Scorecard], paths: Sequence[str], options: ReadOptions, jobs: int | None = None
) -> Iterator[Unproven]:
    """Open every file again and yield the quotes of its scorecard that do not stand at their place."""
    quotes = _by_file(cards)
    with own_folder() as unpacked:
        files = {one.shown: one for one in find_files(paths, unpacked)}
        tasks = [ProofTask(files[file], options, found) for file, found in quotes.items() if file in files]
        for file in quotes.keys() - files.keys():
            yield Unproven(file, "", 0, 0, "the file is not there any more")
        results = run_each(
            prove_task, tasks, jobs=jobs or available_cores(), limits=Limits(), preload=_PRELOAD
        )
        for task, result in zip(tasks, results, strict=True):
            if isinstance(result, RefusedFile):
                yield Unproven(task.found.shown, "", 0, 0, str(result))
            else:
                yield from result


def _by_file(cards: Sequence[Scorecard]) -> dict[str, tuple[Evidence, ...]]:
    """The quotes of each file that was read; a person's files each have their own."""
    return {
        source.path: tuple(one for one in quotes_of(card) if one.source == at)
        for card in cards
        for at, source in enumerate(card.profile.sources)
    }


def prove_task(task: ProofTask) -> tuple[Unproven, ...]:
    """Read one file and return the quotes that are not in it; the workers' task."""
    document = read_document(task.found.path, task.found.shown, task.options)
    missing = [one for one in task.quotes if not stands_at(one, document)]
    why = "these words do not begin in this line of this page"
    return tuple(Unproven(task.found.shown, one.quote, one.page, one.line, why) for one in missing)


def stands_at(evidence: Evidence, document: Document) -> bool:
    """Tell whether a quote begins in the line of the page that it names."""
    for line in document.lines:
        if (line.page, line.number) == (evidence.page, evidence.line):
            start, end = line.span
            text = document.text[start : end + len(evidence.quote)]
            at = text.find(evidence.quote)
            return bool(evidence.quote) and 0 <= at < end - start
    return False


def quotes_of(card: Scorecard) -> tuple[Evidence, ...]:
    """Return every quote behind a number or a disagreement of the card, each once."""
    of_results = [one for result in card.results for one in result.evidence]
    of_gates = [one for gate in card.gates for one in gate.evidence]
    of_files = [one for each in card.profile.disagreements for one in each.evidence]
    return tuple(dict.fromkeys([*of_results, *of_gates, *of_files]))
